import type { Json } from '#app/domain/kernel/canonical.ts';
import {
  type Behaviour,
  type Certainty,
  markOf,
  OPEN,
  type State,
  type Step,
  takeStep,
} from '#app/domain/questions/behaviours/behaviour.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { getQuestionType, reviewOf } from '#app/domain/questions/types/registry.ts';
import { allOrNothing, EMPTY, type Outcome, type Verdict } from '#app/domain/questions/types/verdict.ts';

/** The question's own scoring of an answer as stored; one that no longer parses counts as wrong, as in an exam. */
export const judgeBy =
  (question: QuestionBody) =>
  (answer: Json): Verdict => {
    if (answer === null) return EMPTY;
    const { body, scoring } = question;
    const type = getQuestionType(question.type);
    const parsed = type.parseAnswer(body, answer);
    return parsed.ok ? type.judge({ body, scoring, answer: parsed.value }) : allOrNothing(false);
  };

/**
 * The state of a question after its steps. A step that a later release would refuse changes nothing: who practised must
 * be able to open what they practised.
 */
export function foldSteps(
  behaviour: Behaviour,
  { question, steps }: { question: QuestionBody; steps: readonly Step[] },
): State {
  const judge = judgeBy(question);
  return steps.reduce<State>((state, step) => {
    const next = takeStep(behaviour, { state, step, judge });
    return next.ok ? next.value : state;
  }, OPEN);
}

/** What a question came to, as it is kept: `credit` in hundredths of full marks, 0…100, certainty apart. */
export type Settled = {
  readonly outcome: Outcome;
  readonly credit: number;
  readonly certainty: Certainty | null;
};

/** Whether only a person can tell what an answer is worth: who practises it judges it themselves by its rubric. */
export const isSelfChecked = (question: QuestionBody): boolean => reviewOf(question).key.kind === 'rubric';

/**
 * What is kept of a question once it is closed; null while it is open. An answer that is right only at a later try was
 * not known at first: it is kept as partly right, with what the tries left of its mark.
 */
export function settleItem(
  behaviour: Behaviour,
  { question, state }: { question: QuestionBody; state: State },
): Settled | null {
  const { phase, verdict, certainty, tries } = state;
  if (phase === 'open' || !verdict) return null;
  if (isSelfChecked(question)) return { outcome: 'to-mark', credit: 0, certainty };
  const plain: Behaviour = behaviour.name === 'certainty' ? { name: 'immediate' } : behaviour;
  const credit = Math.max(0, Math.min(100, markOf(plain, { state, maxMark: 100 })));
  const late = behaviour.name === 'tries' && tries > 1 && verdict.outcome === 'right';
  return { outcome: late ? 'partial' : verdict.outcome, credit, certainty };
}
