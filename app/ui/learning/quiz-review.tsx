import { useTranslation } from 'react-i18next';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { classNames } from '#app/ui/components/class-names.ts';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { CheckIcon, MinusIcon, OkIcon, WarnIcon, WrongIcon } from '#app/ui/icons/icons.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';

export type ReviewKey =
  | { readonly kind: 'options'; readonly ids: readonly string[] }
  | { readonly kind: 'texts'; readonly accept: readonly (readonly string[])[] }
  | { readonly kind: 'number'; readonly value: string; readonly tolerance: string; readonly unit?: LocalText };

export type ReviewedQuestion = {
  readonly versionId: string;
  readonly answer: Json;
  readonly mark: number;
  readonly maxMark: number;
  readonly outcome: 'right' | 'partial' | 'wrong' | 'empty';
  readonly key: ReviewKey;
  readonly explanation: LocalText;
};

const OUTCOME = {
  right: { tone: 'ok', Icon: OkIcon },
  partial: { tone: 'warn', Icon: WarnIcon },
  wrong: { tone: 'seal', Icon: WrongIcon },
  empty: { tone: 'neutral', Icon: MinusIcon },
} as const;

/** A question after grading: what was chosen, what is right, why. Told by words and marks, not by colour alone. */
export function QuizReview({
  question,
  feedback,
}: {
  readonly question: { readonly options?: readonly { readonly id: string; readonly text: LocalText }[] };
  readonly feedback: ReviewedQuestion;
}) {
  const { t } = useTranslation();
  const { tone, Icon } = OUTCOME[feedback.outcome];
  const { key } = feedback;
  return (
    <div className="mt-3">
      {question.options && key.kind === 'options' ? (
        <ReviewedOptions options={question.options} chosen={listOf(feedback.answer)} right={key.ids} />
      ) : (
        <TypedReview answer={listOf(feedback.answer)} reviewKey={key} />
      )}
      <div className="mt-3 border-l-2 border-line pl-4 text-14">
        <p className="flex flex-wrap gap-x-4 font-medium">
          <Status tone={tone} icon={<Icon size={16} />}>
            {t(`lesson.quiz.outcome.${feedback.outcome}`)}
          </Status>
          {feedback.outcome === 'partial' && (
            <span className="figures font-normal text-ink-2">
              {t('lesson.quiz.marks', {
                mark: withoutEmptyDecimals(feedback.mark),
                max: withoutEmptyDecimals(feedback.maxMark),
              })}
            </span>
          )}
        </p>
        <p className="mt-1 leading-reading">
          <span className="sr-only">{t('lesson.quiz.explanation')}: </span>
          <PromptText text={feedback.explanation} />
        </p>
      </div>
    </div>
  );
}

const listOf = (answer: Json): readonly string[] =>
  Array.isArray(answer) ? answer.map(String) : answer === null ? [] : [String(answer)];

function ReviewedOptions({
  options,
  chosen,
  right,
}: {
  readonly options: readonly { readonly id: string; readonly text: LocalText }[];
  readonly chosen: readonly string[];
  readonly right: readonly string[];
}) {
  const { t } = useTranslation();
  return (
    <ul className="grid gap-2">
      {options.map(({ id, text }) => {
        const isRight = right.includes(id);
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

function TypedReview({ answer, reviewKey }: { readonly answer: readonly string[]; readonly reviewKey: ReviewKey }) {
  const { t } = useTranslation();
  return (
    <dl className="grid gap-1 text-14">
      <div className="flex gap-3">
        <dt className="text-ink-2">{t('lesson.quiz.answer')}</dt>
        <dd className="font-medium">
          {answer.length > 0 ? <TypedText text={answer.join('；')} /> : t('lesson.quiz.outcome.empty')}
        </dd>
      </div>
      <div className="flex gap-3">
        <dt className="text-ink-2">{t('lesson.quiz.rightChoice')}</dt>
        <dd className="font-medium">
          <RightAnswer reviewKey={reviewKey} />
        </dd>
      </div>
    </dl>
  );
}

/** What someone typed may be in either language. */
function TypedText({ text }: { readonly text: string }) {
  return /\p{Script=Han}/u.test(text) ? <span lang="zh-CN">{text}</span> : text;
}

function RightAnswer({ reviewKey }: { readonly reviewKey: ReviewKey }) {
  const { t } = useTranslation();
  switch (reviewKey.kind) {
    case 'number':
      return (
        <>
          {reviewKey.value} {reviewKey.unit && <PromptText text={reviewKey.unit} />}
          {Number(reviewKey.tolerance) > 0 && (
            <span className="ml-2 font-normal text-ink-2">
              {t('lesson.quiz.tolerance', { tolerance: reviewKey.tolerance })}
            </span>
          )}
        </>
      );
    case 'texts':
      // As the author wrote them: Chinese. The first of those accepted is the best.
      return <span lang="zh-CN">{reviewKey.accept.map(([best = '']) => best).join('；')}</span>;
    case 'options':
      return <>{reviewKey.ids.join('、')}</>;
  }
}
