import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findUnitVersionOn } from '#db/stores/organisation.ts';
import { endPosting, insertPosting, listPostings, lockPerson } from '#db/stores/people.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

export type TransferPersonCommand = {
  readonly personId: string;
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
  /** The first day of the new posting; the one before ends the day before. */
  readonly validFrom: Day;
};

/** Gives someone a new posting from a day on. Both units must lie within reach; history stays as it was. */
export async function transferPerson(
  context: Context,
  actor: Actor,
  { personId, unitId, positionLevel, category, validFrom }: TransferPersonCommand,
): Promise<Result<{ postingId: string }, 'not-found' | 'conflict'>> {
  const { reach } = await readReach({ context, actor, action: 'person.create' });
  if (!isWithinReach(reach, unitId)) return refuse('not-found', { unit: unitId });
  return context.database.transaction(async (tx) => {
    if (!(await lockPerson(tx, personId))) return refuse('not-found', { person: personId });
    const [last] = await listPostings(tx, personId);
    if (last && !isWithinReach(reach, last.unitId)) return refuse('not-found', { person: personId });
    // One posting a day, in order: a change that takes effect before the last one began would rewrite history.
    if (last && last.validFrom >= validFrom) return refuse('conflict', { validFrom: last.validFrom });
    if (!(await findUnitVersionOn(tx, { unitId, day: validFrom }))) return refuse('not-found', { unit: unitId });
    if (last && (last.validTo === null || last.validTo > validFrom))
      await endPosting(tx, { id: last.id, validTo: validFrom });
    const postingId = newId(context, 'pst');
    await insertPosting(tx, { id: postingId, personId, unitId, positionLevel, category, validFrom, validTo: null });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'person.transfer',
        subject: { kind: 'person', id: personId },
        detail: { from: last?.unitId ?? null, to: unitId, positionLevel, category, validFrom },
      },
    );
    return ok({ postingId });
  });
}
