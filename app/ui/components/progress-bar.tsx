import type { ReactNode } from 'react';

/** How far, of how much: a bar with its words. `value` and `max` in the same unit. */
export function ProgressBar({
  label,
  value,
  max,
  text,
}: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** The figure beside the bar ("3 / 8 课"). */
  readonly text?: ReactNode;
}) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className="flex items-center gap-3 text-14">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
        aria-valuetext={typeof text === 'string' ? text : undefined}
        className="h-2 flex-1 overflow-hidden rounded-full bg-sunken outline outline-1 -outline-offset-1 outline-line"
      >
        <div
          className="h-full rounded-full bg-action print:border print:border-ink"
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {text !== undefined && <span className="figures whitespace-nowrap text-ink-2">{text}</span>}
    </div>
  );
}
