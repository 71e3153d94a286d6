import { useTranslation } from 'react-i18next';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import { PromptText } from '../prompt-text.tsx';
import { listOf } from '../shown-question.ts';
import { PlainText } from './compared.tsx';
import type { Reviewed, Reviewing } from './reviewed-question.ts';

type NumberKey = Extract<ReviewKey, { kind: 'number' }>;

/** The right number, its unit and how near counts. */
export function NumberKeyText({ reviewKey: { value, tolerance, unit } }: { readonly reviewKey: NumberKey }) {
  const { t } = useTranslation();
  return (
    <>
      {value} {unit && <PromptText text={unit} />}
      <span className="ml-2 font-normal text-ink-2">
        {'absolute' in tolerance
          ? Number(tolerance.absolute) > 0 && t('lesson.quiz.tolerance', { tolerance: tolerance.absolute })
          : 'relative' in tolerance
            ? t('question.tolerance.relative', { percent: percentOf(tolerance.relative) })
            : 'significantFigures' in tolerance
              ? t('question.tolerance.figures', { count: tolerance.significantFigures })
              : t('question.tolerance.places', { count: tolerance.decimalPlaces })}
      </span>
    </>
  );
}

/** "0.05" → "5"; exact for what an author writes. */
const percentOf = (share: string) => String(Number((Number(share) * 100).toFixed(8)));

/** What was typed, and what is right. */
export function TypedReview({ answer, reviewKey }: Omit<Reviewing<'texts' | 'number'>, 'question'>) {
  const { t } = useTranslation();
  const given = listOf(answer);
  return (
    <dl className="grid gap-1 text-14">
      <div className="flex gap-3">
        <dt className="shrink-0 text-ink-2">{t('lesson.quiz.answer')}</dt>
        <dd className="font-medium whitespace-pre-wrap">
          {given.length > 0 ? <PlainText text={given.join('；')} /> : t('lesson.quiz.outcome.empty')}
        </dd>
      </div>
      <div className="flex gap-3">
        <dt className="shrink-0 text-ink-2">{t('lesson.quiz.rightChoice')}</dt>
        <dd className="font-medium">
          {reviewKey.kind === 'number' ? (
            <NumberKeyText reviewKey={reviewKey} />
          ) : (
            // As the author wrote them; the first of those accepted is the best.
            <span lang="zh-CN">{reviewKey.accept.map(([best = '']) => best).join('；')}</span>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** A written text with what its marker goes by and found, and the model answer where there is one. */
export function WrittenReview({
  answer,
  marking,
  reviewKey: { criteria, model },
}: Omit<Reviewing<'rubric'>, 'question'> & Pick<Reviewed, 'marking'>) {
  const { t } = useTranslation();
  const [text = ''] = listOf(answer);
  return (
    <div className="grid gap-4 text-14">
      <section>
        <h4 className="text-13 text-ink-2">{t('lesson.quiz.answer')}</h4>
        {text === '' ? (
          <p>{t('lesson.quiz.outcome.empty')}</p>
        ) : (
          <p className="mt-1 border-l-2 border-line pl-4 text-16 leading-reading whitespace-pre-wrap">
            <PlainText text={text} />
          </p>
        )}
      </section>
      <section>
        <h4 className="text-13 text-ink-2">{t('question.rubric')}</h4>
        <ul className="mt-1 grid gap-1">
          {criteria.map(({ id, title, levels }) => {
            const [best] = levels;
            const found = levels.find(({ credit }) => credit === marking?.credits[id]);
            return (
              <li key={id}>
                <span className="font-medium">
                  <PromptText text={title} />
                </span>
                <span className="ml-2 text-ink-2">{best && <PromptText text={best.text} />}</span>
                {found && (
                  <span className="block">
                    {t('question.found', { percent: found.credit })} <PromptText text={found.text} />
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      </section>
      {marking && marking.comment !== '' && (
        <section>
          <h4 className="text-13 text-ink-2">{t('question.comment')}</h4>
          <p lang="zh-CN" className="mt-1 leading-reading whitespace-pre-wrap">
            <PlainText text={marking.comment} />
          </p>
        </section>
      )}
      {model && (
        <section>
          <h4 className="text-13 text-ink-2">{t('question.model')}</h4>
          <p className="mt-1 leading-reading whitespace-pre-wrap">
            <PromptText text={model} />
          </p>
        </section>
      )}
    </div>
  );
}
