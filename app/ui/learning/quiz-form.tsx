import { type FetcherWithComponents, Form } from '@remix-run/react';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { answerOfFields, fieldsOfForm } from '#app/domain/questions/answer-of-fields.ts';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { Skeleton } from '#app/ui/components/skeleton.tsx';
import { QuizInput } from '#app/ui/questions/inputs/quiz-input.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import type { Reviewed } from '#app/ui/questions/review/reviewed-question.ts';
import type { ShownQuestion } from '#app/ui/questions/shown-question.ts';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { outOfHundred } from './study-panel.tsx';
import type { StudyStanding } from './study-standing.ts';

/** Comes with the first result: until then nobody needs it. */
const QuestionReview = lazy(() =>
  import('#app/ui/questions/review/question-review.tsx').then(({ QuestionReview: View }) => ({ default: View })),
);

export type QuizQuestion = ShownQuestion & { readonly versionId: string };

export type QuizResult =
  | {
      readonly kind: 'graded';
      readonly attemptId: string;
      readonly score: number;
      readonly maxScore: number;
      readonly passed: boolean;
      readonly feedback: readonly (Reviewed & { readonly versionId: string })[];
      readonly standing: StudyStanding & { readonly justCompleted: boolean };
    }
  | { readonly kind: 'refused'; readonly code: 'stale-version' | 'invalid-answer' | 'not-enrolled' };

/** The form field that holds the answer to a question, and the one that lists the questions shown. */
export const QUIZ_FIELD = 'answer:';
export const QUIZ_SHOWN = 'shown';
/** Where the quiz stands in the page. */
export const QUIZ_ID = 'quiz';

/**
 * The quiz of a lesson: native inputs in one form, sent and graded as a whole. With script the answer comes into the
 * page; without, the same form loads the page anew with it.
 */
export function Quiz({
  questions,
  passPercent,
  counts,
  standing,
  result,
  locked,
  fetcher,
  onAgain,
}: {
  readonly questions: readonly QuizQuestion[];
  readonly passPercent: number;
  readonly counts: 'best' | 'first' | 'last';
  readonly standing: StudyStanding;
  readonly result: QuizResult | null;
  /** Why the quiz cannot be handed in; null when it can. */
  readonly locked: ReactNode;
  readonly fetcher: FetcherWithComponents<unknown>;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation();
  // It stands within the lesson's body, which is Chinese.
  const { language } = useRootData().preferences;
  const percent = withoutEmptyDecimals(passPercent);
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <section
      id={QUIZ_ID}
      lang={language}
      aria-labelledby="quiz-title"
      className="my-12 scroll-mt-20 border-y-2 border-ink py-6 text-16 print:my-6"
    >
      <h2 ref={title} id="quiz-title" tabIndex={-1} className="font-serif text-22 outline-none">
        {t('lesson.quiz.title')}
      </h2>
      <p className="mt-1 text-14 text-ink-2 print:hidden">
        {t('lesson.quiz.intro', { count: questions.length, percent, counts: t(`lesson.quiz.counts.${counts}`) })}
      </p>
      {standing.countingTry && (
        <p className="mt-1 text-14 text-ink-2 print:hidden">
          {t('lesson.quiz.tried', { count: standing.tries, score: outOfHundred(standing.countingTry) })}
        </p>
      )}
      {result?.kind === 'graded' ? (
        <Graded
          questions={questions}
          result={result}
          percent={percent}
          onAgain={() => {
            onAgain();
            // The button is gone: the keyboard goes on from the top of the quiz.
            title.current?.focus();
          }}
        />
      ) : (
        <Questions
          questions={questions}
          refused={result?.kind === 'refused' ? result.code : null}
          locked={locked}
          fetcher={fetcher}
        />
      )}
    </section>
  );
}

function Questions({
  questions,
  refused,
  locked,
  fetcher,
}: {
  readonly questions: readonly QuizQuestion[];
  readonly refused: Extract<QuizResult, { kind: 'refused' }>['code'] | null;
  readonly locked: ReactNode;
  readonly fetcher: FetcherWithComponents<unknown>;
}) {
  const { t } = useTranslation();
  return (
    <fetcher.Form method="post" action={`#${QUIZ_ID}`} onKeyDown={holdEnterWhileComposing} className="mt-6">
      {refused && (
        <div className="mb-6">
          <Callout tone="warn" announce title={t('lesson.quiz.refused.title')}>
            {t(`lesson.quiz.refused.${refused}`)}
          </Callout>
        </div>
      )}
      <ol className="flex flex-col gap-8">
        {questions.map((question, index) => (
          <li key={question.versionId} className="break-inside-avoid">
            <input type="hidden" name={QUIZ_SHOWN} value={question.versionId} />
            <QuestionFields question={question} number={index + 1} />
          </li>
        ))}
      </ol>
      <div className="mt-8 print:hidden">
        {locked ?? (
          <Button tone="primary" pending={fetcher.state === 'submitting'}>
            {t('lesson.quiz.submit')}
          </Button>
        )}
      </div>
    </fetcher.Form>
  );
}

export function QuestionHead({ question, number }: { readonly question: QuizQuestion; readonly number: number }) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  return (
    <>
      <span className="mb-1 block text-13 font-normal text-ink-3">
        {t('lesson.quiz.question', { n: number })}
        <span className="ml-2">{typeWord(question.type)}</span>
      </span>
      <span className="block font-medium">
        <PromptText text={question.prompt} />
      </span>
    </>
  );
}

/** One question in a form; what is chosen is kept here for inputs that show it, and the form sends it by their names. */
export function QuestionFields({ question, number }: { readonly question: QuizQuestion; readonly number: number }) {
  const [answer, setAnswer] = useState<Json>(null);
  const set = useRef<HTMLFieldSetElement>(null);
  // What was chosen and typed before the page came alive is an answer too.
  useEffect(() => {
    const { form } = set.current ?? {};
    if (!form) return;
    const entries = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    const fields = fieldsOfForm(entries, { prefix: QUIZ_FIELD, ids: [question.versionId] })[question.versionId];
    if (fields) setAnswer(answerOfFields(question, fields));
  }, [question]);
  return (
    <fieldset ref={set} className="min-w-0">
      <legend className="w-full">
        <QuestionHead question={question} number={number} />
      </legend>
      <QuizInput
        question={question}
        answer={answer}
        name={`${QUIZ_FIELD}${question.versionId}`}
        onAnswer={(next) => setAnswer(next)}
      />
    </fieldset>
  );
}

function Graded({
  questions,
  result,
  percent,
  onAgain,
}: {
  readonly questions: readonly QuizQuestion[];
  readonly result: Extract<QuizResult, { kind: 'graded' }>;
  readonly percent: string;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation();
  const summary = useRef<HTMLDivElement>(null);
  // The keyboard goes on from the result, and a reader hears it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per try
  useEffect(() => summary.current?.focus(), [result.attemptId]);
  const right = result.feedback.filter(({ outcome }) => outcome === 'right').length;
  const counting = result.standing.countingTry;
  const score = outOfHundred(result);
  return (
    <>
      <div ref={summary} tabIndex={-1} className="mt-6 outline-none">
        <Callout
          tone={result.passed ? 'ok' : 'warn'}
          announce
          title={t(result.passed ? 'lesson.quiz.passedTitle' : 'lesson.quiz.failedTitle', { score })}
        >
          {t(result.passed ? 'lesson.quiz.passedText' : 'lesson.quiz.failedText', {
            right,
            of: result.feedback.length,
            percent,
          })}
          {counting && outOfHundred(counting) !== score && (
            <span className="block">{t('lesson.quiz.countsNow', { score: outOfHundred(counting) })}</span>
          )}
        </Callout>
      </div>
      <ol className="mt-6 flex flex-col gap-8">
        {questions.map((question, index) => {
          const feedback = result.feedback.find(({ versionId }) => versionId === question.versionId);
          return feedback ? (
            <li key={question.versionId} className="break-inside-avoid">
              <QuestionHead question={question} number={index + 1} />
              <Suspense fallback={<Skeleton lines={2} />}>
                <QuestionReview question={question} reviewed={feedback} />
              </Suspense>
            </li>
          ) : null;
        })}
      </ol>
      {/* Without script the button loads the page anew, with an empty form. */}
      <Form method="get" action={`#${QUIZ_ID}`} reloadDocument className="mt-8 print:hidden">
        <Button
          tone={result.passed ? 'secondary' : 'primary'}
          onClick={(event) => {
            event.preventDefault();
            onAgain();
          }}
        >
          {t('lesson.quiz.again')}
        </Button>
      </Form>
    </>
  );
}
