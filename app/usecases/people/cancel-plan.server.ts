import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { findLatestAct, isEntryToCome } from '#app/domain/people/service-acts.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findUnitVersionOn, readUnitHistory } from '#db/stores/organisation.ts';
import { listGrants } from '#db/stores/people.ts';
import { deletePostings, endPostings, updatePerson } from '#db/stores/personnel.ts';
import { endsLastAdministrator } from './end-roles.server.ts';
import { actOnService } from './person-within.server.ts';
import { isWithinReach } from './read-reach.server.ts';
import { withdrawEntry } from './withdraw-entry.server.ts';

export type CancelPlanCommand = {
  readonly personId: string;
  /** Why: what is planned may have been in force before its day was corrected. */
  readonly reason: string;
  readonly seen: string | null;
};

/**
 * Takes back what is planned for a person: the posting to come, or the leaving whose day has not come. What held before
 * goes on. Where it was the first posting of someone who has not begun, they never begin (`withdrawEntry`). Nobody
 * cancels what is planned for themselves.
 */
export async function cancelPlan(
  context: Context,
  actor: Actor,
  { personId, reason, seen }: CancelPlanCommand,
): Promise<
  Result<
    { readonly neverBegan: boolean },
    | 'forbidden'
    | 'invalid-input'
    | 'not-found'
    | 'outside-reach'
    | 'stale-version'
    | 'own-role'
    | 'no-change'
    | 'unit-in-use'
    | 'last-administrator'
  >
> {
  if (!can({ actor, action: 'person.transfer' })) return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const taking = { action: 'person.transfer', personId, seen } as const;
  return actOnService(context, actor, taking, async ({ tx, person, postings, reach, now, today }) => {
    const [last, before] = postings;
    if (!last) return refuse('no-change');
    const audit = (detail: Record<string, string | null>) =>
      recordAudit(
        { tx, context, actor },
        {
          stream: 'people',
          action: 'person.cancel-plan',
          subject: { kind: 'person', id: personId },
          detail: { ...detail, reason },
        },
      );
    const latest = findLatestAct({ postings, leftOn: person.leftOn, today, history: await readUnitHistory(tx) });
    if (latest !== null && latest !== 'planned' && isEntryToCome(latest, today)) {
      const outside = postings.find(({ unitId }) => !isWithinReach(reach, unitId));
      if (outside) return refuse('outside-reach', { unit: outside.unitId });
      const grants = await listGrants(tx, { personId, now });
      if (await endsLastAdministrator(tx, { zone: context.zone, grants, now })) return refuse('last-administrator');
      await audit({ kind: 'entry', to: last.unitId, validFrom: latest.day });
      await withdrawEntry({ tx, context, actor }, { personId, postings, reason });
      return ok({ neverBegan: true });
    }
    if (last.validFrom > today && before) {
      if (!isWithinReach(reach, last.unitId)) return refuse('outside-reach', { unit: last.unitId });
      // After a leaving the posting before it stays ended.
      const goesOn = before.validTo === last.validFrom && person.leftOn === null;
      if (goesOn && !(await findUnitVersionOn(tx, { unitId: before.unitId, day: last.validFrom })))
        return refuse('unit-in-use', { unit: before.unitId, day: last.validFrom });
      await deletePostings(tx, [last.id]);
      if (goesOn) await endPostings(tx, { ids: [before.id], validTo: null });
      await audit({ from: before.unitId, to: last.unitId, validFrom: last.validFrom });
      return ok({ neverBegan: false });
    }
    if (person.leftOn !== null && person.leftOn > today && last.validTo === person.leftOn) {
      if (!(await findUnitVersionOn(tx, { unitId: last.unitId, day: person.leftOn })))
        return refuse('unit-in-use', { unit: last.unitId, day: person.leftOn });
      await endPostings(tx, { ids: [last.id], validTo: null });
      await updatePerson(tx, personId, { leftOn: null });
      await audit({ leftOn: person.leftOn });
      return ok({ neverBegan: false });
    }
    return refuse('no-change');
  });
}
