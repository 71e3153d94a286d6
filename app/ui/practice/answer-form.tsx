import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { BehaviourName } from '#app/domain/questions/behaviours/behaviour.ts';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { RadioGroup } from '#app/ui/components/inputs.tsx';
import { QuestionInput } from '#app/ui/questions/inputs/question-input.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { ANSWER_FIELD, type OpenedItem } from './practice-views.ts';

/** Why a step was not taken. */
export type StepRefused = 'answer' | 'certainty' | 'invalid-answer' | 'conflict';

const CERTAINTIES = [1, 2, 3] as const;

/** One open question in a form of its own: sent as native fields, so it needs no script. */
export function AnswerForm({
  item,
  behaviour,
  action,
  refused,
  closed,
}: {
  readonly item: OpenedItem;
  readonly behaviour: BehaviourName;
  readonly action: string;
  readonly refused: StepRefused | null;
  /** The set has ended: what was left open can be read, not answered. */
  readonly closed: boolean;
}) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<Json>(item.answer);
  const sending = useNavigation().formData?.get('intent');
  const again = item.lastTry === 'partial' ? 'partial' : 'wrong';
  return (
    <Form method="post" action={action} onKeyDown={holdEnterWhileComposing} preventScrollReset>
      {item.lastTry && (
        <div className="mb-4">
          <Callout tone="warn" announce title={t(`practice.session.again.${again}`)}>
            {t('practice.session.triesLeft', { count: item.triesLeft ?? 0 })}
          </Callout>
        </div>
      )}
      <fieldset disabled={closed} className="min-w-0">
        <legend className="text-18 leading-reading font-medium">
          <PromptText text={item.question.prompt} />
        </legend>
        <QuestionInput
          question={item.question}
          answer={answer}
          name={`${ANSWER_FIELD}${item.slot}`}
          onAnswer={(next) => setAnswer(next)}
        />
      </fieldset>
      {behaviour === 'certainty' && !closed && (
        <div className="mt-6">
          <RadioGroup
            legend={t('practice.session.certainty')}
            name="certainty"
            inline
            options={CERTAINTIES.map((level) => ({
              value: String(level),
              label: t(`practice.session.certain.${level}`),
              hint: t(`practice.session.certainHint.${level}`),
            }))}
          />
        </div>
      )}
      {refused && (
        <div className="mt-4">
          <Callout tone="warn" announce>
            {t(`practice.session.refused.${refused}`)}
          </Callout>
        </div>
      )}
      {!closed && (
        <div className="mt-6 flex flex-wrap items-center gap-3">
          <Button tone="primary" name="intent" value="answer" pending={sending === 'answer'}>
            {t('practice.session.check')}
          </Button>
          <Button tone="quiet" name="intent" value="show" pending={sending === 'show'}>
            {t('practice.session.show')}
          </Button>
        </div>
      )}
    </Form>
  );
}
