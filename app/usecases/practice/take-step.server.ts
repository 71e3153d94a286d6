import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { judgeBy, settleItem } from '#app/domain/practice/settle-item.ts';
import { type AnswerFields, answerOfFields } from '#app/domain/questions/answer-of-fields.ts';
import {
  type Behaviour,
  type Certainty,
  type State,
  type Step,
  takeStep,
} from '#app/domain/questions/behaviours/behaviour.ts';
import { parseAnswer } from '#app/domain/questions/types/registry.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { insertSteps, lockOwnSession, type PracticeSessionRow, updateSession } from '#db/stores/practice.ts';
import { noteAnswers } from './note-answers.server.ts';
import { readSessionItems, type SessionItem, showQuestion } from './session-items.server.ts';

export type PracticeStep = {
  readonly sessionId: string;
  readonly slot: number;
  readonly act:
    | { readonly kind: 'answer'; readonly fields: AnswerFields; readonly certainty: Certainty | null }
    /** Gives up: the answer is shown. */
    | { readonly kind: 'show' };
};

export type StepRefusal = 'not-found' | 'conflict' | 'invalid-answer' | 'invalid-input';

/**
 * Answers a question of a set, or gives it up. Once it is closed the answer is noted and the book of mistakes follows, in
 * the same transaction. `invalid-input` names what is missing: the answer or its certainty. `conflict`: it is closed
 * already, here or on another device.
 */
export async function takePracticeStep(
  context: Context,
  actor: PersonActor,
  { sessionId, slot, act }: PracticeStep,
): Promise<Result<{ readonly closed: boolean; readonly ended: boolean }, StepRefusal>> {
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    const session = await lockOwnSession(tx, { personId, sessionId });
    if (!session) return refuse('not-found');
    const items = await readSessionItems(context, tx, session);
    const item = items.find((each) => each.slot === slot);
    if (!item) return refuse('not-found');
    if (session.endedAt !== null || item.settled) return refuse('conflict');
    const steps = stepsOf(session.behaviour, { item, act });
    if (!steps.ok) return steps;
    const state = walk(session.behaviour, { item, steps: steps.value });
    if (!state.ok) return state;
    const at = context.clock.now();
    await insertSteps(
      tx,
      steps.value.map((step, i) => ({ sessionId, slot, number: item.steps.length + 1 + i, step, at })),
    );
    return ok(await closeItem({ tx, context }, { session, items, item, state: state.value }));
  });
}

/** What an act is in steps of the behaviour. */
function stepsOf(
  behaviour: Behaviour,
  { item: { question, optionOrder }, act }: { item: SessionItem; act: PracticeStep['act'] },
): Result<Step[], 'invalid-answer' | 'invalid-input'> {
  if (act.kind === 'show') return ok([{ act: 'finish' }]);
  const parsed = parseAnswer(question, answerOfFields(showQuestion({ question, optionOrder }), act.fields));
  if (!parsed.ok) return refuse('invalid-answer');
  const answer = parsed.value;
  if (answer === null) return refuse('invalid-input', { missing: 'answer' });
  if (behaviour.name !== 'certainty') return ok([{ act: 'check', answer }]);
  if (act.certainty === null) return refuse('invalid-input', { missing: 'certainty' });
  return ok([{ act: 'save', answer, certainty: act.certainty }, { act: 'finish' }]);
}

function walk(
  behaviour: Behaviour,
  { item: { question, state }, steps }: { item: SessionItem; steps: readonly Step[] },
): Result<State, 'conflict' | 'invalid-input'> {
  let at = state;
  for (const step of steps) {
    const next = takeStep(behaviour, { state: at, step, judge: judgeBy(question) });
    if (!next.ok)
      return next.code === 'nothing-answered' ? refuse('invalid-input', { missing: 'answer' }) : refuse('conflict');
    at = next.value;
  }
  return ok(at);
}

/** Notes an answer once its question is closed; the last one ends the set. */
async function closeItem(
  { tx, context }: { tx: Handle; context: Context },
  {
    session,
    items,
    item,
    state,
  }: { session: PracticeSessionRow; items: readonly SessionItem[]; item: SessionItem; state: State },
): Promise<{ closed: boolean; ended: boolean }> {
  const { id, personId, behaviour } = session;
  const lastAt = context.clock.now();
  const { question, questionId, versionId } = item;
  const settled = settleItem(behaviour, { question, state });
  if (!settled) {
    await updateSession(tx, { id, lastAt });
    return { closed: false, ended: false };
  }
  const ended = items.every((each) => each === item || each.settled);
  await updateSession(tx, {
    id,
    lastAt,
    answered: session.answered + 1,
    rightCount: session.rightCount + (settled.outcome === 'right' ? 1 : 0),
    ...(ended && { endedAt: lastAt }),
  });
  const answers = [{ ...settled, questionId, versionId }];
  await noteAnswers({ tx, context }, { personId, source: 'practice', sourceId: id, answers });
  return { closed: true, ended };
}
