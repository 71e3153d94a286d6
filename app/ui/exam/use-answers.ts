import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { type AnswerQueue, openAnswerQueue, type QueueView } from './answer-queue.ts';
import { browserDevice, claimWindow, latestOf } from './browser-device.ts';

export type PaperStart = {
  readonly attemptId: string;
  readonly lease: string;
  readonly serverNow: number;
  readonly remainingMs: number;
  readonly items: readonly {
    readonly slot: number;
    readonly latest?: { readonly seq: number; readonly answer: unknown };
  }[];
};

export type Answers = {
  /** Null until the page is alive and this window holds the attempt. */
  readonly queue: AnswerQueue | null;
  readonly view: QueueView;
  /** Another window of this browser answers. */
  readonly elsewhere: boolean;
  /** Makes this window the one that answers. */
  readonly answerHere: () => void;
};

const nothing = () => () => undefined;

/** The answer queue of an attempt in this window, fed by the browser's own signs of trouble and recovery. */
export function useAnswers(paper: PaperStart): Answers {
  const { attemptId } = paper;
  const [queue, setQueue] = useState<AnswerQueue | null>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const [steals, setSteals] = useState(0);
  const [first] = useState(() => firstView(paper));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a paper is opened once; later loads of the page bring nothing new
  useEffect(() => {
    let left = false;
    let opened: AnswerQueue | null = null;
    let release = () => {};
    const onLost = () => {
      opened?.stop();
      setQueue(null);
      setElsewhere(true);
    };
    claimWindow(attemptId, { steal: steals > 0, onLost }).then((claim) => {
      if (left) return claim.release();
      if (!claim.held) return setElsewhere(true);
      release = claim.release;
      const { lease, serverNow, remainingMs, items } = paper;
      opened = openAnswerQueue({
        device: browserDevice(attemptId),
        start: { lease, serverNow, remainingMs, latest: latestOf(items) },
      });
      setElsewhere(false);
      setQueue(opened);
      // The page took a moment to come alive, and another window may have gone on meanwhile.
      if (steals > 0) void opened.resume();
      else opened.retry();
    });
    return () => {
      left = true;
      opened?.stop();
      release();
    };
  }, [attemptId, steals]);

  useEffect(() => (queue ? listenToBrowser(queue) : undefined), [queue]);

  const view = useSyncExternalStore(queue?.subscribe ?? nothing, queue?.view ?? (() => first), () => first);
  const answerHere = useCallback(() => setSteals((count) => count + 1), []);
  return { queue, view, elsewhere, answerHere };
}

/** What the server rendered, until the queue is there. */
function firstView({ items }: PaperStart): QueueView {
  const latest = [...latestOf(items)];
  return {
    connection: 'ok',
    answers: new Map(latest.map(([slot, { answer }]) => [slot, answer])),
    states: new Map(latest.map(([slot, { answer }]) => [slot, answer === null ? 'empty' : 'saved'])),
    waiting: 0,
  };
}

function listenToBrowser(queue: AnswerQueue): () => void {
  const retry = () => queue.retry();
  const visibility = () => {
    if (document.visibilityState === 'visible') queue.retry();
    else void queue.flush();
  };
  const leave = () => queue.leave();
  const stay = (event: BeforeUnloadEvent) => {
    if (queue.view().waiting > 0) event.preventDefault();
  };
  window.addEventListener('online', retry);
  window.addEventListener('focus', retry);
  window.addEventListener('pageshow', retry);
  window.addEventListener('pagehide', leave);
  window.addEventListener('beforeunload', stay);
  document.addEventListener('visibilitychange', visibility);
  return () => {
    window.removeEventListener('online', retry);
    window.removeEventListener('focus', retry);
    window.removeEventListener('pageshow', retry);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('beforeunload', stay);
    document.removeEventListener('visibilitychange', visibility);
  };
}
