import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { AppraisalRecord } from '#app/domain/appraisal/export-columns.ts';
import { type EarnedHours, firstDayOf, type RecordSources } from '#app/domain/appraisal/record.ts';
import type { TallyLine } from '#app/domain/appraisal/tally.ts';
import type { CertificateStatus } from '#app/domain/certification/status.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { Handle } from '#db/open.server.ts';
import { isOneOf, readRows } from './read-rows.ts';

export type AppraisalYearRow = Handle['tables']['appraisalYear']['$inferSelect'];

// ── Years ────────────────────────────────────────────────────────────────────────────────────────────────────────

export async function listYears({ db, tables: { appraisalYear } }: Handle): Promise<AppraisalYearRow[]> {
  return db.select().from(appraisalYear).orderBy(desc(appraisalYear.year));
}

export async function findYear({ db, tables: { appraisalYear } }: Handle, year: number) {
  const [row] = await db.select().from(appraisalYear).where(eq(appraisalYear.year, year));
  return row ?? null;
}

/** False when the year was opened before. */
export async function insertYear(
  { db, tables: { appraisalYear } }: Handle,
  row: Handle['tables']['appraisalYear']['$inferInsert'],
): Promise<boolean> {
  const rows = await db.insert(appraisalYear).values(row).onConflictDoNothing().returning({ year: appraisalYear.year });
  return rows.length > 0;
}

/**
 * Takes the year's row for the rest of the transaction: whoever computes records of a year waits for whoever does so
 * now, so that versions follow each other and change numbers are committed in their order. Null when it is not open.
 */
export async function lockYear({ db, tables: { appraisalYear } }: Handle, year: number) {
  const [row] = await db
    .update(appraisalYear)
    .set({ lastChange: sql`${appraisalYear.lastChange}` })
    .where(eq(appraisalYear.year, year))
    .returning();
  return row ?? null;
}

export async function updateYear(
  { db, tables: { appraisalYear } }: Handle,
  { year, ...values }: { year: number; lastChange?: number; status?: 'computed' | 'checked'; computedAt?: number },
): Promise<void> {
  await db.update(appraisalYear).set(values).where(eq(appraisalYear.year, year));
}

export type YearEventRow = Handle['tables']['appraisalYearEvent']['$inferSelect'];

export async function insertYearEvent(
  { db, tables: { appraisalYearEvent } }: Handle,
  row: YearEventRow,
): Promise<void> {
  await db.insert(appraisalYearEvent).values(row);
}

/** What happened to a year, the newest first. */
export async function listYearEvents(
  { db, tables: { appraisalYearEvent } }: Handle,
  { year, limit }: { year: number; limit: number },
): Promise<YearEventRow[]> {
  return db
    .select()
    .from(appraisalYearEvent)
    .where(eq(appraisalYearEvent.year, year))
    .orderBy(desc(appraisalYearEvent.at), desc(appraisalYearEvent.id))
    .limit(limit);
}

// ── Facts that records are computed from ─────────────────────────────────────────────────────────────────────────

/** Whether a posting holds on at least one day of the year up to a day. */
const touches = ({ posting }: Handle['tables'], { year, on }: { year: number; on: Day }) =>
  and(lte(posting.validFrom, on), or(isNull(posting.validTo), gt(posting.validTo, firstDayOf(year))));

/** Whether someone belongs to a year, or has a record of it. @param unitIds null is everywhere. */
function belongs(handle: Handle, { year, on, unitIds }: { year: number; on: Day; unitIds: readonly string[] | null }) {
  const { db, tables } = handle;
  const { person, posting, appraisalCurrent } = tables;
  const serving = db
    .select({ one: sql`1` })
    .from(posting)
    .where(
      and(
        eq(posting.personId, person.id),
        touches(tables, { year, on }),
        unitIds === null ? undefined : isOneOf(handle, posting.unitId, unitIds),
      ),
    );
  const recorded = db
    .select({ one: sql`1` })
    .from(appraisalCurrent)
    .where(
      and(
        eq(appraisalCurrent.personId, person.id),
        eq(appraisalCurrent.year, year),
        unitIds === null ? undefined : isOneOf(handle, appraisalCurrent.unitId, unitIds),
      ),
    );
  return or(exists(serving), exists(recorded));
}

type YearPeople = { readonly year: number; readonly on: Day; readonly unitIds: readonly string[] | null };

/** People who belong to a year, or have a record of it, by id. @param unitIds null is everywhere. */
export async function pagePeopleOfYear(
  handle: Handle,
  { after, limit, ...people }: YearPeople & { after: string; limit: number },
): Promise<string[]> {
  if (people.unitIds?.length === 0) return [];
  const { person } = handle.tables;
  const rows = await handle.db
    .select({ id: person.id })
    .from(person)
    .where(and(gt(person.id, after), belongs(handle, people)))
    .orderBy(asc(person.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** How many people `pagePeopleOfYear` walks through. */
export async function countPeopleOfYear(handle: Handle, people: YearPeople): Promise<number> {
  if (people.unitIds?.length === 0) return 0;
  const [row] = await handle.db.select({ total: count() }).from(handle.tables.person).where(belongs(handle, people));
  return Number(row?.total ?? 0);
}

/** People who belong to a year and have no record of it yet, by id. */
export async function pageUnrecordedPeople(
  { db, tables }: Handle,
  { year, on, after, limit }: { year: number; on: Day; after: string; limit: number },
): Promise<string[]> {
  const { person, posting, appraisalCurrent } = tables;
  const serving = db
    .select({ one: sql`1` })
    .from(posting)
    .where(and(eq(posting.personId, person.id), touches(tables, { year, on })));
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .leftJoin(appraisalCurrent, and(eq(appraisalCurrent.personId, person.id), eq(appraisalCurrent.year, year)))
    .where(and(gt(person.id, after), isNull(appraisalCurrent.recordId), exists(serving)))
    .orderBy(asc(person.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Records that still call a certificate valid that has run out by a day. */
const isStale = ({ appraisalCurrent, appraisalRecord }: Handle['tables'], { year, on }: { year: number; on: Day }) =>
  and(
    eq(appraisalCurrent.year, year),
    inArray(appraisalRecord.certificateStatus, ['valid', 'suspended']),
    lt(appraisalRecord.validUntil, on),
  );

/** People whose record still calls a certificate valid that has run out by a day, by id. */
export async function pagePeopleWithStaleStatus(
  { db, tables }: Handle,
  { year, on, after, limit }: { year: number; on: Day; after: string; limit: number },
): Promise<string[]> {
  const { appraisalCurrent, appraisalRecord } = tables;
  const rows = await db
    .select({ id: appraisalCurrent.personId })
    .from(appraisalCurrent)
    .innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId))
    .where(and(isStale(tables, { year, on }), gt(appraisalCurrent.personId, after)))
    .orderBy(asc(appraisalCurrent.personId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function listPeople({ db, tables: { person } }: Handle, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return db
    .select({ id: person.id, employeeNo: person.employeeNo, name: person.name })
    .from(person)
    .where(inArray(person.id, [...personIds]));
}

/** Postings of these people that hold on at least one day of the year up to a day, the latest first. */
export async function listPostingsOfYear(
  { db, tables }: Handle,
  { personIds, year, on }: { personIds: readonly string[]; year: number; on: Day },
) {
  if (personIds.length === 0) return [];
  const { posting } = tables;
  return db
    .select()
    .from(posting)
    .where(and(inArray(posting.personId, [...personIds]), touches(tables, { year, on })))
    .orderBy(desc(posting.validFrom));
}

/** What these units were ever called, the latest name first. */
export async function listUnitNames({ db, tables: { orgUnit, orgUnitVersion } }: Handle, unitIds: readonly string[]) {
  if (unitIds.length === 0) return [];
  return db
    .select({
      unitId: orgUnit.id,
      code: orgUnit.code,
      name: orgUnitVersion.name,
      validFrom: orgUnitVersion.validFrom,
      validTo: orgUnitVersion.validTo,
    })
    .from(orgUnit)
    .innerJoin(orgUnitVersion, eq(orgUnitVersion.unitId, orgUnit.id))
    .where(inArray(orgUnit.id, [...unitIds]))
    .orderBy(desc(orgUnitVersion.validFrom));
}

/** The certificates of these people with the exam that each was earned in. */
export async function listEarnedCertificates(
  { db, tables: { certificate, grade, attempt, sitting } }: Handle,
  personIds: readonly string[],
) {
  if (personIds.length === 0) return [];
  return db
    .select({
      id: certificate.id,
      personId: certificate.personId,
      number: certificate.number,
      tier: certificate.tier,
      issuedOn: certificate.issuedOn,
      validUntil: certificate.validUntil,
      attemptId: certificate.attemptId,
      gradeId: certificate.gradeId,
      examCode: sitting.code,
      score: grade.score,
      maxScore: grade.maxScore,
      gradeWord: grade.gradeZh,
      gradedAt: grade.gradedAt,
      endedAt: attempt.endedAt,
    })
    .from(certificate)
    .innerJoin(grade, eq(grade.id, certificate.gradeId))
    .innerJoin(attempt, eq(attempt.id, certificate.attemptId))
    .innerJoin(sitting, eq(sitting.id, attempt.sittingId))
    .where(inArray(certificate.personId, [...personIds]));
}

/** The hours that these people earned in a year, by kind; someone without an entry is absent. */
export async function sumHoursOfYear(
  { db, tables: { hoursEntry } }: Handle,
  { personIds, year }: { personIds: readonly string[]; year: number },
): Promise<Map<string, EarnedHours>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({
      personId: hoursEntry.personId,
      kind: hoursEntry.kind,
      entries: count(),
      hours: sql<number>`sum(${hoursEntry.hours})`,
    })
    .from(hoursEntry)
    .where(and(inArray(hoursEntry.personId, [...personIds]), eq(hoursEntry.year, year)))
    .groupBy(hoursEntry.personId, hoursEntry.kind);
  const sums = new Map<string, EarnedHours>();
  for (const { personId, kind, entries, hours } of rows) {
    const sum = sums.get(personId) ?? { entries: 0, online: 0, offJob: 0, ownUnit: 0 };
    const field = kind === 'online' ? 'online' : kind === 'off-job' ? 'offJob' : 'ownUnit';
    sums.set(personId, { ...sum, entries: sum.entries + Number(entries), [field]: sum[field] + Number(hours) });
  }
  return sums;
}

// ── Records ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Rows per statement: SQLite binds at most 32,766 values. */
const CHUNK = 500;

/** Appends record versions and makes them the current ones of their people. */
export async function insertRecords(
  { db, tables: { appraisalRecord, appraisalCurrent } }: Handle,
  records: readonly AppraisalRecord[],
): Promise<void> {
  for (let at = 0; at < records.length; at += CHUNK) {
    const some = records.slice(at, at + CHUNK);
    await db
      .insert(appraisalRecord)
      .values(some.map(({ withdrawn: _, sources, ...row }) => ({ ...row, sources: sources as unknown as Json })));
    await db
      .insert(appraisalCurrent)
      .values(
        some.map(({ id, personId, year, unitId, employeeNo, withdrawn }) => ({
          recordId: id,
          personId,
          year,
          unitId,
          employeeNo,
          withdrawn,
        })),
      )
      .onConflictDoUpdate({
        target: [appraisalCurrent.personId, appraisalCurrent.year],
        set: {
          recordId: sql`excluded.record_id`,
          unitId: sql`excluded.unit_id`,
          employeeNo: sql`excluded.employee_no`,
          withdrawn: sql`excluded.withdrawn`,
        },
      });
  }
}

type RecordRow = Handle['tables']['appraisalRecord']['$inferSelect'];

/** A version by itself does not know whether the person still belongs to the year. */
export type RecordVersion = Omit<AppraisalRecord, 'withdrawn'>;

const toVersion = (record: RecordRow): RecordVersion => ({
  ...record,
  certificateStatus: record.certificateStatus as CertificateStatus | null,
  sources: record.sources as unknown as RecordSources,
});

const toRecord = ({ record, withdrawn }: { record: RecordRow; withdrawn: boolean }): AppraisalRecord => ({
  ...toVersion(record),
  withdrawn,
});

function selectCurrent({ db, tables: { appraisalCurrent, appraisalRecord } }: Handle) {
  return db
    .select({ record: appraisalRecord, withdrawn: appraisalCurrent.withdrawn })
    .from(appraisalCurrent)
    .innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId))
    .$dynamic();
}

/** The current records of these people for a year. */
export async function listRecordsOfPeople(
  handle: Handle,
  { personIds, year }: { personIds: readonly string[]; year: number },
): Promise<AppraisalRecord[]> {
  if (personIds.length === 0) return [];
  const { appraisalCurrent } = handle.tables;
  const rows = await selectCurrent(handle).where(
    and(eq(appraisalCurrent.year, year), inArray(appraisalCurrent.personId, [...personIds])),
  );
  return rows.map(toRecord);
}

/** Every version of one person's record of a year, the newest first. */
export async function listRecordVersions(
  { db, tables: { appraisalRecord } }: Handle,
  { personId, year }: { personId: string; year: number },
): Promise<RecordVersion[]> {
  const rows = await db
    .select()
    .from(appraisalRecord)
    .where(and(eq(appraisalRecord.personId, personId), eq(appraisalRecord.year, year)))
    .orderBy(desc(appraisalRecord.version));
  return rows.map(toVersion);
}

export type RecordFilter = {
  readonly year: number;
  /** Units of which records are meant; null is everywhere, an empty list is none. */
  readonly unitIds: readonly string[] | null;
  /** Part of a name, or the beginning of an employee number; empty is no filter. */
  readonly search: string;
  readonly suggestedRating: string | null;
  /** A certificate's status, or `none` for records without one. */
  readonly certificate: CertificateStatus | 'none' | null;
  /** Withdrawn records are a part of the file and not of what HR counts. */
  readonly withdrawn: boolean | null;
  /** Only records that changed after this change number. */
  readonly changedAfter?: number | null;
};

const escapeLike = (text: string) => text.toLowerCase().replace(/[!%_]/g, (sign) => `!${sign}`);

function whereOf(
  handle: Handle,
  { year, unitIds, search, suggestedRating, certificate, withdrawn, changedAfter = null }: RecordFilter,
): SQL | undefined {
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  return and(
    eq(appraisalCurrent.year, year),
    unitIds === null ? undefined : isOneOf(handle, appraisalCurrent.unitId, unitIds),
    withdrawn === null ? undefined : eq(appraisalCurrent.withdrawn, withdrawn),
    changedAfter === null ? undefined : and(eq(appraisalRecord.year, year), gt(appraisalRecord.change, changedAfter)),
    suggestedRating === null ? undefined : eq(appraisalRecord.suggestedRating, suggestedRating),
    certificate === null
      ? undefined
      : certificate === 'none'
        ? isNull(appraisalRecord.certificateStatus)
        : eq(appraisalRecord.certificateStatus, certificate),
    search === ''
      ? undefined
      : or(
          sql`lower(${appraisalRecord.name}) like ${`%${escapeLike(search)}%`} escape '!'`,
          sql`lower(${appraisalRecord.employeeNo}) like ${`${escapeLike(search)}%`} escape '!'`,
        ),
  );
}

/** Where the next page of a walk through a year's records begins. */
export type RecordCursor = { readonly employeeNo: string; readonly personId: string };

/** What the appraisal file says of a record; nothing else is read, since a file may have a million rows. */
function selectForFile({ db, tables: { appraisalCurrent, appraisalRecord: record } }: Handle) {
  return db
    .select({
      personId: record.personId,
      employeeNo: record.employeeNo,
      name: record.name,
      orgCode: record.orgCode,
      orgName: record.orgName,
      positionLevel: record.positionLevel,
      year: record.year,
      tier: record.tier,
      certificateNo: record.certificateNo,
      certificateStatus: record.certificateStatus,
      examCode: record.examCode,
      score: record.score,
      maxScore: record.maxScore,
      gradeWord: record.gradeWord,
      passedOn: record.passedOn,
      validUntil: record.validUntil,
      hoursRequired: record.hoursRequired,
      hoursEarned: record.hoursEarned,
      indicatorScore: record.indicatorScore,
      suggestedRating: record.suggestedRating,
      version: record.version,
      change: record.change,
      computedAt: record.computedAt,
      withdrawn: appraisalCurrent.withdrawn,
      place: sql<string>`${appraisalCurrent.employeeNo}`.as('place'),
    })
    .from(appraisalCurrent)
    .innerJoin(record, eq(record.id, appraisalCurrent.recordId))
    .$dynamic();
}

/** A record as the appraisal file and the feed say it. */
export type FileRow = Omit<
  AppraisalRecord,
  'id' | 'unitId' | 'certificateStatus' | 'policyVersionId' | 'sources' | 'change'
> & {
  readonly certificateStatus: string | null;
  readonly change: number;
  /** The employee number that the walk goes by. */
  readonly place: string;
};

type Text = string | null;
type Int = number | null;

/** By hand, in the order of the selection: this runs once for every row of a file. */
const toFileRow = (cells: readonly unknown[]): FileRow => ({
  personId: cells[0] as string,
  employeeNo: cells[1] as string,
  name: cells[2] as string,
  orgCode: cells[3] as string,
  orgName: cells[4] as string,
  positionLevel: cells[5] as string,
  year: cells[6] as number,
  tier: cells[7] as Int,
  certificateNo: cells[8] as Text,
  certificateStatus: cells[9] as Text,
  examCode: cells[10] as Text,
  score: cells[11] as Int,
  maxScore: cells[12] as Int,
  gradeWord: cells[13] as Text,
  passedOn: cells[14] as Text,
  validUntil: cells[15] as Text,
  hoursRequired: cells[16] as number,
  hoursEarned: cells[17] as number,
  indicatorScore: cells[18] as number,
  suggestedRating: cells[19] as string,
  version: cells[20] as number,
  change: cells[21] as number,
  computedAt: Number(cells[22]),
  withdrawn: Boolean(cells[23]),
  place: cells[24] as string,
});

/** Current records by employee number after a place: the walk that an export makes. */
export async function pageRecordsForFile(
  handle: Handle,
  { filter, after, limit }: { filter: RecordFilter; after: RecordCursor | null; limit: number },
): Promise<FileRow[]> {
  if (filter.unitIds?.length === 0) return [];
  const { employeeNo, personId } = handle.tables.appraisalCurrent;
  const query = selectForFile(handle)
    .where(
      and(
        whereOf(handle, filter),
        after === null
          ? undefined
          : and(gte(employeeNo, after.employeeNo), or(ne(employeeNo, after.employeeNo), gt(personId, after.personId))),
      ),
    )
    .orderBy(asc(employeeNo), asc(personId))
    .limit(limit);
  return (await readRows(handle, query)).map(toFileRow);
}

/** The newest version of every record that changed after a change number, in the order of the changes. */
export async function listChangedRecords(
  handle: Handle,
  { year, unitIds, after, limit }: { year: number; unitIds: readonly string[] | null; after: number; limit: number },
): Promise<FileRow[]> {
  if (unitIds?.length === 0) return [];
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  const query = selectForFile(handle)
    .where(
      and(
        eq(appraisalRecord.year, year),
        gt(appraisalRecord.change, after),
        unitIds === null ? undefined : isOneOf(handle, appraisalCurrent.unitId, unitIds),
      ),
    )
    .orderBy(asc(appraisalRecord.change))
    .limit(limit);
  return (await readRows(handle, query)).map(toFileRow);
}

export const RECORD_SORTS = ['employeeNo', 'name', 'orgCode', 'hoursEarned', 'score', 'indicatorScore'] as const;
export type RecordSort = (typeof RECORD_SORTS)[number];

/** One page of a filter's records. Equal ones stand by employee number; unknown marks come last either way. */
export async function listRecords(
  handle: Handle,
  {
    filter,
    sort,
    descending,
    offset,
    limit,
  }: { filter: RecordFilter; sort: RecordSort; descending: boolean; offset: number; limit: number },
): Promise<AppraisalRecord[]> {
  if (filter.unitIds?.length === 0) return [];
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  const column = appraisalRecord[sort];
  const rows = await selectCurrent(handle)
    .where(whereOf(handle, filter))
    .orderBy(
      // The order of the index needs no sorting of a hundred thousand records for the sake of fifty.
      ...(sort === 'employeeNo'
        ? [descending ? desc(appraisalCurrent.employeeNo) : asc(appraisalCurrent.employeeNo)]
        : [
            sql`case when ${column} is null then 1 else 0 end`,
            descending ? desc(column) : asc(column),
            asc(appraisalCurrent.employeeNo),
          ]),
      asc(appraisalCurrent.personId),
    )
    .limit(limit)
    .offset(offset);
  return rows.map(toRecord);
}

export async function countRecords(handle: Handle, filter: RecordFilter): Promise<number> {
  if (filter.unitIds?.length === 0) return 0;
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  const { search, suggestedRating, certificate, changedAfter = null } = filter;
  const ofCurrentAlone = search === '' && suggestedRating === null && certificate === null && changedAfter === null;
  const query = handle.db.select({ total: count() }).from(appraisalCurrent).$dynamic();
  const joined = ofCurrentAlone
    ? query
    : query.innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId));
  const [row] = await joined.where(whereOf(handle, filter));
  return Number(row?.total ?? 0);
}

/** How many records there are of each year, rating and certificate status, for sums that add up. */
export async function tallyRecords(
  handle: Handle,
  { years, unitIds }: { years: readonly number[]; unitIds: readonly string[] | null },
): Promise<(TallyLine & { readonly year: number })[]> {
  if (years.length === 0 || unitIds?.length === 0) return [];
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  const rows = await handle.db
    .select({
      year: appraisalCurrent.year,
      suggestedRating: appraisalRecord.suggestedRating,
      certificateStatus: appraisalRecord.certificateStatus,
      withdrawn: appraisalCurrent.withdrawn,
      total: count(),
    })
    .from(appraisalCurrent)
    .innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId))
    .where(
      and(
        inArray(appraisalCurrent.year, [...years]),
        unitIds === null ? undefined : isOneOf(handle, appraisalCurrent.unitId, unitIds),
      ),
    )
    .groupBy(
      appraisalCurrent.year,
      appraisalRecord.suggestedRating,
      appraisalRecord.certificateStatus,
      appraisalCurrent.withdrawn,
    );
  return rows.map((row) => ({ ...row, total: Number(row.total) }));
}

/** How many people belong to a year and have no record of it. */
export async function countUnrecordedPeople(
  handle: Handle,
  { year, on, unitIds }: { year: number; on: Day; unitIds: readonly string[] | null },
): Promise<number> {
  if (unitIds?.length === 0) return 0;
  const { db, tables } = handle;
  const { posting, appraisalCurrent } = tables;
  const [row] = await db
    .select({ total: sql<number>`count(distinct ${posting.personId})` })
    .from(posting)
    .leftJoin(appraisalCurrent, and(eq(appraisalCurrent.personId, posting.personId), eq(appraisalCurrent.year, year)))
    .where(
      and(
        touches(tables, { year, on }),
        isNull(appraisalCurrent.recordId),
        unitIds === null ? undefined : isOneOf(handle, posting.unitId, unitIds),
      ),
    );
  return Number(row?.total ?? 0);
}

/** How many records still call a certificate valid that has run out by a day; withdrawn ones stay as they are. */
export async function countStaleRecords(
  handle: Handle,
  { year, on, unitIds }: { year: number; on: Day; unitIds: readonly string[] | null },
): Promise<number> {
  if (unitIds?.length === 0) return 0;
  const { db, tables } = handle;
  const { appraisalCurrent, appraisalRecord } = tables;
  const [row] = await db
    .select({ total: count() })
    .from(appraisalCurrent)
    .innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId))
    .where(
      and(
        isStale(tables, { year, on }),
        eq(appraisalCurrent.withdrawn, false),
        unitIds === null ? undefined : isOneOf(handle, appraisalCurrent.unitId, unitIds),
      ),
    );
  return Number(row?.total ?? 0);
}
