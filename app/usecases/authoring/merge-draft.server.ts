import { type DraftText, draftText } from '#app/domain/courses/draft.ts';
import { type MergedText, mergeNamed, mergeTexts } from '#app/domain/kernel/merge-texts.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findDraft } from '#db/stores/drafts.ts';
import { readNames, type Someone, textOf } from './draft-state.server.ts';

/** A draft as it stands: what somebody else saved meanwhile. */
export type TheirText = DraftText & {
  readonly revision: number;
  readonly savedBy: Someone;
  readonly savedAt: number;
};

export async function readDraftText(
  context: Context,
  actor: PersonActor,
  { draftId }: { draftId: string },
): Promise<Result<TheirText, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const draft = await findDraft(read, draftId);
  if (!draft) return refuse('not-found');
  const nameOf = await readNames(read, [draft.updatedBy]);
  return ok({
    ...textOf(draft),
    revision: draft.revision,
    savedBy: nameOf(draft.updatedBy),
    savedAt: draft.updatedAt,
  });
}

export type MergedDraft = {
  readonly source: MergedText;
  readonly quiz: MergedText;
  readonly images: Readonly<Record<string, string>>;
  /** Places in both texts, and images, that somebody has to decide. */
  readonly conflicts: number;
};

/**
 * Brings what one has typed together with what somebody else saved meanwhile. Nothing is written: the result is looked
 * at, and saved over the revision that it was merged with.
 * @param base the text that both began with: the revision last loaded or saved here.
 */
export async function mergeDraft(
  context: Context,
  actor: PersonActor,
  { draftId, base, mine }: { draftId: string; base: DraftText; mine: DraftText },
): Promise<Result<MergedDraft & Omit<TheirText, keyof DraftText>, 'forbidden' | 'not-found' | 'invalid-input'>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  const parsed = [draftText.safeParse(base), draftText.safeParse(mine)] as const;
  const [from, own] = parsed;
  if (!from.success || !own.success) return refuse('invalid-input', { errors: ['source'] });
  const theirs = await readDraftText(context, actor, { draftId });
  if (!theirs.ok) return theirs;
  const { revision, savedBy, savedAt, ...text } = theirs.value;
  return ok({
    revision,
    savedBy,
    savedAt,
    ...mergeDraftTexts({
      base: from.data,
      mine: own.data,
      theirs: text,
      labels: { mine: actor.name, theirs: savedBy.name },
    }),
  });
}

export function mergeDraftTexts({
  base,
  mine,
  theirs,
  labels,
}: {
  base: DraftText;
  mine: DraftText;
  theirs: DraftText;
  labels: { readonly mine: string; readonly theirs: string };
}): MergedDraft {
  const merge = (part: 'source' | 'quiz') =>
    mergeTexts({ base: base[part], mine: mine[part], theirs: theirs[part], labels });
  const source = merge('source');
  const quiz = merge('quiz');
  const images = mergeNamed({ base: base.images, mine: mine.images, theirs: theirs.images });
  return {
    source,
    quiz,
    images: images.merged,
    conflicts: source.conflicts.length + quiz.conflicts.length + images.conflicts.length,
  };
}
