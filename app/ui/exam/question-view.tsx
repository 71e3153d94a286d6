import { QuestionInput } from '#app/ui/questions/inputs/question-input.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import type { Answer } from './answer-queue.ts';
import type { ExamItem } from './exam-item.ts';

/** One question with its native inputs. There is no form around them: Enter has nothing to submit. */
export function QuestionView({
  item,
  answer,
  disabled,
  onAnswer,
}: {
  readonly item: ExamItem;
  readonly answer: Answer;
  readonly disabled: boolean;
  /** `soon`: more is likely to follow at once, as while typing. */
  readonly onAnswer: (answer: Answer, options?: { soon?: boolean }) => void;
}) {
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="text-18 leading-reading font-medium">
        <PromptText text={item.prompt} />
      </legend>
      <QuestionInput question={item} answer={answer} name={`slot-${item.slot}`} onAnswer={onAnswer} />
    </fieldset>
  );
}
