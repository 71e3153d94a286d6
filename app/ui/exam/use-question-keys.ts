import { useEffect, useRef } from 'react';

type Moves = { readonly next: () => void; readonly previous: () => void; readonly mark: () => void };

const MOVE_OF: Readonly<Record<string, keyof Moves>> = { n: 'next', p: 'previous', m: 'mark' };

/** N, P and M move between questions, but never while something is typed, composed or combined with another key. */
export function useQuestionKeys({ on, ...moves }: Moves & { readonly on: boolean }): void {
  const latest = useRef(moves);
  latest.current = moves;
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
      if (event.target instanceof Element && isTypedIn(event.target)) return;
      const move = MOVE_OF[event.key.toLowerCase()];
      if (!move) return;
      event.preventDefault();
      latest.current[move]();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
}

const isTypedIn = (element: Element) =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  (element instanceof HTMLInputElement && element.type !== 'radio' && element.type !== 'checkbox') ||
  (element instanceof HTMLElement && element.isContentEditable);
