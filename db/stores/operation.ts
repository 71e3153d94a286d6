import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, lte, min, or, sql } from 'drizzle-orm';
import type { Handle } from '#db/open.server.ts';

/** Attempts whose clock has run out but that nobody closed, and the earliest of their ends. */
export async function readOverdueAttempts(
  { db, tables: { attempt } }: Handle,
  now: number,
): Promise<{ count: number; oldestAt: number | null }> {
  const [row] = await db
    .select({ count: count(), oldestAt: min(attempt.deadlineAt) })
    .from(attempt)
    .where(and(eq(attempt.status, 'in-progress'), lt(attempt.deadlineAt, now)));
  return { count: Number(row?.count ?? 0), oldestAt: row?.oldestAt == null ? null : Number(row.oldestAt) };
}

/** How many certificates wait for a font, and since when the first does. */
export async function readPendingCertificates({
  db,
  tables: { certificatePending },
}: Handle): Promise<{ count: number; oldestAt: number | null }> {
  const [row] = await db.select({ count: count(), oldestAt: min(certificatePending.since) }).from(certificatePending);
  return { count: Number(row?.count ?? 0), oldestAt: row?.oldestAt == null ? null : Number(row.oldestAt) };
}

export const countPendingCertificates = async (handle: Handle): Promise<number> =>
  (await readPendingCertificates(handle)).count;

export async function readMailQueue({
  db,
  tables: { mailJob },
}: Handle): Promise<{ waiting: number; failed: number; oldestAt: number | null; lastError: string | null }> {
  const [open] = await db
    .select({ count: count(), oldestAt: min(mailJob.createdAt) })
    .from(mailJob)
    .where(and(isNull(mailJob.sentAt), isNull(mailJob.failedAt)));
  // A job without an error was dropped by rule: its reader may have no code.
  const [failed] = await db
    .select({ count: count() })
    .from(mailJob)
    .where(and(isNotNull(mailJob.failedAt), isNotNull(mailJob.lastError)));
  const [last] = await db
    .select({ error: mailJob.lastError })
    .from(mailJob)
    .where(and(isNull(mailJob.sentAt), isNotNull(mailJob.lastError)))
    .orderBy(desc(mailJob.createdAt))
    .limit(1);
  return {
    waiting: Number(open?.count ?? 0),
    failed: Number(failed?.count ?? 0),
    oldestAt: open?.oldestAt == null ? null : Number(open.oldestAt),
    lastError: last?.error ?? null,
  };
}

export type FailingDelivery = {
  eventId: string;
  type: string;
  handler: string;
  attempts: number;
  lastError: string | null;
};

/** Deliveries that were tried and failed, those tried most often first. */
export async function listFailingDeliveries(
  { db, tables: { outboxDelivery, outboxEvent } }: Handle,
  limit: number,
): Promise<FailingDelivery[]> {
  return db
    .select({
      eventId: outboxDelivery.eventId,
      type: outboxEvent.type,
      handler: outboxDelivery.handler,
      attempts: outboxDelivery.attempts,
      lastError: outboxDelivery.lastError,
    })
    .from(outboxDelivery)
    .innerJoin(outboxEvent, eq(outboxEvent.id, outboxDelivery.eventId))
    .where(and(isNull(outboxDelivery.doneAt), sql`${outboxDelivery.attempts} > 0`))
    .orderBy(desc(outboxDelivery.attempts), asc(outboxDelivery.eventId))
    .limit(limit);
}

/** The latest instant that the log knows; null when it is empty. */
export async function findLatestEntryAt({ db, tables: { auditEntry } }: Handle): Promise<number | null> {
  const [row] = await db.select({ at: auditEntry.at }).from(auditEntry).orderBy(desc(auditEntry.at)).limit(1);
  return row?.at ?? null;
}

// ── What is kept no longer than it is needed. Each deletes at most `limit` rows and says how many. ────────────────

type Batch = { readonly before: number; readonly limit: number };

/** Links that were used, or whose time was over, before an instant. */
export async function deleteClosedLinks(
  { db, tables: { oneTimeLink } }: Handle,
  { before, limit }: Batch,
): Promise<number> {
  const some = db
    .select({ id: oneTimeLink.id })
    .from(oneTimeLink)
    .where(or(lte(oneTimeLink.expiresAt, before), lte(oneTimeLink.usedAt, before)))
    .limit(limit);
  return (await db.delete(oneTimeLink).where(inArray(oneTimeLink.id, some)).returning({ id: oneTimeLink.id })).length;
}

/** Codes for a first or forgotten password that were used, ended, or outlived before an instant. */
export async function deleteClosedCodes(
  { db, tables: { accessCode } }: Handle,
  { before, limit }: Batch,
): Promise<number> {
  const some = db
    .select({ id: accessCode.id })
    .from(accessCode)
    .where(or(lte(accessCode.expiresAt, before), lte(accessCode.usedAt, before), lte(accessCode.endedAt, before)))
    .limit(limit);
  return (await db.delete(accessCode).where(inArray(accessCode.id, some)).returning({ id: accessCode.id })).length;
}

/** Messages that were sent or given up before an instant. */
export async function deleteOldMail({ db, tables: { mailJob } }: Handle, { before, limit }: Batch): Promise<number> {
  const some = db
    .select({ id: mailJob.id })
    .from(mailJob)
    .where(or(lte(mailJob.sentAt, before), lte(mailJob.failedAt, before)))
    .limit(limit);
  return (await db.delete(mailJob).where(inArray(mailJob.id, some)).returning({ id: mailJob.id })).length;
}

/** Deliveries that were done before an instant, oldest first. The events themselves stay: they are append-only. */
export async function deleteDoneDeliveries(
  { db, tables: { outboxDelivery } }: Handle,
  { before, limit }: Batch,
): Promise<number> {
  const some = await db
    .select({ eventId: outboxDelivery.eventId })
    .from(outboxDelivery)
    .where(lte(outboxDelivery.doneAt, before))
    .orderBy(asc(outboxDelivery.doneAt))
    .limit(limit);
  if (some.length === 0) return 0;
  const ids = [...new Set(some.map(({ eventId }) => eventId))];
  const rows = await db
    .delete(outboxDelivery)
    .where(and(inArray(outboxDelivery.eventId, ids), lte(outboxDelivery.doneAt, before)))
    .returning({ eventId: outboxDelivery.eventId });
  return rows.length;
}
