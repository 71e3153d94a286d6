import { and, asc, desc, eq, gt, gte, inArray, isNull, like, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { AnchoredHead, SignedAnchor } from '#app/domain/audit/anchor.ts';
import { type AuditEntry, GENESIS_HASH, hashAuditEntry } from '#app/domain/audit/chain.ts';
import { rowsOf } from '#db/insert-rows.ts';
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

/**
 * Appends entries to one stream's chain, in their order, as that many calls of {@link insertAuditEntry} would: for acts
 * that change thousands of things. A few hundred at a time; must run in the transaction of the changes.
 */
export async function insertAuditEntries(
  handle: Handle,
  { stream, entries }: { stream: string; entries: readonly Omit<AuditEntry, 'stream' | 'n' | 'prevHash' | 'hash'>[] },
): Promise<void> {
  if (entries.length === 0) return;
  const { db, tables } = handle;
  const { auditHead, auditEntry } = tables;
  await db.insert(auditHead).values({ stream, n: 0, hash: GENESIS_HASH, anchoredN: 0 }).onConflictDoNothing();
  const [head] = await db
    .update(auditHead)
    .set({ n: sql`${auditHead.n} + ${entries.length}` })
    .where(eq(auditHead.stream, stream))
    .returning();
  if (!head) throw new Error(`audit stream ${stream} has no head`);
  let { hash } = head;
  const complete = entries.map((entry, i) => {
    const unhashed = { ...entry, stream, n: head.n - entries.length + i + 1, prevHash: hash };
    hash = hashAuditEntry(unhashed);
    return { ...unhashed, hash };
  });
  await db.insert(auditEntry).select(rowsOf(handle, auditEntry, complete));
  await db.update(auditHead).set({ hash }).where(eq(auditHead.stream, stream));
}

/** Where every chain stands, by stream. */
export async function listAuditHeads({ db, tables }: Handle) {
  return db.select().from(tables.auditHead).orderBy(asc(tables.auditHead.stream));
}

export async function findAuditHead({ db, tables: { auditHead } }: Handle, stream: string) {
  const [row] = await db.select().from(auditHead).where(eq(auditHead.stream, stream));
  return row ?? null;
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

/** One entry of one stream; null when the chain does not reach it. */
export async function findAuditEntry(
  { db, tables: { auditEntry } }: Handle,
  { stream, n }: { stream: string; n: number },
): Promise<AuditEntry | null> {
  const [row] = await db
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.stream, stream), eq(auditEntry.n, n)));
  return row ?? null;
}

/** A place in the order of {@link searchAuditEntries}. */
export type AuditCursor = { readonly at: number; readonly stream: string; readonly n: number };

export type AuditFilter = {
  /** A stream's name; `sitting` is the streams of all sittings. */
  readonly stream: string | null;
  readonly action: string | null;
  readonly actorId: string | null;
  readonly subjectId: string | null;
  /** A person or object, whether it acted or was acted upon. */
  readonly involvedId: string | null;
  /** Any of these; null is every outcome. */
  readonly outcomes: readonly string[] | null;
  /** From this instant on. */
  readonly from: number | null;
  /** Before this instant. */
  readonly before: number | null;
};

/** Where a page begins: just after an entry, going to older or to newer ones; null is the newest entry. */
export type AuditPosition = { readonly cursor: AuditCursor; readonly towards: 'older' | 'newer' } | null;

const ALL_SITTINGS = 'sitting';

/** Entries of all streams that a filter finds, newest first; going to newer ones, those next to the cursor. */
export async function searchAuditEntries(
  { db, tables: { auditEntry } }: Handle,
  { filter, position, limit }: { filter: AuditFilter; position: AuditPosition; limit: number },
): Promise<AuditEntry[]> {
  const { stream, action, actorId, subjectId, involvedId, outcomes, from, before } = filter;
  if (outcomes?.length === 0) return [];
  const { at, n } = auditEntry;
  const newer = position?.towards === 'newer';
  const [only] = outcomes ?? [];
  const rows = await db
    .select()
    .from(auditEntry)
    .where(
      and(
        stream === null
          ? undefined
          : stream === ALL_SITTINGS
            ? like(auditEntry.stream, `${ALL_SITTINGS}:%`)
            : eq(auditEntry.stream, stream),
        action === null ? undefined : eq(auditEntry.action, action),
        actorId === null ? undefined : eq(auditEntry.actorId, actorId),
        subjectId === null ? undefined : eq(auditEntry.subjectId, subjectId),
        outcomes === null || only === undefined
          ? undefined
          : outcomes.length === 1
            ? eq(auditEntry.outcome, only)
            : inArray(auditEntry.outcome, [...outcomes]),
        from === null ? undefined : gte(at, from),
        before === null ? undefined : lt(at, before),
        involvedId === null ? undefined : or(eq(auditEntry.actorId, involvedId), eq(auditEntry.subjectId, involvedId)),
        position === null ? undefined : beyond(auditEntry, position),
      ),
    )
    .orderBy(...(newer ? [asc(at), asc(auditEntry.stream), asc(n)] : [desc(at), desc(auditEntry.stream), desc(n)]))
    .limit(limit);
  return newer ? rows.reverse() : rows;
}

/** A row comparison, which both engines answer from the index that orders the page. */
function beyond(
  { at, stream, n }: Handle['tables']['auditEntry'],
  { cursor, towards }: NonNullable<AuditPosition>,
): SQL {
  const sign = sql.raw(towards === 'newer' ? '>' : '<');
  return sql`(${at}, ${stream}, ${n}) ${sign} (${cursor.at}, ${cursor.stream}, ${cursor.n})`;
}

/** The kinds of act that occur in the log, for a filter's list. */
export const listAuditActions = (handle: Handle) => listDistinct(handle, handle.tables.auditEntry.action);

/** The outcomes that occur in the log. */
export const listAuditOutcomes = (handle: Handle) => listDistinct(handle, handle.tables.auditEntry.outcome);

/** The values of an indexed column, each found by one step into the index: neither engine does so for DISTINCT. */
async function listDistinct(
  { db, tables: { auditEntry } }: Handle,
  column: Handle['tables']['auditEntry']['action' | 'outcome'],
): Promise<string[]> {
  const name = sql.raw(column.name);
  const rows = await db.select({ value: sql<string>`found.value` }).from(
    sql`(
      WITH RECURSIVE step(value) AS (
        SELECT min(${name}) FROM ${auditEntry}
        UNION ALL
        SELECT (SELECT min(${name}) FROM ${auditEntry} WHERE ${name} > step.value) FROM step WHERE step.value IS NOT NULL
      )
      SELECT value FROM step WHERE value IS NOT NULL
    ) AS found`,
  );
  return rows.map(({ value }) => value).sort();
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

/** Anchors with these numbers. */
export async function listAnchorsByNumber(
  { db, tables: { auditAnchor } }: Handle,
  numbers: readonly number[],
): Promise<SignedAnchor[]> {
  if (numbers.length === 0) return [];
  return db
    .select()
    .from(auditAnchor)
    .where(inArray(auditAnchor.n, [...numbers]));
}

/** Anchors after `n`, oldest first. */
export async function listAnchors(
  { db, tables: { auditAnchor } }: Handle,
  { after, limit }: { after: number; limit: number },
): Promise<SignedAnchor[]> {
  return db.select().from(auditAnchor).where(gt(auditAnchor.n, after)).orderBy(asc(auditAnchor.n)).limit(limit);
}
