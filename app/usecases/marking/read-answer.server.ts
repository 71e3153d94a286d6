import { foldAnswers } from '#app/domain/exams/answers.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { CLAIM_MS } from '#app/domain/marking/task.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import { promptOf, reviewOf } from '#app/domain/questions/types/registry.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import type { Context } from '#app/usecases/context.ts';
import { findReachedSitting } from '#app/usecases/exam-office/sitting-access.server.ts';
import { titleOf } from '#app/usecases/exams/create-sitting.server.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import { findAttempt, listResponses } from '#db/stores/exams.ts';
import {
  countMarkable,
  findTask,
  listMarksOfTask,
  listOwnMarked,
  lockNextTask,
  type MarkingTaskRow,
  updateTask,
} from '#db/stores/marking.ts';

/** An answer before its marker: nothing in it tells whose it is. */
export type AnswerToMark = {
  readonly taskId: string;
  readonly maxMark: number;
  readonly answer: string;
  /** How often it was marked so far: what a change is made over. */
  readonly number: number;
  readonly given: { readonly credits: Readonly<Record<string, number>>; readonly comment: string } | null;
};

export type MarkingPage = {
  readonly sittingTitle: LocalText;
  readonly question: Prompt;
  readonly rubric: Extract<ReviewKey, { kind: 'rubric' }>;
  readonly waiting: number;
  /** Of the waiting ones, those that others have before them. */
  readonly beforeOthers: number;
  readonly own: readonly {
    readonly taskId: string;
    readonly mark: number;
    readonly maxMark: number;
    readonly at: number;
  }[];
  /** Null when nothing waits that this marker may have. */
  readonly answer: AnswerToMark | null;
};

/** The latest ones, to look at again. */
const OWN_SHOWN = 20;

type Where = { readonly sittingId: string; readonly questionVersionId: string };

/**
 * The next answer of a question that waits, in an order made by chance, for this marker alone for a while; or, by
 * `taskId`, one that they marked and may still change.
 */
export async function readAnswerToMark(
  context: Context,
  actor: PersonActor,
  { taskId, ...where }: Where & { readonly taskId: string | null },
): Promise<Result<MarkingPage, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'answer.mark' })) return refuse('forbidden');
  const reached = await findReachedSitting(context, actor, { sittingId: where.sittingId, action: 'answer.mark' });
  if (!reached) return refuse('not-found');
  const { read } = context.database;
  const markerId = actor.personId;
  const counts = await countMarkable(read, { ...where, markerId });
  const task =
    taskId === null
      ? await claimNext(context, { ...where, markerId })
      : await findOwn(context, { taskId, where, markerId });
  if (taskId !== null && !task) return refuse('not-found');
  const question = (await getQuestions(context, [where.questionVersionId])).get(where.questionVersionId);
  const key = question && reviewOf(question).key;
  if (!question || key?.kind !== 'rubric') return refuse('not-found');
  return ok({
    sittingTitle: titleOf(reached.sitting),
    question: promptOf(question),
    rubric: key,
    ...counts,
    own: await listOwnMarked(read, { ...where, markerId, limit: OWN_SHOWN }),
    answer: task && (await readAnswer(context, task)),
  });
}

async function claimNext(context: Context, where: Where & { markerId: string }): Promise<MarkingTaskRow | null> {
  return context.database.transaction(async (tx) => {
    const now = context.clock.now();
    const task = await lockNextTask(tx, { ...where, now });
    if (task) await updateTask(tx, { id: task.id, claimedBy: where.markerId, claimedUntil: now + CLAIM_MS });
    return task;
  });
}

/** A task that this marker was the last to mark and whose paper is not graded yet. */
async function findOwn(
  context: Context,
  { taskId, where, markerId }: { taskId: string; where: Where; markerId: string },
): Promise<MarkingTaskRow | null> {
  const { read } = context.database;
  const task = await findTask(read, taskId);
  if (task?.state !== 'marked') return null;
  if (task.sittingId !== where.sittingId || task.questionVersionId !== where.questionVersionId) return null;
  return (await listMarksOfTask(read, taskId)).at(-1)?.markerId === markerId ? task : null;
}

async function readAnswer(context: Context, { id, attemptId, slot, maxMark }: MarkingTaskRow): Promise<AnswerToMark> {
  const { read } = context.database;
  const attempt = await findAttempt(read, attemptId);
  if (!attempt) throw new Error(`task ${id} is of no attempt`);
  const written = foldAnswers(await listResponses(read, [attemptId])).get(slot)?.answer ?? '';
  const marks = await listMarksOfTask(read, id);
  const last = marks.at(-1);
  return {
    taskId: id,
    maxMark,
    answer: typeof written === 'string' ? written : JSON.stringify(written),
    number: marks.length,
    given: last ? { credits: last.credits, comment: last.comment } : null,
  };
}
