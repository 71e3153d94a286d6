import { and, asc, desc, eq, gt, gte, inArray, isNull, like, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
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
  /** Entries that concern who is followed without naming them, found besides: by stream. */
  readonly concerning?: { readonly stream: string; readonly n: readonly number[] } | undefined;
  /** Any of these; null is every outcome. */
  readonly outcomes: readonly string[] | null;
  /** From this instant on. */
  readonly from: number | null;
  /** Before this instant. */
  readonly before: number | null;
  /** Exactly this address; no index knows it, so narrow the time besides. */
  readonly address?: string | null;
};

/** Where a page begins: just after an entry, going to older or to newer ones; null is the newest entry. */
export type AuditPosition = { readonly cursor: AuditCursor; readonly towards: 'older' | 'newer' } | null;

const ALL_SITTINGS = 'sitting';

/** Entries of all streams that a filter finds, newest first; going to newer ones, those next to the cursor. */
export async function searchAuditEntries(
  { db, tables: { auditEntry } }: Handle,
  { filter, position, limit }: { filter: AuditFilter; position: AuditPosition; limit: number },
): Promise<AuditEntry[]> {
  if (filter.outcomes?.length === 0) return [];
  const { at, n } = auditEntry;
  const newer = position?.towards === 'newer';
  const rows = await db
    .select()
    .from(auditEntry)
    .where(and(filterWhere(auditEntry, filter), position === null ? undefined : beyond(auditEntry, position)))
    .orderBy(...(newer ? [asc(at), asc(auditEntry.stream), asc(n)] : [desc(at), desc(auditEntry.stream), desc(n)]))
    .limit(limit);
  return newer ? rows.reverse() : rows;
}

function filterWhere(
  auditEntry: Handle['tables']['auditEntry'],
  { stream, action, actorId, subjectId, involvedId, concerning, outcomes, from, before, address = null }: AuditFilter,
): SQL | undefined {
  const [only] = outcomes ?? [];
  return and(
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
    from === null ? undefined : gte(auditEntry.at, from),
    before === null ? undefined : lt(auditEntry.at, before),
    address === null ? undefined : eq(auditEntry.address, address),
    involvedId === null
      ? undefined
      : or(
          eq(auditEntry.actorId, involvedId),
          eq(auditEntry.subjectId, involvedId),
          concerning && and(eq(auditEntry.stream, concerning.stream), inArray(auditEntry.n, [...concerning.n])),
        ),
  );
}

/** One page of what a filter finds, oldest first, after an entry: for reading all of it in order. */
export async function pageAuditEntriesUpwards(
  { db, tables: { auditEntry } }: Handle,
  { filter, after, limit }: { filter: AuditFilter; after: AuditCursor | null; limit: number },
): Promise<AuditEntry[]> {
  if (filter.outcomes?.length === 0) return [];
  return db
    .select()
    .from(auditEntry)
    .where(
      and(
        filterWhere(auditEntry, filter),
        after === null ? undefined : beyond(auditEntry, { cursor: after, towards: 'newer' }),
      ),
    )
    .orderBy(asc(auditEntry.at), asc(auditEntry.stream), asc(auditEntry.n))
    .limit(limit);
}

/**
 * Looks through the next `span` entries, newest first, for those that involve something or name it in their detail, by
 * its id or by one of its labels as a whole text, and says where the span ended; `end` is null when the log did. No index knows what stands in a detail, so the cost is
 * that of the span: take it in steps and let others have their turn between.
 */
export async function scanAuditMentions(
  { db, tables: { auditEntry } }: Handle,
  { id, labels, after, span }: { id: string; labels: readonly string[]; after: AuditCursor | null; span: number },
): Promise<{ found: AuditEntry[]; end: AuditCursor | null }> {
  const order = [desc(auditEntry.at), desc(auditEntry.stream), desc(auditEntry.n)] as const;
  const start = after === null ? undefined : beyond(auditEntry, { cursor: after, towards: 'older' });
  const [last] = await db
    .select({ at: auditEntry.at, stream: auditEntry.stream, n: auditEntry.n })
    .from(auditEntry)
    .where(start)
    .orderBy(...order)
    .limit(1)
    .offset(span - 1);
  const detail = sql`cast(${auditEntry.detail} as text)`;
  const holding = (text: string) =>
    sql`${detail} like ${`%${text.replace(/[!%_]/g, (sign) => `!${sign}`)}%`} escape '!'`;
  const found = await db
    .select()
    .from(auditEntry)
    .where(
      and(
        start,
        last &&
          sql`(${auditEntry.at}, ${auditEntry.stream}, ${auditEntry.n}) >= (${last.at}, ${last.stream}, ${last.n})`,
        or(
          eq(auditEntry.actorId, id),
          eq(auditEntry.subjectId, id),
          eq(auditEntry.stream, `${ALL_SITTINGS}:${id}`),
          holding(id),
          // A number or code only as a whole text: "12" is not in "123".
          ...labels.map((label) => holding(JSON.stringify(label))),
        ),
      ),
    )
    .orderBy(...order);
  return { found, end: last ?? null };
}

/** Which acts, with which outcome, from one instant to before another. */
export type ActFilter = {
  readonly actions: readonly string[];
  readonly outcome: 'done' | 'not-done' | 'any' | { readonly code: string };
  readonly from: number;
  readonly before: number;
};

const actWhere = ({ auditEntry }: Handle['tables'], { actions, outcome, from, before }: ActFilter) =>
  and(
    typeof outcome === 'object'
      ? // A rare outcome is found by its own index; the empty text keeps an engine from going by the act instead.
        and(
          eq(auditEntry.outcome, outcome.code),
          sql`(${auditEntry.action} || '') in (${sql.join(
            actions.map((action) => sql`${action}`),
            sql`, `,
          )})`,
        )
      : inArray(auditEntry.action, [...actions]),
    outcome === 'done'
      ? eq(auditEntry.outcome, 'done')
      : outcome === 'not-done'
        ? ne(auditEntry.outcome, 'done')
        : undefined,
    gte(auditEntry.at, from),
    lt(auditEntry.at, before),
  );

/** The newest of such acts, beyond a cursor. */
export async function listActs(
  { db, tables }: Handle,
  { filter, after, limit }: { filter: ActFilter; after: AuditCursor | null; limit: number },
): Promise<AuditEntry[]> {
  const { auditEntry } = tables;
  return db
    .select()
    .from(auditEntry)
    .where(
      and(
        actWhere(tables, filter),
        after === null ? undefined : beyond(auditEntry, { cursor: after, towards: 'older' }),
      ),
    )
    .orderBy(desc(auditEntry.at), desc(auditEntry.stream), desc(auditEntry.n))
    .limit(limit);
}

/** How many of such acts there were, by spans of time counted from 1970. */
export async function countActs(
  { db, tables }: Handle,
  { filter, spanMs }: { filter: ActFilter; spanMs: number },
): Promise<{ span: number; total: number }[]> {
  const span = sql<number>`${tables.auditEntry.at} / ${sql.raw(String(Math.trunc(spanMs)))}`;
  const rows = await db
    .select({ span, total: sql<number>`count(*)` })
    .from(tables.auditEntry)
    .where(actWhere(tables, filter))
    .groupBy(span);
  return rows.map((row) => ({ span: Number(row.span), total: Number(row.total) }));
}

/** Takes a chain's head for the rest of the transaction: what is decided next is decided by one at a time. */
export async function lockStream({ db, tables: { auditHead } }: Handle, stream: string): Promise<void> {
  await db.insert(auditHead).values({ stream, n: 0, hash: GENESIS_HASH, anchoredN: 0 }).onConflictDoNothing();
  await db
    .update(auditHead)
    .set({ n: sql`${auditHead.n}` })
    .where(eq(auditHead.stream, stream));
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
    .orderBy(desc(auditEntry.at), desc(auditEntry.stream), desc(auditEntry.n))
    .limit(1);
  return row ?? null;
}

/** When one of these acts was last done after an instant; null when none was. */
export async function findNewestActAt(
  { db, tables: { auditEntry } }: Handle,
  { actions, after }: { actions: readonly string[]; after: number },
): Promise<number | null> {
  const [row] = await db
    .select({ at: auditEntry.at })
    .from(auditEntry)
    .where(and(inArray(auditEntry.action, [...actions]), gt(auditEntry.at, after), eq(auditEntry.outcome, 'done')))
    .orderBy(desc(auditEntry.at))
    .limit(1);
  return row?.at ?? null;
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
