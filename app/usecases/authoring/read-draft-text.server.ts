import type { DraftText } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findDraft } from '#db/stores/drafts.ts';
import { readNames, type Someone, textOf } from './draft-state.server.ts';

/** A draft as it stands: what somebody else saved meanwhile. */
type TheirText = DraftText & {
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
