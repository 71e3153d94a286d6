import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EditorHandle } from '../editor/editor-handle.ts';
import { draftCalls, type TheirText } from './draft-calls.ts';
import { type DraftText, isSameText, type LocalCopy, type Saver, type SaveState, startSaver } from './draft-saver.ts';
import type { WorkDraft } from './draft-view.ts';
import { localCopies } from './local-copy.ts';
import { useComposition } from './use-composition.ts';
import { useMerge } from './use-merge.ts';

/**
 * Keeps a draft between its editors, the server and the copy on this device. The editors hold the text; this only
 * reads it, but for texts that come from elsewhere.
 */
export function useDraft(
  draft: WorkDraft,
  source: RefObject<EditorHandle>,
  quiz: RefObject<EditorHandle>,
  /** What somebody else saved has come into the editors: put together with what was typed here, or in its place. */
  onTaken: (theirs: TheirText, how: 'joined' | 'followed') => void,
) {
  const calls = useMemo(() => draftCalls(draft.id), [draft.id]);
  const copies = useMemo(() => localCopies(draft.me, draft.id), [draft.me, draft.id]);
  const [save, setSave] = useState<SaveState>({ kind: 'saved', at: draft.savedAt });
  const [offer, setOffer] = useState<LocalCopy | null>(null);
  const images = useRef(draft.text.images);
  const saver = useRef<Saver | null>(null);
  const start = useRef(draft);

  // The editors go before this does: what they held last is what there is to keep then.
  const held = useRef(draft.text);
  const read = useCallback((): DraftText => {
    held.current = {
      source: source.current?.text() ?? held.current.source,
      quiz: quiz.current?.text() ?? held.current.quiz,
      images: images.current,
    };
    return held.current;
  }, [source, quiz]);
  const settled = useRef<() => void>(() => {});
  const { isComposing, whenSettled, fields } = useComposition(source, quiz, settled);
  const show = useCallback(
    (text: DraftText) => {
      source.current?.setText(text.source);
      quiz.current?.setText(text.quiz);
      images.current = text.images;
    },
    [source, quiz],
  );
  const takeIn = useCallback(
    (text: DraftText) => {
      source.current?.takeIn(text.source);
      quiz.current?.takeIn(text.quiz);
      images.current = text.images;
    },
    [source, quiz],
  );

  useEffect(() => {
    const { text, revision, savedAt, mayEdit } = start.current;
    if (!mayEdit) return;
    let undecided = true;
    const running = startSaver(
      { revision, saved: text, savedAt },
      {
        read,
        isComposing,
        send: calls.save,
        // What lies on the device is not overwritten before somebody has said what becomes of it.
        keep: (copy) => {
          if (!undecided) void copies.write(copy);
        },
        timers: { set: (ms, run) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as number) },
        now: () => Date.now(),
        onState: setSave,
      },
    );
    saver.current = running;
    void copies.read().then((copy) => {
      if (copy && !isSameText(copy, read())) setOffer(copy);
      else undecided = false;
      release.current = () => {
        undecided = false;
      };
      // Typed into the plain text area before the page came alive.
      if (!isSameText(read(), text)) running.changed();
    });
    const onHide = () => {
      running.keepNow();
      if (document.visibilityState === 'hidden') void running.saveNow();
    };
    const onOnline = () => running.retry();
    const onUnload = (event: BeforeUnloadEvent) => {
      running.keepNow();
      if (running.hasUnsaved()) event.preventDefault();
    };
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('online', onOnline);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      running.keepNow();
      running.stop();
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('online', onOnline);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [calls, copies, isComposing, read]);
  const release = useRef<() => void>(() => {});

  const taken = useRef(onTaken);
  taken.current = onTaken;
  const merging = useMerge({
    calls,
    saver,
    isStale: save.kind === 'stale',
    read,
    whenSettled,
    takeIn,
    onJoined: (theirs) => taken.current(theirs, 'joined'),
  });

  const takeOffer = useCallback(() => {
    if (!offer) return;
    show(offer);
    release.current();
    saver.current?.continueFrom({ revision: offer.revision, saved: offer.base, savedAt: null });
    saver.current?.changed();
    setOffer(null);
  }, [offer, show]);
  const dropOffer = useCallback(() => {
    release.current();
    void copies.write(null);
    setOffer(null);
  }, [copies]);

  /** Another's newer text, when nothing here waits to be saved. */
  const follow = useCallback(async () => {
    const running = saver.current;
    if (!running || running.hasUnsaved() || isComposing()) return;
    const theirs = await calls.theirs();
    if (!theirs || running.hasUnsaved() || isComposing()) return;
    const { revision, savedBy: _, savedAt, ...text } = theirs;
    takeIn(text);
    running.continueFrom({ revision, saved: text, savedAt });
    taken.current(theirs, 'followed');
  }, [calls, isComposing, takeIn]);

  const { changed: mergeChanged } = merging;
  const changed = useCallback(() => {
    read();
    saver.current?.changed();
    mergeChanged();
  }, [mergeChanged, read]);
  settled.current = changed;

  return {
    calls,
    save,
    offer,
    takeOffer,
    dropOffer,
    merge: merging.merge,
    saveMerged: merging.saveMerged,
    follow,
    read,
    isComposing,
    fields,
    changed,
    saveNow: useCallback(async () => saver.current?.saveNow(), []),
    hasUnsaved: useCallback(() => saver.current?.hasUnsaved() ?? false, []),
    revision: useCallback(() => saver.current?.revision() ?? start.current.revision, []),
    addImage: useCallback((path: string, hash: string) => {
      images.current = { ...images.current, [path]: hash };
    }, []),
  };
}
