import { type FetcherWithComponents, Form, Link, useRevalidator } from '@remix-run/react';
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesLeftIn } from '#app/domain/courses/progress.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { useAnnounce } from '#app/ui/components/live-region.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { Skeleton } from '#app/ui/components/skeleton.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { ArrowLeftIcon, ArrowRightIcon, PrintIcon } from '#app/ui/icons/icons.tsx';
import { LessonBody, lessonComponents } from '#app/ui/mdx/lesson-components.tsx';
import { QuizSlotContext } from '#app/ui/mdx/quiz-slot.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { LessonBoundary, LessonContent } from './lesson-content.tsx';
import { type ContentsHeading, type ContentsModule, LessonContents } from './lesson-contents.tsx';
import type { StudyState } from './lesson-state.tsx';
import { QUIZ_ID, Quiz, type QuizQuestion, type QuizResult } from './quiz-form.tsx';
import { type Source, SourceList } from './source-list.tsx';
import { type StudyFacts, StudyPanel } from './study-panel.tsx';
import type { StudyStanding } from './study-standing.ts';
import { useReading } from './use-reading.ts';
import { useStudyClock } from './use-study-clock.ts';

type Neighbour = { readonly slug: string; readonly title: LocalText };

export type ReaderLesson = {
  readonly course: {
    readonly code: string;
    readonly title: LocalText;
    readonly enrolled: boolean;
    readonly mayEnrol: boolean;
    readonly modules: readonly ContentsModule[];
  };
  readonly slug: string;
  readonly title: LocalText;
  readonly objectives: readonly {
    readonly text: LocalText;
    readonly depth: 'remember' | 'understand' | 'apply' | 'analyse';
  }[];
  readonly minutes: number;
  readonly checkedOn: string;
  readonly sources: readonly Source[];
  readonly moduleHash: string;
  readonly headings: readonly ContentsHeading[];
  readonly place: { readonly at: number; readonly of: number; readonly module: LocalText };
  readonly previous: Neighbour | null;
  readonly next: Neighbour | null;
  readonly position: number;
  readonly completedYear: number | null;
  readonly standing: StudyStanding;
  readonly requiredMinutes: number;
  readonly quiz: {
    readonly questions: readonly QuizQuestion[];
    readonly passPercent: number;
    readonly counts: 'best' | 'first' | 'last';
  };
  readonly hours: { readonly lesson: number; readonly quiz: number };
};

/** The page on which a lesson is read: contents beside the text, study time, quiz in its place, the way on. */
export function LessonReader({
  lesson,
  fetcher,
  result,
}: {
  readonly lesson: ReaderLesson;
  readonly fetcher: FetcherWithComponents<unknown>;
  readonly result: QuizResult | null;
}) {
  const { t } = useTranslation();
  const { course } = lesson;
  const [bodyThere, setBodyThere] = useState(false);
  const text = useRef<HTMLElement>(null);
  const quizTitle = t('lesson.quiz.title');
  const headings = useMemo(() => contentsOf(lesson, quizTitle), [lesson, quizTitle]);
  const headingIds = useMemo(() => headings.map(({ id }) => id), [headings]);
  const address = `/courses/${course.code}/${lesson.slug}`;
  const reading = useReading({
    text,
    headings: headingIds,
    start: lesson.position,
    ready: bodyThere,
    saveUrl: course.enrolled ? `${address}/position` : null,
  });
  const study = useStanding({ lesson, address, result });
  const facts: StudyFacts = {
    standing: study.standing,
    requiredMinutes: lesson.requiredMinutes,
    passPercent: lesson.quiz.passPercent,
    hours: lesson.hours.lesson + lesson.hours.quiz,
    completedYear: lesson.completedYear,
  };
  const panel = course.enrolled ? (
    <StudyPanel facts={facts} clock={study.clock.state} onResume={study.clock.resume} />
  ) : null;
  const contents = (
    <LessonContents
      courseCode={course.code}
      courseTitle={course.title}
      modules={withOwnState(course.modules, lesson, study.standing)}
      slug={lesson.slug}
      headings={headings}
      currentHeading={reading.currentHeading}
    />
  );
  return (
    <LearnerShell
      aside={
        <>
          {contents}
          {panel && <div className="mt-6 hidden border-t border-line pt-4 lg:block">{panel}</div>}
        </>
      }
    >
      {study.justCompleted && <SayCompleted hours={withoutEmptyDecimals(facts.hours)} />}
      <ReadingBar share={reading.share} minutes={lesson.minutes} restored={reading.restored} onTop={reading.toTop} />
      <LessonHead lesson={lesson} />
      <article ref={text} className="mt-8">
        <LessonBoundary key={lesson.moduleHash} hash={lesson.moduleHash} fallback={<LoadFailed />}>
          <Suspense fallback={<Skeleton lines={8} />}>
            <QuizSlotContext.Provider
              value={<LessonQuiz lesson={lesson} standing={study.standing} result={result} fetcher={fetcher} />}
            >
              <LessonBody>
                <LessonContent hash={lesson.moduleHash} components={lessonComponents} />
              </LessonBody>
            </QuizSlotContext.Provider>
            <WhenThere then={setBodyThere} />
          </Suspense>
        </LessonBoundary>
      </article>
      <div className="max-w-[38em] text-16 lg:text-18">
        <div className="mt-10">
          <SourceList sources={lesson.sources} />
        </div>
        {panel && <div className="mt-8 border-t border-line pt-6 lg:hidden print:hidden">{panel}</div>}
        <WayOn lesson={lesson} />
      </div>
    </LearnerShell>
  );
}

/** The author's headings, which are Chinese, and the quiz, which is the page's own. */
function contentsOf({ headings, quiz }: ReaderLesson, quizTitle: string): ContentsHeading[] {
  const own = headings.map((heading) => ({ ...heading, lang: 'zh-CN' }));
  return quiz.questions.length > 0 ? [...own, { level: 2, text: quizTitle, id: QUIZ_ID }] : own;
}

/** The contents as they stand now: the loaded page does not know yet that this lesson was begun or completed. */
function withOwnState(
  modules: readonly ContentsModule[],
  { slug, course }: ReaderLesson,
  { completedAt }: StudyStanding,
): readonly ContentsModule[] {
  const stateOf = (state: StudyState): StudyState => {
    if (completedAt !== null || state === 'completed') return 'completed';
    return course.enrolled ? 'in-progress' : state;
  };
  return modules.map((module) => ({
    ...module,
    lessons: module.lessons.map((each) => (each.slug === slug ? { ...each, state: stateOf(each.state) } : each)),
  }));
}

/** Tells that what stands beside it within the same Suspense boundary is on the page. */
function WhenThere({ then }: { readonly then: (there: boolean) => void }) {
  useEffect(() => {
    then(true);
    return () => then(false);
  }, [then]);
  return null;
}

/** How the lesson stands: as loaded, then as the newest beat or quiz told; and the clock that beats. */
function useStanding({
  lesson,
  address,
  result,
}: {
  readonly lesson: ReaderLesson;
  readonly address: string;
  readonly result: QuizResult | null;
}) {
  const { revalidate } = useRevalidator();
  const [told, setTold] = useState<StudyStanding | null>(null);
  const [justCompleted, setJustCompleted] = useState(false);
  const clock = useStudyClock({
    url: `${address}/study`,
    enabled: lesson.course.enrolled && lesson.standing.completedAt === null,
    missingMs: lesson.standing.missingMs,
    onStanding: (standing) => {
      setTold(standing);
      if (!standing.justCompleted) return;
      setJustCompleted(true);
      // The contents show the lesson as completed. (A quiz that was handed in does this by itself.)
      revalidate();
    },
  });
  const graded = result?.kind === 'graded' ? result.standing : null;
  useEffect(() => {
    if (!graded) return;
    setTold(graded);
    if (graded.justCompleted) setJustCompleted(true);
  }, [graded]);
  return { standing: told ?? graded ?? lesson.standing, justCompleted, clock };
}

/** Says it once; it must stand inside the shell, which holds the page's notices. */
function SayCompleted({ hours }: { readonly hours: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const said = useRef(false);
  useEffect(() => {
    if (said.current) return;
    said.current = true;
    announce({ text: t('lesson.study.justDone', { hours }) });
  }, [announce, hours, t]);
  return null;
}

/** A line below the top bar: how far, and how long still. */
function ReadingBar({
  share,
  minutes,
  restored,
  onTop,
}: {
  readonly share: number;
  readonly minutes: number;
  readonly restored: boolean;
  readonly onTop: () => void;
}) {
  const { t } = useTranslation();
  const percent = Math.floor(share / 100);
  const left = minutesLeftIn({ minutes, position: share });
  return (
    <div className="sticky top-14 z-20 -mx-4 -mt-6 mb-6 border-b border-line bg-paper px-4 lg:mx-0 lg:px-0 noscript:hidden print:hidden">
      <div className="flex min-h-9 items-center justify-between gap-4 text-13 text-ink-2">
        <p className="figures">
          {t('lesson.readShare', { percent })}
          <span className="mx-2 text-ink-3" aria-hidden="true">
            ·
          </span>
          {share >= 10_000 ? t('lesson.atEnd') : t('lesson.timeLeft', { count: left })}
        </p>
        {restored && (
          <p className="flex items-center gap-3">
            <span className="hidden sm:inline">{t('lesson.restored')}</span>
            <button type="button" className="link min-h-9" onClick={onTop}>
              {t('lesson.fromTop')}
            </button>
          </p>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={t('lesson.readingProgress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="-mb-px h-0.5"
      >
        <div className="h-full bg-action" style={{ width: `${share / 100}%` }} />
      </div>
    </div>
  );
}

function LessonHead({ lesson }: { readonly lesson: ReaderLesson }) {
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

function LessonQuiz({
  lesson,
  standing,
  result,
  fetcher,
}: {
  readonly lesson: ReaderLesson;
  readonly standing: StudyStanding;
  readonly result: QuizResult | null;
  readonly fetcher: FetcherWithComponents<unknown>;
}) {
  const { t } = useTranslation();
  // "Try again" puts this result aside; the next one has another id.
  const [aside, setAside] = useState<string | null>(null);
  const shown = result?.kind === 'graded' && result.attemptId === aside ? null : result;
  if (lesson.quiz.questions.length === 0) return null;
  return (
    <Quiz
      {...lesson.quiz}
      standing={standing}
      result={shown}
      locked={
        lesson.course.enrolled ? null : (
          <p className="text-14 text-ink-2">
            {t(lesson.course.mayEnrol ? 'lesson.quiz.locked' : 'lesson.study.previewOnly')}
          </p>
        )
      }
      fetcher={fetcher}
      onAgain={() => {
        if (result?.kind === 'graded') setAside(result.attemptId);
      }}
    />
  );
}

function WayOn({ lesson }: { readonly lesson: ReaderLesson }) {
  const { t } = useTranslation();
  const { course, previous, next } = lesson;
  return (
    <nav
      aria-label={t('lesson.contents')}
      className="mt-10 grid gap-4 border-t border-line pt-6 text-14 sm:grid-cols-2 print:hidden"
    >
      {previous ? (
        <Step
          to={`/courses/${course.code}/${previous.slug}`}
          label={t('lesson.previous')}
          icon={<ArrowLeftIcon size={16} />}
        >
          <LocalTextView text={previous.title} />
        </Step>
      ) : (
        <span className="hidden sm:block" />
      )}
      {next ? (
        <Step
          to={`/courses/${course.code}/${next.slug}`}
          label={t('lesson.next')}
          icon={<ArrowRightIcon size={16} />}
          end
        >
          <LocalTextView text={next.title} />
        </Step>
      ) : (
        <Step to={`/courses/${course.code}`} label={t('lesson.backToCourse')} icon={<ArrowRightIcon size={16} />} end>
          <LocalTextView text={course.title} />
        </Step>
      )}
      <p className="sm:col-span-2 noscript:hidden">
        <Button type="button" tone="quiet" size="small" icon={<PrintIcon size={16} />} onClick={() => window.print()}>
          {t('lesson.print')}
        </Button>
      </p>
    </nav>
  );
}

function Step({
  to,
  label,
  icon,
  end = false,
  children,
}: {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly end?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Link
      to={to}
      prefetch="intent"
      className={`group flex flex-col gap-1 rounded-control border border-line bg-surface px-4 py-3 hover:border-action ${end ? 'sm:items-end sm:text-right' : ''}`}
    >
      <span className="flex items-center gap-2 text-13 text-ink-2">
        {!end && icon}
        {label}
        {end && icon}
      </span>
      <span className="text-16 font-medium group-hover:text-action">{children}</span>
    </Link>
  );
}

function LoadFailed() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('lesson.loadFailedTitle')}
      text={t('lesson.loadFailedText')}
      action={
        <Button type="button" onClick={() => window.location.reload()}>
          {t('lesson.reload')}
        </Button>
      }
    />
  );
}
