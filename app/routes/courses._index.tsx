import { Form, Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { CourseRow } from '#app/ui/learning/course-row.tsx';
import { SearchHits } from '#app/ui/learning/search-hits.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { type CourseFilter, listCourses } from '#app/usecases/learning/list-courses.server.ts';
import { searchCourses } from '#app/usecases/learning/search-courses.server.ts';

const FILTERS = ['all', 'mine', 'general', 'specialised'] as const satisfies readonly CourseFilter[];
const LONGEST_QUERY = 100;

export const loader = pageLoader('course.browse', async ({ context, actor, url }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST_QUERY);
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const filter = FILTERS.find((each) => each === url.searchParams.get('kind')) ?? 'all';
  if (query !== '') return { query, found: await searchCourses(context, actor, { query, page }) };
  return { query, filter, listed: await listCourses(context, actor, { filter, page }) };
});

export const handle = pageTitle(({ t }) => t('learning.catalogue.title'));

export default function Courses() {
  const { t } = useTranslation();
  const data = useLoaderData<typeof loader>();
  return (
    <LearnerShell>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <h1 className="font-serif text-28">{t('learning.catalogue.title')}</h1>
        <Form role="search" method="get" action="/courses" className="flex w-full gap-2 sm:w-96">
          <div className="flex-1">
            <SearchInput
              key={data.query}
              name="q"
              defaultValue={data.query}
              maxLength={LONGEST_QUERY}
              label={t('learning.catalogue.search')}
            />
          </div>
          <Button>{t('learning.catalogue.searchButton')}</Button>
        </Form>
      </div>
      <div className="mt-6">
        {'found' in data ? <SearchHits query={data.query} {...data.found} /> : <Catalogue {...data} />}
      </div>
    </LearnerShell>
  );
}

type Listed = Extract<Awaited<ReturnType<typeof loader>>, { filter: CourseFilter }>;

function Catalogue({ filter, listed }: Pick<Listed, 'filter' | 'listed'>) {
  const { t } = useTranslation();
  const { courses, total, page, pageSize, counts } = listed;
  return (
    <>
      <Tabs
        label={t('learning.catalogue.filters')}
        current={filter}
        tabs={FILTERS.map((key) => ({
          key,
          to: key === 'all' ? '/courses' : `/courses?kind=${key}`,
          label: key === 'all' || key === 'mine' ? t(`learning.catalogue.${key}`) : t(`learning.kind.${key}`),
          count: counts[key],
        }))}
      />
      {courses.length === 0 ? (
        <div className="mt-6">
          <NoCourse filter={filter} />
        </div>
      ) : (
        <>
          <ul className="divide-y divide-line border-b border-line">
            {courses.map((course) => (
              <li key={course.code}>
                <CourseRow course={course} />
              </li>
            ))}
          </ul>
          {total > pageSize && <Pager page={page} pageSize={pageSize} total={total} />}
        </>
      )}
      {filter === 'mine' && courses.length > 0 && (
        <p className="mt-4 text-14">
          <Link to="/courses" className="link">
            {t('learning.catalogue.showAll')}
          </Link>
        </p>
      )}
    </>
  );
}

function NoCourse({ filter }: { readonly filter: CourseFilter }) {
  const { t } = useTranslation();
  if (filter === 'all')
    return <EmptyState title={t('learning.catalogue.emptyTitle')} text={t('learning.catalogue.emptyText')} />;
  return (
    <EmptyState
      title={t(filter === 'mine' ? 'learning.catalogue.emptyMineTitle' : 'learning.catalogue.emptyKindTitle')}
      text={filter === 'mine' ? t('learning.catalogue.emptyMineText') : undefined}
      action={<LinkButton to="/courses">{t('learning.catalogue.showAll')}</LinkButton>}
    />
  );
}
