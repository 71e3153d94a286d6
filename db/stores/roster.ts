import { and, asc, count, desc, eq, gt, inArray, isNull, like, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Day, Instant } from '#app/domain/kernel/instant.ts';
import { pinyinKeyOf } from '#app/domain/people/pinyin.ts';
import type { KnownPerson, RosterKind } from '#app/domain/people/roster/compare-row.ts';
import { rowsOf } from '#db/insert-rows.ts';
import type { Handle } from '#db/open.server.ts';
import { readWholeRows } from './read-rows.ts';

export type RosterImportRow = Handle['tables']['rosterImport']['$inferSelect'];
export type RosterRowRow = Handle['tables']['rosterRow']['$inferSelect'];

export async function insertRosterImport(
  { db, tables }: Handle,
  row: Handle['tables']['rosterImport']['$inferInsert'],
): Promise<void> {
  await db.insert(tables.rosterImport).values(row);
}

export async function findRosterImport(
  { db, tables: { rosterImport } }: Handle,
  id: string,
): Promise<RosterImportRow | null> {
  const [row] = await db.select().from(rosterImport).where(eq(rosterImport.id, id));
  return row ?? null;
}

/** Takes an import's row for the rest of the transaction: what is done to it is done by one at a time. */
export async function lockRosterImport(
  { db, tables: { rosterImport } }: Handle,
  id: string,
): Promise<RosterImportRow | null> {
  const [row] = await db
    .update(rosterImport)
    .set({ rowsDone: sql`${rosterImport.rowsDone}` })
    .where(eq(rosterImport.id, id))
    .returning();
  return row ?? null;
}

export async function updateRosterImport(
  { db, tables: { rosterImport } }: Handle,
  id: string,
  change: Partial<Omit<RosterImportRow, 'id'>>,
): Promise<void> {
  await db.update(rosterImport).set(change).where(eq(rosterImport.id, id));
}

/**
 * Whether another import is being applied. Takes the rows of all that could be for the rest of the transaction, in one
 * order, so that of two begun at once the second sees the first.
 */
export async function isOtherImportApplying(
  { db, tables: { rosterImport } }: Handle,
  exceptId: string,
): Promise<boolean> {
  const rows = await db
    .update(rosterImport)
    .set({ rowsDone: sql`${rosterImport.rowsDone}` })
    .where(inArray(rosterImport.status, ['compared', 'applying']))
    .returning({ id: rosterImport.id, status: rosterImport.status });
  return rows.some(({ id, status }) => id !== exceptId && status === 'applying');
}

/** Imports that somebody has to go on with, the oldest first. */
export async function listRosterImportsAtWork({ db, tables: { rosterImport } }: Handle): Promise<RosterImportRow[]> {
  return db
    .select()
    .from(rosterImport)
    .where(inArray(rosterImport.status, ['reading', 'applying']))
    .orderBy(asc(rosterImport.createdAt), asc(rosterImport.id));
}

/** Dry runs that nobody applied, and files that were never read to their end, from before an instant. */
export async function listStaleRosterImports(
  { db, tables: { rosterImport } }: Handle,
  before: Instant,
): Promise<string[]> {
  const rows = await db
    .select({ id: rosterImport.id })
    .from(rosterImport)
    .where(and(inArray(rosterImport.status, ['reading', 'compared', 'failed']), lte(rosterImport.createdAt, before)));
  return rows.map(({ id }) => id);
}

export type RosterImportLine = Omit<RosterImportRow, 'mapping'> & { readonly createdByName: string | null };

/** One page of imports, the newest first; `createdBy` null is everybody's. */
export async function listRosterImports(
  { db, tables: { rosterImport, person } }: Handle,
  { createdBy, offset, limit }: { createdBy: string | null; offset: number; limit: number },
): Promise<RosterImportLine[]> {
  return db
    .select({
      id: rosterImport.id,
      fileName: rosterImport.fileName,
      fileHash: rosterImport.fileHash,
      format: rosterImport.format,
      encoding: rosterImport.encoding,
      status: rosterImport.status,
      options: rosterImport.options,
      counts: rosterImport.counts,
      effectiveFrom: rosterImport.effectiveFrom,
      rowsDone: rosterImport.rowsDone,
      rowsTotal: rosterImport.rowsTotal,
      createdBy: rosterImport.createdBy,
      createdAt: rosterImport.createdAt,
      appliedBy: rosterImport.appliedBy,
      appliedAt: rosterImport.appliedAt,
      createdByName: person.name,
    })
    .from(rosterImport)
    .leftJoin(person, eq(person.id, rosterImport.createdBy))
    .where(createdBy === null ? undefined : eq(rosterImport.createdBy, createdBy))
    .orderBy(desc(rosterImport.createdAt), desc(rosterImport.id))
    .limit(limit)
    .offset(offset);
}

export async function countRosterImports(
  { db, tables: { rosterImport } }: Handle,
  createdBy: string | null,
): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(rosterImport)
    .where(createdBy === null ? undefined : eq(rosterImport.createdBy, createdBy));
  return Number(row?.total ?? 0);
}

/** Rows of an import, made or written anew; a few hundred at a time. */
export async function saveRosterRows(handle: Handle, rows: readonly RosterRowRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { rosterRow } = handle.tables;
  await handle.db
    .insert(rosterRow)
    .select(rowsOf(handle, rosterRow, rows))
    .onConflictDoUpdate({
      target: [rosterRow.importId, rosterRow.n],
      set: {
        line: sql`excluded.line`,
        kind: sql`excluded.kind`,
        employeeNo: sql`excluded.employee_no`,
        name: sql`excluded.name`,
        personId: sql`excluded.person_id`,
        before: sql`excluded.before`,
        after: sql`excluded.after`,
        faults: sql`excluded.faults`,
      },
    });
}

/** Rows after `n` in their order. */
export async function listRosterRows(
  handle: Handle,
  { importId, after, limit }: { importId: string; after: number; limit: number },
): Promise<RosterRowRow[]> {
  const { rosterRow } = handle.tables;
  const query = handle.db
    .select()
    .from(rosterRow)
    .where(and(eq(rosterRow.importId, importId), gt(rosterRow.n, after)))
    .orderBy(asc(rosterRow.n))
    .limit(limit);
  return readWholeRows(handle, rosterRow, query);
}

/** Removes rows after `n`: those that a comparison added to what the file holds. Zero removes all. */
export async function deleteRosterRows(
  { db, tables: { rosterRow } }: Handle,
  { importId, after }: { importId: string; after: number },
): Promise<void> {
  await db.delete(rosterRow).where(and(eq(rosterRow.importId, importId), gt(rosterRow.n, after)));
}

/** Marks rows up to `upTo` as done, and forgets the file's own cells, which nobody needs from then on. */
export async function closeRosterRows(
  { dialect, db, tables: { rosterRow } }: Handle,
  { importId, after, upTo, appliedAt }: { importId: string; after: number; upTo: number; appliedAt: Instant },
): Promise<void> {
  await db
    .update(rosterRow)
    .set({
      appliedAt: sql`case when ${rosterRow.kind} in ('refused', 'unchanged') then null else cast(${appliedAt} as bigint) end`,
      after: dialect === 'sqlite' ? sql`json_remove(${rosterRow.after}, '$.cells')` : sql`${rosterRow.after} - 'cells'`,
    })
    .where(and(eq(rosterRow.importId, importId), gt(rosterRow.n, after), lte(rosterRow.n, upTo)));
}

export type RosterRowFilter = {
  readonly importId: string;
  readonly kinds: readonly RosterKind[] | null;
  /** A unit that a row leads from or to. */
  readonly unitId: string | null;
  /** The code of a fault or a warning. */
  readonly fault: string | null;
  /** Part of a name, or the beginning of an employee number. */
  readonly search: string;
};

const escapeLike = (text: string) => text.toLowerCase().replace(/[!%_]/g, (sign) => `!${sign}`);

function rowsWhere({ rosterRow }: Handle['tables'], { importId, kinds, unitId, fault, search }: RosterRowFilter) {
  // Both engines write a text of a JSON value in quotes; ids and codes hold nothing that would be escaped.
  const says = (column: SQL | typeof rosterRow.after, text: string) =>
    sql`cast(${column} as text) like ${`%"${text}"%`}`;
  return and(
    eq(rosterRow.importId, importId),
    kinds === null ? undefined : inArray(rosterRow.kind, [...kinds]),
    unitId === null ? undefined : or(says(rosterRow.after, unitId), says(sql`${rosterRow.before}`, unitId)),
    fault === null ? undefined : says(sql`${rosterRow.faults}`, fault),
    search === ''
      ? undefined
      : or(
          sql`lower(${rosterRow.name}) like ${`%${escapeLike(search)}%`} escape '!'`,
          sql`lower(${rosterRow.employeeNo}) like ${`${escapeLike(search)}%`} escape '!'`,
        ),
  );
}

export async function countRosterRows(handle: Handle, filter: RosterRowFilter): Promise<number> {
  const [row] = await handle.db
    .select({ total: count() })
    .from(handle.tables.rosterRow)
    .where(rowsWhere(handle.tables, filter));
  return Number(row?.total ?? 0);
}

/** One page of a filter's rows, in the order of the file; who is missing from it comes last. */
export async function pageRosterRows(
  handle: Handle,
  { filter, offset, limit }: { filter: RosterRowFilter; offset: number; limit: number },
): Promise<RosterRowRow[]> {
  const { rosterRow } = handle.tables;
  return handle.db
    .select()
    .from(rosterRow)
    .where(rowsWhere(handle.tables, filter))
    .orderBy(asc(rosterRow.n))
    .limit(limit)
    .offset(offset);
}

// ── People, many at once ─────────────────────────────────────────────────────────────────────────────────────────

/**
 * People by their employee numbers, as written or all in capitals or none, each with the posting that began last. Keys
 * are numbers in lower case.
 */
export async function listKnownPeople(
  handle: Pick<Handle, 'db' | 'tables'>,
  numbers: readonly string[],
): Promise<Map<string, KnownPerson>> {
  if (numbers.length === 0) return new Map();
  const forms = new Set(numbers.flatMap((number) => [number, number.toLowerCase(), number.toUpperCase()]));
  const people = await knownPeople(handle, inArray(handle.tables.person.employeeNo, [...forms]));
  return new Map(people.map((each) => [each.employeeNo.toLowerCase(), each]));
}

/** The same by id. */
export async function listKnownPeopleById(
  handle: Pick<Handle, 'db' | 'tables'>,
  ids: readonly string[],
): Promise<Map<string, KnownPerson>> {
  if (ids.length === 0) return new Map();
  const people = await knownPeople(handle, inArray(handle.tables.person.id, [...ids]));
  return new Map(people.map((each) => [each.personId, each]));
}

async function knownPeople({ db, tables: { person, posting } }: Pick<Handle, 'db' | 'tables'>, where: SQL | undefined) {
  const rows = await db
    .select({
      personId: person.id,
      employeeNo: person.employeeNo,
      name: person.name,
      email: person.email,
      active: person.active,
      postingId: posting.id,
      unitId: posting.unitId,
      positionLevel: posting.positionLevel,
      category: posting.category,
      validFrom: posting.validFrom,
      validTo: posting.validTo,
    })
    .from(person)
    .leftJoin(posting, eq(posting.personId, person.id))
    .where(where)
    .orderBy(asc(posting.validFrom));
  const known = new Map<string, KnownPerson>();
  // The last posting of each comes last, and stays.
  for (const { postingId, unitId, positionLevel, category, validFrom, validTo, ...who } of rows)
    known.set(who.personId, {
      ...who,
      posting:
        postingId === null || unitId === null || positionLevel === null || category === null || validFrom === null
          ? null
          : { id: postingId, unitId, positionLevel, category, validFrom, validTo },
    });
  return [...known.values()];
}

/** Employee numbers that begin with a zero. */
export async function listNumbersWithZeros({ db, tables: { person } }: Handle): Promise<string[]> {
  const rows = await db
    .select({ employeeNo: person.employeeNo })
    .from(person)
    .where(like(person.employeeNo, '0%'))
    .orderBy(asc(person.employeeNo));
  return rows.map(({ employeeNo }) => employeeNo);
}

/** Which of these folded names are usernames, and whose. */
export async function listUsernamesTaken(
  { db, tables: { account } }: Handle,
  names: readonly string[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .select({ username: account.username, personId: account.personId })
    .from(account)
    .where(inArray(account.username, [...names]));
  return new Map(rows.map(({ username, personId }) => [username, personId]));
}

/** People who serve in one of these units on a day, in pages by employee number. */
export async function pageServing(
  { db, tables: { person, posting } }: Handle,
  { unitIds, day, after, limit }: { unitIds: readonly string[]; day: Day; after: string; limit: number },
): Promise<{ personId: string; employeeNo: string }[]> {
  if (unitIds.length === 0) return [];
  return db
    .selectDistinct({ personId: person.id, employeeNo: person.employeeNo })
    .from(person)
    .innerJoin(posting, eq(posting.personId, person.id))
    .where(
      and(
        eq(person.active, true),
        inArray(posting.unitId, [...unitIds]),
        lte(posting.validFrom, day),
        or(isNull(posting.validTo), gt(posting.validTo, day)),
        gt(person.employeeNo, after),
      ),
    )
    .orderBy(asc(person.employeeNo))
    .limit(limit);
}

/** Name (with what it is found by), address, and whether and since when they no longer serve, of people who exist. */
export async function savePeople(
  { db, tables: { person } }: Handle,
  rows: readonly (typeof person.$inferSelect)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(person)
    .values(rows.map((row) => ({ ...row, pinyin: pinyinKeyOf(row.name) })))
    .onConflictDoUpdate({
      target: person.id,
      set: {
        name: sql`excluded.name`,
        pinyin: sql`excluded.pinyin`,
        email: sql`excluded.email`,
        active: sql`excluded.active`,
        leftOn: sql`excluded.left_on`,
      },
    });
}

/** Whole rows of these people. */
export async function listPeople({ db, tables: { person } }: Handle, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(person)
    .where(inArray(person.id, [...ids]));
}

export async function insertPostings(
  handle: Handle,
  rows: readonly Handle['tables']['posting']['$inferSelect'][],
): Promise<void> {
  const { posting } = handle.tables;
  if (rows.length > 0) await handle.db.insert(posting).select(rowsOf(handle, posting, rows));
}

/** Ends postings, or puts one right on which nobody has served a day yet. */
export async function savePostings(
  { db, tables: { posting } }: Handle,
  rows: readonly (typeof posting.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(posting)
    .values([...rows])
    .onConflictDoUpdate({
      target: posting.id,
      set: {
        unitId: sql`excluded.unit_id`,
        positionLevel: sql`excluded.position_level`,
        category: sql`excluded.category`,
        validTo: sql`excluded.valid_to`,
      },
    });
}

/** Which of these people have an account, and whether it is disabled. */
export async function listAccountStates(
  { db, tables: { account } }: Handle,
  personIds: readonly string[],
): Promise<Map<string, { disabledAt: Instant | null }>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ personId: account.personId, disabledAt: account.disabledAt })
    .from(account)
    .where(inArray(account.personId, [...personIds]));
  return new Map(rows.map(({ personId, disabledAt }) => [personId, { disabledAt }]));
}

/** Disables or opens accounts, and ends every session of theirs. */
export async function setAccountsDisabled(
  { db, tables: { account, session } }: Handle,
  { personIds, disabledAt }: { personIds: readonly string[]; disabledAt: Instant | null },
): Promise<void> {
  if (personIds.length === 0) return;
  await db
    .update(account)
    .set({ disabledAt })
    .where(inArray(account.personId, [...personIds]));
  await db.delete(session).where(inArray(session.personId, [...personIds]));
}

/** The grants that these people hold at an instant. */
export async function listGrantsOfPeople(
  { db, tables: { roleGrant } }: Handle,
  { personIds, now }: { personIds: readonly string[]; now: Instant },
) {
  if (personIds.length === 0) return [];
  return db
    .select()
    .from(roleGrant)
    .where(
      and(
        inArray(roleGrant.personId, [...personIds]),
        isNull(roleGrant.revokedAt),
        or(isNull(roleGrant.endsAt), gt(roleGrant.endsAt, now)),
      ),
    )
    .orderBy(asc(roleGrant.id));
}

export async function insertGrants(
  { db, tables: { roleGrant } }: Handle,
  rows: readonly (typeof roleGrant.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await db.insert(roleGrant).values([...rows]);
}

export async function revokeGrants(
  { db, tables: { roleGrant } }: Handle,
  { ids, revokedAt }: { ids: readonly string[]; revokedAt: Instant },
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(roleGrant)
    .set({ revokedAt })
    .where(inArray(roleGrant.id, [...ids]));
}

// ── Units, many at once ──────────────────────────────────────────────────────────────────────────────────────────

/** Every code that any unit ever had, with its id. */
export async function listUnitCodes({ db, tables: { orgUnit } }: Handle): Promise<Map<string, string>> {
  const rows = await db.select({ id: orgUnit.id, code: orgUnit.code }).from(orgUnit);
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** Which of these units there are. */
export async function listExistingUnits(
  { db, tables: { orgUnit } }: Handle,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: orgUnit.id })
    .from(orgUnit)
    .where(inArray(orgUnit.id, [...ids]));
  return rows.map(({ id }) => id);
}

/** The first day of every unit. */
export async function listUnitBeginnings({ db, tables: { orgUnitVersion } }: Handle): Promise<Map<string, Day>> {
  const rows = await db
    .select({ unitId: orgUnitVersion.unitId, first: sql<string>`min(${orgUnitVersion.validFrom})` })
    .from(orgUnitVersion)
    .groupBy(orgUnitVersion.unitId);
  return new Map(rows.map(({ unitId, first }) => [unitId, first]));
}

export async function insertUnits(
  { db, tables: { orgUnit, orgUnitVersion } }: Handle,
  units: readonly { unit: typeof orgUnit.$inferInsert; version: typeof orgUnitVersion.$inferInsert }[],
): Promise<void> {
  if (units.length === 0) return;
  await db.insert(orgUnit).values(units.map(({ unit }) => unit));
  await db.insert(orgUnitVersion).values(units.map(({ version }) => version));
}

/** Gives a unit another name from a day on. @returns false when the version that holds then began on that day or later. */
export async function renameUnitFrom(
  { db, tables: { orgUnitVersion } }: Handle,
  { id, unitId, name, day }: { id: string; unitId: string; name: string; day: Day },
): Promise<boolean> {
  const [open] = await db
    .select()
    .from(orgUnitVersion)
    .where(and(eq(orgUnitVersion.unitId, unitId), isNull(orgUnitVersion.validTo)));
  if (!open || open.validFrom >= day) return false;
  await db.update(orgUnitVersion).set({ validTo: day }).where(eq(orgUnitVersion.id, open.id));
  await db.insert(orgUnitVersion).values({ id, unitId, name, parentId: open.parentId, validFrom: day, validTo: null });
  return true;
}

/** Whether somebody else's work stands between: any import of this file that was applied. */
export async function findAppliedImport(
  { db, tables: { rosterImport } }: Handle,
  { fileHash, exceptId }: { fileHash: string; exceptId: string },
): Promise<{ id: string; appliedAt: Instant | null } | null> {
  const [row] = await db
    .select({ id: rosterImport.id, appliedAt: rosterImport.appliedAt })
    .from(rosterImport)
    .where(and(eq(rosterImport.fileHash, fileHash), eq(rosterImport.status, 'applied'), ne(rosterImport.id, exceptId)))
    .orderBy(desc(rosterImport.appliedAt))
    .limit(1);
  return row ?? null;
}
