import { useTranslation } from 'react-i18next';
import type { RecordChange } from '#app/domain/appraisal/compare-records.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Badge } from '#app/ui/components/status.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { RatingWord } from './rating-word.tsx';
import { TierWord } from './tier-word.tsx';
import { Unknown } from './unknown.tsx';

type Version = {
  readonly version: number;
  readonly at: number;
  readonly indicatorScore: number;
  readonly suggestedRating: string;
  readonly changes: readonly RecordChange[] | null;
};

/** Every version of a record, the newest first, each with what it changed. */
export function RecordVersions({ versions, words }: { versions: readonly Version[]; words: readonly LocalText[] }) {
  const { t } = useTranslation();
  return (
    <ol className="divide-y divide-line border-y border-line text-14">
      {versions.map(({ version, at, indicatorScore, suggestedRating, changes }, index) => (
        <li key={version} className="flex flex-col gap-x-6 gap-y-1 py-3 sm:flex-row">
          <div className="w-44 shrink-0">
            <p className="flex items-center gap-2 font-medium">
              {t('appraisal.person.versionTitle', { n: version })}
              {index === 0 && <Badge tone="active">{t('appraisal.person.versionNow')}</Badge>}
            </p>
            <p className="text-13 text-ink-2">
              <Time at={at} />
            </p>
          </div>
          <div className="min-w-0 flex-1">
            <p className="figures">
              {t('appraisal.person.versionResult', { score: formatHundredths(indicatorScore) })}
              <RatingWord word={suggestedRating} words={words} />
            </p>
            {changes === null ? (
              <p className="text-ink-2">{t('appraisal.person.first')}</p>
            ) : changes.length === 0 ? (
              <p className="text-ink-2">{t('appraisal.person.onlyStanding')}</p>
            ) : (
              <Changes changes={changes} words={words} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Each figure that differs, before and after. */
export function Changes({ changes, words }: { changes: readonly RecordChange[]; words: readonly LocalText[] }) {
  const { t } = useTranslation();
  return (
    <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
      {changes.map((change) => (
        <div key={change.field} className="contents">
          <dt className="text-ink-2">{t(`appraisal.person.field.${change.field}`)}</dt>
          <dd className="figures min-w-0">
            <span className="sr-only">{t('appraisal.person.from')} </span>
            <span className="text-ink-2">
              <Value change={change} value={change.before} words={words} />
            </span>
            <span aria-hidden="true" className="mx-2 text-ink-3">
              →
            </span>
            <span className="sr-only"> {t('appraisal.person.to')} </span>
            <Value change={change} value={change.after} words={words} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const STATUSES = ['valid', 'expired', 'suspended', 'revoked'] as const;

function Value({
  change: { field, kind },
  value,
  words,
}: {
  change: RecordChange;
  value: string | number | null;
  words: readonly LocalText[];
}) {
  const { t } = useTranslation();
  if (value === null) return <Unknown />;
  if (field === 'suggestedRating') return <RatingWord word={String(value)} words={words} />;
  const status = STATUSES.find((each) => each === value);
  switch (kind) {
    case 'decimal':
      return formatHundredths(Number(value));
    case 'tier':
      return <TierWord tier={Number(value)} />;
    case 'day':
      return <Time day={String(value)} />;
    case 'status':
      return status ? t(`certificate.status.${status}`) : String(value);
    case 'count':
      return String(value);
    case 'text':
      return <span lang="zh-CN">{value}</span>;
  }
}
