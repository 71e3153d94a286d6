import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { TableTools } from '#app/ui/components/table-tools.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { SittingIcon } from '#app/ui/icons/icons.tsx';
import { TierAndTrack } from '#app/ui/learning/tier-and-track.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';

type Row = {
  readonly id: string;
  readonly code: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly unitName: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly state: 'upcoming' | 'open' | 'closed' | 'cancelled';
  readonly toRelease: boolean;
  readonly registered: number;
  readonly inProgress: number;
  readonly submitted: number;
  readonly graded: number;
};

const TONE = { upcoming: 'neutral', open: 'active', closed: 'neutral', cancelled: 'warn' } as const;

/** The sittings of the units in one's charge, and how far their candidates are. */
export function StaffSittings({
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
  const count = (key: 'registered' | 'inProgress' | 'submitted' | 'graded'): Column<Row> => ({
    key,
    header: t(`exam.sittings.${key}`),
    align: 'end',
    cell: (row) => formatCount(row[key]),
  });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      header: t('exam.sittings.name'),
      onPhone: 'title',
      cell: (row) => (
        <>
          <span className="block font-medium">
            <LocalTextView text={row.title} />
          </span>
          <span className="figures block text-13 font-normal text-ink-3">{row.code}</span>
        </>
      ),
    },
    { key: 'tier', header: t('exam.sittings.tier'), cell: (row) => <TierAndTrack tier={row.tier} track={row.track} /> },
    { key: 'unit', header: t('exam.sittings.unit'), cell: (row) => <span lang="zh-CN">{row.unitName}</span> },
    {
      key: 'window',
      header: t('exam.sittings.window'),
      cell: (row) => (
        <>
          <span className="block whitespace-nowrap">
            <Time at={row.opensAt} />
          </span>
          <span className="block whitespace-nowrap text-ink-2">
            <Time at={row.closesAt} />
          </span>
        </>
      ),
    },
    {
      key: 'state',
      header: t('exam.sittings.state'),
      onPhone: 'fact',
      cell: (row) => (
        <>
          <Status tone={TONE[row.state]}>{t(`exam.sittings.states.${row.state}`)}</Status>
          {row.toRelease && (
            <span className="block">
              <Status tone="warn">{t('exam.sittings.toRelease')}</Status>
            </span>
          )}
        </>
      ),
    },
    { ...count('registered'), onPhone: 'fact' },
    count('inProgress'),
    count('submitted'),
    count('graded'),
  ];
  return (
    <StaffShell
      title={t('exam.sittings.title')}
      intro={t('exam.sittings.intro')}
      action={
        <LinkButton to="/staff/sittings/new" tone="primary">
          {t('office.new')}
        </LinkButton>
      }
    >
      {total > 0 && (
        <div className="mb-3 flex justify-end">
          <TableTools columns={columns} />
        </div>
      )}
      <Table
        caption={t('exam.sittings.caption')}
        rows={rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/staff/sittings/${id}`}
        columns={columns}
        empty={
          <EmptyState
            icon={<SittingIcon size={32} />}
            title={t('exam.sittings.emptyTitle')}
            text={t('exam.sittings.emptyText')}
          />
        }
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </StaffShell>
  );
}
