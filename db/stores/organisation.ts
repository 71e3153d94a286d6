import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { Unit } from '#app/domain/people/organisation.ts';
import type { UnitChanges } from '#app/domain/people/unit-acts.ts';
import type { UnitHistory } from '#app/domain/people/unit-history.ts';
import type { Handle } from '#db/open.server.ts';
import { inBatches } from '#db/stores/batches.ts';

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

/** The same with the units that are to begin later, as they will be called and placed on their first day; by code. */
export async function listUnitsFrom({ db, tables }: Handle, day: Day): Promise<Unit[]> {
  const { orgUnit, orgUnitVersion } = tables;
  const rows = await db
    .select({
      id: orgUnit.id,
      code: orgUnit.code,
      name: orgUnitVersion.name,
      parentId: orgUnitVersion.parentId,
    })
    .from(orgUnit)
    .innerJoin(orgUnitVersion, eq(orgUnitVersion.unitId, orgUnit.id))
    .where(or(isNull(orgUnitVersion.validTo), gt(orgUnitVersion.validTo, day)))
    .orderBy(asc(orgUnit.code), asc(orgUnitVersion.validFrom));
  // The first that is not over by then; a rename or move still to come is the next.
  const units = new Map<string, Unit>();
  for (const row of rows) if (!units.has(row.id)) units.set(row.id, row);
  return [...units.values()];
}

/** Every version of every unit and every succession: what acts on units are decided from. Two statements. */
export async function readUnitHistory({ db, tables }: Handle): Promise<UnitHistory> {
  const { orgUnitVersion, unitSuccession } = tables;
  const versions = await db.select().from(orgUnitVersion);
  const successions = await db
    .select({
      kind: unitSuccession.kind,
      fromUnitId: unitSuccession.fromUnitId,
      toUnitId: unitSuccession.toUnitId,
      effectiveFrom: unitSuccession.effectiveFrom,
      note: unitSuccession.note,
      at: unitSuccession.at,
    })
    .from(unitSuccession);
  return { versions, successions };
}

/**
 * Holds the shape of the organisation for the rest of the transaction, over all nodes: two changes at once could each
 * be sound and together close a circle. SQLite's writer is alone already.
 */
export async function lockOrganisation({ db, dialect }: Handle): Promise<void> {
  if (dialect === 'postgres')
    await db.select({ lock: sql`pg_advisory_xact_lock(7235422)` }).from(sql`(SELECT 1) AS one`);
}

export async function findUnit({ db, tables: { orgUnit } }: Handle, id: string) {
  const [row] = await db.select().from(orgUnit).where(eq(orgUnit.id, id));
  return row ?? null;
}

/** The codes of all units, by id. */
export async function listUnitCodes({ db, tables: { orgUnit } }: Handle): Promise<Map<string, string>> {
  const rows = await db.select({ id: orgUnit.id, code: orgUnit.code }).from(orgUnit);
  return new Map(rows.map(({ id, code }) => [id, code]));
}

export async function insertUnits(
  { db, tables }: Handle,
  rows: readonly Handle['tables']['orgUnit']['$inferInsert'][],
) {
  await inBatches(rows, (batch) => db.insert(tables.orgUnit).values(batch));
}

/** Writes what an act changes of units: versions that begin, end, or never come, and who takes over from whom. */
export async function saveUnitChanges(
  { db, tables: { orgUnitVersion, unitSuccession } }: Handle,
  {
    changes: { insert, end, remove },
    successions,
  }: {
    changes: Pick<UnitChanges, 'insert' | 'end' | 'remove'>;
    successions: readonly Handle['tables']['unitSuccession']['$inferInsert'][];
  },
) {
  await inBatches(remove, (ids) => db.delete(orgUnitVersion).where(inArray(orgUnitVersion.id, ids)));
  const ends = new Map<Day | null, string[]>();
  for (const { id, validTo } of end) ends.set(validTo, [...(ends.get(validTo) ?? []), id]);
  for (const [validTo, ids] of ends)
    await inBatches(ids, (batch) =>
      db.update(orgUnitVersion).set({ validTo }).where(inArray(orgUnitVersion.id, batch)),
    );
  await inBatches(insert, (batch) => db.insert(orgUnitVersion).values(batch));
  await inBatches(successions, (batch) => db.insert(unitSuccession).values(batch));
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

/**
 * Whether people can be put into a unit from a day on: it exists then and is not to end. `endsOn` is the first day on
 * which it no longer exists, null while that is not planned.
 */
export async function findUnitSpan(
  handle: Handle,
  { unitId, day }: { unitId: string; day: Day },
): Promise<{ exists: boolean; endsOn: Day | null }> {
  const versions = await listUnitVersions(handle, [unitId]);
  const exists = versions.some(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo));
  return { exists, endsOn: versions.at(-1)?.validTo ?? null };
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
