import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { YearCounts } from '#app/domain/appraisal/tally.ts';
import { percentHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { BarList } from '#app/ui/charts/bar-list.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { RatingWord } from './rating-word.tsx';

const STATES = ['valid', 'expired', 'suspended', 'revoked', 'none'] as const;

/** The year's counts, each leading to its records: those above the line add up to the one below it. */
export function YearCountsTable({
  counts: { certificates, records, withdrawn },
  unrecorded,
  to,
}: {
  readonly counts: YearCounts;
  readonly unrecorded: number;
  /** The address of the records with one filter alone. */
  readonly to: (filter: Readonly<Record<string, string>>) => string;
}) {
  const { t } = useTranslation();
  const count = (n: number, filter: Readonly<Record<string, string>>) =>
    n === 0 ? (
      formatCount(n)
    ) : (
      <Link to={to(filter)} className="link">
        {formatCount(n)}
      </Link>
    );
  return (
    <table className="w-full border-collapse text-14">
      <caption className="sr-only">{t('appraisal.year.countsCaption')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('appraisal.year.countsState')}</th>
          <th scope="col">{t('appraisal.year.countsNumber')}</th>
        </tr>
      </thead>
      <tbody>
        {STATES.map((state) => (
          <Line key={state} name={t(`appraisal.holds.${state}`)} look="border-line">
            {count(certificates[state], { certificate: state, record: 'current' })}
          </Line>
        ))}
        <Line name={t('appraisal.year.total')} look="border-ink" weight="font-semibold">
          {count(records, { record: 'current' })}
        </Line>
        <Line name={t('appraisal.year.withdrawn')} look="border-line text-ink-2">
          {count(withdrawn, { record: 'withdrawn' })}
        </Line>
        <Line name={t('appraisal.year.unrecordedLine')} look="border-line text-ink-2">
          {formatCount(unrecorded)}
        </Line>
      </tbody>
    </table>
  );
}

const Line = ({
  name,
  look,
  weight = 'font-normal',
  children,
}: {
  name: string;
  look: string;
  weight?: string;
  children: ReactNode;
}) => (
  <tr className={`border-t first:border-t-0 ${look} ${weight}`}>
    <th scope="row" className={`py-2 text-left ${weight}`}>
      {name}
    </th>
    <td className="py-2 pl-6 text-right">{children}</td>
  </tr>
);

/** How the suggested ratings are spread over the records; each word leads to its records. */
export function YearRatings({
  counts: { ratings, records },
  words,
  to,
}: {
  readonly counts: YearCounts;
  readonly words: readonly LocalText[];
  readonly to: (filter: Readonly<Record<string, string>>) => string;
}) {
  const { t } = useTranslation();
  if (records === 0) return <p className="text-14 text-ink-2">{t('appraisal.year.noRatings')}</p>;
  return (
    <BarList
      caption={t('appraisal.year.ratingsCaption')}
      labelHeader={t('appraisal.year.rating')}
      valueHeader={t('appraisal.year.people')}
      max={records}
      items={ratings.map(({ word, total }) => ({
        key: word,
        label:
          total === 0 ? (
            <RatingWord word={word} words={words} />
          ) : (
            <Link to={to({ rating: word, record: 'current' })} className="link">
              <RatingWord word={word} words={words} />
            </Link>
          ),
        value: total,
        text: (
          <>
            {formatCount(total)}
            <span className="ml-2 inline-block w-14 font-normal text-ink-3">
              {withoutEmptyDecimals(Math.round(percentHundredths({ part: total, whole: records }) / 10) * 10)}%
            </span>
          </>
        ),
      }))}
    />
  );
}
