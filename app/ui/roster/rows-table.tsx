import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { RosterKind } from '#app/domain/people/roster/compare-row.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import type { RosterPageRow } from './view-types.ts';

const TONE: Record<RosterKind, Tone> = {
  new: 'ok',
  changed: 'active',
  moved: 'active',
  left: 'warn',
  returned: 'ok',
  unchanged: 'neutral',
  refused: 'seal',
};

/** What each row of a roster would change, or did. */
export function RowsTable({ rows }: { rows: readonly RosterPageRow[] }) {
  const { t } = useTranslation();
  return (
    <Table
      caption={t('roster.one.rowsCaption')}
      rows={rows}
      rowKey={(row) => String(row.n)}
      empty={<EmptyState title={t('roster.row.noneTitle')} text={t('roster.row.noneText')} />}
      columns={[
        {
          key: 'name',
          header: t('roster.row.name'),
          onPhone: 'title',
          cell: (row) =>
            row.personId !== null && row.kind !== 'refused' ? (
              <Link to={`/staff/people/${row.personId}`} className="link" lang="zh-CN">
                {row.name}
              </Link>
            ) : (
              <span lang="zh-CN">{row.name || row.employeeNo || t('roster.row.nothing')}</span>
            ),
        },
        {
          key: 'employeeNo',
          header: t('roster.row.employeeNo'),
          cell: (row) => <span className="figures">{row.employeeNo}</span>,
        },
        {
          key: 'line',
          header: t('roster.row.line'),
          cell: (row) => (
            <span className="whitespace-nowrap">
              {row.line === 0 ? t('roster.row.notInFile') : formatCount(row.line)}
            </span>
          ),
        },
        {
          key: 'kind',
          header: t('roster.row.kind'),
          onPhone: 'fact',
          cell: (row) => <Status tone={TONE[row.kind]}>{t(`roster.kind.${row.kind}`)}</Status>,
        },
        { key: 'change', header: t('roster.row.change'), onPhone: 'fact', cell: (row) => <RowChange row={row} /> },
        {
          key: 'from',
          header: t('roster.row.from'),
          cell: (row) => (row.day === null ? null : <Time day={row.day} />),
        },
      ]}
    />
  );
}

function RowChange({ row }: { row: RosterPageRow }) {
  const { t } = useTranslation();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {row.kind === 'left' && (
        <span>
          <span lang="zh-CN">{row.unitName}</span> {t('roster.row.leaves')}
        </span>
      )}
      {row.kind !== 'refused' &&
        row.changes.map(({ field, before, after }) => (
          <span key={field}>
            <span className="text-ink-2">{t(`roster.field.${field}`)} </span>
            {before !== '' && (
              <>
                <del lang="zh-CN" className="text-ink-3">
                  {before}
                </del>
                <span className="sr-only"> {t('roster.row.becomes')} </span>
                <span aria-hidden="true"> → </span>
              </>
            )}
            <span lang="zh-CN">{after || t('roster.row.nothing')}</span>
          </span>
        ))}
      {row.faults.map((fault) => {
        const fact = { fact: fault.code === 'holds-roles' ? '' : (fault.fact ?? '') };
        return (
          <span key={`${fault.code}-${fault.field}`} className={fault.level === 'fault' ? '' : 'text-ink-2'}>
            {fault.heading !== null && (
              <span lang="zh-CN" className="text-ink-2">
                {t('roster.row.inColumn', { column: fault.heading })}{' '}
              </span>
            )}
            {fault.text !== '' && <bdi className="rounded-control bg-sunken px-1">{fault.text}</bdi>}{' '}
            {t(`roster.fault.${fault.code}.why`, fact)}
            <span className="block text-13 text-ink-2">{t(`roster.fault.${fault.code}.todo`, fact)}</span>
          </span>
        );
      })}
    </div>
  );
}
