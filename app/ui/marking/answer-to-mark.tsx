import { Form } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { markByRubric } from '#app/domain/marking/rubric-mark.ts';
import { LONGEST_COMMENT } from '#app/domain/marking/task.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import { countWritten } from '#app/domain/questions/types/written-text.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { RadioGroup, TextArea } from '#app/ui/components/inputs.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';

export type MarkRefusal = {
  readonly taskId: string;
  readonly code: 'forbidden' | 'invalid-input' | 'answer-taken' | 'paper-graded' | 'stale-version';
  readonly field: 'comment' | 'criteria' | null;
  readonly credits: Readonly<Record<string, number>>;
  readonly comment: string;
};

type ShownAnswer = {
  readonly taskId: string;
  readonly maxMark: number;
  readonly answer: string;
  /** How often it was marked so far: what a change is made over. */
  readonly number: number;
  readonly given: { readonly credits: Readonly<Record<string, number>>; readonly comment: string } | null;
};

type Page = {
  readonly sittingTitle: LocalText;
  readonly question: Prompt;
  readonly rubric: Extract<ReviewKey, { kind: 'rubric' }>;
  readonly waiting: number;
  readonly beforeOthers: number;
  readonly own: readonly {
    readonly taskId: string;
    readonly mark: number;
    readonly maxMark: number;
    readonly at: number;
  }[];
  /** Null when nothing waits that this marker may have. */
  readonly answer: ShownAnswer | null;
  /** The mark just given. */
  readonly saved: number | null;
  readonly address: string;
};

/** One answer before its marker: the question, what was written, the rubric, a comment; then the next. */
export function AnswerToMark({ page, refusal }: { readonly page: Page; readonly refusal: MarkRefusal | null }) {
  const { t } = useTranslation();
  const { answer, question, waiting, beforeOthers, saved, sittingTitle } = page;
  return (
    <StaffShell
      title={t('marking.title')}
      intro={<LocalTextView text={sittingTitle} />}
      breadcrumb={[{ label: t('marking.title'), to: '/staff/marking' }]}
    >
      {saved !== null && !refusal && (
        <div className="mb-4">
          <Callout tone="ok" announce>
            {t('marking.saved', { mark: formatHundredths(saved) })}
          </Callout>
        </div>
      )}
      <p className="figures text-14 text-ink-2">
        {t('marking.progress', { count: waiting })}
        {beforeOthers > 0 && ` · ${t('marking.beforeOthers', { count: beforeOthers })}`}
      </p>
      {answer ? (
        <MarkForm page={page} answer={answer} refusal={refusal} />
      ) : (
        <div className="mt-4 flex flex-col gap-6">
          <AskedQuestion text={question.prompt} />
          <EmptyState
            title={t('marking.none')}
            text={t('marking.noneText')}
            action={<LinkButton to="/staff/marking">{t('marking.back')}</LinkButton>}
          />
        </div>
      )}
      {page.own.length > 0 && <OwnMarks page={page} />}
    </StaffShell>
  );
}

function AskedQuestion({ text }: { readonly text: LocalText }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="question" className="max-w-reading">
      <h2 id="question" className="text-14 font-semibold text-ink-2">
        {t('marking.question')}
      </h2>
      <div className="mt-1 text-18 leading-reading">
        <PromptText text={text} />
      </div>
    </section>
  );
}

function MarkForm({
  page: { question, rubric, address },
  answer,
  refusal,
}: {
  readonly page: Page;
  readonly answer: ShownAnswer;
  readonly refusal: MarkRefusal | null;
}) {
  const { t } = useTranslation();
  const own = refusal?.taskId === answer.taskId ? refusal : null;
  const [credits, setCredits] = useState<Readonly<Record<string, number>>>(own?.credits ?? answer.given?.credits ?? {});
  const { criteria, model } = rubric;
  const whole = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const mark = markByRubric({ criteria, credits, maxMark: answer.maxMark });
  const count = countWritten(answer.answer);
  const { min, max } = question.length ?? {};
  const isOutside = (min !== undefined && count < min) || (max !== undefined && count > max);
  const asked =
    max === undefined
      ? ''
      : min === undefined
        ? t('question.lengthAtMost', { max })
        : t('question.lengthBetween', { min, max });
  return (
    <div className="mt-4 grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-6">
        <AskedQuestion text={question.prompt} />
        <section aria-labelledby="answer">
          <h2 id="answer" className="text-14 font-semibold text-ink-2">
            {t('marking.answer')}
          </h2>
          <p
            lang="zh-CN"
            className="mt-1 rounded-panel border border-line bg-surface p-4 text-16 leading-reading break-words whitespace-pre-wrap"
          >
            {answer.answer}
          </p>
          <p className={`figures mt-1 text-14 ${isOutside ? 'text-warn' : 'text-ink-2'}`}>
            {isOutside ? t('marking.outside', { asked, count }) : t('marking.written', { count })}
          </p>
        </section>
        {model && (
          <section aria-labelledby="model">
            <h2 id="model" className="text-14 font-semibold text-ink-2">
              {t('marking.model')}
            </h2>
            <div className="mt-1 border-l-2 border-line pl-4 text-16 leading-reading">
              <PromptText text={model} />
            </div>
          </section>
        )}
      </div>
      <Form
        method="post"
        action={address}
        onKeyDown={holdEnterWhileComposing}
        className="flex flex-col gap-5 self-start rounded-panel border border-line bg-surface p-4 lg:sticky lg:top-4"
      >
        {own && (
          <FormError
            title={t('marking.refused')}
            faults={
              own.field
                ? [
                    {
                      fieldId: own.field === 'comment' ? 'comment' : 'rubric',
                      message: t(`marking.faults.${own.field}`),
                    },
                  ]
                : []
            }
          >
            {own.field === null && t(`marking.codes.${own.code}`)}
          </FormError>
        )}
        <input type="hidden" name="taskId" value={answer.taskId} />
        <input type="hidden" name="number" value={answer.number} />
        <h2 id="rubric" className="text-16 font-semibold">
          {t('marking.rubric')}
        </h2>
        {criteria.map(({ id, title, weight, levels }) => (
          <RadioGroup
            key={id}
            legend={<PromptText text={title} />}
            hint={t('marking.weight', { percent: withoutEmptyDecimals(Math.round((weight * 10_000) / whole)) })}
            name={`credit-${id}`}
            value={credits[id] === undefined ? '' : String(credits[id])}
            onChange={(value) => setCredits((before) => ({ ...before, [id]: Number(value) }))}
            required
            options={levels.map(({ credit, text }) => ({
              value: String(credit),
              label: <PromptText text={text} />,
              hint: t('marking.share', { percent: credit }),
            }))}
          />
        ))}
        <p aria-live="polite" className="figures text-18 font-semibold">
          {mark.ok
            ? t('marking.sum', { mark: formatHundredths(mark.value), max: withoutEmptyDecimals(answer.maxMark) })
            : t('marking.sumOpen', { max: withoutEmptyDecimals(answer.maxMark) })}
        </p>
        <Field id="comment" label={t('marking.comment')} hint={t('marking.commentHint')}>
          <TextArea
            name="comment"
            rows={3}
            lang="zh-CN"
            maxLength={LONGEST_COMMENT}
            defaultValue={own?.comment ?? answer.given?.comment ?? ''}
          />
        </Field>
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{answer.given ? t('marking.change') : t('marking.save')}</SubmitButton>
          {answer.given && (
            <LinkButton to={address} tone="quiet">
              {t('marking.next')}
            </LinkButton>
          )}
        </div>
      </Form>
    </div>
  );
}

function OwnMarks({ page: { own, address } }: { readonly page: Page }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="own" className="mt-8 max-w-reading">
      <h2 id="own" className="text-16 font-semibold">
        {t('marking.own')}
      </h2>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {own.map(({ taskId, mark, maxMark, at }) => (
          <li key={taskId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-14">
            <span className="figures">
              {t('marking.ownLine', { mark: formatHundredths(mark), max: withoutEmptyDecimals(maxMark) })}
            </span>
            <span className="text-ink-2">
              <Time at={at} />
            </span>
            <LinkButton to={`${address}?task=${taskId}`} size="small">
              {t('marking.again')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
