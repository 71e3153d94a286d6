import { DRAFT_LIMITS } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findComment, findLastReview, insertComment, lockDraft, setCommentResolved } from '#db/stores/drafts.ts';

const mayTalk = (actor: PersonActor) =>
  can({ actor, action: 'lesson.review' }) || can({ actor, action: 'lesson.write' });

/** Makes a remark on a line of what was submitted; authors answer in the same way. */
export async function addComment(
  context: Context,
  actor: PersonActor,
  { draftId, part, line, text }: { draftId: string; part: 'source' | 'quiz'; line: number; text: string },
): Promise<Result<{ commentId: string }, 'forbidden' | 'invalid-input' | 'not-found' | 'not-in-review'>> {
  if (!mayTalk(actor)) return refuse('forbidden');
  if (!isVisibleText(text) || text.length > DRAFT_LIMITS.comment) return refuse('invalid-input', { errors: ['text'] });
  const commentId = newId(context, 'cmt');
  return context.database.transaction(async (tx) => {
    const draft = await lockDraft(tx, draftId);
    if (!draft) return refuse('not-found');
    const review = await findLastReview(tx, draftId);
    if (!review || (draft.status !== 'in-review' && draft.status !== 'returned')) return refuse('not-in-review');
    const quote = Number.isInteger(line) ? draft[part].split('\n')[line - 1] : undefined;
    if (quote === undefined) return refuse('invalid-input', { errors: ['line'] });
    await insertComment(tx, {
      id: commentId,
      draftId,
      reviewId: review.id,
      part,
      line,
      quote,
      text,
      authorId: actor.personId,
      at: context.clock.now(),
      resolvedBy: null,
      resolvedAt: null,
    });
    return ok({ commentId });
  });
}

/** Marks a remark as settled, or opens it again. */
export async function resolveComment(
  context: Context,
  actor: PersonActor,
  { commentId, resolved }: { commentId: string; resolved: boolean },
): Promise<Result<Record<string, never>, 'forbidden' | 'not-found'>> {
  if (!mayTalk(actor)) return refuse('forbidden');
  return context.database.transaction(async (tx) => {
    const comment = await findComment(tx, commentId);
    if (!comment) return refuse('not-found');
    await setCommentResolved(tx, {
      id: commentId,
      resolvedBy: resolved ? actor.personId : null,
      resolvedAt: resolved ? context.clock.now() : null,
    });
    return ok({});
  });
}
