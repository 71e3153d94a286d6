import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { SecurityKind } from '#app/domain/audit/security-events.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { WarnIcon } from '#app/ui/icons/icons.tsx';

export type KindCount = {
  readonly kind: SecurityKind;
  readonly alarming: boolean;
  readonly byDay: readonly number[];
  readonly total: number;
};

/** One row per kind: its days as bars on a scale of its own, its sum as a figure. The figures of all days follow as a table. */
export function SecurityChart({
  days,
  counts,
}: {
  readonly days: readonly Day[];
  readonly counts: readonly KindCount[];
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const first = days[0];
  const last = days.at(-1);
  return (
    <div className="max-w-page">
      <ul className="divide-y divide-line border-y border-line text-14">
        {counts.map(({ kind, alarming, byDay, total }) => {
          const most = Math.max(...byDay, 1);
          return (
            <li
              key={kind}
              className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 py-2 sm:grid-cols-[14rem_1fr_4rem]"
            >
              <Link
                to={`/staff/audit/security?kind=${kind}`}
                className="link inline-flex min-h-11 items-center gap-2 md:min-h-8"
              >
                {alarming && <WarnIcon size={16} className="text-warn" label={t('oversight.security.alarming')} />}
                {t(`oversight.security.kind.${kind}`)}
              </Link>
              <svg
                aria-hidden="true"
                viewBox={`0 0 ${days.length * 8} 28`}
                preserveAspectRatio="none"
                className="order-last col-span-2 h-7 w-full sm:order-none sm:col-span-1"
              >
                <path d={`M0 27.5H${days.length * 8}`} className="stroke-line" strokeWidth="1" />
                {byDay.map((count, i) =>
                  count === 0 ? null : (
                    <rect
                      key={days[i]}
                      x={i * 8 + 1}
                      width="6"
                      y={27 - Math.max(3, (count / most) * 26)}
                      height={Math.max(3, (count / most) * 26)}
                      className={alarming ? 'fill-chart-2' : 'fill-chart-1'}
                    />
                  ),
                )}
              </svg>
              <span className="figures text-right font-medium">{formatCount(total)}</span>
            </li>
          );
        })}
      </ul>
      {first && last && (
        <p className="pt-2 text-13 text-ink-3">
          {t('oversight.security.fromTo', { from: time.day(first), to: time.day(last) })}
        </p>
      )}
      <div className="mt-4">
        <Disclosure summary={t('oversight.security.table')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard. */}
          <section className="overflow-x-auto" tabIndex={0} aria-label={t('oversight.security.table')}>
            <table className="border-collapse text-13">
              <caption className="sr-only">{t('oversight.security.table')}</caption>
              <thead className="bg-sunken text-left text-ink-2">
                <tr>
                  <th scope="col" className="px-3 py-2">
                    {t('oversight.security.day')}
                  </th>
                  {counts.map(({ kind }) => (
                    <th key={kind} scope="col" className="px-3 py-2 text-right font-medium">
                      {t(`oversight.security.kind.${kind}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {days
                  .map((day, i) => ({ day, cells: counts.map(({ kind, byDay }) => ({ kind, count: byDay[i] ?? 0 })) }))
                  .filter(({ cells }) => cells.some(({ count }) => count > 0))
                  .reverse()
                  .map(({ day, cells }) => (
                    <tr key={day} className="border-t border-line">
                      <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                        <Link to={`/staff/audit/security?day=${day}`} className="link">
                          {time.day(day)}
                        </Link>
                      </th>
                      {cells.map(({ kind, count }) => (
                        <td key={kind} className="px-3 py-1.5 text-right">
                          {formatCount(count)}
                        </td>
                      ))}
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        </Disclosure>
      </div>
    </div>
  );
}
