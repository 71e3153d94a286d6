import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findUnitSpan } from '#db/stores/organisation.ts';
import { endPosting, insertPosting } from '#db/stores/people.ts';
import { actOnService } from './person-within.server.ts';
import { isWithinReach } from './read-reach.server.ts';

export type TransferPersonCommand = {
  readonly personId: string;
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
  /** The first day of the new posting; the one before ends the day before. */
  readonly validFrom: Day;
  /** The document it rests on; the product's own commands need none. */
  readonly reason?: string;
  /** What the form was filled in from (`versionOfPerson`). */
  readonly seen?: string | null;
};

/**
 * Gives someone a new posting from a day on: another unit, or in the same one another level or category. The day may
 * be past, today or to come, but not before anything already recorded or planned: history stays as it was. Both units
 * must lie within reach.
 */
export async function transferPerson(
  context: Context,
  actor: Actor,
  { personId, unitId, positionLevel, category, validFrom, reason = '', seen = null }: TransferPersonCommand,
): Promise<
  Result<
    { postingId: string },
    | 'forbidden'
    | 'not-found'
    | 'own-role'
    | 'conflict'
    | 'outside-reach'
    | 'stale-version'
    | 'no-change'
    | 'not-serving'
    | 'unit-in-use'
  >
> {
  if (!can({ actor, action: 'person.transfer' })) return refuse('forbidden');
  const taking = { action: 'person.transfer', personId, seen } as const;
  return actOnService(context, actor, taking, async ({ tx, person, postings, reach, organisation, today }) => {
    if (!isWithinReach(reach, unitId))
      return refuse(organisation.exists(unitId) ? 'outside-reach' : 'not-found', { unit: unitId });
    const [last] = postings;
    if (person.leftOn !== null) return refuse('not-serving', { day: person.leftOn });
    // One posting a day, in order: a change that takes effect before the last one began would rewrite history.
    if (last && last.validFrom >= validFrom)
      return refuse(
        'conflict',
        postings.length === 1 && last.validFrom > today ? { begins: last.validFrom } : { validFrom: last.validFrom },
      );
    if (last && last.unitId === unitId && last.positionLevel === positionLevel && last.category === category)
      return refuse('no-change');
    const span = await findUnitSpan(tx, { unitId, day: validFrom });
    if (!span.exists) return refuse('not-found', { unit: unitId });
    if (span.endsOn !== null) return refuse('unit-in-use', { unit: unitId, day: span.endsOn });
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
        detail: {
          from: last?.unitId ?? null,
          to: unitId,
          ...(last && {
            before: { positionLevel: last.positionLevel, category: last.category },
            after: { positionLevel, category },
          }),
          ...(!last && { positionLevel, category }),
          validFrom,
          ...(reason !== '' && { reason }),
        },
      },
    );
    return ok({ postingId });
  });
}
