import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EditorHandle } from '../editor/editor-handle.ts';
import { draftCalls, type Merge } from './draft-calls.ts';
import { type DraftText, isSameText, type LocalCopy, type Saver, type SaveState, startSaver } from './draft-saver.ts';
import type { WorkDraft } from './draft-view.ts';
import { localCopies } from './local-copy.ts';

/** A merge to decide on, with the text of the other that it was made with. */
export type OpenMerge = Merge & { readonly theirs: DraftText };

/**
 * Keeps a draft between its editors, the server and the copy on this device. The editors hold the text; this only
 * reads it, but for texts that come from elsewhere.
 */
export function useDraft(draft: WorkDraft, source: RefObject<EditorHandle>, quiz: RefObject<EditorHandle>) {
  const calls = useMemo(() => draftCalls(draft.id), [draft.id]);
  const copies = useMemo(() => localCopies(draft.me, draft.id), [draft.me, draft.id]);
  const [save, setSave] = useState<SaveState>({ kind: 'saved', at: draft.savedAt });
  const [offer, setOffer] = useState<LocalCopy | null>(null);
  const [merge, setMerge] = useState<OpenMerge | null>(null);
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
  const isComposing = useCallback(
    () => (source.current?.isComposing() ?? false) || (quiz.current?.isComposing() ?? false),
    [source, quiz],
  );
  const show = useCallback(
    (text: DraftText) => {
      source.current?.setText(text.source);
      quiz.current?.setText(text.quiz);
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

  const openMerge = useCallback(async () => {
    const base = saver.current?.base();
    if (!base) return;
    // Somebody may save between the two questions: then both are asked again.
    for (let tries = 0; tries < 3; tries += 1) {
      const made = await calls.merge(base, read());
      const theirs = made && (await calls.theirs());
      if (!made || !theirs) return;
      if (theirs.revision === made.revision) return setMerge({ ...made, theirs });
    }
  }, [calls, read]);
  useEffect(() => {
    if (save.kind === 'stale') void openMerge();
  }, [save.kind, openMerge]);

  const saveMerged = useCallback(
    async (text: DraftText) => {
      if (!merge) return;
      show(text);
      saver.current?.continueFrom({ revision: merge.revision, saved: merge.theirs, savedAt: merge.savedAt });
      await saver.current?.saveMerged(merge.revision);
      setMerge(null);
    },
    [merge, show],
  );

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
  const follow = useCallback(async (): Promise<boolean> => {
    const running = saver.current;
    if (!running || running.hasUnsaved() || isComposing()) return false;
    const theirs = await calls.theirs();
    if (!theirs || running.hasUnsaved() || isComposing()) return false;
    show(theirs);
    running.continueFrom({ revision: theirs.revision, saved: theirs, savedAt: Date.now() });
    return true;
  }, [calls, isComposing, show]);

  return {
    calls,
    save,
    offer,
    takeOffer,
    dropOffer,
    merge,
    retryMerge: openMerge,
    saveMerged,
    follow,
    read,
    isComposing,
    changed: useCallback(() => {
      read();
      saver.current?.changed();
    }, [read]),
    saveNow: useCallback(async () => saver.current?.saveNow(), []),
    hasUnsaved: useCallback(() => saver.current?.hasUnsaved() ?? false, []),
    revision: useCallback(() => saver.current?.revision() ?? start.current.revision, []),
    addImage: useCallback((path: string, hash: string) => {
      images.current = { ...images.current, [path]: hash };
    }, []),
  };
}
