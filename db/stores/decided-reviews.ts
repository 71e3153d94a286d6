import { count, desc, eq, isNotNull } from 'drizzle-orm';
import type { Handle } from '#db/open.server.ts';

/** How many submissions wait for a decision, and how many have one. */
export async function countReviews({
  db,
  tables: { draftReview },
}: Handle): Promise<{ readonly open: number; readonly decided: number }> {
  const [row] = await db.select({ all: count(), decided: count(draftReview.decision) }).from(draftReview);
  const decided = Number(row?.decided ?? 0);
  return { open: Number(row?.all ?? 0) - decided, decided };
}

/** Submissions that were decided on or taken back, the latest first. */
export async function listDecidedReviews(
  { db, tables: { draftReview, lessonDraft } }: Handle,
  { offset, limit }: { offset: number; limit: number },
) {
  return db
    .select({
      reviewId: draftReview.id,
      draftId: lessonDraft.id,
      code: lessonDraft.code,
      title: lessonDraft.title,
      submittedBy: draftReview.submittedBy,
      decision: draftReview.decision,
      decidedBy: draftReview.decidedBy,
      decidedAt: draftReview.decidedAt,
      decisionNote: draftReview.decisionNote,
    })
    .from(draftReview)
    .innerJoin(lessonDraft, eq(lessonDraft.id, draftReview.draftId))
    .where(isNotNull(draftReview.decision))
    .orderBy(desc(draftReview.decidedAt), desc(draftReview.id))
    .limit(limit)
    .offset(offset);
}
