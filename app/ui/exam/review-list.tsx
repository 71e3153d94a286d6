import { useTranslation } from 'react-i18next';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { QuestionReview } from '#app/ui/questions/review/question-review.tsx';
import type { Reviewed } from '#app/ui/questions/review/reviewed-question.ts';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import type { ExamItem } from './exam-item.ts';

export type ReviewItem = ExamItem & Reviewed;

/** Every question as it was asked, with one's answer, the right one, and why. */
export function ReviewList({ items }: { readonly items: readonly ReviewItem[] }) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  return (
    <ol className="mt-6 flex flex-col gap-10">
      {items.map((item, index) => (
        <li key={item.slot} className="max-w-[44rem] break-inside-avoid">
          <h3 className="text-16">
            <span className="figures mb-1 block text-13 font-normal text-ink-3">
              {t('exam.result.itemScore', {
                n: index + 1,
                mark: withoutEmptyDecimals(item.mark),
                max: withoutEmptyDecimals(item.maxMark),
              })}
              <span className="ml-3">{typeWord(item.type)}</span>
            </span>
            <span className="block font-medium">
              <PromptText text={item.prompt} />
            </span>
          </h3>
          <QuestionReview question={item} reviewed={item} />
        </li>
      ))}
    </ol>
  );
}
