import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { countReviews, listDecidedReviews as listDecidedRows } from '#db/stores/decided-reviews.ts';
import { readNames, type Someone } from './draft-state.server.ts';
import { REVIEW_PAGE_SIZE, type ReviewPage } from './list-reviews.server.ts';

export type DecidedLine = {
  readonly reviewId: string;
  readonly draftId: string;
  readonly code: string;
  readonly title: string;
  readonly submittedBy: Someone;
  /** Withdrawn: by an author, before anybody decided. */
  readonly decision: 'published' | 'returned' | 'withdrawn';
  readonly decidedBy: Someone;
  readonly decidedAt: number;
  /** How the note on the decision begins; empty where there is none. */
  readonly noteBeginning: string;
};

/** As much of a note as two lines of a table hold; the review has all of it. */
const NOTE_BEGINNING = 80;

/** What was decided on or taken back, the latest first. A page past the end is the last one. */
export async function listDecidedReviews(
  context: Context,
  actor: PersonActor,
  { page }: { page: number },
): Promise<Result<ReviewPage<DecidedLine>, 'forbidden'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const counts = await countReviews(read);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(counts.decided / REVIEW_PAGE_SIZE)));
  const rows = await listDecidedRows(read, { offset: (shown - 1) * REVIEW_PAGE_SIZE, limit: REVIEW_PAGE_SIZE });
  const nameOf = await readNames(
    read,
    rows.flatMap(({ submittedBy, decidedBy }) => [submittedBy, decidedBy]),
  );
  return ok({
    reviews: rows.flatMap(({ decision, decidedBy, decidedAt, decisionNote, submittedBy, ...row }) =>
      decision === null || decidedBy === null || decidedAt === null
        ? []
        : {
            ...row,
            decision,
            submittedBy: nameOf(submittedBy),
            decidedBy: nameOf(decidedBy),
            decidedAt,
            noteBeginning: beginningOf(decisionNote ?? ''),
          },
    ),
    counts,
    page: shown,
    pageSize: REVIEW_PAGE_SIZE,
  });
}

function beginningOf(note: string): string {
  const signs = [...note.trim().replace(/\s+/g, ' ')];
  return signs.length <= NOTE_BEGINNING ? signs.join('') : `${signs.slice(0, NOTE_BEGINNING).join('')}…`;
}
