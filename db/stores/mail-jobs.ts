import { and, asc, count, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { Handle } from '#db/open.server.ts';

type MailJobRow = Handle['tables']['mailJob']['$inferInsert'];

export async function insertMailJob({ db, tables }: Handle, row: MailJobRow) {
  await db.insert(tables.mailJob).values(row);
}

/** How many mails of a kind someone asked for since an instant. */
export async function countMailJobsSince(
  { db, tables: { mailJob } }: Handle,
  { personId, kind, since }: { personId: string; kind: MailJobRow['kind']; since: Instant },
): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(mailJob)
    .where(and(eq(mailJob.personId, personId), eq(mailJob.kind, kind), gt(mailJob.createdAt, since)));
  return Number(row?.total ?? 0);
}

const isWaiting = ({ mailJob }: Handle['tables']) => and(isNull(mailJob.sentAt), isNull(mailJob.failedAt));

/** Takes the mail that has waited longest: until `leaseUntil` no other node will. Null when none is due. */
export async function takeDueMailJob(
  { db, dialect, tables }: Handle,
  { now, leaseUntil }: { now: Instant; leaseUntil: Instant },
) {
  const { mailJob } = tables;
  const due = db
    .select({ id: mailJob.id })
    .from(mailJob)
    .where(and(isWaiting(tables), lte(mailJob.nextAt, now)))
    .orderBy(asc(mailJob.nextAt))
    .limit(1);
  const [next] = dialect === 'postgres' ? await forUpdateSkippingLocked(due) : await due;
  if (!next) return null;
  const [row] = await db
    .update(mailJob)
    .set({ tries: sql`${mailJob.tries} + 1`, nextAt: leaseUntil })
    .where(eq(mailJob.id, next.id))
    .returning();
  return row ?? null;
}

/** SQLite has one writer and no such clause; its types do not know it. */
const forUpdateSkippingLocked = <T>(query: T): T =>
  (query as T & { for: (strength: 'update', config: { skipLocked: true }) => T }).for('update', { skipLocked: true });

/** Settles a try: sent, given up, or again later. */
export async function settleMailJob(
  { db, tables: { mailJob } }: Handle,
  { id, ...change }: { id: string; sentAt?: Instant; failedAt?: Instant; nextAt?: Instant; lastError?: string },
) {
  await db.update(mailJob).set(change).where(eq(mailJob.id, id));
}
