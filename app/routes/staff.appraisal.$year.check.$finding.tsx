import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { parseYear } from '#app/platform/http/record-query.server.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { FINDING_PAGE_SIZE, FINDINGS, listFinding } from '#app/usecases/appraisal/read-findings.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? t(`appraisal.check.what.${data.finding}`) : t('appraisal.list.title'),
);

export const loader = pageLoader('appraisal.check', async ({ context, actor, params, url }) => {
  const year = parseYear(params.year) ?? notFound();
  const finding = FINDINGS.find((one) => one === params.finding) ?? notFound();
  const page = Number(url.searchParams.get('page') ?? 1);
  const found = await listFinding(context, actor, { year, finding, page: Number.isSafeInteger(page) ? page : 1 });
  if (!found.ok) notFound();
  return { year, finding, pageSize: FINDING_PAGE_SIZE, ...found.value };
});

export default function FindingPeople() {
  const { t } = useTranslation();
  const { year, finding, people, total, page, pageSize, recorded } = useLoaderData<typeof loader>();
  const what = t(`appraisal.check.what.${finding}`);
  return (
    <StaffShell
      title={t('appraisal.check.list', { what, n: formatCount(total) })}
      intro={t(`appraisal.check.why.${finding}`)}
      breadcrumb={[
        { label: t('appraisal.list.title'), to: '/staff/appraisal' },
        { label: t('appraisal.list.yearName', { year }), to: `/staff/appraisal/${year}` },
        { label: t('appraisal.check.title', { year }), to: `/staff/appraisal/${year}/check` },
      ]}
    >
      <Table
        caption={t('appraisal.check.listCaption', { what })}
        rows={people}
        rowKey={({ personId }) => personId}
        rowLink={({ personId }) => (recorded ? `/staff/appraisal/${year}/${personId}` : `/staff/people/${personId}`)}
        columns={[
          {
            key: 'name',
            header: t('appraisal.year.name'),
            onPhone: 'title',
            cell: ({ name }) => <span lang="zh-CN">{name}</span>,
          },
          {
            key: 'employeeNo',
            header: t('appraisal.year.employeeNo'),
            onPhone: 'fact',
            cell: ({ employeeNo }) => <span className="figures">{employeeNo}</span>,
          },
          {
            key: 'unit',
            header: t('appraisal.year.unit'),
            onPhone: 'fact',
            cell: ({ orgName }) => orgName !== null && <span lang="zh-CN">{orgName}</span>,
          },
        ]}
        empty={<EmptyState title={t('appraisal.check.none')} />}
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </StaffShell>
  );
}
