import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findUnitVersionOn, lockOrganisation } from '#db/stores/organisation.ts';
import { deletePostings, endPostings, updatePerson } from '#db/stores/personnel.ts';
import { takePersonWithin } from './person-within.server.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

/**
 * Takes back what is planned for a person: the posting to come, or the leaving whose day has not come. What held before
 * goes on. The first posting of someone who never began is not taken back.
 */
export async function cancelPlan(
  context: Context,
  actor: Actor,
  { personId, seen }: { readonly personId: string; readonly seen: string | null },
): Promise<Result<null, 'forbidden' | 'not-found' | 'outside-reach' | 'stale-version' | 'no-change' | 'unit-in-use'>> {
  if (!can({ actor, action: 'person.transfer' })) return refuse('forbidden');
  const { reach } = await readReach({ context, actor, action: 'person.transfer' });
  const today = dayOf(context.clock.now(), context.zone);
  return context.database.transaction(async (tx) => {
    await lockOrganisation(tx);
    const taken = await takePersonWithin(tx, { personId, reach, today, seen });
    if (!taken.ok) return taken;
    const { person, postings } = taken.value;
    const [last, before] = postings;
    if (!last) return refuse('no-change');
    const audit = (detail: Record<string, string | null>) =>
      recordAudit(
        { tx, context, actor },
        { stream: 'people', action: 'person.cancel-plan', subject: { kind: 'person', id: personId }, detail },
      );
    if (last.validFrom > today && before) {
      if (!isWithinReach(reach, last.unitId)) return refuse('outside-reach', { unit: last.unitId });
      // After a leaving the posting before it stays ended.
      const goesOn = before.validTo === last.validFrom && person.leftOn === null;
      if (goesOn && !(await findUnitVersionOn(tx, { unitId: before.unitId, day: last.validFrom })))
        return refuse('unit-in-use', { unit: before.unitId, day: last.validFrom });
      await deletePostings(tx, [last.id]);
      if (goesOn) await endPostings(tx, { ids: [before.id], validTo: null });
      await audit({ from: before.unitId, to: last.unitId, validFrom: last.validFrom });
      return ok(null);
    }
    if (person.leftOn !== null && person.leftOn > today && last.validTo === person.leftOn) {
      if (!(await findUnitVersionOn(tx, { unitId: last.unitId, day: person.leftOn })))
        return refuse('unit-in-use', { unit: last.unitId, day: person.leftOn });
      await endPostings(tx, { ids: [last.id], validTo: null });
      await updatePerson(tx, personId, { leftOn: null });
      await audit({ leftOn: person.leftOn });
      return ok(null);
    }
    return refuse('no-change');
  });
}
