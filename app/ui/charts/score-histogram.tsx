import type { ReactNode } from 'react';

export type HistogramBin = {
  readonly key: string;
  /** What the table calls the part. */
  readonly label: string;
  /** Where the part begins, as the axis shows it. */
  readonly tick: string;
  readonly count: number;
};

// Small, so that its letters are still read on a phone.
const WIDTH = 400;
const HEIGHT = 190;
const PAD = { top: 24, right: 14, bottom: 24, left: 8 };

/**
 * How many fall into each of some equal parts, as columns with their numbers on top. The drawing has one sentence for
 * who cannot see it; the figures stand in a table, which the caller folds beside it. `mark` is a line across the parts,
 * such as the pass mark, placed by its share of the whole width.
 */
export function ScoreHistogram({
  label,
  bins,
  lastTick,
  mark,
}: {
  readonly label: string;
  readonly bins: readonly HistogramBin[];
  /** Where the last part ends. */
  readonly lastTick: string;
  readonly mark?: { readonly share: number; readonly label: string };
}) {
  const inner = { width: WIDTH - PAD.left - PAD.right, height: HEIGHT - PAD.top - PAD.bottom };
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const step = inner.width / Math.max(1, bins.length);
  const floor = PAD.top + inner.height;
  const markAt = mark && PAD.left + mark.share * inner.width;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="h-auto w-full max-w-xl">
      {bins.map(({ key, tick, count }, i) => {
        const height = (count / most) * (inner.height - 16);
        const x = PAD.left + i * step;
        return (
          <g key={key} className="figures">
            <rect x={x + 3} y={floor - height} width={step - 6} height={height} rx="2" fill="var(--chart-1)" />
            <text x={x + step / 2} y={floor - height - 5} textAnchor="middle" fontSize="11" fill="var(--ink)">
              {count > 0 ? count : ''}
            </text>
            <text x={x} y={floor + 15} textAnchor="middle" fontSize="11" fill="var(--ink-3)">
              {tick}
            </text>
          </g>
        );
      })}
      <text
        x={WIDTH - PAD.right}
        y={floor + 15}
        textAnchor="middle"
        fontSize="11"
        fill="var(--ink-3)"
        className="figures"
      >
        {lastTick}
      </text>
      <line x1={PAD.left} x2={WIDTH - PAD.right} y1={floor} y2={floor} stroke="var(--control)" />
      {mark && markAt !== undefined && (
        <g>
          <line x1={markAt} x2={markAt} y1={PAD.top - 6} y2={floor} stroke="var(--ink)" strokeDasharray="4 3" />
          <text
            x={markAt + (mark.share > 0.7 ? -6 : 6)}
            y={PAD.top - 8}
            textAnchor={mark.share > 0.7 ? 'end' : 'start'}
            fontSize="11"
            fill="var(--ink-2)"
          >
            {mark.label}
          </text>
        </g>
      )}
    </svg>
  );
}

/** The drawing's figures as a table. */
export function HistogramTable({
  caption,
  bins,
  labelHeader,
  countHeader,
}: {
  readonly caption: string;
  readonly bins: readonly HistogramBin[];
  readonly labelHeader: ReactNode;
  readonly countHeader: ReactNode;
}) {
  return (
    <table className="w-full max-w-md border-collapse text-14">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-left text-13 text-ink-2">
        <tr>
          <th scope="col" className="py-1 font-normal">
            {labelHeader}
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            {countHeader}
          </th>
        </tr>
      </thead>
      <tbody className="figures">
        {bins.map(({ key, label, count }) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="py-1.5 text-left font-normal">
              {label}
            </th>
            <td className="py-1.5 text-right">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
