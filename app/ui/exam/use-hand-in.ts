import { useCallback, useEffect, useRef, useState } from 'react';
import type { AnswerQueue } from './answer-queue.ts';
import { forgetAttempt, handIn } from './browser-device.ts';

export type HandInState = 'idle' | 'sending' | 'failed';

/** A refused answer makes one flush end early though the others go on. */
const FLUSHES = 3;
const AGAIN_MS = 3_000;

/**
 * Handing in: everything that waits becomes durable first, then the attempt ends. At zero the same happens by itself,
 * again and again until the server has been reached; it closes the attempt in any case.
 * @param onEnded the attempt is over, by this page or otherwise.
 */
export function useHandIn({
  attemptId,
  queue,
  over,
  closed,
  onEnded,
}: {
  attemptId: string;
  queue: AnswerQueue | null;
  over: boolean;
  closed: boolean;
  onEnded: () => void;
}): { state: HandInState; submit: () => Promise<void>; reset: () => void } {
  const [state, setState] = useState<HandInState>('idle');
  const ended = useRef(false);
  const end = useCallback(() => {
    if (ended.current) return;
    ended.current = true;
    queue?.stop();
    forgetAttempt(attemptId);
    onEnded();
  }, [attemptId, queue, onEnded]);

  const submit = useCallback(async () => {
    if (!queue) return;
    setState('sending');
    let durable = false;
    for (let i = 0; i < FLUSHES && !durable; i += 1) durable = await queue.flush();
    const outcome = durable ? await handIn(attemptId, queue.lease()) : 'unreachable';
    if (outcome === 'ended') return end();
    if (outcome === 'refused') queue.retry();
    setState('failed');
  }, [attemptId, queue, end]);

  useEffect(() => {
    if (closed) end();
  }, [closed, end]);

  useEffect(() => {
    if (!over || !queue) return;
    let timer: number | undefined;
    let left = false;
    const finish = async () => {
      await queue.flush();
      const outcome = left ? 'refused' : await handIn(attemptId, queue.lease());
      if (outcome === 'ended') end();
      else if (!left) {
        // An answer to this may say that it is closed already.
        queue.retry();
        timer = window.setTimeout(() => void finish(), AGAIN_MS);
      }
    };
    void finish();
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [over, queue, attemptId, end]);

  return { state, submit, reset: useCallback(() => setState('idle'), []) };
}
