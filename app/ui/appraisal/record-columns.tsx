import type { TFunction } from 'i18next';
import type { CertificateStatus } from '#app/domain/certification/status.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { CertificateStatusWord } from '#app/ui/certificate/certificate-status.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks } from '#app/ui/components/marks.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import type { Column } from '#app/ui/components/table.tsx';
import { RatingWord } from './rating-word.tsx';
import { TierWord } from './tier-word.tsx';
import { None, Unknown } from './unknown.tsx';

type Row = {
  readonly employeeNo: string;
  readonly name: string;
  readonly orgName: string;
  readonly tier: number | null;
  readonly certificateNo: string | null;
  readonly certificateStatus: CertificateStatus | null;
  readonly score: number | null;
  readonly maxScore: number | null;
  readonly grade: LocalText | null;
  readonly hoursEarned: number;
  readonly hoursRequired: number;
  readonly indicatorScore: number;
  readonly suggestedRating: string;
  readonly withdrawn: boolean;
};

/** The columns of a year's records. @param words the ratings of the year's policy in both languages. */
export const recordColumns = (t: TFunction, words: readonly LocalText[]): Column<Row>[] => [
  {
    key: 'employeeNo',
    header: t('appraisal.year.employeeNo'),
    sort: 'employeeNo',
    cell: (row) => <span className="figures">{row.employeeNo}</span>,
  },
  {
    key: 'name',
    header: t('appraisal.year.name'),
    sort: 'name',
    onPhone: 'title',
    cell: (row) => (
      <span className="whitespace-nowrap">
        <span lang="zh-CN">{row.name}</span>
        {row.withdrawn && (
          <span className="ml-2">
            <Badge>{t('appraisal.year.withdrawnMark')}</Badge>
          </span>
        )}
      </span>
    ),
  },
  {
    key: 'unit',
    header: t('appraisal.year.unit'),
    sort: 'orgCode',
    cell: (row) => (
      <span lang="zh-CN" className="inline-block min-w-24">
        {row.orgName}
      </span>
    ),
  },
  {
    key: 'tier',
    header: t('appraisal.year.tier'),
    cell: (row) => (row.tier === null ? <None /> : <TierWord tier={row.tier} />),
  },
  {
    key: 'certificateNo',
    header: t('appraisal.year.certificateNo'),
    cell: (row) =>
      row.certificateNo === null ? <None /> : <span className="figures whitespace-nowrap">{row.certificateNo}</span>,
  },
  {
    key: 'status',
    header: t('appraisal.year.status'),
    onPhone: 'fact',
    cell: (row) =>
      row.certificateStatus === null ? (
        <span className="whitespace-nowrap text-ink-2">{t('appraisal.noCertificate')}</span>
      ) : (
        <CertificateStatusWord status={row.certificateStatus} />
      ),
  },
  {
    key: 'score',
    header: t('appraisal.year.score'),
    sort: 'score',
    align: 'end',
    cell: (row) =>
      row.score === null ? (
        <Unknown />
      ) : (
        <Marks value={row.score} {...(row.maxScore === null ? {} : { max: row.maxScore })} />
      ),
  },
  {
    key: 'grade',
    header: t('appraisal.year.grade'),
    cell: (row) =>
      row.grade === null ? (
        <Unknown />
      ) : (
        <span className="whitespace-nowrap">
          <LocalTextView text={row.grade} />
        </span>
      ),
  },
  {
    key: 'hours',
    header: t('appraisal.year.hours'),
    sort: 'hoursEarned',
    align: 'end',
    cell: (row) => <Marks value={row.hoursEarned} max={row.hoursRequired} />,
  },
  {
    key: 'indicator',
    header: t('appraisal.year.indicator'),
    sort: 'indicatorScore',
    align: 'end',
    onPhone: 'fact',
    cell: (row) => <Marks value={row.indicatorScore} />,
  },
  {
    key: 'rating',
    header: t('appraisal.year.ratingHead'),
    onPhone: 'fact',
    cell: (row) => (
      <span className="inline-block min-w-16">
        <RatingWord word={row.suggestedRating} words={words} />
      </span>
    ),
  },
];
