import * as React from 'react';
import { Component, type ReactNode, useEffect, useRef, useState } from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDOM from 'react-dom';
import { useTranslation } from 'react-i18next';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import type { LessonComponent } from '#app/ui/learning/lesson-content.tsx';
import { QuestionFields } from '#app/ui/learning/quiz-form.tsx';
import { LessonBody, lessonComponents } from '#app/ui/mdx/lesson-components.tsx';
import { QuizSlotContext } from '#app/ui/mdx/quiz-slot.ts';
import type { DraftPreview } from './draft-view.ts';

type LessonModule = {
  readonly default: (react: unknown, reactDom: unknown, jsx: unknown) => { readonly default: LessonComponent };
};

export type PreviewWidth = 'phone' | 'desktop';
export type PreviewTheme = 'page' | 'light' | 'dark';

/**
 * The lesson as a learner will see it. While newer code is on its way the last whole one stays; a text that does not
 * compile leaves it standing too, and the list of faults says why.
 */
export function LessonPreview({
  draftId,
  preview,
  width,
  theme,
  line,
  lineHeadings,
}: {
  readonly draftId: string;
  readonly preview: DraftPreview;
  readonly width: PreviewWidth;
  readonly theme: PreviewTheme;
  /** The first line in view of the text, which the preview follows. */
  readonly line: number;
  /** The lines of the text's headings, in order. */
  readonly lineHeadings: readonly number[];
}) {
  const { t } = useTranslation();
  const [Lesson, setLesson] = useState<LessonComponent | null>(null);
  const [failed, setFailed] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const { moduleHash } = preview;
  useEffect(() => {
    let ended = false;
    const path = `/staff/lessons/preview/${draftId}/${moduleHash}.js`;
    import(/* @vite-ignore */ path).then(
      (module: LessonModule) => {
        if (ended) return;
        const { default: component } = module.default(React, ReactDOM, jsxRuntime);
        setFailed(false);
        setLesson(() => component);
      },
      () => !ended && setFailed(true),
    );
    return () => {
      ended = true;
    };
  }, [draftId, moduleHash]);
  useFollow(frame, line, lineHeadings);
  return (
    <div ref={frame} className="h-full overflow-y-auto overscroll-contain bg-sunken" tabIndex={-1}>
      <div
        {...(theme === 'page' ? {} : { 'data-theme': theme })}
        className={`mx-auto min-h-full bg-paper px-4 py-6 text-ink ${width === 'phone' ? 'max-w-[24.375rem] border-x border-line' : 'sm:px-8'}`}
      >
        {failed && <p className="mb-4 text-14 text-warn">{t('authoring.preview.failed')}</p>}
        {preview.head && <PreviewHead head={preview.head} />}
        {Lesson && (
          <PreviewBoundary
            key={moduleHash}
            fallback={<p className="text-14 text-warn">{t('authoring.preview.failed')}</p>}
          >
            <QuizSlotContext.Provider value={<PreviewQuiz questions={preview.quiz} />}>
              <LessonBody>
                <Lesson components={lessonComponents} />
              </LessonBody>
            </QuizSlotContext.Provider>
          </PreviewBoundary>
        )}
      </div>
    </div>
  );
}

function PreviewHead({ head }: { readonly head: NonNullable<DraftPreview['head']> }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="font-serif text-28">
        <LocalTextView text={head.title} />
      </p>
      <p className="mt-2 text-14 text-ink-2">{t('lesson.facts.minutes', { count: head.minutes })}</p>
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

function PreviewQuiz({ questions }: { readonly questions: DraftPreview['quiz'] }) {
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

/**
 * The preview stands where the text does: between the same two headings, as far down as the text is between its own.
 * Code carries no lines, headings do.
 */
function useFollow(frame: React.RefObject<HTMLDivElement>, line: number, lineHeadings: readonly number[]): void {
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const headings = [...box.querySelectorAll<HTMLElement>('.lesson-column > :is(h2, h3, h4)')];
    const at = lineHeadings.findLastIndex((heading) => heading <= line);
    const topOf = (index: number) => {
      const heading = headings[index];
      if (index < 0) return 0;
      return heading
        ? heading.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - 16
        : box.scrollHeight;
    };
    const from = lineHeadings[at] ?? 1;
    const to = lineHeadings[at + 1];
    const share = to === undefined ? 0 : (line - from) / Math.max(1, to - from);
    const top = topOf(at);
    box.scrollTo({ top: at < 0 && to === undefined ? 0 : top + share * (topOf(at + 1) - top) });
  }, [frame, line, lineHeadings]);
}

class PreviewBoundary extends Component<
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

/** Lines, from 1, on which headings of a lesson stand; what a code fence holds is none. */
export function headingLines(source: string): number[] {
  let fenced = false;
  const lines: number[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    else if (!fenced && /^#{2,4}\s/.test(line)) lines.push(index + 1);
  }
  return lines;
}
