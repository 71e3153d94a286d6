import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { OrganisationTree, Unit } from '#app/domain/people/organisation.ts';
import { listPlannedActs, type PlannedAct } from '#app/domain/people/planned-acts.ts';
import type { Context } from '#app/usecases/context.ts';
import { readUnitHistory } from '#db/stores/organisation.ts';
import { countStaffByKind } from '#db/stores/people.ts';
import { highestOf } from './list-staff.server.ts';
import { isWithinReach, readOrganisation, readReach, staffUnitsOf } from './read-reach.server.ts';

const UNITS_PAGE_SIZE = 100;

export type UnitRow = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** The names above it, from the highest of the reach. */
  readonly path: string;
  readonly depth: number;
  readonly below: number;
  /** People at and below it on the day. */
  readonly people: number;
};

export type UnitList = {
  readonly day: Day;
  readonly today: Day;
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly units: readonly UnitRow[];
  /** What is planned for units of the reach, soonest first. */
  readonly planned: readonly (Omit<PlannedAct, 'fromIds' | 'toIds' | 'at'> & {
    readonly unitName: string;
    readonly names: string;
  })[];
};

export type UnitsQuery = { readonly on: Day | null; readonly search: string; readonly page: number };

/**
 * The units of the reach on a day: without a text to look for in the order of the tree down to two levels below the
 * highest; with one everything whose name or code holds it.
 */
export async function listUnits(context: Context, actor: Actor, query: UnitsQuery): Promise<UnitList> {
  const { rows, day, today, organisation, isShown } = await readUnitRows(context, actor, query);
  const pages = Math.max(1, Math.ceil(rows.length / UNITS_PAGE_SIZE));
  const page = Math.min(Math.max(1, query.page), pages);
  const history = await readUnitHistory(context.database.read);
  const nameOf = (id: string) =>
    organisation.find(id)?.name ?? history.versions.findLast(({ unitId }) => unitId === id)?.name ?? '';
  return {
    day,
    today,
    total: rows.length,
    page,
    pageSize: UNITS_PAGE_SIZE,
    units: rows.slice((page - 1) * UNITS_PAGE_SIZE, page * UNITS_PAGE_SIZE),
    planned: listPlannedActs(history, today)
      .filter(({ unitId }) => isShown({ id: unitId }))
      .map(({ kind, day: on, unitId, fromIds, note }) => ({
        kind,
        day: on,
        unitId,
        note,
        unitName: nameOf(unitId),
        names: fromIds.map(nameOf).join('、'),
      })),
  };
}

/** Every unit that a query means, for the page and for its file alike. */
export async function readUnitRows(context: Context, actor: Actor, { on, search }: UnitsQuery) {
  const { read } = context.database;
  const today = dayOf(context.clock.now(), context.zone);
  const day = on ?? today;
  const reachToday = await readReach({ context, actor, action: 'staff.view' });
  const organisation = day === today ? reachToday.organisation : await readOrganisation(read, day);
  const isShown = ({ id }: { id: string }) => isWithinReach(reachToday.reach, id);
  const kinds = await countStaffByKind(read, { unitIds: staffUnitsOf(reachToday), day });
  const people = countUpwards(organisation, kinds);
  const text = search.normalize('NFKC').trim().toLowerCase();
  const rows: UnitRow[] = [];
  const visit = (unit: Unit, depth: number, path: string) => {
    const below = organisation.childrenOf(unit.id).filter(isShown);
    const meant = text === '' || unit.name.toLowerCase().includes(text) || unit.code.toLowerCase().startsWith(text);
    if (meant) {
      const { id, code, name } = unit;
      rows.push({ id, code, name, path, depth, below: below.length, people: people.get(id) ?? 0 });
    }
    const next = path === '' ? unit.name : `${path} / ${unit.name}`;
    for (const child of below) visit(child, depth + 1, next);
  };
  for (const unit of highestOf(organisation, isShown)) visit(unit, 0, '');
  return { rows, day, today, organisation, isShown };
}

/** People at and below each unit: each count goes up its line once. */
function countUpwards(
  organisation: OrganisationTree,
  kinds: readonly { readonly unitId: string; readonly people: number }[],
): Map<string, number> {
  const own = new Map<string, number>();
  for (const { unitId, people } of kinds) own.set(unitId, (own.get(unitId) ?? 0) + people);
  const sums = new Map<string, number>();
  for (const [unitId, people] of own)
    for (const { id } of organisation.pathOf(unitId)) sums.set(id, (sums.get(id) ?? 0) + people);
  return sums;
}
