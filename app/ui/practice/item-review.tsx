import { Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BehaviourName } from '#app/domain/questions/behaviours/behaviour.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { QuestionReview } from '#app/ui/questions/review/question-review.tsx';
import type { OpenedItem, PracticeReviewed } from './practice-views.ts';

/** A closed question: what was answered, what is right, why, and where it is taught. */
export function ItemReview({
  item,
  review,
  behaviour,
}: {
  readonly item: OpenedItem;
  readonly review: PracticeReviewed;
  readonly behaviour: BehaviourName;
}) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const result = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: the keyboard goes on from the result, and a reader hears it.
  useEffect(() => result.current?.focus({ preventScroll: true }), []);
  const told = item.certainty !== null && behaviour === 'certainty' && review.answer !== null;
  return (
    <>
      <p className="text-18 leading-reading font-medium">
        <PromptText text={item.question.prompt} />
      </p>
      <div ref={result} tabIndex={-1} className="outline-none">
        {review.selfChecked && (
          <div className="mt-4">
            <Callout tone="neutral">{t('practice.session.selfCheck')}</Callout>
          </div>
        )}
        <QuestionReview question={item.question} reviewed={review} />
      </div>
      {told && item.certainty !== null && (
        <p className="figures mt-2 pl-4.5 text-14 text-ink-2">
          {t('practice.session.withCertainty', {
            certain: t(`practice.session.certain.${item.certainty}`),
            mark: withoutEmptyDecimals(review.mark),
          })}
        </p>
      )}
      {item.lesson && (
        <p className="mt-4 text-14">
          <Link to={item.lesson.to} className="link">
            {t('practice.session.lesson', { title: textOf(item.lesson.title) })}
          </Link>
        </p>
      )}
    </>
  );
}
