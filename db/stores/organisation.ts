import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { Unit } from '#app/domain/people/organisation.ts';
import type { Handle } from '#db/open.server.ts';

/** What holds on a day: from its first day to the day before `validTo`. */
const holdsOn = ({ orgUnitVersion }: Handle['tables'], day: Day) =>
  and(lte(orgUnitVersion.validFrom, day), or(isNull(orgUnitVersion.validTo), gt(orgUnitVersion.validTo, day)));

/** Every unit that exists on a day, as it was called and placed then, by code. */
export async function listUnitsOn({ db, tables }: Handle, day: Day): Promise<Unit[]> {
  const { orgUnit, orgUnitVersion } = tables;
  return db
    .select({
      id: orgUnit.id,
      code: orgUnit.code,
      name: orgUnitVersion.name,
      parentId: orgUnitVersion.parentId,
    })
    .from(orgUnit)
    .innerJoin(orgUnitVersion, eq(orgUnitVersion.unitId, orgUnit.id))
    .where(holdsOn(tables, day))
    .orderBy(asc(orgUnit.code));
}

export async function findUnitByCode({ db, tables: { orgUnit } }: Handle, code: string) {
  const [row] = await db.select().from(orgUnit).where(eq(orgUnit.code, code));
  return row ?? null;
}

/** The version of one unit that holds on a day; null when the unit does not exist then. */
export async function findUnitVersionOn({ db, tables }: Handle, { unitId, day }: { unitId: string; day: Day }) {
  const { orgUnitVersion } = tables;
  const [row] = await db
    .select()
    .from(orgUnitVersion)
    .where(and(eq(orgUnitVersion.unitId, unitId), holdsOn(tables, day)));
  return row ?? null;
}

/** Whether there is any unit at all. */
export async function hasUnits({ db, tables: { orgUnit } }: Handle): Promise<boolean> {
  const rows = await db.select({ id: orgUnit.id }).from(orgUnit).limit(1);
  return rows.length > 0;
}

/** The ids of a unit and all above it on a day, in no order; none for a unit that does not exist then. */
export async function listUnitsAbove({ db }: Handle, { unitId, day }: { unitId: string; day: Day }): Promise<string[]> {
  const holds = sql`v.valid_from <= ${day} and (v.valid_to is null or v.valid_to > ${day})`;
  const rows = await db.select({ id: sql<string>`id` }).from(
    sql`(with recursive above(id, parent_id) as (
        select v.unit_id, v.parent_id from org_unit_version v where v.unit_id = ${unitId} and ${holds}
        union
        select v.unit_id, v.parent_id from org_unit_version v join above on v.unit_id = above.parent_id where ${holds}
      ) select id from above) as above`,
  );
  return rows.map(({ id }) => id);
}

/** A new unit with its first version. */
export async function insertUnit(
  { db, tables: { orgUnit, orgUnitVersion } }: Handle,
  {
    unit,
    version,
  }: {
    unit: Handle['tables']['orgUnit']['$inferInsert'];
    version: Handle['tables']['orgUnitVersion']['$inferInsert'];
  },
) {
  await db.insert(orgUnit).values(unit);
  await db.insert(orgUnitVersion).values(version);
}

/** Every version of these units, the oldest first: what a unit was called when something happened in it. */
export async function listUnitVersions({ db, tables: { orgUnitVersion } }: Handle, unitIds: readonly string[]) {
  if (unitIds.length === 0) return [];
  return db
    .select()
    .from(orgUnitVersion)
    .where(inArray(orgUnitVersion.unitId, [...unitIds]))
    .orderBy(asc(orgUnitVersion.validFrom));
}

/** The name of the authority: the unit that stands above all others on a day; null before one was entered. */
export async function findAuthorityName({ db, tables }: Handle, day: Day): Promise<string | null> {
  const { orgUnit, orgUnitVersion } = tables;
  const [row] = await db
    .select({ name: orgUnitVersion.name })
    .from(orgUnitVersion)
    .innerJoin(orgUnit, eq(orgUnit.id, orgUnitVersion.unitId))
    .where(and(isNull(orgUnitVersion.parentId), holdsOn(tables, day)))
    .orderBy(asc(orgUnit.code))
    .limit(1);
  return row?.name ?? null;
}
