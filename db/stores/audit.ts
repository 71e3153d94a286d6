import { and, asc, desc, eq, gt, gte, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { AnchoredHead, SignedAnchor } from '#app/domain/audit/anchor.ts';
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

/** Where every chain stands, by stream. */
export async function listAuditHeads({ db, tables }: Handle) {
  return db.select().from(tables.auditHead).orderBy(asc(tables.auditHead.stream));
}

/** Streams with entries beyond their head, or without a head: somebody moved or removed it. */
export async function listStreamsBeyondHead({ db, tables: { auditEntry, auditHead } }: Handle): Promise<string[]> {
  const rows = await db
    .selectDistinct({ stream: auditEntry.stream })
    .from(auditEntry)
    .leftJoin(auditHead, eq(auditHead.stream, auditEntry.stream))
    .where(or(isNull(auditHead.stream), gt(auditEntry.n, auditHead.n)))
    .orderBy(asc(auditEntry.stream));
  return rows.map(({ stream }) => stream);
}

/** Entries of one stream after `n`, oldest first; up to and including `upTo` when it is given. */
export async function listAuditEntries(
  { db, tables: { auditEntry } }: Handle,
  { stream, after, upTo, limit }: { stream: string; after: number; upTo?: number; limit: number },
): Promise<AuditEntry[]> {
  return db
    .select()
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.stream, stream),
        gt(auditEntry.n, after),
        upTo === undefined ? undefined : lte(auditEntry.n, upTo),
      ),
    )
    .orderBy(asc(auditEntry.n))
    .limit(limit);
}

/** Where in the order of {@link searchAuditEntries} a page begins: after this entry. */
export type AuditCursor = { readonly at: number; readonly stream: string; readonly n: number };

export type AuditFilter = {
  readonly stream: string | null;
  readonly action: string | null;
  readonly actorId: string | null;
  readonly subjectId: string | null;
  readonly outcome: string | null;
  /** From this instant on. */
  readonly from: number | null;
  /** Before this instant. */
  readonly before: number | null;
};

/** Entries of all streams that a filter finds, newest first. */
export async function searchAuditEntries(
  { db, tables: { auditEntry } }: Handle,
  { filter, after, limit }: { filter: AuditFilter; after: AuditCursor | null; limit: number },
): Promise<AuditEntry[]> {
  const { stream, action, actorId, subjectId, outcome, from, before } = filter;
  const { at, n } = auditEntry;
  return db
    .select()
    .from(auditEntry)
    .where(
      and(
        stream === null ? undefined : eq(auditEntry.stream, stream),
        action === null ? undefined : eq(auditEntry.action, action),
        actorId === null ? undefined : eq(auditEntry.actorId, actorId),
        subjectId === null ? undefined : eq(auditEntry.subjectId, subjectId),
        outcome === null ? undefined : eq(auditEntry.outcome, outcome),
        from === null ? undefined : gte(at, from),
        before === null ? undefined : lt(at, before),
        after === null
          ? undefined
          : or(
              lt(at, after.at),
              and(
                eq(at, after.at),
                or(lt(auditEntry.stream, after.stream), and(eq(auditEntry.stream, after.stream), lt(n, after.n))),
              ),
            ),
      ),
    )
    .orderBy(desc(at), desc(auditEntry.stream), desc(n))
    .limit(limit);
}

/** The kinds of act that occur in the log, for a filter's list. */
export async function listAuditActions({ db, tables: { auditEntry } }: Handle): Promise<string[]> {
  const rows = await db.selectDistinct({ action: auditEntry.action }).from(auditEntry).orderBy(asc(auditEntry.action));
  return rows.map(({ action }) => action);
}

/** The newest entry of one kind of act in one stream. */
export async function findNewestAuditEntry(
  { db, tables: { auditEntry } }: Handle,
  { stream, action }: { stream: string; action: string },
): Promise<AuditEntry | null> {
  const [row] = await db
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.stream, stream), eq(auditEntry.action, action)))
    .orderBy(desc(auditEntry.n))
    .limit(1);
  return row ?? null;
}

/** Hashes of single entries, for comparing them with what an anchor signed. */
export async function listAuditHashes(
  { db, tables: { auditEntry } }: Handle,
  places: readonly { stream: string; n: number }[],
): Promise<{ stream: string; n: number; hash: string }[]> {
  if (places.length === 0) return [];
  return db
    .select({ stream: auditEntry.stream, n: auditEntry.n, hash: auditEntry.hash })
    .from(auditEntry)
    .where(or(...places.map(({ stream, n }) => and(eq(auditEntry.stream, stream), eq(auditEntry.n, n)))));
}

// ── Anchors ──────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Marks every head that moved since it was last anchored as anchored where it stands, and says where that is, by
 * stream. One statement: a head that moves on meanwhile waits for this transaction and is taken by the next anchor.
 */
export async function takeMovedHeads({ db, tables: { auditHead } }: Handle): Promise<AnchoredHead[]> {
  const rows = await db
    .update(auditHead)
    .set({ anchoredN: sql`${auditHead.n}` })
    .where(gt(auditHead.n, auditHead.anchoredN))
    .returning({ stream: auditHead.stream, n: auditHead.n, hash: auditHead.hash });
  return rows.sort((a, b) => (a.stream < b.stream ? -1 : 1));
}

export async function insertAnchor({ db, tables }: Handle, { heads, ...anchor }: SignedAnchor): Promise<void> {
  await db.insert(tables.auditAnchor).values({ ...anchor, heads: [...heads] });
}

export async function findLastAnchor({ db, tables: { auditAnchor } }: Handle): Promise<SignedAnchor | null> {
  const [row] = await db.select().from(auditAnchor).orderBy(desc(auditAnchor.n)).limit(1);
  return row ?? null;
}

/** Anchors after `n`, oldest first. */
export async function listAnchors(
  { db, tables: { auditAnchor } }: Handle,
  { after, limit }: { after: number; limit: number },
): Promise<SignedAnchor[]> {
  return db.select().from(auditAnchor).where(gt(auditAnchor.n, after)).orderBy(asc(auditAnchor.n)).limit(limit);
}
