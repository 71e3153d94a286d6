import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateStatus } from '#app/domain/certification/status.ts';
import { formatHundredths, percentHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { useTierWord } from './tier-word.tsx';

type Points = {
  readonly record: {
    readonly tier: number | null;
    readonly certificateStatus: CertificateStatus | null;
    readonly score: number | null;
    readonly maxScore: number | null;
    readonly hoursEarned: number;
    readonly hoursRequired: number;
    readonly indicatorScore: number;
    readonly sources: { readonly parts: { readonly tier: number; readonly band: number; readonly hours: number } };
  };
  readonly counts: boolean;
  readonly band: { readonly fromPercent: number; readonly points: number } | null;
  readonly hoursMax: number;
  readonly suggestion: { readonly word: LocalText; readonly fromScore: number };
};

/** The indicator as a sum: each part with the figure that it rests on and the rule that was applied to it. */
export function RecordPoints({ record, counts, band, hoursMax, suggestion }: Points) {
  const { t } = useTranslation();
  const tierWord = useTierWord();
  const { parts } = record.sources;
  const notCounting =
    record.certificateStatus === null
      ? t('appraisal.person.noCertificate')
      : t('appraisal.person.notCounting', { status: t(`certificate.status.${record.certificateStatus}`) });
  const known = record.score !== null && record.maxScore !== null && record.maxScore > 0;
  const basis = known
    ? t('appraisal.person.bandBasis', {
        score: formatHundredths(record.score),
        max: withoutEmptyDecimals(record.maxScore),
        percent: formatHundredths(percentHundredths({ part: record.score, whole: record.maxScore })),
      })
    : t('appraisal.person.unknownScore');
  const bandRule = !counts
    ? notCounting
    : !known
      ? ''
      : band
        ? t('appraisal.person.bandRule', {
            from: withoutEmptyDecimals(band.fromPercent),
            points: formatHundredths(band.points),
          })
        : t('appraisal.person.noBand');
  return (
    <table className="w-full max-w-3xl border-collapse text-14">
      <caption className="sr-only">{t('appraisal.person.pointsCaption')}</caption>
      <thead className="text-13 text-ink-2">
        <tr>
          <th scope="col" className="py-2 text-left font-medium">
            {t('appraisal.person.part')}
          </th>
          <th scope="col" className="py-2 pl-6 text-right font-medium">
            {t('appraisal.person.score')}
          </th>
        </tr>
      </thead>
      <tbody>
        <Part name={t('appraisal.person.tierPart')} to="#certificate" points={parts.tier}>
          {counts && record.tier !== null
            ? t('appraisal.person.tierRule', { tier: tierWord(record.tier), points: formatHundredths(parts.tier) })
            : notCounting}
        </Part>
        <Part name={t('appraisal.person.bandPart')} to="#certificate" points={parts.band}>
          <span className="block">{basis}</span>
          {bandRule}
        </Part>
        <Part name={t('appraisal.person.hoursPart')} to="#hours" points={parts.hours}>
          <span className="block">
            {t('appraisal.person.hoursBasis', {
              earned: formatHundredths(record.hoursEarned),
              required: withoutEmptyDecimals(record.hoursRequired),
            })}
          </span>
          {t('appraisal.person.hoursRule', { max: withoutEmptyDecimals(hoursMax) })}
        </Part>
        <tr className="border-t border-ink font-semibold">
          <th scope="row" className="py-2.5 text-left">
            {t('appraisal.person.sum')}
          </th>
          <td className="py-2.5 pl-6 text-right">{formatHundredths(record.indicatorScore)}</td>
        </tr>
        <tr className="border-t border-line">
          <th scope="row" className="py-2.5 text-left font-normal">
            <a href="#rules" className="link">
              {t('appraisal.person.suggested')}
            </a>
            <span className="block text-13 text-ink-2">
              {t('appraisal.person.suggestedRule', { from: formatHundredths(suggestion.fromScore) })}
            </span>
          </th>
          <td className="py-2.5 pl-6 text-right align-top text-16 font-semibold whitespace-nowrap">
            <LocalTextView text={suggestion.word} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** The name leads to what the points rest on, further down the page. */
const Part = ({ name, to, points, children }: { name: string; to: string; points: number; children: ReactNode }) => (
  <tr className="border-t border-line">
    <th scope="row" className="py-2.5 text-left font-normal">
      <a href={to} className="link">
        {name}
      </a>
      <span className="block text-13 text-ink-2">{children}</span>
    </th>
    <td className="py-2.5 pl-6 text-right align-top">{formatHundredths(points)}</td>
  </tr>
);
