import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks, withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { Nothing } from './nothing.tsx';
export type HoursKind = 'online' | 'off-job' | 'own-unit';
const KINDS = ['online', 'off-job', 'own-unit'] as const satisfies readonly HoursKind[];

type YearOfHours = {
  readonly year: number;
  readonly hours: {
    readonly total: number;
    readonly byKind: Readonly<Record<HoursKind, number>>;
    readonly missing: number;
    readonly missingOnline: number;
  };
};

/** Two years side by side, by form, with what is required and what is missing. */
export function HoursByKind({
  years,
  required,
  onlineMinimum,
}: {
  readonly years: readonly YearOfHours[];
  readonly required: number;
  readonly onlineMinimum: number;
}) {
  const { t } = useTranslation();
  const cell = 'py-2.5 pl-6 text-right';
  const missingOf = (amount: number) =>
    amount > 0 ? formatHundredths(amount) : <span className="text-ok">{t('learning.me.enough')}</span>;
  return (
    <table className="mt-2 w-full border-collapse text-14 sm:max-w-xl">
      <caption className="sr-only">{t('learning.me.hoursCaption')}</caption>
      <thead>
        <tr className="text-13 text-ink-2">
          <th scope="col" className="py-2 text-left font-medium">
            {t('learning.me.hoursKind')}
          </th>
          {years.map(({ year }) => (
            <th key={year} scope="col" className={`${cell} font-medium`}>
              {t('learning.me.year', { year })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {KINDS.map((kind) => (
          <Line key={kind} name={t(`learning.me.kind.${kind}`)}>
            {years.map(({ year, hours }) => (
              <td key={year} className={cell}>
                {formatHundredths(hours.byKind[kind])}
              </td>
            ))}
          </Line>
        ))}
        <Line name={t('learning.me.total')} strong>
          {years.map(({ year, hours }) => (
            <td key={year} className={`${cell} font-semibold`}>
              {formatHundredths(hours.total)}
            </td>
          ))}
        </Line>
        <Line name={t('learning.me.missing', { hours: withoutEmptyDecimals(required) })}>
          {years.map(({ year, hours }) => (
            <td key={year} className={cell}>
              {missingOf(hours.missing)}
            </td>
          ))}
        </Line>
        <Line name={t('learning.me.missingOnline', { hours: withoutEmptyDecimals(onlineMinimum) })}>
          {years.map(({ year, hours }) => (
            <td key={year} className={cell}>
              {missingOf(hours.missingOnline)}
            </td>
          ))}
        </Line>
      </tbody>
    </table>
  );
}

function Line({
  name,
  strong = false,
  children,
}: {
  readonly name: string;
  readonly strong?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <tr className={strong ? 'border-t border-ink' : 'border-t border-line'}>
      <th scope="row" className={`py-2.5 text-left ${strong ? 'font-semibold' : 'font-normal'}`}>
        {name}
      </th>
      {children}
    </tr>
  );
}

type HoursLine = {
  readonly id: string;
  readonly at: number;
  readonly kind: HoursKind;
  readonly hours: number;
  readonly source: 'lesson' | 'quiz' | 'reversal' | 'other';
  readonly title: LocalText | null;
};

export function HoursEntries({ year, entries }: { readonly year: number; readonly entries: readonly HoursLine[] }) {
  const { t } = useTranslation();
  return (
    <div className="mt-3">
      <Table
        caption={t('learning.me.entriesCaption', { year })}
        rows={entries}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'what',
            header: t('learning.me.what'),
            onPhone: 'title',
            cell: ({ source, title }) => (
              <>
                {t(`learning.me.source.${source}`)}
                {title && (
                  <span className="ml-2 text-ink-2">
                    <LocalTextView text={title} />
                  </span>
                )}
              </>
            ),
          },
          { key: 'kind', header: t('learning.me.hoursKind'), cell: ({ kind }) => t(`learning.me.kind.${kind}`) },
          {
            key: 'date',
            header: t('learning.me.date'),
            onPhone: 'fact',
            cell: ({ at }) => <Time at={at} form="day" />,
          },
          {
            key: 'hours',
            header: t('learning.me.hours'),
            align: 'end',
            onPhone: 'fact',
            cell: ({ hours }) => <Marks value={hours} />,
          },
        ]}
        empty={<Nothing>{t('learning.me.entriesEmpty', { year })}</Nothing>}
      />
    </div>
  );
}
