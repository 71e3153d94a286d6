import { isOver } from '#app/domain/exams/attempt.ts';
import { remainingMs } from '#app/domain/exams/time-account.ts';
import { type Json, toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { type AnswerFields, answerOfFields } from '#app/domain/questions/answer-of-fields.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import { parseAnswer } from '#app/domain/questions/types/registry.ts';
import type { Context } from '#app/usecases/context.ts';
import { getBlueprint, getQuestions } from '#app/usecases/exams/papers.server.ts';
import type { Handle } from '#db/open.server.ts';
import { findOwnMock, insertMockAnswer, listMockAnswers, lockMock, type MockExamRow } from '#db/stores/mock-exams.ts';
import { closeIfOverdue } from './end-mock.server.ts';
import { showQuestion } from './session-items.server.ts';

export type OpenMock = {
  readonly mockId: string;
  readonly title: LocalText;
  readonly remainingMs: number;
  readonly slots: readonly { readonly slot: number; readonly answered: boolean }[];
  readonly item: {
    readonly slot: number;
    readonly maxMark: number;
    readonly question: Prompt & { readonly type: string };
    readonly answer: Json;
  };
  /** What practice items could not fill: told before anything is answered. */
  readonly lacking: number;
};

/** A running mock exam at one of its questions: no key, no mark, nothing about what is right. */
export async function openMock(
  context: Context,
  actor: PersonActor,
  { mockId, slot }: { mockId: string; slot: number },
): Promise<Result<OpenMock, 'not-found' | 'attempt-closed'>> {
  const { read } = context.database;
  const mock = await findOwnMock(read, { personId: actor.personId, mockId });
  if (!mock) return refuse('not-found');
  if (await isClosed(context, mock)) return refuse('attempt-closed');
  const item = mock.items.find((each) => each.slot === slot) ?? mock.items[0];
  if (!item) return refuse('not-found');
  const question = (await getQuestions(context, [item.questionVersionId])).get(item.questionVersionId);
  if (!question) return refuse('not-found');
  const given = await listMockAnswers(read, mockId);
  const blueprint = await getBlueprint(read, mock.blueprintVersionId);
  return ok({
    mockId,
    title: blueprint.title,
    remainingMs: remainingMs({ deadlineAt: mock.deadlineAt, now: context.clock.now() }),
    slots: mock.items.map((each) => ({
      slot: each.slot,
      answered: (given.get(each.slot)?.answer ?? null) !== null,
    })),
    item: {
      slot: item.slot,
      maxMark: item.maxMark,
      question: showQuestion({ question, optionOrder: item.optionOrder }),
      answer: given.get(item.slot)?.answer ?? null,
    },
    lacking: mock.lacks.reduce((sum, { needed, available }) => sum + needed - available, 0),
  });
}

/** Whether it is over; one whose time ran out while nobody looked is closed now. */
async function isClosed(context: Context, { id, endedAt, deadlineAt }: MockExamRow): Promise<boolean> {
  if (endedAt !== null) return true;
  if (!isOver({ deadlineAt, now: context.clock.now() })) return false;
  await context.database.transaction((tx) => closeIfOverdue({ tx, context }, id));
  return true;
}

/** Keeps an answer to a question of a running mock exam; the same again is not kept twice, an empty one clears it. */
export async function answerMock(
  context: Context,
  actor: PersonActor,
  { mockId, slot, fields }: { mockId: string; slot: number; fields: AnswerFields },
): Promise<Result<null, 'not-found' | 'attempt-closed' | 'invalid-answer'>> {
  const own = await findOwnMock(context.database.read, { personId: actor.personId, mockId });
  if (!own) return refuse('not-found');
  return context.database.transaction(async (tx) => {
    const mock = await lockMock(tx, mockId);
    const item = mock?.items.find((each) => each.slot === slot);
    if (!mock || !item) return refuse('not-found');
    const at = context.clock.now();
    if (mock.endedAt === null && isOver({ deadlineAt: mock.deadlineAt, now: at }))
      await closeIfOverdue({ tx, context }, mockId);
    if (mock.endedAt !== null || isOver({ deadlineAt: mock.deadlineAt, now: at })) return refuse('attempt-closed');
    const parsed = await parseFields(context, { tx, item, fields });
    if (!parsed.ok) return parsed;
    const last = (await listMockAnswers(tx, mockId)).get(slot);
    if (toCanonicalJson(last?.answer ?? null) === toCanonicalJson(parsed.value)) return ok(null);
    const number = (last?.number ?? 0) + 1;
    await insertMockAnswer(tx, { mockId, slot, number, answer: { value: parsed.value }, at });
    return ok(null);
  });
}

async function parseFields(
  context: Context,
  { tx, item, fields }: { tx: Handle; item: MockExamRow['items'][number]; fields: AnswerFields },
): Promise<Result<Json, 'invalid-answer'>> {
  const question = (await getQuestions(context, [item.questionVersionId], tx)).get(item.questionVersionId);
  if (!question) throw new Error(`question version ${item.questionVersionId} does not exist`);
  const shown = showQuestion({ question, optionOrder: item.optionOrder });
  return parseAnswer(question, answerOfFields(shown, fields));
}
