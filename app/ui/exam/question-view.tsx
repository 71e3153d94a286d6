import { type CompositionEvent, type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '#app/ui/components/class-names.ts';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import type { Answer } from './answer-queue.ts';
import { type ExamItem, optionLetter } from './exam-item.ts';

/** As long as the server takes a typed answer. */
const LONGEST_TYPED = 500;

type Answering = {
  readonly item: ExamItem;
  readonly answer: Answer;
  readonly disabled: boolean;
  /** `soon`: more is likely to follow at once, as while typing. */
  readonly onAnswer: (answer: Answer, options?: { soon?: boolean }) => void;
};

/** One question with its native inputs. There is no form around them: Enter has nothing to submit. */
export function QuestionView(props: Answering) {
  const { item, disabled } = props;
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="text-18 leading-reading font-medium">
        <PromptText text={item.prompt} />
      </legend>
      {item.options ? <Choices {...props} options={item.options} /> : <TypedAnswers {...props} />}
    </fieldset>
  );
}

function Choices({
  item,
  answer,
  onAnswer,
  options,
}: Answering & { readonly options: NonNullable<ExamItem['options']> }) {
  const { t } = useTranslation();
  const several = item.type === 'multiple-choice';
  const chosen = Array.isArray(answer) ? answer : answer === null ? [] : [answer];
  const toggle = (id: string, on: boolean) => {
    // In the order shown, so that the same choice is the same answer however it was clicked together.
    const next = options.map((option) => option.id).filter((each) => (each === id ? on : chosen.includes(each)));
    onAnswer(next.length === 0 ? null : next.sort());
  };
  return (
    <>
      <p className="mt-1 text-14 text-ink-2">{t(several ? 'exam.page.chooseSeveral' : 'exam.page.chooseOne')}</p>
      <div className={classNames('mt-4 grid gap-2', item.type === 'true-false' && 'max-w-96 grid-cols-2')}>
        {options.map(({ id, text }, index) => (
          <label
            key={id}
            className="flex min-h-12 cursor-pointer items-start gap-3 rounded-control border border-control bg-surface px-4 py-3 text-16 hover:border-action has-checked:border-action has-checked:bg-action-ground has-checked:font-medium has-checked:outline-2 has-checked:outline-action has-checked:-outline-offset-2 has-disabled:cursor-not-allowed has-disabled:hover:border-control"
          >
            <input
              type={several ? 'checkbox' : 'radio'}
              name={`slot-${item.slot}`}
              value={id}
              checked={chosen.includes(id)}
              onChange={(event) => (several ? toggle(id, event.currentTarget.checked) : onAnswer(id))}
              className="mt-[0.2em] size-5 shrink-0 accent-action"
            />
            {item.type !== 'true-false' && <span className="figures shrink-0 text-ink-2">{optionLetter(index)}</span>}
            <span className="min-w-0 flex-1">
              <PromptText text={text} />
            </span>
          </label>
        ))}
      </div>
    </>
  );
}

function TypedAnswers({ item, answer, onAnswer }: Answering) {
  const blanks = item.blanks ?? 1;
  const texts = Array.isArray(answer) ? answer : [typeof answer === 'string' ? answer : ''];
  const change = (index: number, text: string) => {
    const next = Array.from({ length: blanks }, (_, i) => (i === index ? text : (texts[i] ?? '')));
    const isEmpty = next.every((each) => each === '');
    onAnswer(isEmpty ? null : blanks === 1 ? text : next, { soon: true });
  };
  return (
    <div className="mt-6 flex max-w-120 flex-col gap-4">
      {Array.from({ length: blanks }, (_, index) => (
        <TypedAnswer
          // biome-ignore lint/suspicious/noArrayIndexKey: blanks are told apart by their place only
          key={index}
          item={item}
          place={blanks > 1 ? index + 1 : null}
          text={texts[index] ?? ''}
          onText={(text) => change(index, text)}
        />
      ))}
    </div>
  );
}

/** One typed text. What an input method is still composing is shown but not yet an answer. */
function TypedAnswer({
  item,
  place,
  text,
  onText,
}: {
  readonly item: ExamItem;
  readonly place: number | null;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const { t } = useTranslation();
  const [composed, setComposed] = useState<string | null>(null);
  const typed = (event: FormEvent<HTMLInputElement>) => {
    const { value } = event.currentTarget;
    if ((event.nativeEvent as InputEvent).isComposing) return setComposed(value);
    setComposed(null);
    onText(value);
  };
  const settled = (event: CompositionEvent<HTMLInputElement>) => {
    setComposed(null);
    onText(event.currentTarget.value);
  };
  return (
    <label className="flex flex-col gap-1">
      <span className="text-14 text-ink-2">
        {place === null ? t('exam.page.answerLabel') : t('exam.page.blank', { n: place })}
      </span>
      <span className="flex items-center gap-3">
        <input
          type="text"
          inputMode={item.type === 'numeric' ? 'decimal' : 'text'}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={LONGEST_TYPED}
          value={composed ?? text}
          onChange={typed}
          onCompositionEnd={settled}
          onKeyDown={holdEnterWhileComposing}
          className="min-h-12 w-full rounded-control border border-control bg-surface px-4 text-18 text-ink hover:border-ink-3 disabled:bg-sunken disabled:text-ink-3"
        />
        {item.unit && (
          <span className="shrink-0 text-16 text-ink-2">
            <PromptText text={item.unit} />
          </span>
        )}
      </span>
    </label>
  );
}
