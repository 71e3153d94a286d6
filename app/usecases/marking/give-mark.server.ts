import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type ChosenCredits, markByRubric } from '#app/domain/marking/rubric-mark.ts';
import { isClaimedByOther, LONGEST_COMMENT } from '#app/domain/marking/task.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { reviewOf } from '#app/domain/questions/types/registry.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findReachedSitting } from '#app/usecases/exam-office/sitting-access.server.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import { lockAttempts } from '#db/stores/exams.ts';
import { findTask, insertGivenMark, listMarksOfTask, lockTask, updateTask } from '#db/stores/marking.ts';

export type GiveMark = {
  readonly taskId: string;
  readonly credits: ChosenCredits;
  readonly comment: string;
  /** How often the answer had been marked when the marker saw it. */
  readonly number: number;
};

/**
 * Marks an answer by its rubric, or changes one's own mark while the paper is not graded. Sent twice it counts once.
 * What was given before stays on record.
 */
export async function giveMark(
  context: Context,
  actor: PersonActor,
  { taskId, credits, comment, number }: GiveMark,
): Promise<
  Result<
    { mark: number },
    'forbidden' | 'not-found' | 'invalid-input' | 'answer-taken' | 'paper-graded' | 'stale-version'
  >
> {
  if (!can({ actor, action: 'answer.mark' })) return refuse('forbidden');
  if (comment.length > LONGEST_COMMENT) return refuse('invalid-input', { errors: ['comment'] });
  const known = await findTask(context.database.read, taskId);
  if (!known) return refuse('not-found');
  const { sittingId, questionVersionId, attemptId } = known;
  if (!(await findReachedSitting(context, actor, { sittingId, action: 'answer.mark' }))) return refuse('not-found');
  const question = (await getQuestions(context, [questionVersionId])).get(questionVersionId);
  const key = question && reviewOf(question).key;
  if (key?.kind !== 'rubric') throw new Error(`task ${taskId} has no rubric`);
  const marked = markByRubric({ criteria: key.criteria, credits, maxMark: known.maxMark });
  if (!marked.ok) return marked;
  const mark = marked.value;

  return context.database.transaction(async (tx) => {
    const [attempt] = await lockAttempts(tx, [attemptId]);
    const task = await lockTask(tx, taskId);
    // Nobody marks their own answer; none is ever shown to them.
    if (!attempt || !task || attempt.personId === actor.personId) return refuse('not-found');
    if (task.state === 'closed' || attempt.status !== 'awaiting-marking') return refuse('paper-graded');
    const before = await listMarksOfTask(tx, taskId);
    const last = before.at(-1);
    const isMine = last?.markerId === actor.personId;
    if (last && !isMine) return refuse('answer-taken');
    if (last && last.mark === mark && last.comment === comment && sameCredits(last.credits, credits))
      return ok({ mark });
    if (before.length !== number) return refuse('stale-version');
    const now = context.clock.now();
    if (!last && isClaimedByOther(task, { markerId: actor.personId, now })) return refuse('answer-taken');
    await insertGivenMark(tx, {
      taskId,
      number: number + 1,
      markerId: actor.personId,
      mark,
      credits,
      comment,
      at: now,
    });
    await updateTask(tx, { id: taskId, state: 'marked', claimedBy: null, claimedUntil: null });
    await recordAudit(
      { tx, context, actor },
      {
        stream: `sitting:${sittingId}`,
        action: 'answer.mark',
        subject: { kind: 'attempt', id: attemptId },
        detail: {
          taskId,
          slot: task.slot,
          number: number + 1,
          mark: formatHundredths(mark),
          maxMark: formatHundredths(task.maxMark),
          credits: Object.fromEntries(Object.entries(credits).map(([id, credit]) => [id, formatHundredths(credit)])),
        },
      },
    );
    return ok({ mark });
  });
}

const sameCredits = (a: ChosenCredits, b: ChosenCredits): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([id, credit]) => b[id] === credit);
