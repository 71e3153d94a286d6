import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type MergedDraft, mergeDraftTexts } from '#app/domain/courses/merge-draft-texts.ts';
import type { DraftCalls, TheirText } from './draft-calls.ts';
import type { DraftText, Saver } from './draft-saver.ts';
import { type Decide, textConflicts } from './merged-parts.ts';

/** A merge that somebody has to decide on, as it stood with the text of a moment ago. */
export type OpenMerge = MergedDraft & Pick<TheirText, 'revision' | 'savedBy' | 'savedAt'>;

const RETRY_MS = 5_000;
/** After the last key the places that conflict are shown anew. */
const QUIET_MS = 300;

/**
 * Brings the text together with what somebody else saved meanwhile. The other's text is asked for; the merge itself is
 * made here and at once, on what stands in the editors at that moment, so that no key falls between merging and showing.
 * Without a conflict it is taken in and saved unasked. With one everything stays as typed until somebody has chosen.
 */
export function useMerge({
  calls,
  saver,
  isStale,
  read,
  whenSettled,
  takeIn,
  onJoined,
}: {
  readonly calls: DraftCalls;
  readonly saver: RefObject<Saver | null>;
  readonly isStale: boolean;
  readonly read: () => DraftText;
  readonly whenSettled: (act: () => void) => void;
  readonly takeIn: (text: DraftText) => void;
  /** What the other saved is in the editors now. */
  readonly onJoined: (theirs: TheirText) => void;
}) {
  const [merge, setMerge] = useState<OpenMerge | null>(null);
  const theirs = useRef<TheirText | null>(null);
  const asking = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const joined = useRef(onJoined);
  joined.current = onJoined;

  const mergeWith = useCallback(
    (decide: Decide) =>
      whenSettled(() => {
        const running = saver.current;
        const other = theirs.current;
        if (!running || !other || running.state().kind !== 'stale') return;
        const { revision, savedBy, savedAt, ...saved } = other;
        const merged = mergeDraftTexts({
          base: running.base(),
          mine: read(),
          theirs: saved,
          labels: { mine: '', theirs: savedBy.name },
        });
        const text = decide(merged);
        if (!text) return setMerge({ ...merged, revision, savedBy, savedAt });
        theirs.current = null;
        setMerge(null);
        takeIn(text);
        running.continueFrom({ revision, saved, savedAt });
        void running.saveMerged(revision);
        joined.current(other);
      }),
    [read, saver, takeIn, whenSettled],
  );
  const mergeAlone = useCallback(
    () =>
      mergeWith((merged) =>
        textConflicts(merged) > 0
          ? null
          : { source: merged.source.text, quiz: merged.quiz.text, images: merged.images },
      ),
    [mergeWith],
  );
  const ask = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    theirs.current = await calls.theirs();
    asking.current = false;
    mergeAlone();
  }, [calls, mergeAlone]);

  const isOpen = merge !== null;
  useEffect(() => {
    if (!isStale || isOpen) return;
    void ask();
    const again = setInterval(() => void ask(), RETRY_MS);
    return () => clearInterval(again);
  }, [ask, isOpen, isStale]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    merge,
    /** Saves what somebody decided, unless what was typed since asks for another decision. */
    saveMerged: mergeWith,
    /** The text changed: so may have what conflicts. */
    changed: useCallback(() => {
      if (!theirs.current) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(mergeAlone, QUIET_MS);
    }, [mergeAlone]),
  };
}
