import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { ExamIcon } from '#app/ui/icons/icons.tsx';
import { TierAndTrack } from '#app/ui/learning/tier-and-track.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { VerdictWord } from './explanation-view.tsx';

type Row = {
  readonly code: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly version: string;
  readonly number: number;
  readonly questions: number;
  readonly verdict: 'feasible' | 'undecided' | 'impossible';
  readonly forms: number;
  readonly sittings: number;
};

/** The blueprints in force: whether papers can be drawn of them, and what was. */
export function PaperList({
  rows,
  total,
  page,
  pageSize,
}: {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}) {
  const { t } = useTranslation();
  const count = (key: 'questions' | 'forms' | 'sittings'): Column<Row> => ({
    key,
    header: t(`papers.column.${key}`),
    align: 'end',
    cell: (row) => <span className="figures">{formatCount(row[key])}</span>,
  });
  return (
    <StaffShell title={t('papers.title')} intro={t('papers.intro')}>
      <Table
        caption={t('papers.caption')}
        rows={rows}
        rowKey={({ code }) => code}
        rowLink={({ code }) => `/staff/papers/${code}`}
        columns={[
          {
            key: 'blueprint',
            header: t('papers.column.blueprint'),
            onPhone: 'title',
            cell: ({ title }) => <LocalTextView text={title} />,
          },
          {
            key: 'tier',
            header: t('papers.column.tier'),
            cell: ({ tier, track }) => <TierAndTrack tier={tier} track={track} />,
          },
          {
            key: 'version',
            header: t('papers.column.version'),
            cell: ({ version, number }) => (
              <span className="figures">{t('papers.versionValue', { version, number })}</span>
            ),
          },
          count('questions'),
          {
            key: 'verdict',
            header: t('papers.column.verdict'),
            onPhone: 'fact',
            cell: ({ verdict }) => <VerdictWord verdict={verdict} />,
          },
          { ...count('forms'), onPhone: 'fact' },
          count('sittings'),
        ]}
        empty={<EmptyState icon={<ExamIcon size={32} />} title={t('papers.emptyTitle')} text={t('papers.emptyText')} />}
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </StaffShell>
  );
}
