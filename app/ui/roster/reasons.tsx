import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ROSTER_FAULTS, ROSTER_WARNINGS } from '#app/domain/people/roster/faults.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { DownloadIcon } from '#app/ui/icons/icons.tsx';
import { reasonOf } from './reason-of.ts';

/** Refused rows by reason, then what to look at: thousands of rows become a page of reasons. */
export function Reasons({
  importId,
  faults,
  refused,
}: {
  importId: string;
  faults: Readonly<Record<string, number>>;
  refused: number;
}) {
  const { t } = useTranslation();
  const table = (level: 'fault' | 'warning') => {
    const codes = level === 'fault' ? ROSTER_FAULTS : ROSTER_WARNINGS;
    const rows = codes
      .map((code) => ({ code, count: faults[`${level}:${code}`] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
    if (rows.length === 0) return null;
    return (
      <Table
        caption={t(level === 'fault' ? 'roster.reasons.caption' : 'roster.reasons.warningsCaption')}
        rows={rows}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'reason',
            header: t('roster.reasons.reason'),
            onPhone: 'title',
            cell: ({ code }) => (
              <Link to={`/staff/roster/${importId}?fault=${code}#rows`} className="link">
                {reasonOf(t, code).why}
              </Link>
            ),
          },
          {
            key: 'todo',
            header: t('roster.reasons.todo'),
            onPhone: 'fact',
            cell: ({ code }) => reasonOf(t, code).todo,
          },
          {
            key: 'count',
            header: t('roster.reasons.count'),
            align: 'end',
            onPhone: 'fact',
            cell: ({ count }) => formatCount(count),
          },
        ]}
      />
    );
  };
  const warnings = table('warning');
  return (
    <>
      {refused > 0 && (
        <Section id="refused" title={t('roster.reasons.title')}>
          {table('fault')}
          <div className="pt-3">
            <LinkButton to={`/staff/roster/${importId}/refused.csv`} icon={<DownloadIcon size={16} />} download>
              {t('roster.reasons.download')}
            </LinkButton>
          </div>
        </Section>
      )}
      {warnings && (
        <Section id="warnings" title={t('roster.reasons.warnings')}>
          {warnings}
        </Section>
      )}
    </>
  );
}
