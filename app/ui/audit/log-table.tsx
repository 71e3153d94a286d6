import { useTranslation } from 'react-i18next';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { ChevronLeftIcon, ChevronRightIcon } from '#app/ui/icons/icons.tsx';
import { ActWord } from './act-word.tsx';
import { OutcomeWord } from './outcome-word.tsx';
import { ActorView, ObjectView, type Party } from './party-view.tsx';

export type LogRowView = {
  readonly id: string;
  readonly at: number;
  readonly actor: Party;
  readonly action: string;
  readonly subject: Party;
  readonly outcome: string;
  readonly address: string;
};

export function LogTable({
  rows,
  filtered,
  reversed,
}: {
  readonly rows: readonly LogRowView[];
  readonly filtered: boolean;
  /** Whether the days asked for end before they begin. */
  readonly reversed: boolean;
}) {
  const { t } = useTranslation();
  const columns: Column<LogRowView>[] = [
    {
      key: 'time',
      header: t('audit.column.time'),
      onPhone: 'fact',
      cell: (row) => (
        <span className="whitespace-nowrap">
          <Time at={row.at} form="second" />
        </span>
      ),
    },
    {
      key: 'who',
      header: t('audit.column.who'),
      onPhone: 'fact',
      cell: (row) => <ActorView actor={row.actor} />,
    },
    {
      key: 'act',
      header: t('audit.column.act'),
      onPhone: 'title',
      cell: (row) => <ActWord action={row.action} />,
    },
    { key: 'object', header: t('audit.column.object'), cell: (row) => <ObjectView subject={row.subject} /> },
    {
      key: 'outcome',
      header: t('audit.column.outcome'),
      onPhone: 'fact',
      cell: (row) => <OutcomeWord outcome={row.outcome} />,
    },
    {
      key: 'address',
      header: t('audit.column.address'),
      cell: (row) =>
        row.address === '' ? (
          <span className="text-ink-3">{t('audit.inside')}</span>
        ) : (
          <span className="figures break-all">{row.address}</span>
        ),
    },
  ];
  return (
    <Table
      caption={t('audit.caption')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowLink={(row) => `/staff/audit/${row.id}`}
      empty={
        filtered ? (
          <EmptyState
            title={t(reversed ? 'shell.reversedTitle' : 'audit.noneTitle')}
            text={t(reversed ? 'shell.reversedText' : 'audit.noneText')}
            action={<LinkButton to="/staff/audit">{t('shell.clearFilters')}</LinkButton>}
          />
        ) : (
          <EmptyState title={t('audit.emptyTitle')} text={t('audit.emptyText')} />
        )
      }
    />
  );
}

/** From page to page by the entry at which one stands: what comes in meanwhile moves nothing. */
export function LogPager({ older, newer }: { readonly older: string | null; readonly newer: string | null }) {
  const { t } = useTranslation();
  const address = useAddress();
  if (older === null && newer === null) return null;
  return (
    <nav aria-label={t('audit.pages')} className="flex flex-wrap items-center justify-end gap-2 py-3 print:hidden">
      {newer !== null && (
        <>
          <LinkButton to={address({ after: null, before: null })} tone="quiet">
            {t('audit.newest')}
          </LinkButton>
          <LinkButton to={address({ after: null, before: newer })} icon={<ChevronLeftIcon size={16} />}>
            {t('audit.newer')}
          </LinkButton>
        </>
      )}
      {older !== null && (
        <LinkButton to={address({ after: older, before: null })} icon={<ChevronRightIcon size={16} />}>
          {t('audit.older')}
        </LinkButton>
      )}
    </nav>
  );
}
