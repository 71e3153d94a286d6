import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftCalls, Look } from './draft-calls.ts';
import type { DraftText } from './draft-saver.ts';

const QUIET_MS = 1_200;

/**
 * Asks the server what is wrong with the text and what it looks like, after a pause in typing. An answer to a text that
 * has changed since is thrown away: its lines would be wrong.
 */
export function useLook(calls: DraftCalls, read: () => DraftText, isComposing: () => boolean) {
  const [look, setLook] = useState<Look | null>(null);
  const [state, setState] = useState<'fresh' | 'waiting' | 'failed'>('waiting');
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const asked = useRef(0);
  const ask = useCallback(async () => {
    if (isComposing()) {
      timer.current = setTimeout(() => void ask(), QUIET_MS);
      return;
    }
    asked.current += 1;
    const number = asked.current;
    const text = read();
    const answer = await calls.look(text);
    if (number !== asked.current) return;
    const now = read();
    if (now.source !== text.source || now.quiz !== text.quiz) return;
    if (!answer) return setState('failed');
    // A text with faults has no preview: the last one stays.
    setLook((before) => ({ faults: answer.faults, preview: answer.preview ?? before?.preview ?? null }));
    setState('fresh');
  }, [calls, read, isComposing]);
  const changed = useCallback(() => {
    setState('waiting');
    asked.current += 1;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void ask(), QUIET_MS);
  }, [ask]);
  useEffect(() => {
    void ask();
    return () => clearTimeout(timer.current);
  }, [ask]);
  return { look, state, changed, again: ask };
}
