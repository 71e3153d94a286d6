import type { Change } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { countReviews } from '#db/stores/decided-reviews.ts';
import { countOpenComments, listOpenReviews } from '#db/stores/drafts.ts';
import { readEditors } from './decide.server.ts';
import { readNames, type Someone } from './draft-state.server.ts';

export type ReviewLine = {
  readonly draftId: string;
  readonly reviewId: string;
  readonly code: string;
  readonly courseCode: string;
  readonly title: string;
  readonly isNew: boolean;
  readonly change: Change;
  readonly note: string;
  readonly submittedBy: Someone;
  readonly submittedAt: number;
  readonly openComments: number;
  /** Whether the caller wrote any of it. */
  readonly isOwn: boolean;
  /** Whether the caller may decide: a reviewer who wrote none of it. */
  readonly mayDecide: boolean;
};

export const REVIEW_PAGE_SIZE = 20;

export type ReviewPage<Line> = {
  readonly reviews: readonly Line[];
  /** Of both lists, whichever is shown. */
  readonly counts: { readonly open: number; readonly decided: number };
  readonly page: number;
  readonly pageSize: number;
};

/** What waits for a decision, longest first. */
export async function listReviews(
  context: Context,
  actor: PersonActor,
  { page }: { page: number },
): Promise<Result<ReviewPage<ReviewLine>, 'forbidden'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const counts = await countReviews(read);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(counts.open / REVIEW_PAGE_SIZE)));
  const rows = await listOpenReviews(read, { offset: (shown - 1) * REVIEW_PAGE_SIZE, limit: REVIEW_PAGE_SIZE });
  const nameOf = await readNames(
    read,
    rows.map(({ submittedBy }) => submittedBy),
  );
  const editors = await readEditors(
    read,
    rows.map(({ draftId, createdBy, updatedBy }) => ({ id: draftId, createdBy, updatedBy })),
  );
  const comments = await countOpenComments(
    read,
    rows.map(({ draftId }) => draftId),
  );
  const isReviewer = can({ actor, action: 'lesson.review' });
  return ok({
    reviews: rows.map(({ createdBy: _created, updatedBy: _updated, documentId, submittedBy, ...row }) => {
      const isOwn = submittedBy === actor.personId || (editors.get(row.draftId)?.has(actor.personId) ?? false);
      return {
        ...row,
        isNew: documentId === null,
        submittedBy: nameOf(submittedBy),
        openComments: comments.get(row.draftId) ?? 0,
        isOwn,
        mayDecide: isReviewer && !isOwn,
      };
    }),
    counts,
    page: shown,
    pageSize: REVIEW_PAGE_SIZE,
  });
}
