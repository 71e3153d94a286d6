import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { AppraisalIcon } from '#app/ui/icons/icons.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listAppraisalYears, type YearLine } from '#app/usecases/appraisal/list-years.server.ts';

export const handle = pageTitle(({ t }) => t('appraisal.list.title'));

export const loader = pageLoader('appraisal.view', async ({ context, actor }) => listAppraisalYears(context, actor));

const TONE = { 'not-open': 'neutral', open: 'active', computed: 'ok', checked: 'ok', locked: 'ok' } as const;

export default function AppraisalYears() {
  const { t } = useTranslation();
  const localText = useLocalText();
  const { years, whole } = useLoaderData<typeof loader>();
  const number = (key: string, header: string, of: (line: YearLine) => number): Column<YearLine> => ({
    key,
    header,
    align: 'end',
    cell: (line) => <span className="figures">{formatCount(of(line))}</span>,
  });
  const columns: Column<YearLine>[] = [
    {
      key: 'year',
      header: t('appraisal.list.year'),
      onPhone: 'title',
      cell: ({ year }) => <span className="whitespace-nowrap">{t('appraisal.list.yearName', { year })}</span>,
    },
    {
      key: 'state',
      header: t('appraisal.list.state'),
      onPhone: 'fact',
      cell: ({ status }) => <Status tone={TONE[status]}>{t(`appraisal.step.${status}`)}</Status>,
    },
    {
      key: 'policy',
      header: t('appraisal.list.policy'),
      cell: ({ policy }) => (
        <>
          {policy.version}
          <span className="block text-13 text-ink-3">{localText(policy.title)}</span>
        </>
      ),
    },
    { ...number('records', t('appraisal.list.records'), ({ counts }) => counts.records), onPhone: 'fact' },
    number('valid', t('appraisal.list.valid'), ({ counts }) => counts.certificates.valid),
    number(
      'lapsed',
      t('appraisal.list.lapsed'),
      ({ counts: { certificates } }) => certificates.expired + certificates.suspended + certificates.revoked,
    ),
    number('none', t('appraisal.list.none'), ({ counts }) => counts.certificates.none),
    number('withdrawn', t('appraisal.list.withdrawn'), ({ counts }) => counts.withdrawn),
    {
      key: 'computedAt',
      header: t('appraisal.list.computedAt'),
      cell: ({ computedAt }) =>
        computedAt === null ? (
          <span className="text-ink-2">{t('appraisal.list.never')}</span>
        ) : (
          <span className="whitespace-nowrap">
            <Time at={computedAt} />
          </span>
        ),
    },
  ];
  return (
    <StaffShell
      title={t('appraisal.list.title')}
      intro={t('appraisal.list.intro')}
      action={whole && <LinkButton to="/staff/appraisal/new">{t('appraisal.open.action')}</LinkButton>}
    >
      {!whole && years.length > 0 && <p className="pb-3 text-14 text-ink-2">{t('appraisal.list.part')}</p>}
      <Table
        caption={t('appraisal.list.caption')}
        columns={columns}
        rows={years}
        rowKey={({ year }) => String(year)}
        rowLink={({ year }) => `/staff/appraisal/${year}`}
        empty={
          <EmptyState
            icon={<AppraisalIcon size={32} />}
            title={t('appraisal.list.emptyTitle')}
            text={t('appraisal.list.emptyText')}
          />
        }
      />
      {years.length > 0 && <p className="pt-3 text-13 text-ink-3">{t('appraisal.list.sum')}</p>}
    </StaffShell>
  );
}
