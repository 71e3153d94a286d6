import { useTranslation } from 'react-i18next';
import { classNames } from '#app/ui/components/class-names.ts';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { CheckIcon, ClockIcon, MinusIcon, OkIcon, WarnIcon, WrongIcon } from '#app/ui/icons/icons.tsx';
import { PromptText } from '../prompt-text.tsx';
import { listOf, type ShownQuestion } from '../shown-question.ts';
import { AreasReview } from './areas-review.tsx';
import { FieldsReview, HotTextReview, OrderReview, PairsReview } from './reviewed-parts.tsx';
import type { Reviewed, Reviewing } from './reviewed-question.ts';
import { TypedReview, WrittenReview } from './typed-review.tsx';

const OUTCOME = {
  right: { tone: 'ok', Icon: OkIcon },
  partial: { tone: 'warn', Icon: WarnIcon },
  wrong: { tone: 'seal', Icon: WrongIcon },
  empty: { tone: 'neutral', Icon: MinusIcon },
  'to-mark': { tone: 'active', Icon: ClockIcon },
} as const;

/** A question after grading: what was answered, what is right, why. Told by words and marks, not by colour alone. */
export function QuestionReview({
  question,
  reviewed,
}: {
  readonly question: ShownQuestion;
  readonly reviewed: Reviewed;
}) {
  const { t } = useTranslation();
  const { tone, Icon } = OUTCOME[reviewed.outcome];
  return (
    <div className="mt-3">
      <AnswerReview question={question} reviewed={reviewed} />
      <div className="mt-3 border-l-2 border-line pl-4 text-14">
        <p className="flex flex-wrap gap-x-4 font-medium">
          <Status tone={tone} icon={<Icon size={16} />}>
            {t(`lesson.quiz.outcome.${reviewed.outcome}`)}
          </Status>
          {(reviewed.outcome === 'partial' || reviewed.mark < 0) && (
            <span className="figures font-normal text-ink-2">
              {t('lesson.quiz.marks', {
                mark: withoutEmptyDecimals(reviewed.mark),
                max: withoutEmptyDecimals(reviewed.maxMark),
              })}
            </span>
          )}
        </p>
        <p className="mt-1 leading-reading">
          <span className="sr-only">{t('lesson.quiz.explanation')}: </span>
          <PromptText text={reviewed.explanation} />
        </p>
      </div>
    </div>
  );
}

/** The answer beside what is right, without what it came to. */
export function AnswerReview({
  question,
  reviewed: { answer, key, parts, marking = null },
}: {
  readonly question: ShownQuestion;
  readonly reviewed: Pick<Reviewed, 'answer' | 'key' | 'parts' | 'marking'>;
}) {
  switch (key.kind) {
    case 'options':
      return question.passage ? (
        <HotTextReview question={question} answer={answer} reviewKey={key} />
      ) : (
        <OptionsReview question={question} answer={answer} reviewKey={key} />
      );
    case 'pairs':
      return <PairsReview question={question} answer={answer} reviewKey={key} />;
    case 'order':
      return <OrderReview question={question} answer={answer} reviewKey={key} />;
    case 'fields':
      return <FieldsReview question={question} answer={answer} reviewKey={key} parts={parts} />;
    case 'areas':
      return <AreasReview question={question} answer={answer} reviewKey={key} />;
    case 'rubric':
      return <WrittenReview answer={answer} reviewKey={key} marking={marking} />;
    default:
      return <TypedReview answer={answer} reviewKey={key} />;
  }
}

function OptionsReview({ question: { options = [] }, answer, reviewKey: { ids } }: Reviewing<'options'>) {
  const { t } = useTranslation();
  const chosen = listOf(answer);
  return (
    <ul className="grid gap-2">
      {options.map(({ id, text }) => {
        const isRight = ids.includes(id);
        const isChosen = chosen.includes(id);
        return (
          <li
            key={id}
            className={classNames(
              'flex items-start gap-3 rounded-control border px-3 py-2.5',
              isRight ? 'border-ok bg-ok-ground' : isChosen ? 'border-seal bg-seal-ground' : 'border-line text-ink-2',
            )}
          >
            <span className="mt-[0.2em] flex size-[1.125rem] shrink-0 items-center justify-center">
              {isRight && <CheckIcon size={16} className="text-ok" />}
              {!isRight && isChosen && <WrongIcon size={16} className="text-seal" />}
            </span>
            <span className="min-w-0 flex-1">
              <PromptText text={text} />
            </span>
            <span className="shrink-0 text-13">
              {isRight && <span className="text-ok">{t('lesson.quiz.rightChoice')}</span>}
              {isRight && isChosen && <span className="text-ink-3"> · </span>}
              {isChosen && <span className={isRight ? 'text-ok' : 'text-seal'}>{t('lesson.quiz.yourChoice')}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
