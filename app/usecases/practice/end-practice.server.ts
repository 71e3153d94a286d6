import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { lockOwnSession, updateSession } from '#db/stores/practice.ts';

/** Ends a set before its last question; what was left open stays so and says nothing. Ending it again changes nothing. */
export async function endPractice(
  context: Context,
  actor: PersonActor,
  { sessionId }: { sessionId: string },
): Promise<Result<null, 'not-found'>> {
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    const session = await lockOwnSession(tx, { personId, sessionId });
    if (!session) return refuse('not-found');
    if (session.endedAt === null) await updateSession(tx, { id: sessionId, endedAt: context.clock.now() });
    return ok(null);
  });
}
