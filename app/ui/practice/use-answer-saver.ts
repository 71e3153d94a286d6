import { useEffect, useRef, useState } from 'react';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { formOf, makeAnswerSaver, type SaveState, type SendOutcome } from './answer-saver.ts';

/** While someone types, this long after the last key; whatever is chosen goes at once. */
const TYPING_MS = 700;
const RETRY_MS = 4_000;

async function sendTo(address: string, body: URLSearchParams): Promise<SendOutcome> {
  try {
    const response = await fetch(address, { method: 'POST', body, keepalive: true });
    return response.ok ? 'kept' : response.status === 409 ? 'closed' : 'failed';
  } catch {
    return 'failed';
  }
}

/** Saves answers of a mock exam as they are given, and says whether they are. */
export function useAnswerSaver(address: string) {
  const [state, setState] = useState<SaveState>('saved');
  const timer = useRef(0);
  const [saver] = useState(() =>
    makeAnswerSaver({ send: (slot, answer) => sendTo(address, formOf(slot, answer)), onState: setState }),
  );
  useEffect(() => {
    if (state !== 'failed') return;
    const retry = window.setTimeout(() => void saver.flush(), RETRY_MS);
    return () => window.clearTimeout(retry);
  }, [state, saver]);
  useEffect(() => {
    const leave = () => void saver.flush();
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      leave();
    };
  }, [saver]);
  const save = (slot: number, answer: Json, soon: boolean) => {
    saver.put(slot, answer);
    window.clearTimeout(timer.current);
    if (soon) timer.current = window.setTimeout(() => void saver.flush(), TYPING_MS);
    else void saver.flush();
  };
  return { state, save, flush: saver.flush };
}
