import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { StudyStanding } from './study-standing.ts';

/**
 * `idle` nothing happened on the page for a while; `hidden` another tab or program is in front; `taken` another lesson
 * or window of the same person counts now; `offline` the server cannot be reached; `stopped` it refuses to count here.
 */
export type ClockState = 'starting' | 'active' | 'idle' | 'hidden' | 'taken' | 'offline' | 'stopped';

export const BEAT_MS = 30_000;
/** Reading a figure takes a while without a touch; longer than this nobody is there. */
const IDLE_MS = 3 * 60_000;
const SHORTEST_MS = 2_000;
const ACTS = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchmove', 'wheel'] as const;

type Answer = { readonly lease?: string; readonly standing?: StudyStanding & { readonly justCompleted: boolean } };

/**
 * Tells the server that the lesson is being read: every half minute, only while the page is in front and something
 * happened on it in the last minutes. How much that is worth the server alone decides. After every pause a new lease
 * is taken, so that the pause itself is not counted.
 */
export function useStudyClock({
  url,
  enabled,
  missingMs,
  onStanding,
}: {
  readonly url: string;
  readonly enabled: boolean;
  /** Time still missing when the page was loaded: the beat that completes it is not made to wait. */
  readonly missingMs: number;
  readonly onStanding: (standing: StudyStanding & { readonly justCompleted: boolean }) => void;
}): { readonly state: ClockState; readonly resume: () => void } {
  const [state, setState] = useState<ClockState>(enabled ? 'starting' : 'stopped');
  const report = useRef(onStanding);
  report.current = onStanding;
  const firstMissing = useRef(missingMs);
  const begin = useRef<() => void>(() => {});

  useEffect(() => {
    if (!enabled) {
      setState('stopped');
      return;
    }
    const run = startClock({
      url,
      missingMs: firstMissing.current,
      // The body may still be on its way: an urgent update would throw the server's text away (React's error 421).
      onState: (next) => startTransition(() => setState(next)),
      onStanding: (standing) => startTransition(() => report.current(standing)),
    });
    begin.current = run.begin;
    return run.stop;
  }, [url, enabled]);

  return { state, resume: useCallback(() => begin.current(), []) };
}

function startClock({
  url,
  missingMs,
  onState,
  onStanding,
}: {
  url: string;
  missingMs: number;
  onState: (state: ClockState) => void;
  onStanding: (standing: StudyStanding & { readonly justCompleted: boolean }) => void;
}): { begin: () => void; stop: () => void } {
  let lease: string | null = null;
  let state: ClockState = 'starting';
  let missing = missingMs;
  let lastAct = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let ended = false;

  const move = (next: ClockState) => {
    if (ended || next === state) return;
    state = next;
    onState(next);
  };
  const wait = (ms: number, then: () => void) => {
    clearTimeout(timer);
    timer = ended ? undefined : setTimeout(then, ms);
  };
  // The beat that reaches the required time comes when it is reached, not up to half a minute later.
  const untilNextBeat = () => (missing > 0 ? Math.max(SHORTEST_MS, Math.min(BEAT_MS, missing + 250)) : BEAT_MS);

  async function send(body: object): Promise<void> {
    if (sending || ended) return;
    sending = true;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (response.ok) take((await response.json()) as Answer);
      else if (response.status === 409 && (await codeOf(response)) === 'lease-lost') drop('taken');
      else if (response.status >= 500) retry();
      else drop('stopped');
    } catch {
      retry();
    } finally {
      sending = false;
    }
  }
  function take({ lease: given, standing }: Answer) {
    if (given !== undefined) lease = given;
    if (standing) {
      missing = standing.missingMs;
      onStanding(standing);
    }
    if (document.hidden) return;
    move('active');
    wait(untilNextBeat(), tick);
  }
  function drop(next: ClockState) {
    lease = null;
    clearTimeout(timer);
    move(next);
  }
  function retry() {
    move('offline');
    wait(BEAT_MS / 2, tick);
  }
  const begin = () => {
    lastAct = performance.now();
    void send({ act: 'begin' });
  };
  function tick() {
    if (performance.now() - lastAct > IDLE_MS) drop('idle');
    else void send(lease === null ? { act: 'begin' } : { act: 'beat', lease });
  }
  /** The seconds since the last beat, as the page goes away: nobody waits for the answer. */
  function leave() {
    clearTimeout(timer);
    if (lease !== null) {
      const body = new Blob([JSON.stringify({ act: 'beat', lease })], { type: 'application/json' });
      navigator.sendBeacon(url, body);
      lease = null;
    }
    if (state !== 'stopped' && state !== 'taken') move('hidden');
  }
  const onVisibility = () => {
    if (document.hidden) leave();
    else if (state !== 'stopped') begin();
  };
  const onFocus = () => {
    if (state === 'taken') begin();
  };
  const onAct = () => {
    lastAct = performance.now();
    if (state === 'idle') begin();
  };

  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('pagehide', leave);
  window.addEventListener('focus', onFocus);
  for (const act of ACTS) window.addEventListener(act, onAct, { passive: true });
  if (document.hidden) move('hidden');
  else begin();

  return {
    begin,
    stop() {
      leave();
      ended = true;
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('focus', onFocus);
      for (const act of ACTS) window.removeEventListener(act, onAct);
    },
  };
}

async function codeOf(response: Response): Promise<string> {
  try {
    return ((await response.json()) as { code?: string }).code ?? '';
  } catch {
    return '';
  }
}
