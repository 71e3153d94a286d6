import { useTranslation } from 'react-i18next';
import { countWritten, LONGEST_WRITTEN } from '#app/domain/questions/types/written-text.ts';
import { classNames } from '#app/ui/components/class-names.ts';
import { type Answering, listOf } from '../shown-question.ts';
import { ANSWER_FIELD, useComposed } from './typed-input.tsx';

/** A text of a sentence or of pages, with its length against what is asked. */
export function WrittenInput({ question: { type, length }, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const [text = ''] = listOf(answer);
  const count = countWritten(text);
  const max = length?.max ?? LONGEST_WRITTEN;
  const isOver = count > max;
  const isUnder = length?.min !== undefined && count > 0 && count < length.min;
  return (
    <label className="mt-4 flex max-w-[44rem] flex-col gap-1">
      <span className="text-14 text-ink-2">
        {length?.min === undefined
          ? t('question.lengthAtMost', { max })
          : t('question.lengthBetween', { min: length.min, max })}
      </span>
      <textarea
        name={name}
        rows={type === 'essay' ? 16 : 4}
        maxLength={LONGEST_WRITTEN}
        spellCheck={false}
        className={`${ANSWER_FIELD} w-full px-4 py-3 text-16 leading-reading`}
        {...useComposed(text, (next) => onAnswer(next === '' ? null : next, { soon: true }))}
      />
      <span className={classNames('figures text-14', isOver || isUnder ? 'text-warn' : 'text-ink-2')}>
        {t('question.written', { count })}
        {isOver && ` · ${t('question.over', { count: count - max })}`}
        {isUnder && ` · ${t('question.under', { count: (length?.min ?? 0) - count })}`}
      </span>
    </label>
  );
}
