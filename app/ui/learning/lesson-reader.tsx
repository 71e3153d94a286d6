import { type FetcherWithComponents, useRevalidator } from '@remix-run/react';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { useAnnounce } from '#app/ui/components/live-region.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Skeleton } from '#app/ui/components/skeleton.tsx';
import { LessonBody, lessonComponents } from '#app/ui/mdx/lesson-components.tsx';
import { QuizSlotContext } from '#app/ui/mdx/quiz-slot.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { LessonBoundary, LessonContent } from './lesson-content.tsx';
import { type ContentsHeading, type ContentsModule, FoldedContents, LessonContents } from './lesson-contents.tsx';
import { LessonHead } from './lesson-head.tsx';
import type { StudyState } from './lesson-state.tsx';
import { QUIZ_ID, Quiz, type QuizResult } from './quiz-form.tsx';
import type { ReaderLesson } from './reader-lesson.ts';
import { ReadingBar } from './reading-bar.tsx';
import { SourceList } from './source-list.tsx';
import { type StudyFacts, StudyPanel } from './study-panel.tsx';
import type { StudyStanding } from './study-standing.ts';
import { useReading } from './use-reading.ts';
import { useStudyClock } from './use-study-clock.ts';
import { WayOn } from './way-on.tsx';

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
    changedSince: lesson.changedSince,
  };
  const panel = course.enrolled ? (
    <StudyPanel facts={facts} clock={study.clock.state} onResume={study.clock.resume} />
  ) : null;
  const contents = {
    courseCode: course.code,
    courseTitle: course.title,
    modules: withOwnState(course.modules, lesson, study.standing),
    slug: lesson.slug,
    headings,
    currentHeading: reading.currentHeading,
  };
  return (
    <LearnerShell
      aside={
        <>
          <LessonContents {...contents} />
          {panel && <div className="mt-6 hidden border-t border-line pt-4 lg:block">{panel}</div>}
        </>
      }
    >
      {study.justCompleted && <SayCompleted hours={withoutEmptyDecimals(facts.hours)} />}
      <ReadingBar reading={reading} minutes={lesson.minutes}>
        <FoldedContents {...contents} />
      </ReadingBar>
      <LessonHead lesson={lesson} />
      <article ref={text} data-lesson={lesson.moduleHash} className="mt-8">
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
