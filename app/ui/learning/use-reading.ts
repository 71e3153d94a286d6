import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** The line of the window that the eye is at: a heading above it is the one being read. */
const EYE = 0.3;
const SAVE_MS = 15_000;
/** A change of less than this (hundredths of a per cent) is not worth a request. */
const SAVE_STEP = 50;
const WHOLE = 10_000;

export type Reading = {
  /** Share of the text that has gone past the lower edge of the window, in hundredths of a per cent. */
  readonly share: number;
  readonly currentHeading: string | null;
  /** Whether the page went to where the reader stopped last time. */
  readonly restored: boolean;
  readonly toTop: () => void;
};

/**
 * How far the text has been read, which heading that is, and where to go on: restores the last position once the body
 * is there, and saves the present one from time to time and when the page goes away.
 */
export function useReading({
  text,
  headings,
  start,
  ready,
  saveUrl,
}: {
  readonly text: RefObject<HTMLElement | null>;
  readonly headings: readonly string[];
  /** Where the reader stopped last time. */
  readonly start: number;
  readonly ready: boolean;
  /** Null: nothing is remembered (not enrolled). */
  readonly saveUrl: string | null;
}): Reading {
  const [share, setShare] = useState(start);
  const [currentHeading, setCurrentHeading] = useState<string | null>(null);
  const [restored, setRestored] = useState(false);
  const latest = useRef(start);
  const firstStart = useRef(start);
  const restoredAt = useRef<number | null>(null);

  useEffect(() => {
    if (!ready || !text.current) return;
    if (!restorePosition(text.current, firstStart.current)) return;
    restoredAt.current = window.scrollY;
    setRestored(true);
  }, [ready, text]);

  useEffect(() => {
    if (!ready) return;
    let frame = 0;
    const measure = () => {
      frame = 0;
      const element = text.current;
      if (!element) return;
      latest.current = shareOf(element);
      // Whole per cents: the page is not drawn anew for every pixel.
      setShare(Math.floor(latest.current / 100) * 100);
      setCurrentHeading(headingAt(headings));
      // Who reads on has no use for the way back to the top any more.
      if (restoredAt.current !== null && Math.abs(window.scrollY - restoredAt.current) > window.innerHeight) {
        restoredAt.current = null;
        setRestored(false);
      }
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(measure);
    };
    soon();
    window.addEventListener('scroll', soon, { passive: true });
    window.addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', soon);
      window.removeEventListener('resize', soon);
    };
  }, [ready, text, headings]);

  useEffect(() => {
    if (!ready || saveUrl === null) return;
    let saved = firstStart.current;
    const save = () => {
      const position = latest.current;
      if (Math.abs(position - saved) < SAVE_STEP) return;
      saved = position;
      navigator.sendBeacon(saveUrl, new Blob([JSON.stringify({ position })], { type: 'application/json' }));
    };
    const onVisibility = () => {
      if (document.hidden) save();
    };
    const timer = setInterval(save, SAVE_MS);
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('pagehide', save);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [ready, saveUrl]);

  const toTop = useCallback(() => {
    window.scrollTo({ top: 0 });
    setRestored(false);
  }, []);
  return { share, currentHeading, restored, toTop };
}

function shareOf(element: HTMLElement): number {
  const { top, height } = element.getBoundingClientRect();
  if (height <= 0) return 0;
  const past = Math.min(1, Math.max(0, (window.innerHeight - top) / height));
  return Math.round(past * WHOLE);
}

/**
 * Scrolls to a share of the text. Not at all near the beginning or the end, nor where the address names a heading or the
 * browser has scrolled already (a reload, the way back).
 */
function restorePosition(element: HTMLElement, share: number): boolean {
  if (window.location.hash !== '' || window.scrollY > 0) return false;
  const { top, height } = element.getBoundingClientRect();
  const target = window.scrollY + top + (share / WHOLE) * height - window.innerHeight;
  if (share >= WHOLE - 200 || target < window.innerHeight / 2) return false;
  window.scrollTo({ top: target, behavior: 'instant' });
  return true;
}

function headingAt(headings: readonly string[]): string | null {
  const line = window.innerHeight * EYE;
  let current: string | null = null;
  for (const id of headings) {
    const heading = document.getElementById(id);
    if (heading && heading.getBoundingClientRect().top <= line) current = id;
  }
  return current;
}
