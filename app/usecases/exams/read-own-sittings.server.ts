import { judgeStart, type StartVerdict } from '#app/domain/exams/attempt.ts';
import type { Result } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { type AttemptRow, listAttemptsOfPerson, listSittingsOfCandidate, type SittingRow } from '#db/stores/exams.ts';

/** A sitting that a person is registered for, their attempts at it (newest first), and what they can do with it now. */
export type OwnSitting = {
  readonly sitting: SittingRow;
  readonly attempts: readonly AttemptRow[];
  readonly verdict: Result<StartVerdict, 'sitting-not-open' | 'attempt-limit-reached'>;
};

/** A person's sittings, soonest to close first. */
export async function readOwnSittings(context: Context, actor: PersonActor): Promise<OwnSitting[]> {
  const { read } = context.database;
  const { personId } = actor;
  const sittings = await listSittingsOfCandidate(read, personId);
  const attempts = await listAttemptsOfPerson(read, { personId });
  const now = context.clock.now();
  return sittings.map((sitting) => {
    const own = attempts.filter(({ sittingId }) => sittingId === sitting.id);
    return { sitting, attempts: own, verdict: judgeStart({ sitting, attempts: own, now }) };
  });
}
