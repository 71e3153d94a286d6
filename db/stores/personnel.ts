import {
  and,
  asc,
  count,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  ne,
  notExists,
  or,
} from 'drizzle-orm';
import type { Day, Instant } from '#app/domain/kernel/instant.ts';
import { pinyinKeyOf } from '#app/domain/people/pinyin.ts';
import type { Role } from '#app/domain/people/roles.ts';
import type { Handle } from '#db/open.server.ts';
import { inBatches } from '#db/stores/batches.ts';

/** What HR changes about people already entered: their data, their postings by the thousand, who left and came back. */

const holdsOn = ({ posting }: Handle['tables'], day: Day) =>
  and(lte(posting.validFrom, day), or(isNull(posting.validTo), gt(posting.validTo, day)));

/** Corrects what is known of a person; with the name goes what they are found by. */
export async function updatePerson(
  { db, tables: { person } }: Handle,
  id: string,
  changes: { name?: string; employeeNo?: string; email?: string | null; active?: boolean; leftOn?: Day | null },
) {
  const pinyin = changes.name === undefined ? {} : { pinyin: pinyinKeyOf(changes.name) };
  await db
    .update(person)
    .set({ ...changes, ...pinyin })
    .where(eq(person.id, id));
}

/** Bars an account from signing in, or lets it in again (null). Of one barred already the earlier moment stays. */
export async function setAccountDisabled(
  { db, tables: { account } }: Handle,
  { personId, disabledAt }: { personId: string; disabledAt: Instant | null },
) {
  await db
    .update(account)
    .set({ disabledAt })
    .where(and(eq(account.personId, personId), disabledAt === null ? undefined : isNull(account.disabledAt)));
}

export type HeldPosting = {
  readonly id: string;
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
};

function heldPostings({ db, tables: { posting, person } }: Handle) {
  return db
    .select({
      id: posting.id,
      personId: posting.personId,
      employeeNo: person.employeeNo,
      name: person.name,
      unitId: posting.unitId,
      positionLevel: posting.positionLevel,
      category: posting.category,
      validFrom: posting.validFrom,
      validTo: posting.validTo,
    })
    .from(posting)
    .innerJoin(person, eq(person.id, posting.personId));
}

/** Postings in these units that hold on a day, by employee number. */
export async function listPostingsHeld(
  handle: Handle,
  { unitIds, day }: { unitIds: readonly string[]; day: Day },
): Promise<HeldPosting[]> {
  if (unitIds.length === 0) return [];
  const { posting, person } = handle.tables;
  return heldPostings(handle)
    .where(and(inArray(posting.unitId, [...unitIds]), holdsOn(handle.tables, day)))
    .orderBy(asc(person.employeeNo));
}

/** How many postings in these units hold on a day, and how many begin on it or later. */
export async function countPostingsFrom(
  { db, tables }: Handle,
  { unitIds, day }: { unitIds: readonly string[]; day: Day },
): Promise<{ held: number; later: number }> {
  if (unitIds.length === 0) return { held: 0, later: 0 };
  const { posting } = tables;
  const ofUnits = inArray(posting.unitId, [...unitIds]);
  const [held] = await db
    .select({ total: count() })
    .from(posting)
    .where(and(ofUnits, lt(posting.validFrom, day), or(isNull(posting.validTo), gt(posting.validTo, day))));
  const [later] = await db
    .select({ total: count() })
    .from(posting)
    .where(and(ofUnits, gte(posting.validFrom, day)));
  return { held: Number(held?.total ?? 0), later: Number(later?.total ?? 0) };
}

/** Every posting that there ever was, or is to be, in these units, by employee number. */
export async function listPostingsOf(handle: Handle, unitIds: readonly string[]): Promise<HeldPosting[]> {
  if (unitIds.length === 0) return [];
  const { posting, person } = handle.tables;
  return heldPostings(handle)
    .where(inArray(posting.unitId, [...unitIds]))
    .orderBy(asc(person.employeeNo));
}

/** Postings in these units that begin on a day. */
export async function listPostingsBegun(
  handle: Handle,
  { unitIds, day }: { unitIds: readonly string[]; day: Day },
): Promise<HeldPosting[]> {
  if (unitIds.length === 0) return [];
  const { posting } = handle.tables;
  return heldPostings(handle).where(and(inArray(posting.unitId, [...unitIds]), eq(posting.validFrom, day)));
}

/** Postings in these units that end on a day. */
export async function listPostingsEnded(
  handle: Handle,
  { unitIds, day }: { unitIds: readonly string[]; day: Day },
): Promise<HeldPosting[]> {
  if (unitIds.length === 0) return [];
  const { posting } = handle.tables;
  return heldPostings(handle).where(and(inArray(posting.unitId, [...unitIds]), eq(posting.validTo, day)));
}

export async function insertPostings(
  { db, tables }: Handle,
  rows: readonly Handle['tables']['posting']['$inferInsert'][],
) {
  await inBatches(rows, (batch) => db.insert(tables.posting).values(batch));
}

/** Ends postings on a day, or lets them go on (null). */
export async function endPostings(
  { db, tables: { posting } }: Handle,
  { ids, validTo }: { ids: readonly string[]; validTo: Day | null },
) {
  await inBatches(ids, (batch) => db.update(posting).set({ validTo }).where(inArray(posting.id, batch)));
}

/** Lets a posting hold from another day, to another: what was recorded of it was wrong. */
export async function setPostingDays(
  { db, tables: { posting } }: Handle,
  { id, validFrom, validTo }: { id: string; validFrom: Day; validTo: Day | null },
) {
  await db.update(posting).set({ validFrom, validTo }).where(eq(posting.id, id));
}

/** Takes back postings: they had not begun, or should never have been recorded. */
export async function deletePostings({ db, tables: { posting } }: Handle, ids: readonly string[]) {
  await inBatches(ids, (batch) => db.delete(posting).where(inArray(posting.id, batch)));
}

export type UnitGrant = {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly role: Role;
  readonly unitId: string;
};

/** Roles that hold at a moment in these units. Learners are left out: who may learn does so whatever becomes of a unit. */
export async function listUnitGrants(
  { db, tables: { roleGrant, person } }: Handle,
  { unitIds, now }: { unitIds: readonly string[]; now: Instant },
): Promise<UnitGrant[]> {
  if (unitIds.length === 0) return [];
  return db
    .select({
      id: roleGrant.id,
      personId: roleGrant.personId,
      name: person.name,
      employeeNo: person.employeeNo,
      role: roleGrant.role,
      unitId: roleGrant.unitId,
    })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .where(
      and(
        inArray(roleGrant.unitId, [...unitIds]),
        ne(roleGrant.role, 'learner'),
        isNull(roleGrant.revokedAt),
        or(isNull(roleGrant.endsAt), gt(roleGrant.endsAt, now)),
      ),
    )
    .orderBy(asc(roleGrant.role), asc(person.employeeNo));
}

/** Units that had versions, none of which holds on a day or later, and in which a role other than learner still holds. */
export async function listEndedUnitsWithGrants(
  { db, tables: { roleGrant, orgUnitVersion } }: Handle,
  { day, now }: { day: Day; now: Instant },
): Promise<string[]> {
  const alive = db
    .select({ id: orgUnitVersion.id })
    .from(orgUnitVersion)
    .where(
      and(
        eq(orgUnitVersion.unitId, roleGrant.unitId),
        or(isNull(orgUnitVersion.validTo), gt(orgUnitVersion.validTo, day)),
      ),
    );
  const rows = await db
    .selectDistinct({ unitId: roleGrant.unitId })
    .from(roleGrant)
    .where(
      and(
        ne(roleGrant.role, 'learner'),
        isNull(roleGrant.revokedAt),
        or(isNull(roleGrant.endsAt), gt(roleGrant.endsAt, now)),
        notExists(alive),
      ),
    );
  return rows.map(({ unitId }) => unitId);
}

/** People whose last day has passed while they still count as serving, and those who are back but do not yet. */
export async function listPeopleToSettle(
  { db, tables }: Handle,
  today: Day,
): Promise<{ leaving: string[]; returning: string[] }> {
  const { person, posting } = tables;
  const serving = db
    .select({ id: posting.id })
    .from(posting)
    .where(and(eq(posting.personId, person.id), holdsOn(tables, today)));
  const leaving = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.active, true), isNotNull(person.leftOn), lte(person.leftOn, today), notExists(serving)));
  const returning = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.active, false), isNotNull(person.leftOn), exists(serving)));
  return { leaving: leaving.map(({ id }) => id), returning: returning.map(({ id }) => id) };
}

/** Sittings that can still be sat, of these units or open to their people. */
export async function listSittingsAhead({ db, tables: { sitting } }: Handle, now: Instant) {
  return db
    .select({ id: sitting.id, code: sitting.code, unitId: sitting.unitId, audience: sitting.audience })
    .from(sitting)
    .where(and(gt(sitting.closesAt, now), isNull(sitting.closedAt)))
    .orderBy(asc(sitting.closesAt));
}

/** How many appraisal records of years that are not locked name these units. */
export async function countOpenRecords(
  { db, tables: { appraisalCurrent, appraisalYear } }: Handle,
  unitIds: readonly string[],
): Promise<number> {
  if (unitIds.length === 0) return 0;
  const [row] = await db
    .select({ total: count() })
    .from(appraisalCurrent)
    .innerJoin(appraisalYear, eq(appraisalYear.year, appraisalCurrent.year))
    .where(
      and(
        inArray(appraisalCurrent.unitId, [...unitIds]),
        eq(appraisalCurrent.withdrawn, false),
        inArray(appraisalYear.status, ['open', 'computed', 'checked']),
      ),
    );
  return Number(row?.total ?? 0);
}

/** When someone first began an attempt, first earned hours, and got their first certificate; null where they never did. */
export async function findFirstEarned(
  { db, tables: { attempt, hoursEntry, certificate } }: Handle,
  personId: string,
): Promise<{ attemptAt: Instant | null; hoursAt: Instant | null; certificateOn: Day | null }> {
  const [attempted] = await db
    .select({ at: min(attempt.startedAt) })
    .from(attempt)
    .where(eq(attempt.personId, personId));
  const [earned] = await db
    .select({ at: min(hoursEntry.at) })
    .from(hoursEntry)
    .where(eq(hoursEntry.personId, personId));
  const [certified] = await db
    .select({ on: min(certificate.issuedOn) })
    .from(certificate)
    .where(eq(certificate.personId, personId));
  const instant = (at: unknown) => (at === null || at === undefined ? null : Number(at));
  return { attemptAt: instant(attempted?.at), hoursAt: instant(earned?.at), certificateOn: certified?.on ?? null };
}
