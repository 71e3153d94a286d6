import { editorsOf } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Handle } from '#db/open.server.ts';
import { type DraftRow, findLastReview, listRevisionAuthors, lockDraft, type ReviewRow } from '#db/stores/drafts.ts';

/** Everyone who wrote any of these drafts, by draft. */
export async function readEditors(
  handle: Handle,
  drafts: readonly Pick<DraftRow, 'id' | 'createdBy' | 'updatedBy'>[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const authors = await listRevisionAuthors(
    handle,
    drafts.map(({ id }) => id),
  );
  return new Map(
    drafts.map(({ id, createdBy, updatedBy }) => [
      id,
      editorsOf({ createdBy, updatedBy, revisions: authors.filter(({ draftId }) => draftId === id) }),
    ]),
  );
}

/**
 * Takes a submission for a decision, for the rest of the transaction: it is open, and the one who decides wrote none
 * of it. Asked again here and not only on the page, since somebody may have become its author meanwhile.
 */
export async function lockForDecision(
  tx: Handle,
  { actor, draftId }: { actor: PersonActor; draftId: string },
): Promise<Result<{ draft: DraftRow; review: ReviewRow }, 'not-found' | 'not-in-review' | 'own-work'>> {
  const draft = await lockDraft(tx, draftId);
  if (!draft) return refuse('not-found');
  const review = await findLastReview(tx, draftId);
  if (draft.status !== 'in-review' || !review || review.decision !== null) return refuse('not-in-review');
  const editors = (await readEditors(tx, [draft])).get(draftId);
  if (editors?.has(actor.personId) || review.submittedBy === actor.personId) return refuse('own-work');
  return ok({ draft, review });
}
