import type { ReactNode } from 'react';

export type BarItem = {
  readonly key: string;
  readonly label: ReactNode;
  /** In the unit of `max`; null when unknown, which is never drawn as zero. */
  readonly value: number | null;
  /** The figure as it is read ("4.50/5"). */
  readonly text: ReactNode;
  readonly note?: ReactNode;
};

/** Bars that are a table: the figures stand in cells, the drawing is beside them. `mark` is a line across all bars, such as the pass mark. */
export function BarList({
  caption,
  items,
  max,
  labelHeader,
  valueHeader,
  mark,
}: {
  readonly caption: string;
  readonly items: readonly BarItem[];
  readonly max: number;
  readonly labelHeader: string;
  readonly valueHeader: string;
  readonly mark?: { readonly value: number; readonly label: string };
}) {
  const share = (value: number) => `${max > 0 ? Math.min(100, (value / max) * 100) : 0}%`;
  return (
    <table className="w-full border-collapse text-14">
      <caption className="sr-only">{mark ? `${caption} (${mark.label})` : caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{labelHeader}</th>
          <th scope="col">{valueHeader}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr
            key={item.key}
            className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t border-line py-2.5 first:border-t-0"
          >
            <th scope="row" className="text-left font-normal">
              {item.label}
              {item.note && <span className="ml-2 text-13 text-ink-3">{item.note}</span>}
            </th>
            <td className="text-right font-medium">{item.text}</td>
            <td aria-hidden="true" className="col-span-2 p-0">
              {item.value === null ? (
                <div className="h-2 rounded-full border border-dashed border-control" />
              ) : (
                <div className="relative h-2 rounded-full bg-sunken outline outline-1 -outline-offset-1 outline-line">
                  <div className="h-full rounded-full bg-chart-1" style={{ width: share(item.value) }} />
                  {mark && (
                    <div
                      className="absolute -inset-y-1 w-0.5 bg-ink"
                      style={{ left: share(mark.value) }}
                      title={mark.label}
                    />
                  )}
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
