import { type DraftText, draftText, isSameText, revisionsToKeep } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findLastRevision, insertRevision, listAssetSizes, updateDraft } from '#db/stores/drafts.ts';
import { type ClosedCode, keepCurrent, lockEditable, refuseStale, textOf, titleOf } from './draft-state.server.ts';

export type SaveDraft = DraftText & {
  readonly draftId: string;
  /** The revision that the text was made from. */
  readonly revision: number;
  /** Whether the text came of a merge; such a one is always kept. */
  readonly merged?: boolean;
};
export type SavedDraft = {
  readonly revision: number;
  readonly savedAt: number;
  /** Whether this state can be gone back to. */
  readonly kept: boolean;
};

/**
 * Saves a draft over the revision that its author saw, and over no other: what somebody else saved meanwhile is never
 * overwritten. Called by every pause in typing, it keeps states to go back to at intervals (`revisionsToKeep`).
 */
export async function saveDraft(
  context: Context,
  actor: PersonActor,
  { draftId, revision, merged = false, ...written }: SaveDraft,
): Promise<Result<SavedDraft, 'forbidden' | 'invalid-input' | 'stale-version' | ClosedCode>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  const parsed = draftText.safeParse(written);
  if (!parsed.success) return refuse('invalid-input', { errors: fieldsOf(parsed.error.issues) });
  const text = parsed.data;
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    const locked = await lockEditable(tx, draftId);
    if (!locked.ok) return locked;
    const draft = locked.value;
    // The same text again, such as a save whose answer was lost on the way.
    if (isSameText(draft, text) && (draft.revision === revision || draft.updatedBy === personId))
      return ok({ revision: draft.revision, savedAt: draft.updatedAt, kept: false });
    if (draft.revision !== revision) return refuseStale(tx, draft);
    const lacking = await findLackingImages(tx, { before: draft.images, after: text.images });
    if (lacking.length > 0) return refuse('invalid-input', { errors: ['images'] });

    const at = context.clock.now();
    const last = await findLastRevision(tx, draftId);
    const current = { revision: draft.revision, authorId: draft.updatedBy, at: draft.updatedAt };
    const keep = revisionsToKeep({ lastKept: last ?? current, current, next: { authorId: personId, at } });
    if (keep.current) await keepCurrent(tx, draft);
    const next = draft.revision + 1;
    await updateDraft(tx, {
      id: draftId,
      ...textOf(text),
      title: titleOf(text.source) ?? draft.title,
      revision: next,
      updatedBy: personId,
      updatedAt: at,
    });
    const kept = keep.next || merged;
    if (kept)
      await insertRevision(tx, {
        draftId,
        revision: next,
        kind: merged ? 'merged' : 'saved',
        ...textOf(text),
        authorId: personId,
        at,
        note: '',
      });
    return ok({ revision: next, savedAt: at, kept });
  });
}

/** The parts at fault: `source`, `quiz`, `images`. */
export const fieldsOf = (issues: readonly { readonly path: readonly PropertyKey[] }[]): string[] => [
  ...new Set(issues.map(({ path: [field] }) => String(field ?? 'source'))),
];

/** Images that are named and were never stored. */
async function findLackingImages(
  tx: Handle,
  { before, after }: { before: DraftText['images']; after: DraftText['images'] },
): Promise<string[]> {
  const known = new Set(Object.values(before));
  const fresh = [...new Set(Object.values(after))].filter((hash) => !known.has(hash));
  const stored = await listAssetSizes(tx, fresh);
  return fresh.filter((hash) => !stored.has(hash));
}
