import { useEffect, useRef, useState } from 'react';
import type { DraftCalls, Presence } from './draft-calls.ts';

const BEAT_MS = 15_000;

/** Says that this tab has the draft open, and hears who else has. */
export function usePresence(calls: DraftCalls, onBeat: (presence: Presence) => void): Presence | null {
  const [presence, setPresence] = useState<Presence | null>(null);
  const report = useRef(onBeat);
  report.current = onBeat;
  useEffect(() => {
    const tab = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    let ended = false;
    const beat = async () => {
      const heard = await calls.beat(tab);
      if (ended || !heard) return;
      setPresence(heard);
      report.current(heard);
    };
    void beat();
    const timer = setInterval(() => void beat(), BEAT_MS);
    const leave = () => calls.leave(tab);
    window.addEventListener('pagehide', leave);
    return () => {
      ended = true;
      clearInterval(timer);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [calls]);
  return presence;
}
