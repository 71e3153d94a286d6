import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notExists,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Day, Instant } from '#app/domain/kernel/instant.ts';
import { pinyinKeyOf } from '#app/domain/people/pinyin.ts';
import type { Role } from '#app/domain/people/roles.ts';
import type { ServiceState } from '#app/domain/people/service.ts';
import { rowsOf } from '#db/insert-rows.ts';
import type { Handle } from '#db/open.server.ts';
import { beginsWith, isNamed } from '#db/stores/named.ts';
import { isOfUnits } from './read-rows.ts';

export async function findPerson({ db, tables: { person } }: Handle, id: string) {
  const [row] = await db.select().from(person).where(eq(person.id, id));
  return row ?? null;
}

export async function findPersonByEmployeeNo({ db, tables: { person } }: Handle, employeeNo: string) {
  const [row] = await db.select().from(person).where(eq(person.employeeNo, employeeNo));
  return row ?? null;
}

/** The names of these people, by id. */
export async function listPersonNames(
  { db, tables: { person } }: Handle,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export type PersonLabel = { readonly id: string; readonly name: string; readonly employeeNo: string };

/** How to name these people, by id. */
export async function listPersonLabels(
  { db, tables: { person } }: Handle,
  ids: readonly string[],
): Promise<Map<string, PersonLabel>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: person.id, name: person.name, employeeNo: person.employeeNo })
    .from(person)
    .where(inArray(person.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Whom a typed text may mean, whether they still serve or not: by id, employee number or username exactly, each of
 * which means one person; else everyone whose name holds it, as written or in pinyin, by employee number.
 */
export async function listPeopleMeant(
  { db, tables: { person, account } }: Handle,
  { text, limit }: { text: string; limit: number },
): Promise<PersonLabel[]> {
  const labels = () =>
    db
      .select({ id: person.id, name: person.name, employeeNo: person.employeeNo })
      .from(person)
      .leftJoin(account, eq(account.personId, person.id));
  const exact = await labels()
    .where(
      or(
        eq(person.id, text),
        inArray(person.employeeNo, [text, text.toLowerCase(), text.toUpperCase()]),
        eq(account.username, text.toLowerCase()),
      ),
    )
    .limit(limit);
  if (exact.length > 0) return exact;
  return labels().where(isNamed(person, text)).orderBy(asc(person.employeeNo)).limit(limit);
}

/**
 * Takes the person's row for the rest of the transaction, so that whatever is decided about their roles or postings
 * is decided by one transaction at a time. Null when there is no such person.
 */
export async function lockPerson({ db, tables: { person } }: Handle, id: string) {
  const [row] = await db
    .update(person)
    .set({ active: sql`${person.active}` })
    .where(eq(person.id, id))
    .returning();
  return row ?? null;
}

/** Ids per statement: SQLite binds at most 32,766 values, and PostgreSQL 65,535. */
const LOCKED_AT_ONCE = 10_000;

/** The same for many at once, in the order of their ids, so that two who do it do not wait for each other for ever. */
export async function lockPeople({ db, dialect, tables: { person } }: Handle, ids: readonly string[]): Promise<void> {
  // SQLite lets one transaction write at a time.
  if (dialect === 'sqlite') return;
  const sorted = [...new Set(ids)].sort();
  for (let at = 0; at < sorted.length; at += LOCKED_AT_ONCE) {
    const query = db
      .select({ id: person.id })
      .from(person)
      .where(inArray(person.id, sorted.slice(at, at + LOCKED_AT_ONCE)))
      .orderBy(asc(person.id));
    await (query as unknown as { for(strength: 'update'): typeof query }).for('update');
  }
}

type NewPerson = Omit<Handle['tables']['person']['$inferInsert'], 'pinyin'>;

/** Enters a person; what they are found by in pinyin is made from the name. */
export async function insertPerson(handle: Handle, row: NewPerson) {
  await insertPeople(handle, [row]);
}

/** Enters many people with one statement. */
export async function insertPeople(handle: Handle, rows: readonly NewPerson[]) {
  if (rows.length === 0) return;
  const { person } = handle.tables;
  const whole = rows.map(({ email = null, leftOn = null, ...row }) => ({
    ...row,
    email,
    leftOn,
    pinyin: pinyinKeyOf(row.name),
  }));
  await handle.db.insert(person).select(rowsOf(handle, person, whole));
}

/** People without a search key, by id: those entered before keys were kept. */
export async function listPeopleWithoutPinyin(
  { db, tables: { person } }: Handle,
  { after, limit }: { after: string; limit: number },
): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(and(eq(person.pinyin, ''), gt(person.id, after)))
    .orderBy(asc(person.id))
    .limit(limit);
}

/** Makes the search keys of these people from their names. One statement for all of them. */
export async function fillPinyin(
  { db, tables: { person } }: Handle,
  people: readonly { readonly id: string; readonly name: string }[],
) {
  if (people.length === 0) return;
  const cases = people.map(({ id, name }) => sql`when ${id} then ${pinyinKeyOf(name)}`);
  await db
    .update(person)
    .set({ pinyin: sql`case ${person.id} ${sql.join(cases, sql` `)} else ${person.pinyin} end` })
    .where(
      inArray(
        person.id,
        people.map(({ id }) => id),
      ),
    );
}

export async function insertPosting({ db, tables }: Handle, row: Handle['tables']['posting']['$inferInsert']) {
  await db.insert(tables.posting).values(row);
}

/** Ends a posting: `validTo` is the first day on which it no longer holds. */
export async function endPosting({ db, tables: { posting } }: Handle, { id, validTo }: { id: string; validTo: Day }) {
  await db.update(posting).set({ validTo }).where(eq(posting.id, id));
}

/** A person's postings, the newest first. */
export async function listPostings({ db, tables: { posting } }: Handle, personId: string) {
  return db.select().from(posting).where(eq(posting.personId, personId)).orderBy(desc(posting.validFrom));
}

const postingHoldsOn = ({ posting }: Handle['tables'], day: Day) =>
  and(lte(posting.validFrom, day), or(isNull(posting.validTo), gt(posting.validTo, day)));

export type Placement = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly active: boolean;
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
};

/** Where a person serves on a day; null when they have no posting then. */
export async function findPlacementOn(
  { db, tables }: Handle,
  { personId, day }: { personId: string; day: Day },
): Promise<Placement | null> {
  const [row] = await placements(
    { db, tables },
    and(eq(tables.posting.personId, personId), postingHoldsOn(tables, day)),
  );
  return row ?? null;
}

/**
 * Everyone who serves in one of these units on a day, by employee number.
 * @param unitIds null is everywhere.
 */
export async function listPlacementsOn(
  handle: Pick<Handle, 'db' | 'tables'>,
  { unitIds, day }: { unitIds: readonly string[] | null; day: Day },
): Promise<Placement[]> {
  const { posting } = handle.tables;
  if (unitIds?.length === 0) return [];
  return placements(
    handle,
    and(unitIds === null ? undefined : inArray(posting.unitId, [...unitIds]), postingHoldsOn(handle.tables, day)),
  );
}

/** Where each of these people serves on a day, by employee number; those who do not serve are left out. */
export async function listPlacementsOf(
  handle: Pick<Handle, 'db' | 'tables'>,
  { employeeNos, day }: { employeeNos: readonly string[]; day: Day },
): Promise<Placement[]> {
  if (employeeNos.length === 0) return [];
  const { person } = handle.tables;
  return placements(handle, and(inArray(person.employeeNo, [...employeeNos]), postingHoldsOn(handle.tables, day)));
}

function placements({ db, tables: { person, posting } }: Pick<Handle, 'db' | 'tables'>, where: SQL | undefined) {
  return db
    .select({
      personId: person.id,
      employeeNo: person.employeeNo,
      name: person.name,
      active: person.active,
      unitId: posting.unitId,
      positionLevel: posting.positionLevel,
      category: posting.category,
    })
    .from(posting)
    .innerJoin(person, eq(person.id, posting.personId))
    .where(where)
    .orderBy(asc(person.employeeNo));
}

export type StaffFilter = {
  /** Units whose people are meant; null is everywhere, an empty list is nobody. */
  readonly unitIds: readonly string[] | null;
  readonly day: Day;
  readonly state: ServiceState;
  /** Part of a name as written or in pinyin (pinyin.ts), or the beginning of an employee number; empty is no filter. */
  readonly search: string;
  readonly positionLevel: string | null;
  readonly category: string | null;
};

function staffWhere(handle: Handle, { unitIds, day, state, search, positionLevel, category }: StaffFilter) {
  const { posting } = handle.tables;
  return and(
    isOfUnits(handle, posting.unitId, unitIds),
    isStaffOn(handle, { day, state }),
    positionLevel === null ? undefined : eq(posting.positionLevel, positionLevel),
    category === null ? undefined : eq(posting.category, category),
    search === '' ? undefined : inArray(posting.personId, idsNamed(handle, search)),
  );
}

/**
 * Whom a text means, whether they serve or not. Names are read through in one go, several times as quick as looking up
 * the person of every posting.
 */
const idsNamed = ({ db, tables: { person } }: Handle, text: string) =>
  db
    .select({ id: person.id })
    .from(person)
    .where(or(isNamed(person, text), beginsWith(person.employeeNo, text)));

/** The one posting that puts a person among those who serve, left or come. */
function isStaffOn({ db, tables }: Handle, { day, state }: { day: Day; state: ServiceState }) {
  const { posting } = tables;
  if (state === 'serving') return postingHoldsOn(tables, day);
  const other = alias(posting, 'other');
  const others = (where: SQL | undefined) =>
    notExists(
      db
        .select({ id: other.id })
        .from(other)
        .where(and(eq(other.personId, posting.personId), where)),
    );
  return state === 'left'
    ? and(lte(posting.validTo, day), others(and(gt(other.validFrom, posting.validFrom), lte(other.validFrom, day))))
    : and(gt(posting.validFrom, day), others(lt(other.validFrom, posting.validFrom)));
}

/** How many people a filter finds. */
export async function countStaff(handle: Handle, filter: StaffFilter): Promise<number> {
  if (filter.unitIds?.length === 0) return 0;
  const [row] = await handle.db
    .select({ total: count() })
    .from(handle.tables.posting)
    .where(staffWhere(handle, filter));
  return Number(row?.total ?? 0);
}

/** The employee numbers that a filter finds, all of them in their order, each with the day since when it is so. */
export async function listStaffNumbers(
  handle: Handle,
  filter: StaffFilter,
): Promise<{ employeeNo: string; validFrom: Day }[]> {
  if (filter.unitIds?.length === 0) return [];
  const { person, posting } = handle.tables;
  return handle.db
    .select({ employeeNo: person.employeeNo, validFrom: posting.validFrom })
    .from(posting)
    .innerJoin(person, eq(person.id, posting.personId))
    .where(staffWhere(handle, filter))
    .orderBy(asc(person.employeeNo));
}

/** How a list of people can be ordered: by number, by the name's pinyin and tones, by the unit's code. */
export type StaffOrder = 'employeeNo' | 'name' | 'unit';

/** A text by its code points on both engines: PostgreSQL's own order of a language leaves signs and spaces out. */
const plainly = ({ dialect }: Handle, column: SQLWrapper) =>
  dialect === 'postgres' ? sql`${column} collate "C"` : sql`${column}`;

/** One page of a filter's people in an order; the same every time. */
export async function listStaffPage(
  handle: Handle,
  {
    filter,
    order,
    descending,
    offset,
    limit,
  }: { filter: StaffFilter; order: StaffOrder; descending: boolean; offset: number; limit: number },
): Promise<Placement[]> {
  if (filter.unitIds?.length === 0) return [];
  const { person, posting, orgUnit } = handle.tables;
  const way = descending ? desc : asc;
  const keys =
    order === 'employeeNo'
      ? [way(person.employeeNo)]
      : order === 'name'
        ? [way(plainly(handle, person.pinyin)), way(plainly(handle, person.name)), asc(person.employeeNo)]
        : [way(plainly(handle, orgUnit.code)), asc(person.employeeNo)];
  const rows = handle.db
    .select({
      personId: person.id,
      employeeNo: person.employeeNo,
      name: person.name,
      active: person.active,
      unitId: posting.unitId,
      positionLevel: posting.positionLevel,
      category: posting.category,
    })
    .from(posting)
    .innerJoin(person, eq(person.id, posting.personId));
  return (order === 'unit' ? rows.innerJoin(orgUnit, eq(orgUnit.id, posting.unitId)) : rows)
    .where(staffWhere(handle, filter))
    .orderBy(...keys)
    .limit(limit)
    .offset(offset);
}

/** How many people serve in each of these units itself on a day (not below it), by level and category: one pass. */
export async function countStaffByKind(
  { db, tables }: Handle,
  { unitIds, day }: { unitIds: readonly string[] | null; day: Day },
): Promise<{ unitId: string; positionLevel: string; category: string; people: number }[]> {
  if (unitIds?.length === 0) return [];
  const { posting } = tables;
  const rows = await db
    .select({
      unitId: posting.unitId,
      positionLevel: posting.positionLevel,
      category: posting.category,
      people: count(),
    })
    .from(posting)
    .where(and(unitIds === null ? undefined : inArray(posting.unitId, [...unitIds]), postingHoldsOn(tables, day)))
    .groupBy(posting.unitId, posting.positionLevel, posting.category);
  return rows.map((row) => ({ ...row, people: Number(row.people) }));
}

/** Whether a grant holds at an instant: neither ended nor past its end. */
export const grantHoldsAt = ({ roleGrant }: Handle['tables'], now: Instant) =>
  and(isNull(roleGrant.revokedAt), or(isNull(roleGrant.endsAt), gt(roleGrant.endsAt, now)));

/** The roles that a person holds now. */
export async function listGrants({ db, tables }: Handle, { personId, now }: { personId: string; now: Instant }) {
  const { roleGrant } = tables;
  return db
    .select()
    .from(roleGrant)
    .where(and(eq(roleGrant.personId, personId), grantHoldsAt(tables, now)))
    .orderBy(asc(roleGrant.role), asc(roleGrant.id));
}

/** Every role that a person was ever given, the newest first. */
export async function listGrantHistory({ db, tables: { roleGrant } }: Handle, personId: string) {
  return db
    .select()
    .from(roleGrant)
    .where(eq(roleGrant.personId, personId))
    .orderBy(desc(roleGrant.grantedAt), desc(roleGrant.id));
}

export async function findGrant({ db, tables: { roleGrant } }: Handle, id: string) {
  const [row] = await db.select().from(roleGrant).where(eq(roleGrant.id, id));
  return row ?? null;
}

/** People who serve and have an account with which they can sign in: whoever holds a role without that cannot use it. */
export const canSignIn = ({ person, account }: Handle['tables']) =>
  and(eq(person.active, true), isNull(account.disabledAt));

export type UsableGrant = { readonly grantId: string; readonly personId: string; readonly unitId: string };

/**
 * The grants of a role that hold, of people who can sign in.
 * @param until those alone that hold at least until then; null: for good. Left out, those that hold now.
 * @param lock takes every grant of the role that holds now for the rest of the transaction, so that the last two are not
 * ended by two transactions at once.
 */
export async function listUsableGrants(
  { db, tables }: Handle,
  { role, now, until, lock }: { role: Role; now: Instant; until?: Instant | null; lock: boolean },
): Promise<UsableGrant[]> {
  const { roleGrant, person, account } = tables;
  if (lock)
    await db
      .update(roleGrant)
      .set({ reason: sql`${roleGrant.reason}` })
      .where(and(eq(roleGrant.role, role), grantHoldsAt(tables, now)));
  const longEnough =
    until === undefined
      ? grantHoldsAt(tables, now)
      : and(
          isNull(roleGrant.revokedAt),
          until === null ? isNull(roleGrant.endsAt) : or(isNull(roleGrant.endsAt), gt(roleGrant.endsAt, until)),
        );
  return db
    .select({ grantId: roleGrant.id, personId: roleGrant.personId, unitId: roleGrant.unitId })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .innerJoin(account, eq(account.personId, roleGrant.personId))
    .where(and(eq(roleGrant.role, role), canSignIn(tables), longEnough));
}

export type GrantRow = {
  readonly grantId: string;
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: string;
  readonly reason: string;
  readonly grantedBy: string;
  readonly grantedAt: Instant;
  readonly endsAt: Instant | null;
  readonly revokedAt: Instant | null;
};

export type GrantFilter = {
  readonly roles: readonly Role[];
  /** For which units; null is any. */
  readonly unitIds: readonly string[] | null;
  /** Part of a name, or the beginning of an employee number; empty is anybody. */
  readonly search: string;
  /** `held` now; of these `ending` before `soon`; `ended` by its date or by hand. */
  readonly state: 'held' | 'ending' | 'ended';
  readonly now: Instant;
  readonly soon: Instant;
};

function grantWhere({ tables }: Handle, { roles, unitIds, search, state, now, soon }: GrantFilter) {
  const { roleGrant, person } = tables;
  return and(
    inArray(roleGrant.role, [...roles]),
    unitIds === null ? undefined : inArray(roleGrant.unitId, [...unitIds]),
    search === '' ? undefined : or(isNamed(person, search), beginsWith(person.employeeNo, search)),
    state === 'ended'
      ? or(isNotNull(roleGrant.revokedAt), lte(roleGrant.endsAt, now))
      : and(grantHoldsAt(tables, now), state === 'ending' ? lte(roleGrant.endsAt, soon) : undefined),
  );
}

/** How many grants a filter finds. */
export async function countGrants(handle: Handle, filter: GrantFilter): Promise<number> {
  if (filter.roles.length === 0 || filter.unitIds?.length === 0) return 0;
  const { roleGrant, person } = handle.tables;
  const [row] = await handle.db
    .select({ total: count() })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .where(grantWhere(handle, filter));
  return Number(row?.total ?? 0);
}

function selectGrants({ db, tables: { roleGrant, person } }: Handle) {
  return db
    .select({
      grantId: roleGrant.id,
      personId: person.id,
      employeeNo: person.employeeNo,
      name: person.name,
      role: roleGrant.role,
      unitId: roleGrant.unitId,
      reason: roleGrant.reason,
      grantedBy: roleGrant.grantedBy,
      grantedAt: roleGrant.grantedAt,
      endsAt: roleGrant.endsAt,
      revokedAt: roleGrant.revokedAt,
    })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId));
}

/** One page: held ones by role and employee number, ending ones by when, ended ones from the newest grant back. */
export async function listGrantRows(
  handle: Handle,
  { offset, limit, ...filter }: GrantFilter & { offset: number; limit: number },
): Promise<GrantRow[]> {
  if (filter.roles.length === 0 || filter.unitIds?.length === 0) return [];
  const { roleGrant, person } = handle.tables;
  const order =
    filter.state === 'held'
      ? [asc(roleGrant.role), asc(person.employeeNo)]
      : filter.state === 'ending'
        ? [asc(roleGrant.endsAt)]
        : [desc(roleGrant.grantedAt)];
  return selectGrants(handle)
    .where(grantWhere(handle, filter))
    .orderBy(...order, asc(roleGrant.id))
    .limit(limit)
    .offset(offset);
}

export async function findGrantRow(handle: Handle, id: string): Promise<GrantRow | null> {
  const [row] = await selectGrants(handle).where(eq(handle.tables.roleGrant.id, id));
  return row ?? null;
}

/** Moves the end of a grant that still holds and ends when the caller last saw it ending; false otherwise. */
export async function updateGrantEnd(
  { db, tables: { roleGrant } }: Handle,
  { id, seen, endsAt }: { id: string; seen: Instant | null; endsAt: Instant | null },
): Promise<boolean> {
  const rows = await db
    .update(roleGrant)
    .set({ endsAt })
    .where(
      and(
        eq(roleGrant.id, id),
        isNull(roleGrant.revokedAt),
        seen === null ? isNull(roleGrant.endsAt) : eq(roleGrant.endsAt, seen),
      ),
    )
    .returning({ id: roleGrant.id });
  return rows.length > 0;
}

export async function insertGrant({ db, tables }: Handle, row: Handle['tables']['roleGrant']['$inferInsert']) {
  await db.insert(tables.roleGrant).values(row);
}

/** Ends a grant that still holds; false when it was ended before. */
export async function revokeGrant(
  { db, tables: { roleGrant } }: Handle,
  { id, revokedAt }: { id: string; revokedAt: Instant },
): Promise<boolean> {
  const rows = await db
    .update(roleGrant)
    .set({ revokedAt })
    .where(and(eq(roleGrant.id, id), isNull(roleGrant.revokedAt)))
    .returning({ id: roleGrant.id });
  return rows.length > 0;
}
