import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listReviews, type ReviewLine } from '#app/usecases/authoring/list-reviews.server.ts';

export const handle = pageTitle(({ t }) => t('authoring.review.title'));

const DONE = ['published', 'returned'] as const;

export const loader = pageLoader('lesson.view-drafts', async ({ context, actor, url }) => {
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const found = await listReviews(context, actor, { page });
  if (!found.ok) notFound();
  if (found.value.page !== page) throw redirect(`/staff/reviews?page=${found.value.page}`);
  return { ...found.value, done: DONE.find((each) => each === url.searchParams.get('done')) ?? null };
});

export default function Reviews() {
  const { t } = useTranslation();
  const { reviews, total, page, pageSize, done } = useLoaderData<typeof loader>();
  const columns: Column<ReviewLine>[] = [
    {
      key: 'title',
      header: t('authoring.review.lesson'),
      onPhone: 'title',
      cell: (row) => <span lang="zh-CN">{row.title}</span>,
    },
    {
      key: 'code',
      header: t('authoring.list.course'),
      cell: (row) => <code className="font-mono text-13">{row.code}</code>,
    },
    {
      key: 'change',
      header: t('authoring.review.change'),
      onPhone: 'fact',
      cell: (row) => (
        <span className="inline-flex flex-wrap gap-2">
          {row.isNew ? t('authoring.list.isNew') : t(`authoring.review.${row.change}`)}
          {row.isOwn && <Badge>{t('authoring.review.own')}</Badge>}
        </span>
      ),
    },
    {
      key: 'by',
      header: t('authoring.review.submittedBy'),
      cell: (row) => <span lang="zh-CN">{row.submittedBy.name}</span>,
    },
    {
      key: 'at',
      header: t('authoring.review.submittedAt'),
      onPhone: 'fact',
      cell: (row) => <Time at={row.submittedAt} />,
    },
    {
      key: 'note',
      header: t('authoring.review.note'),
      cell: (row) => (
        <span lang="zh-CN" className="line-clamp-2">
          {row.note}
        </span>
      ),
    },
  ];
  return (
    <StaffShell title={t('authoring.review.title')} intro={t('authoring.review.intro')}>
      {done && (
        <div className="mb-4">
          <Callout tone="ok" announce>
            {t(`authoring.review.done.${done}`)}
          </Callout>
        </div>
      )}
      <Table
        caption={t('authoring.review.caption')}
        columns={columns}
        rows={reviews}
        rowKey={(row) => row.reviewId}
        rowLink={(row) => `/staff/reviews/${row.draftId}`}
        empty={<EmptyState title={t('authoring.review.emptyTitle')} text={t('authoring.review.emptyText')} />}
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </StaffShell>
  );
}
