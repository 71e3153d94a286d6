import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { compareLevels } from '#app/domain/people/positions.ts';
import type { Context } from '#app/usecases/context.ts';
import {
  countStaff,
  countStaffByUnit,
  listPlacementsOfPeople,
  listStaffByEmployeeNo,
  listStaffFacets,
  listStaffKeys,
  type Placement,
  type StaffFilter,
} from '#db/stores/people.ts';
import { isWithinReach, listUnitsTopDown, readReach, unitFilterOf } from './read-reach.server.ts';

const STAFF_PAGE_SIZE = 50;
export const STAFF_SORTS = ['employeeNo', 'name', 'unit'] as const;

export type StaffQuery = {
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
  readonly name: string;
  /** 0 for the highest unit of the reach. */
  readonly depth: number;
  /** People at and below the unit today. */
  readonly people: number;
};

export type StaffList = {
  readonly units: readonly StaffUnit[];
  readonly unitPath: readonly { readonly id: string; readonly name: string }[];
  readonly positionLevels: readonly string[];
  readonly categories: readonly string[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly people: readonly {
    readonly id: string;
    readonly employeeNo: string;
    readonly name: string;
    readonly unitName: string;
    readonly positionLevel: string;
    readonly category: string;
  }[];
};

const byName = new Intl.Collator('zh-CN');

/**
 * One page of the people whom the actor may see today, with the units among which to choose. A unit outside the reach
 * is not found, as if it did not exist.
 */
export async function listStaff(
  context: Context,
  actor: Actor,
  { search, unitId, positionLevel, category, sort, descending, page }: StaffQuery,
): Promise<Result<StaffList, 'not-found'>> {
  const { read } = context.database;
  const day = dayOf(context.clock.now(), context.zone);
  const { reach, organisation } = await readReach({ context, actor, action: 'staff.view' });
  if (unitId !== null && !(organisation.find(unitId) && isWithinReach(reach, unitId)))
    return refuse('not-found', { unit: unitId });
  const unitIds =
    unitId === null ? unitFilterOf(reach) : organisation.within(unitId).filter((id) => isWithinReach(reach, id));
  const filter: StaffFilter = {
    unitIds,
    day,
    search: search.normalize('NFKC').trim(),
    positionLevel,
    category,
  };

  const total = await countStaff(read, filter);
  const pages = Math.max(1, Math.ceil(total / STAFF_PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const offset = (shown - 1) * STAFF_PAGE_SIZE;
  const units = listUnitsTopDown({ organisation, reach });
  const people =
    sort === 'employeeNo'
      ? await listStaffByEmployeeNo(read, { filter, descending, offset, limit: STAFF_PAGE_SIZE })
      : await pageInOrder({ context, filter, sort, descending, offset, order: units.map(({ id }) => id) });

  const own = await countStaffByUnit(read, { unitIds: unitFilterOf(reach), day });
  const peopleWithin = (id: string) => organisation.within(id).reduce((sum, each) => sum + (own.get(each) ?? 0), 0);
  const facets = await listStaffFacets(read, { unitIds: unitFilterOf(reach), day });
  return ok({
    units: units.map((unit) => ({ ...unit, people: peopleWithin(unit.id) })),
    unitPath:
      unitId === null
        ? []
        : organisation
            .pathOf(unitId)
            .filter((unit) => isWithinReach(reach, unit.id))
            .map(({ id, name }) => ({ id, name })),
    positionLevels: [...facets.positionLevels].sort(compareLevels),
    categories: facets.categories,
    total,
    page: shown,
    pageSize: STAFF_PAGE_SIZE,
    people: people.map((row) => ({
      id: row.personId,
      employeeNo: row.employeeNo,
      name: row.name,
      unitName: organisation.find(row.unitId)?.name ?? '',
      positionLevel: row.positionLevel,
      category: row.category,
    })),
  });
}

/** No engine orders Chinese names or a tree of units: that is done here, over one narrow row per person. */
async function pageInOrder({
  context,
  filter,
  sort,
  descending,
  offset,
  order,
}: {
  context: Context;
  filter: StaffFilter;
  sort: 'name' | 'unit';
  descending: boolean;
  offset: number;
  order: readonly string[];
}): Promise<Placement[]> {
  const { read } = context.database;
  const place = new Map(order.map((id, index) => [id, index]));
  const keys = await listStaffKeys(read, filter);
  const sign = descending ? -1 : 1;
  const rank = (unitId: string) => place.get(unitId) ?? order.length;
  keys.sort(
    (a, b) =>
      sign * (sort === 'name' ? byName.compare(a.name, b.name) : rank(a.unitId) - rank(b.unitId)) ||
      (a.employeeNo < b.employeeNo ? -1 : 1),
  );
  const ids = keys.slice(offset, offset + STAFF_PAGE_SIZE).map((row) => row.personId);
  const rows = await listPlacementsOfPeople(read, { personIds: ids, day: filter.day });
  const byId = new Map(rows.map((row) => [row.personId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
