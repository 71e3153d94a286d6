import { useTranslation } from 'react-i18next';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { PromptText } from '../prompt-text.tsx';
import { type Answering, filledOf, listOf, optionLetter, withField } from '../shown-question.ts';
import { ANSWER_FIELD } from './typed-input.tsx';

/**
 * Each thing on the left gets its partner from a list: by keyboard, by touch and by ear the same, without dragging. The
 * partners stand in full beside it, because a list cuts long ones off.
 */
export function MatchingInput({ question, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const local = useLocalText();
  const { left = [], options = [], many = false } = question;
  const pairs = filledOf(answer);
  return (
    <div className="mt-4 grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <ol className="flex flex-col gap-3">
        {left.map(({ id, text }, index) => {
          const chosen = listOf(pairs[id] ?? null);
          const label = `${name}-${id}`;
          return (
            <li key={id} className="rounded-control border border-line bg-surface p-3">
              <p id={label} className="flex gap-3 text-16">
                <span className="figures shrink-0 text-ink-2">{index + 1}</span>
                <span className="min-w-0 flex-1">
                  <PromptText text={text} />
                </span>
              </p>
              {many ? (
                <fieldset aria-labelledby={label} className="mt-2 flex flex-wrap gap-x-4 pl-6">
                  {options.map((option, at) => (
                    <label key={option.id} className="flex min-h-11 items-center gap-2 text-16">
                      <input
                        type="checkbox"
                        name={`${name}:${id}`}
                        value={option.id}
                        checked={chosen.includes(option.id)}
                        onChange={(event) => {
                          const on = event.currentTarget.checked;
                          const next = options
                            .map((each) => each.id)
                            .filter((each) => (each === option.id ? on : chosen.includes(each)));
                          onAnswer(withField(answer, id, next));
                        }}
                        className="size-5 accent-action"
                      />
                      {optionLetter(at)}
                    </label>
                  ))}
                </fieldset>
              ) : (
                <select
                  name={`${name}:${id}`}
                  aria-labelledby={label}
                  value={chosen[0] ?? ''}
                  onChange={(event) => onAnswer(withField(answer, id, event.currentTarget.value))}
                  className={`${ANSWER_FIELD} mt-2 ml-6 min-h-11 w-[calc(100%-1.5rem)] px-3 text-16`}
                >
                  <option value="">{t('question.chooseHere')}</option>
                  {options.map((option, at) => (
                    <option key={option.id} value={option.id}>
                      {`${optionLetter(at)}  ${local(option.text)}`}
                    </option>
                  ))}
                </select>
              )}
            </li>
          );
        })}
      </ol>
      <ul
        className="flex flex-col gap-2 self-start border-l-2 border-line pl-4 text-16"
        aria-label={t('question.partners')}
      >
        {options.map(({ id, text }, index) => (
          <li key={id} className="flex gap-3">
            <span className="figures shrink-0 text-ink-2">{optionLetter(index)}</span>
            <PromptText text={text} />
          </li>
        ))}
      </ul>
    </div>
  );
}
