import { type DraftText, draftText } from '#app/domain/courses/draft.ts';
import { type MergedDraft, mergeDraftTexts } from '#app/domain/courses/merge-draft-texts.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findPublication } from '#db/stores/content.ts';
import { findDraft, insertRevision, updateDraft } from '#db/stores/drafts.ts';
import {
  type ClosedCode,
  findPublishedLesson,
  isBaseStale,
  keepCurrent,
  lockEditable,
  readBaseText,
  readNames,
  refuseStale,
  type Someone,
  textOf,
  writeRevision,
} from './draft-state.server.ts';
import { fieldsOf } from './save-draft.server.ts';

export type Rebase = MergedDraft & {
  /** The version that the draft is merged with; pass it on to `rebaseDraft`. */
  readonly versionId: string;
  readonly number: number;
  readonly publishedBy: Someone;
  readonly publishedAt: number;
  /** The revision of the draft that was merged. */
  readonly revision: number;
};

/** A draft merged with what was published since it was opened; null where nothing was. Writes nothing. */
export async function readRebase(
  context: Context,
  actor: PersonActor,
  { draftId }: { draftId: string },
): Promise<Result<Rebase | null, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  const { read } = context.database;
  const draft = await findDraft(read, draftId);
  if (!draft) return refuse('not-found');
  const published = await findPublishedLesson(read, draft.code);
  if (!published || !(await isBaseStale(read, draft))) return ok(null);
  const publication = await findPublication(read, { kind: 'lesson', code: draft.code });
  const by = publication?.publishedBy ?? '';
  const nameOf = await readNames(read, [by]);
  return ok({
    versionId: published.version.versionId,
    number: published.version.number,
    publishedBy: nameOf(by),
    publishedAt: published.version.publishedAt ?? 0,
    revision: draft.revision,
    ...mergeDraftTexts({
      base: await readBaseText(read, draft),
      mine: textOf(draft),
      theirs: published.text,
      labels: { mine: actor.name, theirs: `v${published.version.number} ${nameOf(by).name}` },
    }),
  });
}

/**
 * Puts a draft on what is published now, with the text that came of the merge. The published text is kept as a state
 * of the draft too: it is what the draft is compared with from now on.
 */
export async function rebaseDraft(
  context: Context,
  actor: PersonActor,
  {
    draftId,
    revision,
    versionId,
    ...written
  }: DraftText & { readonly draftId: string; readonly revision: number; readonly versionId: string },
): Promise<Result<{ revision: number }, 'forbidden' | 'invalid-input' | 'stale-version' | 'stale-base' | ClosedCode>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  const parsed = draftText.safeParse(written);
  if (!parsed.success) return refuse('invalid-input', { errors: fieldsOf(parsed.error.issues) });
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    const locked = await lockEditable(tx, draftId);
    if (!locked.ok) return locked;
    const draft = locked.value;
    if (draft.revision !== revision) return refuseStale(tx, draft);
    const published = await findPublishedLesson(tx, draft.code);
    // Yet another version came meanwhile: what was merged is not it.
    if (!published || published.version.versionId !== versionId) return refuse('stale-base');
    const at = context.clock.now();
    await keepCurrent(tx, draft);
    await insertRevision(tx, {
      draftId,
      revision: draft.revision + 1,
      kind: 'imported',
      ...published.text,
      authorId: personId,
      at,
      note: `v${published.version.number}`,
    });
    const next = await writeRevision(tx, {
      draft,
      text: parsed.data,
      kind: 'merged',
      personId,
      at,
      revision: draft.revision + 2,
    });
    await updateDraft(tx, { id: draftId, baseVersionId: versionId, documentId: published.version.documentId });
    return ok({ revision: next });
  });
}
