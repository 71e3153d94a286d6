import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Badge, Status } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type DecidedLine, listDecidedReviews } from '#app/usecases/authoring/list-decided-reviews.server.ts';
import { listReviews, type ReviewLine } from '#app/usecases/authoring/list-reviews.server.ts';

export const handle = pageTitle(({ t }) => t('authoring.review.title'));

const DONE = ['published', 'returned'] as const;

export const loader = pageLoader('lesson.view-drafts', async ({ context, actor, url }) => {
  const asked = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1);
  const view = url.searchParams.get('view') === 'decided' ? 'decided' : 'open';
  const open = view === 'open' ? await listReviews(context, actor, { page: asked }) : null;
  const decided = view === 'decided' ? await listDecidedReviews(context, actor, { page: asked }) : null;
  const list = open ?? decided;
  if (!list?.ok) notFound();
  const { counts, page, pageSize } = list.value;
  if (page !== asked) {
    const last = new URLSearchParams(url.searchParams);
    last.set('page', String(page));
    throw redirect(`/staff/reviews?${last}`);
  }
  return {
    view,
    open: open?.ok ? open.value.reviews : [],
    decided: decided?.ok ? decided.value.reviews : [],
    counts,
    page,
    pageSize,
    done: DONE.find((each) => each === url.searchParams.get('done')) ?? null,
  } as const;
});

export default function Reviews() {
  const { t } = useTranslation();
  const { view, open, decided, counts, page, pageSize, done } = useLoaderData<typeof loader>();
  return (
    <StaffShell title={t('authoring.review.title')} intro={t(`authoring.review.${view}Intro`)}>
      {done && (
        <div className="mb-4">
          <Callout tone="ok" announce>
            {t(`authoring.review.done.${done}`)}
          </Callout>
        </div>
      )}
      <Tabs
        label={t('authoring.review.lists')}
        current={view}
        tabs={[
          { key: 'open', to: '/staff/reviews', label: t('authoring.review.openList'), count: counts.open },
          {
            key: 'decided',
            to: '/staff/reviews?view=decided',
            label: t('authoring.review.decidedList'),
            count: counts.decided,
          },
        ]}
      />
      <div className="mt-6">
        {view === 'open' ? <Open rows={open} /> : <Decided rows={decided} />}
        {counts[view] > 0 && <Pager page={page} pageSize={pageSize} total={counts[view]} />}
      </div>
    </StaffShell>
  );
}

function Open({ rows }: { readonly rows: readonly ReviewLine[] }) {
  const { t } = useTranslation();
  const columns: Column<ReviewLine>[] = [
    ...lessonColumns(t),
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
    <Table
      caption={t('authoring.review.caption')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.reviewId}
      rowLink={(row) => `/staff/reviews/${row.draftId}`}
      empty={<EmptyState title={t('authoring.review.emptyTitle')} text={t('authoring.review.emptyText')} />}
    />
  );
}

/** The lesson that a submission is of: the same beside those that wait and those that are decided. */
const lessonColumns = (t: TFunction): Column<{ readonly title: string; readonly code: string }>[] => [
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
];

const DECISION_TONES = { published: 'ok', returned: 'warn', withdrawn: 'neutral' } as const;

function Decided({ rows }: { readonly rows: readonly DecidedLine[] }) {
  const { t } = useTranslation();
  const columns: Column<DecidedLine>[] = [
    ...lessonColumns(t),
    {
      key: 'author',
      header: t('authoring.review.submittedBy'),
      cell: (row) => <span lang="zh-CN">{row.submittedBy.name}</span>,
    },
    {
      key: 'decision',
      header: t('authoring.review.decision'),
      onPhone: 'fact',
      cell: (row) => (
        <Status tone={DECISION_TONES[row.decision]}>{t(`authoring.review.decided.${row.decision}`)}</Status>
      ),
    },
    {
      key: 'by',
      header: t('authoring.review.decidedBy'),
      cell: (row) => <span lang="zh-CN">{row.decidedBy.name}</span>,
    },
    {
      key: 'at',
      header: t('authoring.review.decidedAt'),
      onPhone: 'fact',
      cell: (row) => <Time at={row.decidedAt} />,
    },
    {
      key: 'note',
      header: t('authoring.review.decisionNote'),
      cell: (row) => (
        <span lang="zh-CN" className="line-clamp-2">
          {row.noteBeginning}
        </span>
      ),
    },
  ];
  return (
    <Table
      caption={t('authoring.review.decidedCaption')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.reviewId}
      rowLink={(row) => `/staff/reviews/${row.draftId}`}
      empty={<EmptyState title={t('authoring.review.noneDecidedTitle')} text={t('authoring.review.noneDecidedText')} />}
    />
  );
}
