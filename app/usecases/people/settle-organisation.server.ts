import { dayOf } from '#app/domain/kernel/instant.ts';
import { groupVersions, type Succession, successionsInForce } from '#app/domain/people/unit-history.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { listEntriesAbout } from '#db/stores/audited.ts';
import { readUnitHistory } from '#db/stores/organisation.ts';
import { findPlacementOn, listGrants, lockPerson } from '#db/stores/people.ts';
import { listEndedUnitsWithGrants, listPeopleToSettle, listUnitGrants } from '#db/stores/personnel.ts';
import { endRoles, endsLastAdministrator } from './end-roles.server.ts';
import { takeLeave } from './leave-person.server.ts';
import { takeBack } from './return-person.server.ts';

const CALENDAR = systemActor('people-calendar');

/**
 * What a day brings that was planned before it: people who leave or come back, roles bound to units that are no more.
 * Run again and again; what is settled is not found any more.
 */
export async function settleOrganisation(context: Context): Promise<void> {
  const now = context.clock.now();
  const today = dayOf(now, context.zone);
  const { leaving, returning } = await listPeopleToSettle(context.database.read, today);
  for (const personId of leaving) {
    await context.database.transaction(async (tx) => {
      const person = await lockPerson(tx, personId);
      if (!person?.active || person.leftOn === null) return;
      const grants = await listGrants(tx, { personId, now });
      if (await endsLastAdministrator(tx, { zone: context.zone, grants, now })) {
        context.log.warn({ personId }, 'the last security administrator has left: make another one');
        return;
      }
      await takeLeave({ tx, context, actor: CALENDAR }, { personId, reason: `left ${person.leftOn}` });
    });
  }
  for (const personId of returning) {
    await context.database.transaction(async (tx) => {
      const person = await lockPerson(tx, personId);
      const placement = await findPlacementOn(tx, { personId, day: today });
      if (!person || person.active || !placement) return;
      await takeBack({ tx, context, actor: CALENDAR }, { personId, unitId: placement.unitId });
    });
  }
  await settleRolesOfEndedUnits(context);
}

/** Ends the roles of a unit that was dissolved, or merged or split with the wish that they end. */
async function settleRolesOfEndedUnits(context: Context): Promise<void> {
  const { read } = context.database;
  const now = context.clock.now();
  const ended = await listEndedUnitsWithGrants(read, { day: dayOf(now, context.zone), now });
  if (ended.length === 0) return;
  const history = await readUnitHistory(read);
  const versions = groupVersions(history.versions);
  const inForce = successionsInForce(history.successions);
  for (const unitId of ended) {
    const endedOn = versions.get(unitId)?.at(-1)?.validTo ?? null;
    if (endedOn === null) continue;
    const heir = inForce.find((each) => each.fromUnitId === unitId && each.effectiveFrom === endedOn);
    if (heir && !(await wasToEndRoles(read, heir))) continue;
    await context.database.transaction(async (tx) => {
      const grants = await listUnitGrants(tx, { unitIds: [unitId], now });
      if (await endsLastAdministrator(tx, { zone: context.zone, grants, now })) {
        context.log.warn({ unitId }, 'the last security administrator is bound to a unit that is no more');
        return;
      }
      await endRoles({ tx, context, actor: CALENDAR }, { grants, reason: `unit ended ${endedOn}` });
    });
  }
}

/** What was chosen when the act was planned stands in the log alone. */
async function wasToEndRoles(read: Handle, { kind, fromUnitId, at }: Succession): Promise<boolean> {
  const entries = await listEntriesAbout(read, { subjectIds: [fromUnitId], actions: [`unit.${kind}`] });
  const told = entries.map(({ detail }) => detail as { plannedAt?: number; roles?: string });
  return told.some(({ plannedAt, roles }) => plannedAt === at && roles === 'end');
}
