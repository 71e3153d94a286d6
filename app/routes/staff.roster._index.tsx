import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Pager } from '#app/ui/components/pager.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { RosterStatus } from '#app/ui/roster/roster-status.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listRosters } from '#app/usecases/roster/list-rosters.server.ts';

export const handle = pageTitle(({ t }) => t('roster.title'));

export const loader = pageLoader('roster.import', async ({ context, actor, url }) => {
  const page = Number(url.searchParams.get('page') ?? 1);
  return listRosters(context, actor, { page: Number.isSafeInteger(page) ? page : 1 });
});

export default function Rosters() {
  const { t } = useTranslation();
  const { imports, total, page, pageSize } = useLoaderData<typeof loader>();
  const start = (
    <LinkButton to="/staff/roster/new" tone="primary" icon={<PlusIcon size={16} />}>
      {t('roster.start')}
    </LinkButton>
  );
  return (
    <StaffShell
      title={t('roster.title')}
      intro={t('roster.intro')}
      breadcrumb={[{ label: t('staff.people.title'), to: '/staff/people' }]}
      action={start}
    >
      <div className="flex flex-col gap-10">
        <div>
          <Table
            caption={t('roster.caption')}
            rows={imports}
            rowKey={(row) => row.id}
            rowLink={(row) => `/staff/roster/${row.id}`}
            empty={<EmptyState title={t('roster.emptyTitle')} text={t('roster.emptyText')} />}
            columns={[
              {
                key: 'file',
                header: t('roster.file'),
                onPhone: 'title',
                cell: (row) => (
                  <span lang="zh-CN" className="break-all">
                    {row.fileName}
                  </span>
                ),
              },
              {
                key: 'status',
                header: t('roster.state'),
                onPhone: 'fact',
                cell: (row) => <RosterStatus status={row.status} phase={row.phase} />,
              },
              {
                key: 'by',
                header: t('roster.by'),
                cell: (row) => <span lang="zh-CN">{row.createdByName ?? t('roster.bySystem')}</span>,
              },
              {
                key: 'when',
                header: t('roster.when'),
                onPhone: 'fact',
                cell: (row) => <Time at={row.appliedAt ?? row.createdAt} form="minute" />,
              },
              { key: 'rows', header: t('roster.rows'), align: 'end', cell: (row) => formatCount(row.rows) },
              { key: 'changes', header: t('roster.changes'), align: 'end', cell: (row) => formatCount(row.changes) },
              { key: 'refused', header: t('roster.refused'), align: 'end', cell: (row) => formatCount(row.refused) },
            ]}
          />
          {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
        </div>
        <Section id="templates" title={t('roster.template.title')}>
          <p className="max-w-reading pb-3 text-14 text-ink-2">{t('roster.template.text')}</p>
          <div className="flex flex-wrap gap-2">
            {(['xlsxZh', 'csvZh', 'xlsxEn', 'csvEn'] as const).map((key) => (
              <LinkButton
                key={key}
                to={`/staff/roster/template?format=${key.slice(0, -2)}&header=${key.slice(-2).toLowerCase()}`}
                size="small"
                download
              >
                {t(`roster.template.${key}`)}
              </LinkButton>
            ))}
          </div>
        </Section>
      </div>
    </StaffShell>
  );
}
