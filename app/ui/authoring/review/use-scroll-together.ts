import { type RefObject, useEffect } from 'react';
import { headingsIn, topIn } from '../heading-places.ts';
import { findSamePlace } from './same-place.ts';

const measure = (box: HTMLElement) => ({
  parts: headingsIn(box).map((heading) => ({ heading: heading.textContent ?? '', top: topIn(box, heading) })),
  end: box.scrollHeight - box.clientHeight,
});

/**
 * Two copies of a lesson, each in a box that scrolls: the one that is not touched follows the other. Only the touched
 * one leads, since a box that is scrolled by following says so in the same event as one that somebody scrolls.
 */
export function useScrollTogether(first: RefObject<HTMLElement>, second: RefObject<HTMLElement>): void {
  useEffect(() => {
    const [one, other] = [first.current, second.current];
    if (!one || !other) return;
    const ended = new AbortController();
    const { signal } = ended;
    let leader: HTMLElement | null = null;
    for (const [box, follower] of [
      [one, other],
      [other, one],
    ] as const) {
      const lead = () => {
        leader = box;
      };
      for (const touch of ['pointerover', 'wheel', 'touchstart', 'focusin'])
        box.addEventListener(touch, lead, { signal, passive: true });
      box.addEventListener(
        'scroll',
        () => {
          if (leader !== box) return;
          follower.scrollTop = findSamePlace({ top: box.scrollTop, from: measure(box), to: measure(follower) });
        },
        { signal, passive: true },
      );
    }
    return () => ended.abort();
  }, [first, second]);
}
