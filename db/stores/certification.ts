import { and, asc, count, desc, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { CertificateStatus } from '#app/domain/certification/status.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { Handle } from '#db/open.server.ts';
import { beginsWith, isNamed } from '#db/stores/named.ts';
import { isOneOf } from './read-rows.ts';

export type CertificateRow = Handle['tables']['certificate']['$inferSelect'];
export type CertificateEventRow = Handle['tables']['certificateEvent']['$inferSelect'];
export type PendingCertificateRow = Handle['tables']['certificatePending']['$inferSelect'];

/** The next serial of a year; the counter's row makes concurrent issues wait for each other, so no number is missing. */
export async function takeSerial({ db, tables: { certificateCounter } }: Handle, year: number): Promise<number> {
  const [row] = await db
    .insert(certificateCounter)
    .values({ year, last: 1 })
    .onConflictDoUpdate({ target: certificateCounter.year, set: { last: sql`${certificateCounter.last} + 1` } })
    .returning();
  if (!row) throw new Error(`no certificate counter for ${year}`);
  return row.last;
}

export async function insertCertificate({ db, tables }: Handle, row: Handle['tables']['certificate']['$inferInsert']) {
  await db.insert(tables.certificate).values(row);
}

export async function findCertificate({ db, tables: { certificate } }: Handle, id: string) {
  const [row] = await db.select().from(certificate).where(eq(certificate.id, id));
  return row ?? null;
}

/** The same, locked until the transaction ends, so that two decisions about one certificate come one after the other. */
export async function lockCertificate({ db, dialect, tables: { certificate } }: Handle, id: string) {
  const query = db.select().from(certificate).where(eq(certificate.id, id));
  const [row] = await (dialect === 'postgres'
    ? (query as unknown as { for(strength: 'update'): typeof query }).for('update')
    : query);
  return row ?? null;
}

export async function findCertificateByCode({ db, tables: { certificate } }: Handle, code: string) {
  const [row] = await db.select().from(certificate).where(eq(certificate.code, code));
  return row ?? null;
}

export async function findCertificateByNumber({ db, tables: { certificate } }: Handle, number: string) {
  const [row] = await db.select().from(certificate).where(eq(certificate.number, number));
  return row ?? null;
}

export async function findCertificateByAttempt({ db, tables: { certificate } }: Handle, attemptId: string) {
  const [row] = await db.select().from(certificate).where(eq(certificate.attemptId, attemptId));
  return row ?? null;
}

/** The certificates that rest on some attempts, by attempt id. */
export async function listCertificatesByAttempt(
  { db, tables: { certificate } }: Handle,
  attemptIds: readonly string[],
): Promise<Map<string, CertificateRow>> {
  if (attemptIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(certificate)
    .where(inArray(certificate.attemptId, [...attemptIds]));
  return new Map(rows.map((row) => [row.attemptId, row]));
}

/** The certificates of some people, the newest first. */
export async function listCertificatesOfPeople(
  { db, tables: { certificate } }: Handle,
  personIds: readonly string[],
): Promise<CertificateRow[]> {
  if (personIds.length === 0) return [];
  return db
    .select()
    .from(certificate)
    .where(inArray(certificate.personId, [...personIds]))
    .orderBy(desc(certificate.issuedAt), desc(certificate.id));
}

export async function insertCertificateEvent(
  { db, tables }: Handle,
  row: Handle['tables']['certificateEvent']['$inferInsert'],
) {
  await db.insert(tables.certificateEvent).values(row);
}

/** What happened to some certificates, in the order in which it holds. */
export async function listCertificateEvents(
  { db, tables: { certificateEvent } }: Handle,
  certificateIds: readonly string[],
): Promise<CertificateEventRow[]> {
  if (certificateIds.length === 0) return [];
  return db
    .select()
    .from(certificateEvent)
    .where(inArray(certificateEvent.certificateId, [...certificateIds]))
    .orderBy(asc(certificateEvent.effectiveOn), asc(certificateEvent.id));
}

// ── Certificates that cannot be printed yet ──────────────────────────────────────────────────────────────────────

export async function upsertPendingCertificate(
  { db, tables: { certificatePending } }: Handle,
  row: PendingCertificateRow,
): Promise<void> {
  const { missing, lastTriedAt, gradeId } = row;
  await db
    .insert(certificatePending)
    .values(row)
    .onConflictDoUpdate({ target: certificatePending.attemptId, set: { missing, lastTriedAt, gradeId } });
}

export async function findPendingCertificate({ db, tables: { certificatePending } }: Handle, attemptId: string) {
  const [row] = await db.select().from(certificatePending).where(eq(certificatePending.attemptId, attemptId));
  return row ?? null;
}

export async function deletePendingCertificate({ db, tables: { certificatePending } }: Handle, attemptId: string) {
  await db.delete(certificatePending).where(eq(certificatePending.attemptId, attemptId));
}

/** Pending certificates after an attempt id, in the order of those ids. */
export async function pagePendingCertificates(
  { db, tables: { certificatePending } }: Handle,
  { after, limit }: { after: string; limit: number },
): Promise<PendingCertificateRow[]> {
  return db
    .select()
    .from(certificatePending)
    .where(gt(certificatePending.attemptId, after))
    .orderBy(asc(certificatePending.attemptId))
    .limit(limit);
}

export type PendingCertificateItem = PendingCertificateRow & {
  readonly name: string;
  readonly employeeNo: string;
  readonly unitId: string | null;
};

/** Pending certificates of people who serve, or last served, in these units; the oldest first. @param unitIds null is everywhere. */
export async function listPendingCertificates(
  handle: Handle,
  { unitIds, today, limit }: { unitIds: readonly string[] | null; today: Day; limit: number },
): Promise<PendingCertificateItem[]> {
  if (unitIds?.length === 0) return [];
  const { certificatePending, person, posting } = handle.tables;
  const rows = await handle.db
    .select({ pending: certificatePending, name: person.name, employeeNo: person.employeeNo, unitId: posting.unitId })
    .from(certificatePending)
    .innerJoin(person, eq(person.id, certificatePending.personId))
    .leftJoin(posting, isLastPosting(handle, today))
    .where(unitIds === null ? undefined : inArray(posting.unitId, [...unitIds]))
    .orderBy(asc(certificatePending.since))
    .limit(limit);
  return rows.map(({ pending, ...who }) => ({ ...pending, ...who }));
}

// ── Search ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** The posting that a person has on a day, or had last. To be joined to `person`. */
export function isLastPosting({ tables: { person, posting } }: Handle, day: Day): SQL | undefined {
  return and(
    eq(posting.personId, person.id),
    sql`${posting.validFrom} = (select max(p2.valid_from) from posting p2 where p2.person_id = ${person.id} and p2.valid_from <= ${day})`,
  );
}

export type CertificateFilter = {
  /** Units whose people are meant; null is everywhere, an empty list is nobody. */
  readonly unitIds: readonly string[] | null;
  /** The day as of which the status and the unit are meant. */
  readonly today: Day;
  /** Part of a name as written or in pinyin, the beginning of an employee number or of a certificate number; empty is no filter. */
  readonly search: string;
  readonly status: CertificateStatus | null;
  readonly tier: number | null;
  /** Days of issue, both included; null is open. */
  readonly issuedFrom?: Day | null;
  readonly issuedTo?: Day | null;
  /** These alone; null is all. */
  readonly ids?: readonly string[] | null;
};

export type CertificateItem = {
  readonly certificate: CertificateRow;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitId: string | null;
};

function whereOf(
  handle: Handle,
  { unitIds, today, search, status, tier, issuedFrom = null, issuedTo = null, ids = null }: CertificateFilter,
): SQL | undefined {
  const { certificate, person, posting } = handle.tables;
  return and(
    unitIds === null ? undefined : isOneOf(handle, posting.unitId, unitIds),
    ids === null ? undefined : isOneOf(handle, certificate.id, ids),
    issuedFrom === null ? undefined : gte(certificate.issuedOn, issuedFrom),
    issuedTo === null ? undefined : lte(certificate.issuedOn, issuedTo),
    tier === null ? undefined : eq(certificate.tier, tier),
    search === ''
      ? undefined
      : or(isNamed(person, search), beginsWith(person.employeeNo, search), beginsWith(certificate.number, search)),
    status === null ? undefined : hasStatus(handle, { status, today }),
  );
}

/** The rule of app/domain/certification/status.ts as a condition; a test compares the two. */
function hasStatus(
  { tables: { certificate } }: Handle,
  { status, today }: { status: CertificateStatus; today: Day },
): SQL | undefined {
  const events = (kind: 'revoked' | 'suspended' | 'reinstated') =>
    sql`(select count(*) from certificate_event e where e.certificate_id = ${certificate.id} and e.kind = ${kind} and e.effective_on <= ${today})`;
  const revoked = sql`${events('revoked')} > 0`;
  const notRevoked = sql`${events('revoked')} = 0`;
  const over = lt(certificate.validUntil, today);
  const running = sql`${certificate.validUntil} >= ${today}`;
  switch (status) {
    case 'revoked':
      return revoked;
    case 'expired':
      return and(notRevoked, over);
    case 'suspended':
      return and(notRevoked, running, sql`${events('suspended')} > ${events('reinstated')}`);
    case 'valid':
      return and(notRevoked, running, sql`${events('suspended')} <= ${events('reinstated')}`);
  }
}

export async function countCertificates(handle: Handle, filter: CertificateFilter): Promise<number> {
  if (filter.unitIds?.length === 0) return 0;
  const { certificate, person, posting } = handle.tables;
  const [row] = await handle.db
    .select({ total: count() })
    .from(certificate)
    .innerJoin(person, eq(person.id, certificate.personId))
    .leftJoin(posting, isLastPosting(handle, filter.today))
    .where(whereOf(handle, filter));
  return Number(row?.total ?? 0);
}

/** One page of a filter's certificates, the latest issue first. */
export async function listCertificates(
  handle: Handle,
  { filter, offset, limit }: { filter: CertificateFilter; offset: number; limit: number },
): Promise<CertificateItem[]> {
  if (filter.unitIds?.length === 0) return [];
  const { certificate, person, posting } = handle.tables;
  return handle.db
    .select({ certificate, name: person.name, employeeNo: person.employeeNo, unitId: posting.unitId })
    .from(certificate)
    .innerJoin(person, eq(person.id, certificate.personId))
    .leftJoin(posting, isLastPosting(handle, filter.today))
    .where(whereOf(handle, filter))
    .orderBy(desc(certificate.issuedAt), desc(certificate.id))
    .limit(limit)
    .offset(offset);
}

export type PrintableCertificate = {
  readonly id: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitId: string | null;
};

/** Whose certificates a filter means, without what they say: a batch may be of many thousands. */
export async function listCertificatesToPrint(
  handle: Handle,
  { filter, limit }: { filter: CertificateFilter; limit: number },
): Promise<PrintableCertificate[]> {
  if (filter.unitIds?.length === 0) return [];
  const { certificate, person, posting } = handle.tables;
  return handle.db
    .select({ id: certificate.id, name: person.name, employeeNo: person.employeeNo, unitId: posting.unitId })
    .from(certificate)
    .innerJoin(person, eq(person.id, certificate.personId))
    .leftJoin(posting, isLastPosting(handle, filter.today))
    .where(whereOf(handle, filter))
    .orderBy(asc(person.employeeNo), asc(certificate.id))
    .limit(limit);
}

export async function listCertificatesByIds(handle: Handle, ids: readonly string[]): Promise<CertificateRow[]> {
  if (ids.length === 0) return [];
  const { certificate } = handle.tables;
  return handle.db
    .select()
    .from(certificate)
    .where(inArray(certificate.id, [...ids]));
}

// ── Printing ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type PrintRow = Handle['tables']['certificatePrint']['$inferSelect'];
const CHUNK = 500;

export async function insertPrints({ db, tables: { certificatePrint } }: Handle, rows: readonly PrintRow[]) {
  for (let at = 0; at < rows.length; at += CHUNK) await db.insert(certificatePrint).values(rows.slice(at, at + CHUNK));
}

/** Each time that the office printed a certificate, the newest first. */
export async function listPrints(
  { db, tables: { certificatePrint } }: Handle,
  { certificateId, limit }: { certificateId: string; limit: number },
): Promise<PrintRow[]> {
  return db
    .select()
    .from(certificatePrint)
    .where(eq(certificatePrint.certificateId, certificateId))
    .orderBy(desc(certificatePrint.at), desc(certificatePrint.id))
    .limit(limit);
}

/** How often the office printed a certificate. */
export async function countPrints({ db, tables: { certificatePrint } }: Handle, certificateId: string) {
  const [row] = await db
    .select({ total: count() })
    .from(certificatePrint)
    .where(eq(certificatePrint.certificateId, certificateId));
  return Number(row?.total ?? 0);
}

/** The unit in which a person serves on a day, or served last; null when there was none by then. */
export async function findLastUnit(
  { db, tables: { posting } }: Handle,
  { personId, day }: { personId: string; day: Day },
): Promise<string | null> {
  const [row] = await db
    .select({ unitId: posting.unitId })
    .from(posting)
    .where(and(eq(posting.personId, personId), sql`${posting.validFrom} <= ${day}`))
    .orderBy(desc(posting.validFrom))
    .limit(1);
  return row?.unitId ?? null;
}
