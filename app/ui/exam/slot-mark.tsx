import type { SlotState } from './answer-queue.ts';

/** ● saved, ○ empty, ◐ waiting, ⊘ refused: told apart by shape; the word stands beside it for readers. */
export function SlotMark({ state, size = 12 }: { readonly state: SlotState; readonly size?: number }) {
  return (
    <svg viewBox="0 0 12 12" width={size} height={size} aria-hidden="true" className="shrink-0">
      <circle
        cx="6"
        cy="6"
        r="5"
        fill={state === 'saved' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {state === 'waiting' && <path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor" />}
      {state === 'refused' && <path d="M2.5 9.5l7-7" stroke="currentColor" strokeWidth="1.5" />}
    </svg>
  );
}
