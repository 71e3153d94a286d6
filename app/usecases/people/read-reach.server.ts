import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { type Actor, type Reach, reachOf } from '#app/domain/people/actor.ts';
import { buildOrganisation, isEffectiveOn, type OrganisationTree, type Unit } from '#app/domain/people/organisation.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import { attachUnits } from '#app/domain/people/unit-history.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { listUnitCodes, readUnitHistory } from '#db/stores/organisation.ts';

/** Whose things an actor may see or change by an action today, with the organisation that says so. */
export type ReachToday = { readonly reach: Reach; readonly organisation: OrganisationTree };

/** Every query about other people starts here, so that another unit's people are absent rather than hidden. */
export async function readReach({
  context,
  actor,
  action,
}: {
  context: Context;
  actor: Actor;
  action: Action;
}): Promise<ReachToday> {
  const today = dayOf(context.clock.now(), context.zone);
  const organisation = await readOrganisation(context.database.read, today);
  return { organisation, reach: reachOf({ actor, action, unitsWithin: organisation.within }) };
}

/** The organisation of a day, with the units that do not exist then but whose things somebody answers for. */
export async function readOrganisation(handle: Handle, day: Day): Promise<OrganisationTree> {
  const history = await readUnitHistory(handle);
  const codes = await listUnitCodes(handle);
  const units = history.versions
    .filter((version) => isEffectiveOn(version, day))
    .map(({ unitId, name, parentId }) => ({ id: unitId, code: codes.get(unitId) ?? '', name, parentId }));
  const absent = attachUnits(history, day).map((unit) => ({ ...unit, code: codes.get(unit.id) ?? '' }));
  return buildOrganisation(units, absent);
}

/** The units of a reach as a store's filter: null is everywhere, an empty list is nowhere. */
export function unitFilterOf(reach: Reach): string[] | null {
  if (reach === 'all') return null;
  return reach === 'none' ? [] : [...reach];
}

/** The same, with null where the reach holds the whole organisation: a list of every unit says no more. */
export function staffUnitsOf({ reach, organisation }: ReachToday): string[] | null {
  const units = unitFilterOf(reach);
  const { roots } = organisation;
  return units !== null && roots.length > 0 && roots.every(({ id }) => units.includes(id)) ? null : units;
}

/** Whether a unit lies within a reach. */
export function isWithinReach(reach: Reach, unitId: string): boolean {
  return reach === 'all' || (reach !== 'none' && reach.has(unitId));
}

/** A unit among which to choose; `depth` is 0 for the highest ones of the reach. */
export type UnitLine = { readonly id: string; readonly name: string; readonly depth: number };

/** The units of a reach, each above those below it. */
export function listUnitsTopDown({ organisation, reach }: ReachToday): UnitLine[] {
  const found: UnitLine[] = [];
  const visit = ({ id, name }: Unit, depth: number) => {
    const inside = isWithinReach(reach, id);
    if (inside) found.push({ id, name, depth });
    for (const child of organisation.childrenOf(id)) visit(child, inside ? depth + 1 : depth);
  };
  for (const root of organisation.roots) visit(root, 0);
  return found;
}
