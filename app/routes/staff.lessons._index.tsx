import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { can } from '#app/domain/people/actor.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { DraftStatusWord } from '#app/ui/authoring/draft-status.tsx';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice } from '#app/ui/components/filter-choice.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { createDraft } from '#app/usecases/authoring/create-draft.server.ts';
import { listContentConflicts } from '#app/usecases/authoring/list-content-conflicts.server.ts';
import { type DraftLine, listDrafts } from '#app/usecases/authoring/list-drafts.server.ts';
import { type LessonLine, listLessons } from '#app/usecases/authoring/list-lessons.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: page }) =>
  t(page?.mayWrite === false ? 'authoring.list.readTitle' : 'authoring.list.title'),
);

const STATUSES = ['open', 'editing', 'in-review', 'returned', 'published', 'discarded'] as const;
const DONE = ['discarded', 'withdrawn'] as const;

export const loader = pageLoader('lesson.view-drafts', async ({ context, actor, url }) => {
  const given = (name: string) => url.searchParams.get(name)?.slice(0, 100) || null;
  const page = Math.max(1, Number(given('page')) || 1);
  const view = given('view') === 'published' ? 'published' : 'drafts';
  const filter = {
    course: given('course'),
    status: STATUSES.find((each) => each === given('status')) ?? 'open',
    mine: given('mine') === '1',
    text: given('q')?.normalize('NFKC') ?? '',
  };
  const asked = STATUSES.some((each) => each === given('status'));
  const drafts = await listDrafts(context, actor, { ...filter, page: view === 'drafts' ? page : 1 });
  const lessons = await listLessons(context, actor, { course: filter.course, page: view === 'published' ? page : 1 });
  const conflicts = await listContentConflicts(context, actor);
  if (!drafts.ok || !lessons.ok) notFound();
  const list = view === 'drafts' ? drafts.value : lessons.value;
  if (page > 1 && page !== list.page) {
    const last = new URLSearchParams(url.searchParams);
    last.set('page', String(list.page));
    throw redirect(`/staff/lessons?${last}`);
  }
  return {
    view,
    filter: { ...filter, asked },
    drafts: drafts.value,
    lessons: lessons.value,
    conflicts: conflicts.ok ? conflicts.value.map(({ kind, code }) => ({ kind, code })) : [],
    mayWrite: can({ actor, action: 'lesson.write' }),
    done: DONE.find((each) => each === given('done')) ?? null,
  };
});

/** Opens a draft of a published lesson, or the one that is open. */
export const action = pageAction('lesson.write', async ({ context, actor, request }) => {
  const { code = '' } = await readForm(request);
  const created = await createDraft(context, actor, { from: 'published', code });
  if (created.ok) return redirect(`/staff/lessons/${created.value.draftId}`, { status: 303 });
  if (created.code === 'draft-open')
    return redirect(`/staff/lessons/${created.detail?.draftId ?? ''}`, { status: 303 });
  if (created.code === 'not-found' || created.code === 'forbidden')
    return data({ code: created.code }, { status: statusOf(created.code) });
  throw new Error(`a published lesson cannot be refused with ${created.code}`);
});

export default function Lessons() {
  const { t } = useTranslation();
  const { view, drafts, lessons, filter, conflicts, mayWrite, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const localText = useLocalText();
  return (
    <StaffShell
      title={t(mayWrite ? 'authoring.list.title' : 'authoring.list.readTitle')}
      intro={t(mayWrite ? 'authoring.list.intro' : 'authoring.list.readIntro')}
      action={
        mayWrite && (
          <LinkButton to="/staff/lessons/new" tone="primary" icon={<PlusIcon size={16} />}>
            {t('authoring.list.newLesson')}
          </LinkButton>
        )
      }
    >
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        {refusal && <FormError>{t(`authoring.fresh.code.${refusal.code}`)}</FormError>}
        {done && (
          <Callout tone="ok" announce>
            {t(`authoring.list.done.${done}`)}
          </Callout>
        )}
        {conflicts.length > 0 && (
          <Callout tone="warn" title={t('authoring.list.conflictsTitle', { count: conflicts.length })}>
            <p>{t('authoring.list.conflictsText')}</p>
            <ul className="mt-1 list-disc pl-5">
              {conflicts.slice(0, 20).map(({ kind, code }) => (
                <li key={`${kind} ${code}`}>
                  <Link
                    to={`/staff/lessons/conflicts?code=${encodeURIComponent(code)}#sides`}
                    className="link font-mono text-13"
                  >
                    {code}
                  </Link>
                </li>
              ))}
            </ul>
            <p className="mt-1">
              <Link to="/staff/lessons/conflicts" className="link">
                {t('authoring.list.conflictsDecide')}
              </Link>
            </p>
          </Callout>
        )}
      </div>
      <Tabs
        label={t('authoring.list.views')}
        current={view}
        tabs={[
          { key: 'drafts', to: '/staff/lessons', label: t('authoring.list.drafts'), count: drafts.counts.open },
          {
            key: 'published',
            to: '/staff/lessons?view=published',
            label: t('authoring.list.published'),
            count: lessons.total,
          },
        ]}
      />
      <div className="mt-6">
        <FilterBar names={['q', 'status', 'course', 'mine', 'done']}>
          {view === 'published' && <input type="hidden" name="view" value="published" />}
          {view === 'drafts' && (
            <>
              <div className="min-w-56 grow basis-full sm:basis-0">
                <SearchInput label={t('authoring.list.search')} name="q" defaultValue={filter.text} />
              </div>
              <FilterChoice
                label={t('authoring.list.state')}
                name="status"
                any={t('authoring.list.open')}
                value={filter.status === 'open' ? null : filter.status}
                choices={(['editing', 'in-review', 'returned', 'published', 'discarded'] as const).map((status) => ({
                  value: status,
                  label: `${t(`authoring.status.${status}`)} ${drafts.counts[status]}`,
                }))}
              />
              <FilterChoice
                label={t('authoring.list.whose')}
                name="mine"
                any={t('authoring.list.all')}
                value={filter.mine ? '1' : null}
                choices={[{ value: '1', label: t('authoring.list.mine') }]}
              />
            </>
          )}
          <FilterChoice
            label={t('authoring.list.course')}
            name="course"
            any={t('authoring.list.anyCourse')}
            value={filter.course}
            choices={lessons.courses.map(({ code, title }) => ({ value: code, label: localText(title) }))}
          />
        </FilterBar>
      </div>
      {view === 'drafts' ? (
        <Drafts
          mayWrite={mayWrite}
          filtered={filter.asked || filter.mine || filter.text !== '' || filter.course !== null}
        />
      ) : (
        <Published mayWrite={mayWrite} />
      )}
    </StaffShell>
  );
}

function Drafts({ filtered, mayWrite }: { readonly filtered: boolean; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const { drafts } = useLoaderData<typeof loader>();
  const columns: Column<DraftLine>[] = [
    {
      key: 'title',
      header: t('authoring.list.lesson'),
      onPhone: 'title',
      cell: (row) => <span lang="zh-CN">{row.title}</span>,
    },
    {
      key: 'code',
      header: t('authoring.list.course'),
      cell: (row) => <code className="font-mono text-13">{row.code}</code>,
    },
    {
      key: 'state',
      header: t('authoring.list.state'),
      onPhone: 'fact',
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          <DraftStatusWord status={row.status} />
          {row.isNew && row.status !== 'published' && <Badge>{t('authoring.list.isNew')}</Badge>}
          {row.isBaseStale && <Badge tone="warn">{t('authoring.list.stale')}</Badge>}
          {row.openComments > 0 && (
            <span className="text-13 text-ink-2">{t('authoring.list.comments', { count: row.openComments })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'saved',
      header: t('authoring.list.savedBy'),
      onPhone: 'fact',
      cell: (row) => (
        <span className="whitespace-nowrap">
          <span lang="zh-CN">{row.updatedBy.name}</span> <Time at={row.updatedAt} />
        </span>
      ),
    },
  ];
  return (
    <>
      <Table
        caption={t('authoring.list.draftsCaption')}
        columns={columns}
        rows={drafts.drafts}
        rowKey={(row) => row.draftId}
        rowLink={(row) => `/staff/lessons/${row.draftId}`}
        empty={
          filtered ? (
            <EmptyState
              title={t('authoring.list.noMatchTitle')}
              text={t('authoring.list.noMatchText')}
              action={<LinkButton to="/staff/lessons">{t('shell.clearFilters')}</LinkButton>}
            />
          ) : (
            <EmptyState
              title={t('authoring.list.noDraftsTitle')}
              text={t(mayWrite ? 'authoring.list.noDraftsText' : 'authoring.list.noDraftsRead')}
            />
          )
        }
      />
      {drafts.total > 0 && <Pager page={drafts.page} pageSize={drafts.pageSize} total={drafts.total} />}
    </>
  );
}

function Published({ mayWrite }: { readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const { lessons } = useLoaderData<typeof loader>();
  const columns: Column<LessonLine>[] = [
    {
      key: 'title',
      header: t('authoring.list.lesson'),
      onPhone: 'title',
      cell: (row) => <LocalTextView text={row.title} />,
    },
    { key: 'module', header: t('authoring.list.place'), cell: (row) => <LocalTextView text={row.module} /> },
    {
      key: 'version',
      header: t('authoring.list.version'),
      align: 'end',
      cell: (row) => <span className="figures">{row.number}</span>,
    },
    {
      key: 'publishedAt',
      header: t('authoring.list.publishedAt'),
      cell: (row) => <Time at={row.publishedAt} form="day" />,
    },
    {
      key: 'work',
      header: t(mayWrite ? 'authoring.list.work' : 'authoring.list.readWork'),
      onPhone: 'fact',
      cell: (row) =>
        row.draft ? (
          <LinkButton to={`/staff/lessons/${row.draft.draftId}`} size="small">
            {t(mayWrite ? 'authoring.list.goOn' : 'authoring.list.lookAt')}
          </LinkButton>
        ) : mayWrite ? (
          <Form method="post" action="/staff/lessons?index">
            <input type="hidden" name="code" value={row.code} />
            <Button size="small">{t('authoring.list.edit')}</Button>
          </Form>
        ) : null,
    },
  ];
  return (
    <>
      <Table
        caption={t('authoring.list.lessonsCaption')}
        columns={columns}
        rows={lessons.lessons}
        rowKey={(row) => row.code}
        rowLink={(row) => `/courses/${row.code}`}
        empty={
          <EmptyState
            title={t('authoring.list.noLessonsTitle')}
            text={t(mayWrite ? 'authoring.list.noLessonsText' : 'authoring.list.noLessonsRead')}
          />
        }
      />
      {lessons.total > 0 && <Pager page={lessons.page} pageSize={lessons.pageSize} total={lessons.total} />}
    </>
  );
}
