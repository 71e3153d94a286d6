import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import type { ReaderLesson } from './reader-lesson.ts';

/** What stands above the text: place, title, length, what one can do afterwards, and why nothing counts if so. */
export function LessonHead({ lesson }: { readonly lesson: ReaderLesson }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { language } = useRootData().preferences;
  const { course, place } = lesson;
  return (
    <header className="max-w-[46rem]">
      <div className="lg:hidden">
        <Breadcrumb
          crumbs={[
            { label: t('lesson.breadcrumbCourses'), to: '/courses' },
            { label: <LocalTextView text={course.title} />, to: `/courses/${course.code}` },
          ]}
        />
      </div>
      <p className="hidden text-13 text-ink-3 print:block">
        <LocalTextView text={course.title} />
      </p>
      <p className="mt-2 text-13 text-ink-3 lg:mt-0">
        <Place place={place} />
      </p>
      <h1 className="mt-1 font-serif text-28 md:text-36">
        <LocalTextView text={lesson.title} />
      </h1>
      <p className="figures mt-3 flex flex-wrap gap-x-4 gap-y-1 text-14 text-ink-2">
        <span>{t('lesson.facts.minutes', { count: lesson.minutes })}</span>
        <span>{t('lesson.facts.hours', { hours: withoutEmptyDecimals(lesson.hours.lesson + lesson.hours.quiz) })}</span>
        <span>{t('lesson.facts.checkedOn', { date: time.day(lesson.checkedOn) })}</span>
      </p>
      {language !== 'zh-CN' && <p className="mt-2 text-13 text-ink-3">{t('lesson.inChinese')}</p>}
      <section aria-labelledby="objectives" className="mt-6 border-l-2 border-action pl-4">
        <h2 id="objectives" className="text-14 text-ink-2">
          {t('lesson.objectives')}
        </h2>
        <ul className="mt-1 flex flex-col gap-1 text-16">
          {lesson.objectives.map(({ text, depth }) => (
            <li key={text.zh}>
              <LocalTextView text={text} />
              <span className="ml-2 text-13 whitespace-nowrap text-ink-3">{t(`lesson.depth.${depth}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      <NotCounting lesson={lesson} />
    </header>
  );
}

/** Split, so that the module's title keeps its own language. */
function Place({ place }: { readonly place: ReaderLesson['place'] }) {
  const { t } = useTranslation();
  const [before = '', after = ''] = t('lesson.place', { module: '\u0000', at: place.at, of: place.of }).split('\u0000');
  return (
    <>
      {before}
      <LocalTextView text={place.module} />
      {after}
    </>
  );
}

/** Why nothing counts here, and what to do about it. */
function NotCounting({ lesson }: { readonly lesson: ReaderLesson }) {
  const { t } = useTranslation();
  const { course } = lesson;
  if (course.enrolled)
    return (
      <noscript>
        <p className="mt-6 border-l-2 border-control pl-4 text-14 text-ink-2">{t('lesson.study.noScript')}</p>
      </noscript>
    );
  return (
    <div className="mt-6 print:hidden">
      <Callout action={course.mayEnrol && <EnrolForm lesson={lesson} />}>
        {t(course.mayEnrol ? 'lesson.study.notEnrolled' : 'lesson.study.previewOnly')}
      </Callout>
    </div>
  );
}

function EnrolForm({ lesson }: { readonly lesson: ReaderLesson }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action={`/courses/${lesson.course.code}?index`}>
      <input type="hidden" name="intent" value="enrol" />
      <input type="hidden" name="lesson" value={lesson.slug} />
      <Button tone="primary" size="small">
        {t('lesson.study.enrol')}
      </Button>
    </Form>
  );
}
