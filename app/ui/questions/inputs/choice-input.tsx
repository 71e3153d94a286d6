import { useTranslation } from 'react-i18next';
import { classNames } from '#app/ui/components/class-names.ts';
import { PromptText } from '../prompt-text.tsx';
import { type Answering, listOf, optionLetter } from '../shown-question.ts';

/** How an option looks that is chosen as a whole line. */
export const OPTION_LINE =
  'flex min-h-12 cursor-pointer items-start gap-3 rounded-control border border-control bg-surface px-4 py-3 text-16 hover:border-action has-checked:border-action has-checked:bg-action-ground has-checked:font-medium has-checked:outline-2 has-checked:outline-action has-checked:-outline-offset-2 has-disabled:cursor-not-allowed has-disabled:hover:border-control print:border-0 print:px-0 print:py-1';

/** One of several options, several of them, or one of two words. */
export function ChoiceInput({ question: { type, options = [] }, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const several = type === 'multiple-choice';
  const isStatement = type === 'true-false';
  const chosen = listOf(answer);
  const toggle = (id: string, on: boolean) => {
    // Sorted, so that the same choice is the same answer however it was clicked together.
    const next = options.map((option) => option.id).filter((each) => (each === id ? on : chosen.includes(each)));
    onAnswer(next.length === 0 ? null : next.sort());
  };
  return (
    <>
      <p className="mt-1 text-14 text-ink-2">{t(several ? 'question.chooseSeveral' : 'question.chooseOne')}</p>
      <div className={classNames('mt-4 grid gap-2', isStatement && 'max-w-96 grid-cols-2')}>
        {options.map(({ id, text }, index) => (
          <label key={id} className={OPTION_LINE}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={name}
              value={id}
              checked={chosen.includes(id)}
              onChange={(event) => (several ? toggle(id, event.currentTarget.checked) : onAnswer(id))}
              className="mt-[0.2em] size-5 shrink-0 accent-action"
            />
            {!isStatement && <span className="figures shrink-0 text-ink-2">{optionLetter(index)}</span>}
            <span className="min-w-0 flex-1">
              <PromptText text={text} />
            </span>
          </label>
        ))}
      </div>
    </>
  );
}
