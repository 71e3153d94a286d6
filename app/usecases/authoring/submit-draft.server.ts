import { type Change, DRAFT_LIMITS, isSameText } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import {
  decideReview,
  findLastReview,
  insertReview,
  insertRevision,
  lockDraft,
  updateDraft,
} from '#db/stores/drafts.ts';
import { checkText, isError } from './check-draft.server.ts';
import {
  type ClosedCode,
  findPublishedLesson,
  isBaseStale,
  lockEditable,
  refuseStale,
  textOf,
} from './draft-state.server.ts';

/**
 * Hands a draft to another person for review. It must be without faults and know what is published; from now on nobody
 * writes to it until it is decided on or withdrawn.
 */
export async function submitDraft(
  context: Context,
  actor: PersonActor,
  { draftId, revision, change, note }: { draftId: string; revision: number; change: Change; note: string },
): Promise<
  Result<
    { reviewId: string },
    'forbidden' | 'invalid-input' | 'stale-version' | 'draft-at-fault' | 'stale-base' | 'unchanged' | ClosedCode
  >
> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  // What changed and why is what the reviewer reads first, and what stays with the version.
  if (!isVisibleText(note) || note.length > DRAFT_LIMITS.note) return refuse('invalid-input', { errors: ['note'] });
  const reviewId = newId(context, 'rev');
  return context.database.transaction(async (tx) => {
    const locked = await lockEditable(tx, draftId);
    if (!locked.ok) return locked;
    const draft = locked.value;
    if (draft.revision !== revision) return refuseStale(tx, draft);
    if (await isBaseStale(tx, draft)) return refuse('stale-base');
    const text = textOf(draft);
    const published = await findPublishedLesson(tx, draft.code);
    if (published && isSameText(published.text, text)) return refuse('unchanged');
    const { faults } = await checkText(tx, { code: draft.code, text });
    const errors = faults.filter(isError).length;
    if (errors > 0) return refuse('draft-at-fault', { errors });

    const now = context.clock.now();
    // The revision counts on, so that the submitted state is kept under its own number.
    const next = draft.revision + 1;
    await updateDraft(tx, { id: draftId, status: 'in-review', revision: next });
    await insertRevision(tx, {
      draftId,
      revision: next,
      kind: 'submitted',
      ...text,
      authorId: actor.personId,
      at: now,
      note,
    });
    await insertReview(tx, {
      id: reviewId,
      draftId,
      revision: next,
      change,
      note,
      submittedBy: actor.personId,
      submittedAt: now,
      decision: null,
      decidedBy: null,
      decidedAt: null,
      decisionNote: null,
      versionId: null,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'draft.submit',
        subject: { kind: 'lesson', id: draft.code },
        detail: { draftId, revision: next, change, note },
      },
    );
    return ok({ reviewId });
  });
}

/** Takes a submission back before it was decided on; whoever writes lessons may, since the draft is everyone's. */
export async function withdrawDraft(
  context: Context,
  actor: PersonActor,
  { draftId }: { draftId: string },
): Promise<Result<Record<string, never>, 'forbidden' | 'not-found' | 'not-in-review'>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  return context.database.transaction(async (tx) => {
    const draft = await lockDraft(tx, draftId);
    if (!draft) return refuse('not-found');
    const review = await findLastReview(tx, draftId);
    if (draft.status !== 'in-review' || !review) return refuse('not-in-review');
    const now = context.clock.now();
    await decideReview(tx, {
      id: review.id,
      decision: 'withdrawn',
      decidedBy: actor.personId,
      decidedAt: now,
      decisionNote: null,
      versionId: null,
    });
    await updateDraft(tx, { id: draftId, status: 'editing' });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'draft.withdraw',
        subject: { kind: 'lesson', id: draft.code },
        detail: { draftId, revision: draft.revision },
      },
    );
    return ok({});
  });
}
