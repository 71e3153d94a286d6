import { type DraftText, findQuotedLine } from '#app/domain/courses/draft.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type CommentRow, type DraftRow, findDraft, listComments } from '#db/stores/drafts.ts';
import { type CheckedDraft, checkText, summarise } from './check-draft.server.ts';
import { readEditors } from './decide.server.ts';
import { compareTexts, type DraftComparison } from './draft-history.server.ts';
import { findPublishedLesson, readBaseText, readNames, type Someone, textOf } from './draft-state.server.ts';
import { type OpenDraft, openDraft } from './open-draft.server.ts';
import { type Effect, effectOf } from './read-effect.server.ts';

export type ReviewComment = {
  readonly commentId: string;
  readonly part: 'source' | 'quiz';
  /** Where it belongs now; null when the line that it was made on is gone. */
  readonly line: number | null;
  /** Where it was made. */
  readonly madeAt: number;
  readonly quote: string;
  readonly text: string;
  readonly author: Someone;
  readonly at: number;
  readonly resolved: { readonly by: Someone; readonly at: number } | null;
};

export type DraftReview = {
  readonly draft: OpenDraft;
  /** What the submission is compared with. */
  readonly against: ComparedWith;
  readonly comparison: DraftComparison;
  readonly comments: readonly ReviewComment[];
  readonly effect: Effect;
  readonly checked: CheckedDraft;
  readonly mayDecide: boolean;
  readonly whyNot: 'not-reviewer' | 'own-work' | 'decided' | null;
  /** Everyone who wrote any of it. */
  readonly editors: readonly Someone[];
};

/**
 * `published`: what is in force. `earlier`: once the submission itself is in force, what it went out from. `nothing`: a new
 * lesson, of which every line is added.
 */
export type ComparedWith = 'published' | 'earlier' | 'nothing';

/** A submission as its reviewer sees it, and as its authors see it after. */
export async function readReview(
  context: Context,
  actor: PersonActor,
  { draftId, language }: { draftId: string; language: Language },
): Promise<Result<DraftReview, 'forbidden' | 'not-found'>> {
  const opened = await openDraft(context, actor, { draftId });
  if (!opened.ok) return opened;
  const { read } = context.database;
  const row = await findDraft(read, draftId);
  const { review } = opened.value;
  // Nothing was ever submitted, so there is nothing to review.
  if (!row || !review) return refuse('not-found');
  const text = textOf(row);
  const base = await readCompared(read, row);
  const comments = await listComments(read, draftId);
  const editors = [...((await readEditors(read, [row])).get(draftId) ?? [])];
  const nameOf = await readNames(read, [
    ...editors,
    ...comments.flatMap(({ authorId, resolvedBy }) => [authorId, resolvedBy]),
  ]);
  const isOwn = editors.includes(actor.personId) || review.submittedBy.personId === actor.personId;
  const whyNot = !can({ actor, action: 'lesson.review' })
    ? 'not-reviewer'
    : row.status !== 'in-review'
      ? 'decided'
      : isOwn
        ? 'own-work'
        : null;
  const { faults } = await checkText(read, { code: row.code, text });
  const lines = { source: text.source.split('\n'), quiz: text.quiz.split('\n') };
  return ok({
    draft: opened.value,
    against: base.against,
    comparison: compareTexts(base.text, text),
    comments: comments.map((comment) => placeComment(comment, lines[comment.part], nameOf)),
    effect: await effectOf(read, { draft: row, change: review.change, zone: context.zone }),
    checked: summarise(faults, language),
    mayDecide: whyNot === null,
    whyNot,
    editors: editors.map(nameOf),
  });
}

async function readCompared(read: Handle, row: DraftRow): Promise<{ against: ComparedWith; text: DraftText }> {
  if (row.status === 'published')
    return { against: row.baseVersionId === null ? 'nothing' : 'earlier', text: await readBaseText(read, row) };
  const published = await findPublishedLesson(read, row.code);
  return published
    ? { against: 'published', text: published.text }
    : { against: 'nothing', text: { source: '', quiz: '', images: {} } };
}

const placeComment = (
  { id, part, line, quote, text, authorId, at, resolvedBy, resolvedAt }: CommentRow,
  lines: readonly string[],
  nameOf: (id: string) => Someone,
): ReviewComment => ({
  commentId: id,
  part,
  line: findQuotedLine({ lines, line, quote }),
  madeAt: line,
  quote,
  text,
  author: nameOf(authorId),
  at,
  resolved: resolvedBy !== null && resolvedAt !== null ? { by: nameOf(resolvedBy), at: resolvedAt } : null,
});
