import { and, asc, count, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { type DraftStatus, OPEN_STATUSES } from '#app/domain/courses/draft.ts';
import type { Handle } from '#db/open.server.ts';

export type DraftRow = Handle['tables']['lessonDraft']['$inferSelect'];
export type RevisionRow = Handle['tables']['draftRevision']['$inferSelect'];
export type ReviewRow = Handle['tables']['draftReview']['$inferSelect'];
export type CommentRow = Handle['tables']['reviewComment']['$inferSelect'];
export type AssetRow = Handle['tables']['asset']['$inferSelect'];

const open = [...OPEN_STATUSES];

/* Drafts */

export async function insertDraft({ db, tables }: Handle, row: DraftRow): Promise<void> {
  await db.insert(tables.lessonDraft).values(row);
}

export async function findDraft({ db, tables: { lessonDraft } }: Handle, id: string): Promise<DraftRow | null> {
  const [row] = await db.select().from(lessonDraft).where(eq(lessonDraft.id, id));
  return row ?? null;
}

/** Which lesson a draft is of: what checking its text needs, at every pause in typing. */
export async function findDraftCode({ db, tables: { lessonDraft } }: Handle, id: string) {
  const [row] = await db.select({ code: lessonDraft.code }).from(lessonDraft).where(eq(lessonDraft.id, id));
  return row ?? null;
}

/**
 * Takes a draft's row for the rest of the transaction, so that what is decided about it is decided by one transaction
 * at a time. Null when there is no such draft.
 */
export async function lockDraft({ db, tables: { lessonDraft } }: Handle, id: string): Promise<DraftRow | null> {
  const [row] = await db
    .update(lessonDraft)
    .set({ revision: sql`${lessonDraft.revision}` })
    .where(eq(lessonDraft.id, id))
    .returning();
  return row ?? null;
}

/** The open draft of a lesson; null where there is none. */
export async function findOpenDraft(
  { db, tables: { lessonDraft } }: Handle,
  code: string,
): Promise<Pick<DraftRow, 'id'> | null> {
  const [row] = await db
    .select({ id: lessonDraft.id })
    .from(lessonDraft)
    .where(and(eq(lessonDraft.code, code), inArray(lessonDraft.status, open)));
  return row ?? null;
}

/** The open drafts of some lessons. */
export async function listOpenDrafts({ db, tables: { lessonDraft } }: Handle, codes: readonly string[]) {
  if (codes.length === 0) return [];
  return db
    .select({ id: lessonDraft.id, code: lessonDraft.code, status: lessonDraft.status })
    .from(lessonDraft)
    .where(and(inArray(lessonDraft.code, [...codes]), inArray(lessonDraft.status, open)));
}

/** The drafts that became this version. */
export async function listDraftsOfVersion({ db, tables: { lessonDraft } }: Handle, versionId: string) {
  return db
    .select({ id: lessonDraft.id, createdBy: lessonDraft.createdBy, updatedBy: lessonDraft.updatedBy })
    .from(lessonDraft)
    .where(eq(lessonDraft.publishedVersionId, versionId));
}

export type DraftFilter = {
  readonly course: string | null;
  /** Null: of whatever status. */
  readonly statuses: readonly DraftStatus[] | null;
  /** Part of the title or the code. */
  readonly text: string;
  /** Made or last saved by this person. */
  readonly personId: string | null;
};

const escapeLike = (text: string) => text.toLowerCase().replace(/[!%_]/g, (sign) => `!${sign}`);

function draftsWhere({ tables: { lessonDraft } }: Handle, { course, statuses, text, personId }: DraftFilter) {
  const wanted = `%${escapeLike(text.trim())}%`;
  return and(
    course === null ? undefined : eq(lessonDraft.courseCode, course),
    statuses === null ? undefined : inArray(lessonDraft.status, [...statuses]),
    personId === null ? undefined : or(eq(lessonDraft.createdBy, personId), eq(lessonDraft.updatedBy, personId)),
    text.trim() === ''
      ? undefined
      : or(
          sql`lower(${lessonDraft.title}) like ${wanted} escape '!'`,
          sql`lower(${lessonDraft.code}) like ${wanted} escape '!'`,
        ),
  );
}

/** Without their texts, the one saved last first. */
export async function listDrafts(
  handle: Handle,
  { offset, limit, ...filter }: DraftFilter & { offset: number; limit: number },
): Promise<Omit<DraftRow, 'source' | 'quiz' | 'images'>[]> {
  const { lessonDraft } = handle.tables;
  return handle.db
    .select({
      id: lessonDraft.id,
      documentId: lessonDraft.documentId,
      code: lessonDraft.code,
      courseCode: lessonDraft.courseCode,
      moduleDir: lessonDraft.moduleDir,
      baseVersionId: lessonDraft.baseVersionId,
      title: lessonDraft.title,
      revision: lessonDraft.revision,
      status: lessonDraft.status,
      createdBy: lessonDraft.createdBy,
      createdAt: lessonDraft.createdAt,
      updatedBy: lessonDraft.updatedBy,
      updatedAt: lessonDraft.updatedAt,
      publishedVersionId: lessonDraft.publishedVersionId,
    })
    .from(lessonDraft)
    .where(draftsWhere(handle, filter))
    .orderBy(desc(lessonDraft.updatedAt), asc(lessonDraft.id))
    .limit(limit)
    .offset(offset);
}

/** How many drafts there are of each status. */
export async function countDraftsByStatus(handle: Handle, filter: DraftFilter): Promise<Map<DraftStatus, number>> {
  const { lessonDraft } = handle.tables;
  const rows = await handle.db
    .select({ status: lessonDraft.status, found: count() })
    .from(lessonDraft)
    .where(draftsWhere(handle, filter))
    .groupBy(lessonDraft.status);
  return new Map(rows.map(({ status, found }) => [status, Number(found)]));
}

/** Changes a draft that was locked in this transaction. */
export async function updateDraft(
  { db, tables: { lessonDraft } }: Handle,
  { id, ...change }: { id: string } & Partial<Omit<DraftRow, 'id' | 'code' | 'createdBy' | 'createdAt'>>,
): Promise<void> {
  await db.update(lessonDraft).set(change).where(eq(lessonDraft.id, id));
}

/* What drafts were */

export async function insertRevision({ db, tables }: Handle, row: RevisionRow): Promise<void> {
  // The same state may be worth keeping for two reasons; the first one stands.
  await db.insert(tables.draftRevision).values(row).onConflictDoNothing();
}

/** Without their texts, the newest first. */
export async function listRevisions(
  { db, tables: { draftRevision } }: Handle,
  { draftId, offset, limit }: { draftId: string; offset: number; limit: number },
): Promise<Omit<RevisionRow, 'source' | 'quiz' | 'images'>[]> {
  return db
    .select({
      draftId: draftRevision.draftId,
      revision: draftRevision.revision,
      kind: draftRevision.kind,
      authorId: draftRevision.authorId,
      at: draftRevision.at,
      note: draftRevision.note,
    })
    .from(draftRevision)
    .where(eq(draftRevision.draftId, draftId))
    .orderBy(desc(draftRevision.revision))
    .limit(limit)
    .offset(offset);
}

export async function countRevisions({ db, tables: { draftRevision } }: Handle, draftId: string): Promise<number> {
  const [row] = await db.select({ found: count() }).from(draftRevision).where(eq(draftRevision.draftId, draftId));
  return Number(row?.found ?? 0);
}

export async function findRevision(
  { db, tables: { draftRevision } }: Handle,
  { draftId, revision }: { draftId: string; revision: number },
): Promise<RevisionRow | null> {
  const [row] = await db
    .select()
    .from(draftRevision)
    .where(and(eq(draftRevision.draftId, draftId), eq(draftRevision.revision, revision)));
  return row ?? null;
}

/** The newest kept state; every draft has one from its beginning. */
export async function findLastRevision(
  { db, tables: { draftRevision } }: Handle,
  draftId: string,
): Promise<Pick<RevisionRow, 'revision' | 'authorId' | 'at'> | null> {
  const [row] = await db
    .select({ revision: draftRevision.revision, authorId: draftRevision.authorId, at: draftRevision.at })
    .from(draftRevision)
    .where(eq(draftRevision.draftId, draftId))
    .orderBy(desc(draftRevision.revision))
    .limit(1);
  return row ?? null;
}

/** The published text that a draft went out from or was last merged with. */
export async function findBaseRevision(
  { db, tables: { draftRevision } }: Handle,
  draftId: string,
): Promise<RevisionRow | null> {
  const [row] = await db
    .select()
    .from(draftRevision)
    .where(and(eq(draftRevision.draftId, draftId), inArray(draftRevision.kind, ['created', 'imported'])))
    .orderBy(desc(draftRevision.revision))
    .limit(1);
  return row ?? null;
}

/** Who kept a state of a draft, and why, each pair once. */
export async function listRevisionAuthors({ db, tables: { draftRevision } }: Handle, draftIds: readonly string[]) {
  if (draftIds.length === 0) return [];
  return db
    .selectDistinct({
      draftId: draftRevision.draftId,
      kind: draftRevision.kind,
      authorId: draftRevision.authorId,
    })
    .from(draftRevision)
    .where(inArray(draftRevision.draftId, [...draftIds]));
}

/* Presence */

export async function upsertPresence(
  { db, tables: { draftPresence } }: Handle,
  row: Handle['tables']['draftPresence']['$inferSelect'],
): Promise<void> {
  await db
    .insert(draftPresence)
    .values(row)
    .onConflictDoUpdate({
      target: [draftPresence.draftId, draftPresence.personId, draftPresence.tab],
      set: { seenAt: row.seenAt },
    });
}

/** Who was seen since, tab by tab. */
export async function listPresence(
  { db, tables: { draftPresence } }: Handle,
  { draftId, since }: { draftId: string; since: number },
) {
  return db
    .select()
    .from(draftPresence)
    .where(and(eq(draftPresence.draftId, draftId), gte(draftPresence.seenAt, since)));
}

/** Removes a tab, or without one all that was last seen before. */
export async function deletePresence(
  { db, tables: { draftPresence } }: Handle,
  which: { draftId: string; personId: string; tab: string } | { draftId: string; before: number },
): Promise<void> {
  await db
    .delete(draftPresence)
    .where(
      and(
        eq(draftPresence.draftId, which.draftId),
        'before' in which
          ? lt(draftPresence.seenAt, which.before)
          : and(eq(draftPresence.personId, which.personId), eq(draftPresence.tab, which.tab)),
      ),
    );
}

/* Reviews */

export async function insertReview({ db, tables }: Handle, row: ReviewRow): Promise<void> {
  await db.insert(tables.draftReview).values(row);
}

/** The newest submission of a draft; null where it never was submitted. */
export async function findLastReview(
  { db, tables: { draftReview } }: Handle,
  draftId: string,
): Promise<ReviewRow | null> {
  const [row] = await db
    .select()
    .from(draftReview)
    .where(eq(draftReview.draftId, draftId))
    .orderBy(desc(draftReview.revision))
    .limit(1);
  return row ?? null;
}

/** Decides an open submission. False when it was decided already. */
export async function decideReview(
  { db, tables: { draftReview } }: Handle,
  {
    id,
    ...decision
  }: { id: string } & Pick<ReviewRow, 'decision' | 'decidedBy' | 'decidedAt' | 'decisionNote' | 'versionId'>,
): Promise<boolean> {
  const rows = await db
    .update(draftReview)
    .set(decision)
    .where(and(eq(draftReview.id, id), isNull(draftReview.decision)))
    .returning({ id: draftReview.id });
  return rows.length > 0;
}

/** Submissions that wait for a decision with their drafts, the oldest first. */
export async function listOpenReviews(
  { db, tables: { draftReview, lessonDraft } }: Handle,
  { offset, limit }: { offset: number; limit: number },
) {
  return db
    .select({
      reviewId: draftReview.id,
      draftId: lessonDraft.id,
      code: lessonDraft.code,
      courseCode: lessonDraft.courseCode,
      title: lessonDraft.title,
      documentId: lessonDraft.documentId,
      change: draftReview.change,
      note: draftReview.note,
      submittedBy: draftReview.submittedBy,
      submittedAt: draftReview.submittedAt,
      createdBy: lessonDraft.createdBy,
      updatedBy: lessonDraft.updatedBy,
    })
    .from(draftReview)
    .innerJoin(lessonDraft, eq(lessonDraft.id, draftReview.draftId))
    .where(isNull(draftReview.decision))
    .orderBy(asc(draftReview.submittedAt), asc(draftReview.id))
    .limit(limit)
    .offset(offset);
}

export async function insertComment({ db, tables }: Handle, row: CommentRow): Promise<void> {
  await db.insert(tables.reviewComment).values(row);
}

export async function findComment({ db, tables: { reviewComment } }: Handle, id: string): Promise<CommentRow | null> {
  const [row] = await db.select().from(reviewComment).where(eq(reviewComment.id, id));
  return row ?? null;
}

/** Every remark on a draft in the order in which they were made. */
export async function listComments({ db, tables: { reviewComment } }: Handle, draftId: string): Promise<CommentRow[]> {
  return db
    .select()
    .from(reviewComment)
    .where(eq(reviewComment.draftId, draftId))
    .orderBy(asc(reviewComment.at), asc(reviewComment.id));
}

/** How many unresolved remarks each draft has; one without any is absent. */
export async function countOpenComments(
  { db, tables: { reviewComment } }: Handle,
  draftIds: readonly string[],
): Promise<Map<string, number>> {
  if (draftIds.length === 0) return new Map();
  const rows = await db
    .select({ draftId: reviewComment.draftId, found: count() })
    .from(reviewComment)
    .where(and(inArray(reviewComment.draftId, [...draftIds]), isNull(reviewComment.resolvedAt)))
    .groupBy(reviewComment.draftId);
  return new Map(rows.map(({ draftId, found }) => [draftId, Number(found)]));
}

export async function setCommentResolved(
  { db, tables: { reviewComment } }: Handle,
  { id, resolvedBy, resolvedAt }: { id: string; resolvedBy: string | null; resolvedAt: number | null },
): Promise<void> {
  await db.update(reviewComment).set({ resolvedBy, resolvedAt }).where(eq(reviewComment.id, id));
}

/* Images */

/** Stores images; the same one twice is one row. */
export async function insertAssets({ db, tables }: Handle, rows: readonly AssetRow[]): Promise<void> {
  for (const row of rows) await db.insert(tables.asset).values(row).onConflictDoNothing();
}

export async function findAsset({ db, tables: { asset } }: Handle, hash: string): Promise<AssetRow | null> {
  const [row] = await db.select().from(asset).where(eq(asset.hash, hash));
  return row ?? null;
}

/** The sizes of images, by hash; an unknown one is absent. */
export async function listAssetSizes(
  { db, tables: { asset } }: Handle,
  hashes: readonly string[],
): Promise<Map<string, { readonly width: number; readonly height: number }>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .select({ hash: asset.hash, width: asset.width, height: asset.height })
    .from(asset)
    .where(inArray(asset.hash, [...hashes]));
  return new Map(rows.map(({ hash, width, height }) => [hash, { width, height }]));
}
