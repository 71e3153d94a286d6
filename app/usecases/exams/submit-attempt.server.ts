import { type AttemptStatus, isOver, judgeWrite } from '#app/domain/exams/attempt.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { lockAttempts } from '#db/stores/exams.ts';
import { endAttempts } from './end-attempts.server.ts';

/**
 * Hands an attempt in and grades it. Asked again it answers the same, whoever holds the lease by then: what is over
 * stays over. After the deadline it is the deadline that ended the attempt.
 */
export async function submitAttempt(
  context: Context,
  actor: PersonActor,
  { attemptId, lease }: { attemptId: string; lease: string },
): Promise<Result<{ status: AttemptStatus }, 'not-found' | 'lease-lost'>> {
  const now = context.clock.now();
  const outcome = await context.database.transaction(
    async (tx): Promise<Result<{ status: AttemptStatus }, 'not-found' | 'lease-lost'>> => {
      const [attempt] = await lockAttempts(tx, [attemptId]);
      if (!attempt || attempt.personId !== actor.personId) return refuse('not-found');
      if (attempt.status !== 'in-progress') return ok({ status: attempt.status });
      const late = isOver({ deadlineAt: attempt.deadlineAt, now });
      if (!late) {
        const verdict = judgeWrite({ attempt, lease, sessionId: actor.sessionId, at: now });
        if (!verdict.ok) return refuse('lease-lost');
      }
      const statuses = await endAttempts({ tx, context, actor: late ? systemActor('exam-clock') : actor }, [
        { attempt, endedAt: late ? attempt.deadlineAt : now, endedBy: late ? 'deadline' : 'candidate' },
      ]);
      return ok({ status: statuses.get(attemptId) ?? attempt.status });
    },
  );
  if (outcome.ok) context.events.kick();
  return outcome;
}
