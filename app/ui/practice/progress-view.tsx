import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { Select } from '#app/ui/components/inputs.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import type { PointProgress, ProgressGroup } from './point-progress.ts';
import type { LessonLink, Paged } from './practice-views.ts';
import { ProgressPicture, shareRight } from './progress-picture.tsx';
import { LessonCell } from './summary-view.tsx';

type Named = { readonly code: string; readonly title: LocalText };
type Row = PointProgress & { readonly lesson: LessonLink | null };

/** How one stands at every knowledge point: as a picture, and the same as a table. */
export function ProgressView({
  groups,
  rows,
  sum,
  courses,
  syllabuses,
  filter,
  ...paged
}: Paged & {
  readonly groups: readonly ProgressGroup[];
  readonly rows: readonly Row[];
  readonly sum: { readonly answered: number; readonly right: number; readonly due: number; readonly points: number };
  readonly courses: readonly Named[];
  readonly syllabuses: readonly Named[];
  readonly filter: { readonly course: string; readonly syllabus: string };
}) {
  const { t } = useTranslation();
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('practice.title'), to: '/practice' }]} />
      <h1 className="font-serif text-28">{t('practice.progress.title')}</h1>
      <p className="mt-1 mb-6 max-w-reading text-14 text-ink-2">{t('practice.progress.intro')}</p>
      <Filters courses={courses} syllabuses={syllabuses} filter={filter} />
      {paged.total === 0 ? (
        <EmptyState title={t('practice.progress.empty')} />
      ) : (
        <>
          <p className="figures text-14">{t('practice.progress.sum', sum)}</p>
          <section aria-labelledby="picture" className="mt-6">
            <h2 id="picture" className="mb-3 text-18">
              {t('practice.progress.pictureTitle')}
            </h2>
            <ProgressPicture groups={groups} />
          </section>
          <section aria-labelledby="table" className="mt-10">
            <h2 id="table" className="mb-3 text-18">
              {t('practice.progress.tableTitle')}
            </h2>
            <ProgressTable rows={rows} />
            {paged.total > paged.pageSize && <Pager {...paged} />}
          </section>
        </>
      )}
    </>
  );
}

function Filters({
  courses,
  syllabuses,
  filter,
}: {
  readonly courses: readonly Named[];
  readonly syllabuses: readonly Named[];
  readonly filter: { readonly course: string; readonly syllabus: string };
}) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const options = (list: readonly Named[]) =>
    list.map(({ code, title }) => (
      <option key={code} value={code}>
        {textOf(title)}
      </option>
    ));
  return (
    <FilterBar names={['course', 'syllabus']}>
      <Field label={t('practice.progress.course')}>
        <Select name="course" defaultValue={filter.course}>
          <option value="">{t('practice.progress.anyCourse')}</option>
          {options(courses)}
        </Select>
      </Field>
      <Field label={t('practice.progress.syllabus')}>
        <Select name="syllabus" defaultValue={filter.syllabus}>
          <option value="">{t('practice.progress.anySyllabus')}</option>
          {options(syllabuses)}
        </Select>
      </Field>
    </FilterBar>
  );
}

function ProgressTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  const never = <span className="text-ink-3">{t('practice.progress.never')}</span>;
  return (
    <Table
      caption={t('practice.progress.tableTitle')}
      rows={rows}
      rowKey={({ code }) => code}
      rowLink={({ code, available }) =>
        available > 0 ? `/practice/new?kind=point&ref=${encodeURIComponent(code)}` : null
      }
      columns={[
        {
          key: 'point',
          header: t('practice.progress.point'),
          cell: ({ code, name }) => (
            <>
              <span className="figures mr-2">{code}</span>
              <LocalTextView text={name} />
            </>
          ),
          onPhone: 'title',
        },
        {
          key: 'answered',
          header: t('practice.progress.answered'),
          align: 'end',
          cell: ({ answered, available }) =>
            available === 0 ? t('practice.points.noQuestions') : `${answered} / ${available}`,
        },
        {
          key: 'right',
          header: t('practice.progress.right'),
          align: 'end',
          cell: (row) => {
            const share = shareRight(row);
            return share === null ? never : `${share}%`;
          },
          onPhone: 'fact',
        },
        {
          key: 'last',
          header: t('practice.progress.last'),
          cell: ({ lastAt }) => (lastAt === null ? never : <Time at={lastAt} form="day" />),
        },
        {
          key: 'due',
          header: t('practice.progress.due'),
          align: 'end',
          cell: ({ due }) => due,
          onPhone: 'fact',
        },
        {
          key: 'lesson',
          header: t('practice.progress.lesson'),
          cell: ({ lesson }) => <LessonCell lesson={lesson} />,
        },
      ]}
    />
  );
}
