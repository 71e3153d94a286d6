import { DRAFT_LIMITS } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { decideReview, insertRevision, updateDraft } from '#db/stores/drafts.ts';
import { lockForDecision } from './decide.server.ts';
import { textOf } from './draft-state.server.ts';

/** Sends a submission back with what is to be done. */
export async function returnDraft(
  context: Context,
  actor: PersonActor,
  { draftId, note }: { draftId: string; note: string },
): Promise<Result<Record<string, never>, 'forbidden' | 'invalid-input' | 'not-found' | 'not-in-review' | 'own-work'>> {
  if (!can({ actor, action: 'lesson.review' })) return refuse('forbidden');
  if (!isVisibleText(note) || note.length > DRAFT_LIMITS.note) return refuse('invalid-input', { errors: ['note'] });
  return context.database.transaction(async (tx) => {
    const taken = await lockForDecision(tx, { actor, draftId });
    if (!taken.ok) return taken;
    const { draft, review } = taken.value;
    const now = context.clock.now();
    await decideReview(tx, {
      id: review.id,
      decision: 'returned',
      decidedBy: actor.personId,
      decidedAt: now,
      decisionNote: note,
      versionId: null,
    });
    const next = draft.revision + 1;
    await updateDraft(tx, { id: draftId, status: 'returned', revision: next });
    await insertRevision(tx, {
      draftId,
      revision: next,
      kind: 'returned',
      ...textOf(draft),
      authorId: actor.personId,
      at: now,
      note,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'draft.return',
        subject: { kind: 'lesson', id: draft.code },
        detail: { draftId, revision: review.revision, note },
      },
    );
    return ok({});
  });
}
