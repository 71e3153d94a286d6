import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { OrganisationTree, Unit } from '#app/domain/people/organisation.ts';
import { compareLevels } from '#app/domain/people/positions.ts';
import type { ServiceState } from '#app/domain/people/service.ts';
import type { Context } from '#app/usecases/context.ts';
import {
  countStaff,
  countStaffByKind,
  listStaffPage,
  type Placement,
  type StaffFilter,
  type StaffOrder,
} from '#db/stores/people.ts';
import { isWithinReach, readOrganisation, readReach, staffUnitsOf } from './read-reach.server.ts';

const STAFF_PAGE_SIZE = 50;
export const STAFF_SORTS = ['employeeNo', 'name', 'unit'] as const satisfies readonly StaffOrder[];

export type StaffQuery = {
  /** The day that one looks at; null is today. */
  readonly on: Day | null;
  readonly state: ServiceState;
  readonly search: string;
  /** The unit at and below which to look; null is the whole reach. */
  readonly unitId: string | null;
  readonly positionLevel: string | null;
  readonly category: string | null;
  readonly sort: (typeof STAFF_SORTS)[number];
  readonly descending: boolean;
  /** From 1; one beyond the last is the last. */
  readonly page: number;
};

export type StaffUnit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** People at and below the unit on the day. */
  readonly people: number;
};

export type StaffList = {
  readonly day: Day;
  readonly today: Day;
  /** From the highest unit of the reach down to the one chosen; without one the only highest, if there is but one. */
  readonly unitPath: readonly StaffUnit[];
  /** The units directly below the one chosen, or the highest ones of the reach. */
  readonly unitsBelow: readonly StaffUnit[];
  readonly positionLevels: readonly string[];
  readonly categories: readonly string[];
  readonly total: number;
  /** Where a search among those who serve finds nobody: how many it finds of those who left, and who are to begin. */
  readonly elsewhere: { readonly left: number; readonly coming: number };
  readonly page: number;
  readonly pageSize: number;
  readonly people: readonly StaffRow[];
};
export type StaffRow = {
  readonly id: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly positionLevel: string;
  readonly category: string;
};

/**
 * One page of the people of the actor's units on a day, with the units among which to choose as they were then. Whose
 * units they are is decided by today's organisation: who looks at the past sees what today is theirs. A unit outside the
 * reach is not found, as if it did not exist.
 */
export async function listStaff(
  context: Context,
  actor: Actor,
  query: StaffQuery,
): Promise<Result<StaffList, 'not-found'>> {
  const { read } = context.database;
  const seen = await readStaffFilter(context, actor, query);
  if (!seen.ok) return seen;
  const { filter, organisation, today, isShown } = seen.value;
  const { unitId, sort, descending, page } = query;
  const kinds = await countStaffByKind(read, { unitIds: seen.value.reachIds, day: filter.day });
  // The counts by unit and kind answer this already, unless names or those who do not serve are asked for.
  const total =
    filter.search === '' && filter.state === 'serving' ? sumOf(kinds, filter) : await countStaff(read, filter);
  const missed = total === 0 && filter.search !== '' && filter.state === 'serving';
  const countIn = async (state: 'left' | 'coming') => (missed ? countStaff(read, { ...filter, state }) : 0);
  const elsewhere = { left: await countIn('left'), coming: await countIn('coming') };
  const pages = Math.max(1, Math.ceil(total / STAFF_PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const people = await listStaffPage(read, {
    filter,
    order: sort,
    descending,
    offset: (shown - 1) * STAFF_PAGE_SIZE,
    limit: STAFF_PAGE_SIZE,
  });

  const own = new Map<string, number>();
  for (const kind of kinds) own.set(kind.unitId, (own.get(kind.unitId) ?? 0) + kind.people);
  const withPeople = ({ id, code, name }: Unit): StaffUnit => ({
    id,
    code,
    name,
    people: organisation.within(id).reduce((sum, each) => sum + (own.get(each) ?? 0), 0),
  });
  const highest = highestOf(organisation, isShown);
  // One highest unit is the whole reach: its parts are what there is to choose from.
  const [only] = highest.length === 1 ? highest : [];
  const at = unitId ?? only?.id ?? null;
  const below = at === null ? highest : organisation.childrenOf(at).filter(isShown);
  return ok({
    day: filter.day,
    today,
    unitPath: at === null ? [] : organisation.pathOf(at).filter(isShown).map(withPeople),
    unitsBelow: below.map(withPeople),
    positionLevels: [...new Set(kinds.map(({ positionLevel }) => positionLevel))].sort(compareLevels),
    categories: [...new Set(kinds.map(({ category }) => category))].sort(),
    total,
    elsewhere,
    page: shown,
    pageSize: STAFF_PAGE_SIZE,
    people: people.map((row) => toStaffRow(row, organisation)),
  });
}

function sumOf(
  kinds: readonly { unitId: string; positionLevel: string; category: string; people: number }[],
  { unitIds, positionLevel, category }: StaffFilter,
): number {
  const units = unitIds === null ? null : new Set(unitIds);
  let sum = 0;
  for (const kind of kinds) {
    if (units !== null && !units.has(kind.unitId)) continue;
    if (positionLevel !== null && kind.positionLevel !== positionLevel) continue;
    if (category !== null && kind.category !== category) continue;
    sum += kind.people;
  }
  return sum;
}

export function toStaffRow(row: Placement, organisation: OrganisationTree): StaffRow {
  return {
    id: row.personId,
    employeeNo: row.employeeNo,
    name: row.name,
    unitName: organisation.find(row.unitId)?.name ?? '',
    positionLevel: row.positionLevel,
    category: row.category,
  };
}

/** The highest units that are shown: those below none that is. */
export function highestOf(organisation: OrganisationTree, isShown: (unit: Unit) => boolean): Unit[] {
  const found: Unit[] = [];
  const visit = (unit: Unit) => {
    if (isShown(unit)) found.push(unit);
    else organisation.childrenOf(unit.id).forEach(visit);
  };
  organisation.roots.forEach(visit);
  return found;
}

export type StaffView = {
  readonly filter: StaffFilter;
  /** As it was on the day. */
  readonly organisation: OrganisationTree;
  readonly today: Day;
  /** The units of the reach; null is everywhere. */
  readonly reachIds: readonly string[] | null;
  readonly isShown: (unit: Unit) => boolean;
};

/** What a query looks through, for the page and for its file alike. */
export async function readStaffFilter(
  context: Context,
  actor: Actor,
  { on, state, search, unitId, positionLevel, category }: Omit<StaffQuery, 'sort' | 'descending' | 'page'>,
): Promise<Result<StaffView, 'not-found'>> {
  const today = dayOf(context.clock.now(), context.zone);
  const day = on ?? today;
  const reachToday = await readReach({ context, actor, action: 'staff.view' });
  const { reach } = reachToday;
  const organisation = day === today ? reachToday.organisation : await readOrganisation(context.database.read, day);
  const isShown = ({ id }: Unit) => isWithinReach(reach, id);
  if (unitId !== null && !(organisation.find(unitId) && isWithinReach(reach, unitId)))
    return refuse('not-found', { unit: unitId });
  const reachIds = staffUnitsOf(reachToday);
  const filter: StaffFilter = {
    unitIds: unitId === null ? reachIds : organisation.within(unitId).filter((id) => isWithinReach(reach, id)),
    day,
    state,
    search: search.normalize('NFKC').trim(),
    positionLevel,
    category,
  };
  return ok({ filter, organisation, today, reachIds, isShown });
}
