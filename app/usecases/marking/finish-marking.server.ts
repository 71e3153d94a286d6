import { moveStatus } from '#app/domain/exams/attempt.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findReachedSitting } from '#app/usecases/exam-office/sitting-access.server.ts';
import { describeGrade, gradeAttempts, tellGraded } from '#app/usecases/exams/grade-attempts.server.ts';
import { lockAttempts, updateStatus } from '#db/stores/exams.ts';
import { closeTasks, listMarkedAttempts } from '#db/stores/marking.ts';

/** Attempts per transaction: short enough that answers of other candidates do not wait. */
const BATCH = 25;

/**
 * Grades every paper of a sitting whose answers are all marked; from then on its marks stay. Papers with an answer that
 * still waits are left for the next time. Asked again it goes on where it ended.
 */
export async function finishMarking(
  context: Context,
  actor: PersonActor,
  { sittingId }: { sittingId: string },
): Promise<Result<{ graded: number }, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'answer.mark' })) return refuse('forbidden');
  if (!(await findReachedSitting(context, actor, { sittingId, action: 'answer.mark' }))) return refuse('not-found');
  let graded = 0;
  for (let after = ''; ; ) {
    const ids = await listMarkedAttempts(context.database.read, { sittingId, after, limit: BATCH });
    if (ids.length === 0) break;
    graded += await gradeBatch(context, actor, ids);
    after = ids.at(-1) ?? '';
  }
  if (graded > 0) context.events.kick();
  return ok({ graded });
}

async function gradeBatch(context: Context, actor: PersonActor, ids: readonly string[]): Promise<number> {
  return context.database.transaction(async (tx) => {
    const attempts = (await lockAttempts(tx, ids)).filter(({ status }) => status === 'awaiting-marking');
    const gradings = await gradeAttempts({ tx, context }, attempts);
    let graded = 0;
    for (const attempt of attempts) {
      const grading = gradings.get(attempt.id);
      // A mark was taken back meanwhile, or there never was one: this paper waits on.
      if (!grading || 'waiting' in grading) continue;
      await updateStatus(tx, { attemptId: attempt.id, status: moveStatus(attempt.status, 'graded') });
      await closeTasks(tx, attempt.id);
      await recordAudit(
        { tx, context, actor },
        {
          stream: `sitting:${attempt.sittingId}`,
          action: 'attempt.grade',
          subject: { kind: 'attempt', id: attempt.id },
          detail: describeGrade(grading),
        },
      );
      await tellGraded({ tx, context }, { attempt, gradeId: grading.gradeId });
      graded += 1;
    }
    return graded;
  });
}
