import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { type AuditEntry, GENESIS_HASH, hashAuditEntry } from '#app/domain/audit/chain.ts';
import type { Handle } from '#db/open.server.ts';

/** Appends one entry to its stream's chain. Must run in the transaction of the change that it reports. */
export async function insertAuditEntry(
  { db, tables }: Handle,
  entry: Omit<AuditEntry, 'n' | 'prevHash' | 'hash'>,
): Promise<AuditEntry> {
  const { auditHead, auditEntry } = tables;
  await db
    .insert(auditHead)
    .values({ stream: entry.stream, n: 0, hash: GENESIS_HASH, anchoredN: 0 })
    .onConflictDoNothing();
  // The update locks the head, so the hash read with it stays the last one until this transaction ends.
  const [head] = await db
    .update(auditHead)
    .set({ n: sql`${auditHead.n} + 1` })
    .where(eq(auditHead.stream, entry.stream))
    .returning();
  if (!head) throw new Error(`audit stream ${entry.stream} has no head`);
  const unhashed = { ...entry, n: head.n, prevHash: head.hash };
  const complete: AuditEntry = { ...unhashed, hash: hashAuditEntry(unhashed) };
  await db.insert(auditEntry).values(complete);
  await db.update(auditHead).set({ hash: complete.hash }).where(eq(auditHead.stream, entry.stream));
  return complete;
}

export async function listAuditHeads({ db, tables }: Handle) {
  return db.select().from(tables.auditHead).orderBy(asc(tables.auditHead.stream));
}

/** Entries of one stream after `n`, oldest first. */
export async function listAuditEntries(
  { db, tables }: Handle,
  { stream, after, limit }: { stream: string; after: number; limit: number },
): Promise<AuditEntry[]> {
  const { auditEntry } = tables;
  return db
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.stream, stream), gt(auditEntry.n, after)))
    .orderBy(asc(auditEntry.n))
    .limit(limit);
}

/** The newest entries of all streams, newest first. */
export async function listRecentAuditEntries({ db, tables }: Handle, limit: number): Promise<AuditEntry[]> {
  const { auditEntry } = tables;
  return db.select().from(auditEntry).orderBy(desc(auditEntry.at), desc(auditEntry.n)).limit(limit);
}

export async function insertAnchor({ db, tables }: Handle, anchor: Handle['tables']['auditAnchor']['$inferInsert']) {
  await db.insert(tables.auditAnchor).values(anchor);
}

export async function listAnchors({ db, tables }: Handle) {
  return db.select().from(tables.auditAnchor).orderBy(asc(tables.auditAnchor.at));
}
