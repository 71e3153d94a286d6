import { useTranslation } from 'react-i18next';
import { PromptText } from '../prompt-text.tsx';
import { type Answering, listOf } from '../shown-question.ts';
import { TypedInput } from './typed-input.tsx';

/** One or more typed answers, each under its number: the blanks of a fill-in, or a number with its unit. */
export function BlanksInput({ question: { type, blanks = 1, unit }, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const texts = listOf(answer);
  const change = (index: number, text: string) => {
    const next = Array.from({ length: blanks }, (_, i) => (i === index ? text : (texts[i] ?? '')));
    const isEmpty = next.every((each) => each === '');
    onAnswer(isEmpty ? null : blanks === 1 ? text : next, { soon: true });
  };
  return (
    <div className="mt-6 flex max-w-120 flex-col gap-4">
      {Array.from({ length: blanks }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blanks are told apart by their place only
        <div key={index} className="flex flex-col gap-1">
          <label htmlFor={`${name}-${index}`} className="text-14 text-ink-2">
            {blanks === 1 ? t('question.answer') : t('question.blank', { n: index + 1 })}
          </label>
          <span className="flex items-center gap-3">
            <TypedInput
              id={`${name}-${index}`}
              name={name}
              text={texts[index] ?? ''}
              isNumber={type === 'numeric'}
              onText={(text) => change(index, text)}
            />
            {unit && (
              <span className="shrink-0 text-16 text-ink-2">
                <PromptText text={unit} />
              </span>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}
