import { Component, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Skeleton } from '#app/ui/components/skeleton.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { importLessonFrom, type LessonComponent } from '#app/ui/learning/lesson-content.tsx';
import { QuestionFields } from '#app/ui/learning/quiz-form.tsx';
import { SourceList } from '#app/ui/learning/source-list.tsx';
import { LessonBody, lessonComponents } from '#app/ui/mdx/lesson-components.tsx';
import { QuizSlotContext } from '#app/ui/mdx/quiz-slot.ts';
import type { DraftPreview } from './workspace/draft-view.ts';

/** Where the code of a draft is served, for a while, to whoever may see drafts. */
export const draftModulePath = (draftId: string, hash: string) => `/staff/lessons/preview/${draftId}/${hash}.js`;

/**
 * A lesson as a learner sees it, with a quiz that nobody hands in: it stands in no form. While newer code is on its way
 * the last whole one stays.
 */
export function LessonView({
  path,
  lesson,
  failed,
}: {
  /** Where this origin serves its code. */
  readonly path: string;
  readonly lesson: DraftPreview;
  /** What is said when the code cannot be had, or does not draw. */
  readonly failed: ReactNode;
}) {
  const [Body, setBody] = useState<LessonComponent | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    let ended = false;
    importLessonFrom(path).then(
      (component) => {
        if (ended) return;
        setHasFailed(false);
        setBody(() => component);
      },
      () => !ended && setHasFailed(true),
    );
    return () => {
      ended = true;
    };
  }, [path]);
  return (
    <>
      {hasFailed && Body && <div className="mb-4">{failed}</div>}
      {lesson.head && <Head head={lesson.head} />}
      {Body ? (
        <DrawingBoundary key={path} fallback={failed}>
          <QuizSlotContext.Provider value={<UnansweredQuiz questions={lesson.quiz} />}>
            <LessonBody>
              <Body components={lessonComponents} />
            </LessonBody>
          </QuizSlotContext.Provider>
        </DrawingBoundary>
      ) : hasFailed ? (
        failed
      ) : (
        <div className="noscript:hidden">
          <Skeleton lines={8} />
        </div>
      )}
      {lesson.head && Body && (
        <div className="mt-10 max-w-[38em] text-16">
          <SourceList sources={lesson.head.sources} />
        </div>
      )}
    </>
  );
}

function Head({ head }: { readonly head: NonNullable<DraftPreview['head']> }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <>
      <p className="font-serif text-28">
        <LocalTextView text={head.title} />
      </p>
      <p className="figures mt-2 flex flex-wrap gap-x-4 text-14 text-ink-2">
        <span>{t('lesson.facts.minutes', { count: head.minutes })}</span>
        <span>{t('lesson.facts.checkedOn', { date: time.day(head.checkedOn) })}</span>
      </p>
      <div className="mt-4 mb-8 border-l-2 border-action pl-4">
        <p className="text-14 text-ink-2">{t('lesson.objectives')}</p>
        <ul className="mt-1 flex flex-col gap-1 text-16">
          {head.objectives.map(({ text, depth }) => (
            <li key={text.zh}>
              <LocalTextView text={text} />
              <span className="ml-2 text-13 whitespace-nowrap text-ink-3">{t(`lesson.depth.${depth}`)}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function UnansweredQuiz({ questions }: { readonly questions: DraftPreview['quiz'] }) {
  const { t, i18n } = useTranslation();
  return (
    <section lang={i18n.language} className="my-12 border-y-2 border-ink py-6 text-16">
      <p className="font-serif text-22">{t('lesson.quiz.title')}</p>
      <ol className="mt-6 flex flex-col gap-8">
        {questions.map((question, index) => (
          <li key={question.versionId}>
            <QuestionFields question={question} number={index + 1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

class DrawingBoundary extends Component<
  { readonly fallback: ReactNode; readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
