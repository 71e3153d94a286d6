import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { ComparisonView } from '#app/ui/authoring/review/comparison-view.tsx';
import { useListTitle } from '#app/ui/authoring/use-list-title.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import {
  compareRevisions,
  listRevisions,
  type RevisionLine,
  restoreRevision,
} from '#app/usecases/authoring/draft-history.server.ts';
import { openDraft } from '#app/usecases/authoring/open-draft.server.ts';

export const handle = pageTitle(({ t }) => t('authoring.history.title'));

export const loader = pageLoader('lesson.view-drafts', async ({ context, actor, params, url }) => {
  const draftId = params.id ?? '';
  const opened = await openDraft(context, actor, { draftId });
  if (!opened.ok) notFound();
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const revisions = await listRevisions(context, actor, { draftId, page });
  if (!revisions.ok) notFound();
  const from = Number(url.searchParams.get('from')) || null;
  const compared = from === null ? null : await compareRevisions(context, actor, { draftId, from, to: 'current' });
  if (compared && !compared.ok) notFound();
  const { title, revision, mayEdit } = opened.value;
  return {
    draftId,
    title,
    revision,
    mayEdit,
    ...revisions.value,
    compared: compared && from !== null ? { from, comparison: compared.value } : null,
    all: url.searchParams.get('all') === '1',
    restored: url.searchParams.get('done') === 'restored',
  };
});

export const action = pageAction('lesson.write', async ({ context, actor, params, request }) => {
  const draftId = params.id ?? '';
  const { restore = '', revision = '' } = await readForm(request);
  const done = await restoreRevision(context, actor, { draftId, revision: Number(revision), restore: Number(restore) });
  if (done.ok) return redirect(`/staff/lessons/${draftId}/history?done=restored`, { status: 303 });
  if (done.code === 'not-found') notFound();
  return data({ stale: done.code === 'stale-version' }, { status: statusOf(done.code) });
});

export default function HistoryPage() {
  const { t } = useTranslation();
  const listTitle = useListTitle();
  const { draftId, title, revision, mayEdit, revisions, total, page, pageSize, compared, all, restored } =
    useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const address = useAddress();
  const columns: Column<RevisionLine>[] = [
    {
      key: 'at',
      header: t('authoring.history.at'),
      onPhone: 'title',
      cell: (row) => <Time at={row.at} form="second" />,
    },
    {
      key: 'kind',
      header: t('authoring.history.kind'),
      onPhone: 'fact',
      cell: (row) => <span className="whitespace-nowrap">{t(`authoring.history.kinds.${row.kind}`)}</span>,
    },
    {
      key: 'author',
      header: t('authoring.history.author'),
      onPhone: 'fact',
      cell: (row) => (
        <span lang="zh-CN" className="whitespace-nowrap">
          {row.author.name}
        </span>
      ),
    },
    {
      key: 'note',
      header: t('authoring.history.note'),
      cell: (row) => (
        <span lang="zh-CN" className="line-clamp-2">
          {row.note}
        </span>
      ),
    },
    {
      key: 'compare',
      header: t('authoring.history.act'),
      onPhone: 'fact',
      cell: (row) => (
        <Link
          className="link whitespace-nowrap"
          to={`${address({ from: String(row.revision), all: null, done: null })}#compared`}
          aria-current={compared?.from === row.revision ? 'true' : undefined}
        >
          {t('authoring.history.compare')}
        </Link>
      ),
    },
  ];
  return (
    <StaffShell
      title={t('authoring.history.title')}
      intro={t('authoring.history.intro')}
      breadcrumb={[
        { label: listTitle, to: '/staff/lessons' },
        { label: <span lang="zh-CN">{title}</span>, to: `/staff/lessons/${draftId}` },
      ]}
    >
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        {refusal && (
          <FormError title={t('authoring.history.refused')}>
            {t(refusal.stale ? 'authoring.history.stale' : 'authoring.history.locked')}
          </FormError>
        )}
        {restored && (
          <Callout tone="ok" announce>
            {t('authoring.history.restored')}
          </Callout>
        )}
      </div>
      <Table
        caption={t('authoring.history.caption')}
        columns={columns}
        rows={revisions}
        rowKey={(row) => String(row.revision)}
      />
      {total > pageSize && <Pager page={page} pageSize={pageSize} total={total} />}
      {compared && (
        <section id="compared" aria-labelledby="compared-title" className="mt-10 scroll-mt-20">
          <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
            <h2 id="compared-title" className="text-18">
              {t('authoring.history.compareTitle', { revision: compared.from })}
            </h2>
            <div className="flex flex-wrap gap-2">
              <LinkButton size="small" to={`${address({ all: all ? null : '1' })}#compared`}>
                {t(all ? 'authoring.diff.onlyChanges' : 'authoring.diff.allLines')}
              </LinkButton>
              {mayEdit && compared.from !== revision && (
                <Form method="post">
                  <input type="hidden" name="restore" value={compared.from} />
                  <input type="hidden" name="revision" value={revision} />
                  <SubmitButton size="small">
                    {t('authoring.history.restore', { revision: compared.from })}
                  </SubmitButton>
                </Form>
              )}
            </div>
          </div>
          <ComparisonView
            {...compared.comparison}
            all={all}
            before={t('authoring.history.before')}
            after={t('authoring.history.now')}
          />
        </section>
      )}
    </StaffShell>
  );
}
