import type { Json } from '#app/domain/kernel/canonical.ts';
import { type Hundredths, scale } from '#app/domain/kernel/hundredths.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Verdict } from '../types/verdict.ts';

/**
 * How answering a question unfolds, apart from what is asked and how it is scored:
 * - `deferred`: answers may change until the paper is handed in; it is judged then;
 * - `immediate`: one answer, judged at once;
 * - `tries`: judged at once, again and again up to a number of tries, each wrong one costing a share;
 * - `certainty`: with every answer its certainty is told, which raises what a right one earns and a wrong one costs;
 * - `manual`: judged by a person after the paper is handed in.
 */
export const BEHAVIOURS = ['deferred', 'immediate', 'tries', 'certainty', 'manual'] as const;
export type BehaviourName = (typeof BEHAVIOURS)[number];

/** 1 unsure, 2 fairly sure, 3 very sure. */
export const CERTAINTIES = [1, 2, 3] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export type Behaviour =
  | { readonly name: Exclude<BehaviourName, 'tries'> }
  /** `penalty`: hundredths of full marks lost for each try before the one that counts. */
  | { readonly name: 'tries'; readonly tries: number; readonly penalty: Hundredths };

/** What was done, in its order: the state is a fold over these, so that marking again is replaying them. */
export type Step =
  | { readonly act: 'save'; readonly answer: Json; readonly certainty?: Certainty | undefined }
  | { readonly act: 'check'; readonly answer: Json; readonly certainty?: Certainty | undefined }
  | { readonly act: 'finish' }
  | { readonly act: 'mark'; readonly credit: { readonly earned: number; readonly of: number } };

export type State = {
  readonly phase: 'open' | 'to-mark' | 'done';
  readonly answer: Json;
  readonly certainty: Certainty | null;
  /** Judged tries so far. */
  readonly tries: number;
  /** Whether `verdict` is that of `answer`: an answer changed after its check is not judged yet. */
  readonly isJudged: boolean;
  /** The verdict that counts, before penalty and certainty; null until there is one. */
  readonly verdict: Verdict | null;
};

export const OPEN: State = { phase: 'open', answer: null, certainty: null, tries: 0, isJudged: false, verdict: null };

export type StepRefused =
  | 'question-closed'
  | 'check-not-offered'
  | 'certainty-missing'
  | 'not-to-mark'
  | 'nothing-answered';

/**
 * One step further.
 * @param judge the question's own scoring of one answer.
 */
export function takeStep(
  behaviour: Behaviour,
  { state, step, judge }: { state: State; step: Step; judge: (answer: Json) => Verdict },
): Result<State, StepRefused> {
  if (step.act === 'mark') {
    if (state.phase !== 'to-mark' || !state.verdict) return refuse('not-to-mark');
    const { earned, of } = step.credit;
    const outcome = earned >= of ? 'right' : earned > 0 ? 'partial' : 'wrong';
    return ok({ ...state, phase: 'done', verdict: { ...state.verdict, earned, of, outcome } });
  }
  if (state.phase !== 'open') return refuse('question-closed');
  if (step.act === 'finish') return ok(finish(behaviour, state, judge));
  const certainty = behaviour.name === 'certainty' ? (step.certainty ?? null) : null;
  if (behaviour.name === 'certainty' && step.answer !== null && certainty === null) return refuse('certainty-missing');
  if (step.act === 'save') return ok({ ...state, answer: step.answer, certainty, isJudged: false });
  if (behaviour.name !== 'immediate' && behaviour.name !== 'tries') return refuse('check-not-offered');
  const verdict = judge(step.answer);
  if (verdict.outcome === 'empty') return refuse('nothing-answered');
  const tries = state.tries + 1;
  const isLast = behaviour.name !== 'tries' || tries >= behaviour.tries || verdict.outcome === 'right';
  const phase = verdict.outcome === 'to-mark' ? 'to-mark' : isLast ? 'done' : 'open';
  return ok({ ...state, phase, answer: step.answer, tries, isJudged: true, verdict });
}

/** What stands is judged when the paper is handed in, unless it was judged already. */
function finish(behaviour: Behaviour, state: State, judge: (answer: Json) => Verdict): State {
  const verdict = judge(state.answer);
  const waits = verdict.outcome === 'to-mark' || (behaviour.name === 'manual' && verdict.outcome !== 'empty');
  const toMark: Verdict = { ...verdict, earned: 0, outcome: 'to-mark' };
  // An answer that was changed after its last check counts as another try.
  const isTry = behaviour.name === 'tries' && !state.isJudged && verdict.outcome !== 'empty';
  return {
    ...state,
    phase: waits ? 'to-mark' : 'done',
    tries: state.tries + (isTry ? 1 : 0),
    isJudged: true,
    verdict: waits ? toMark : verdict,
  };
}

/**
 * What certainty makes of an answer, in thirds of full marks: right earns 1, 2 or 3 of them, wrong costs none, 2 or 6
 * (A. R. Gardner-Medwin, Certainty-Based Marking, UCL 2006; Moodle's behaviours use the same scale).
 */
const CERTAINTY_MARKS: Record<Certainty, { readonly right: number; readonly wrong: number }> = {
  1: { right: 1, wrong: 0 },
  2: { right: 2, wrong: -2 },
  3: { right: 3, wrong: -6 },
};

/**
 * The mark of a question out of `maxMark`, in hundredths, rounded once half away from zero: between 0 and `maxMark`
 * under every behaviour but `certainty`, which goes down to −2 × `maxMark`, and questions whose rule itself fines.
 */
export function markOf(behaviour: Behaviour, { state, maxMark }: { state: State; maxMark: Hundredths }): Hundredths {
  const { verdict, certainty } = state;
  if (!verdict || verdict.outcome === 'empty' || verdict.outcome === 'to-mark') return 0;
  const { earned, of } = verdict;
  if (behaviour.name === 'certainty') {
    const { right, wrong } = CERTAINTY_MARKS[certainty ?? 1];
    return earned > 0
      ? scale({ value: maxMark, by: earned * right, over: of * 3 })
      : scale({ value: maxMark, by: wrong, over: 3 }) || 0;
  }
  if (behaviour.name !== 'tries') return scale({ value: maxMark, by: earned, over: of }) || 0;
  const left = Math.max(0, 100 - behaviour.penalty * Math.max(0, state.tries - 1));
  return scale({ value: maxMark, by: earned * left, over: of * 100 }) || 0;
}
