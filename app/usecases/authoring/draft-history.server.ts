import type { DraftText, RevisionKind } from '#app/domain/courses/draft.ts';
import { type DiffRow, diffTexts } from '#app/domain/kernel/diff-texts.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  countRevisions,
  type DraftRow,
  findDraft,
  findRevision,
  listRevisions as listRows,
} from '#db/stores/drafts.ts';
import {
  type ClosedCode,
  findPublishedLesson,
  keepCurrent,
  lockEditable,
  readBaseText,
  readNames,
  refuseStale,
  type Someone,
  textOf,
  writeRevision,
} from './draft-state.server.ts';

export type RevisionLine = {
  readonly revision: number;
  readonly kind: RevisionKind;
  readonly author: Someone;
  readonly at: number;
  readonly note: string;
};

export const REVISION_PAGE_SIZE = 30;

/** The states of a draft that can be gone back to, the newest first. */
export async function listRevisions(
  context: Context,
  actor: PersonActor,
  { draftId, page }: { draftId: string; page: number },
): Promise<
  Result<
    { revisions: readonly RevisionLine[]; total: number; page: number; pageSize: number },
    'forbidden' | 'not-found'
  >
> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const total = await countRevisions(read, draftId);
  if (total === 0) return refuse('not-found');
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / REVISION_PAGE_SIZE)));
  const rows = await listRows(read, {
    draftId,
    offset: (shown - 1) * REVISION_PAGE_SIZE,
    limit: REVISION_PAGE_SIZE,
  });
  const nameOf = await readNames(
    read,
    rows.map(({ authorId }) => authorId),
  );
  return ok({
    revisions: rows.map(({ revision, kind, authorId, at, note }) => ({
      revision,
      kind,
      author: nameOf(authorId),
      at,
      note,
    })),
    total,
    page: shown,
    pageSize: REVISION_PAGE_SIZE,
  });
}

/** A kept state, or what the draft went out from, what is published now, and how the draft stands. */
export type RevisionChoice = number | 'base' | 'published' | 'current';

export type DraftComparison = {
  readonly source: readonly DiffRow[];
  readonly quiz: readonly DiffRow[];
  readonly images: ImageDifference;
};
export type ImageDifference = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
};

/** How one state of a draft became another, line by line and word by word. */
export async function compareRevisions(
  context: Context,
  actor: PersonActor,
  { draftId, from, to }: { draftId: string; from: RevisionChoice; to: RevisionChoice },
): Promise<Result<DraftComparison, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const draft = await findDraft(read, draftId);
  if (!draft) return refuse('not-found');
  const before = await findText(read, draft, from);
  const after = await findText(read, draft, to);
  return before && after ? ok(compareTexts(before, after)) : refuse('not-found');
}

async function findText(handle: Handle, draft: DraftRow, choice: RevisionChoice): Promise<DraftText | null> {
  switch (choice) {
    case 'current':
      return textOf(draft);
    case 'base':
      return readBaseText(handle, draft);
    case 'published':
      return (await findPublishedLesson(handle, draft.code))?.text ?? { source: '', quiz: '', images: {} };
    default: {
      const row = await findRevision(handle, { draftId: draft.id, revision: choice });
      return row ? textOf(row) : null;
    }
  }
}

export function compareTexts(before: DraftText, after: DraftText): DraftComparison {
  const paths = [...new Set([...Object.keys(before.images), ...Object.keys(after.images)])].sort();
  const has = (text: DraftText, path: string) => Object.hasOwn(text.images, path);
  return {
    source: diffTexts(before.source, after.source),
    quiz: diffTexts(before.quiz, after.quiz),
    images: {
      added: paths.filter((path) => !has(before, path)),
      removed: paths.filter((path) => !has(after, path)),
      changed: paths.filter(
        (path) => has(before, path) && has(after, path) && before.images[path] !== after.images[path],
      ),
    },
  };
}

/** Makes a kept state the draft's text again, as a revision of its own: what stands now is kept first. */
export async function restoreRevision(
  context: Context,
  actor: PersonActor,
  { draftId, revision, restore }: { draftId: string; revision: number; restore: number },
): Promise<Result<{ revision: number }, 'forbidden' | 'stale-version' | ClosedCode>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  return context.database.transaction(async (tx) => {
    const locked = await lockEditable(tx, draftId);
    if (!locked.ok) return locked;
    const draft = locked.value;
    if (draft.revision !== revision) return refuseStale(tx, draft);
    const row = await findRevision(tx, { draftId, revision: restore });
    if (!row) return refuse('not-found');
    await keepCurrent(tx, draft);
    const next = await writeRevision(tx, {
      draft,
      text: textOf(row),
      kind: 'restored',
      personId: actor.personId,
      at: context.clock.now(),
      note: String(restore),
    });
    return ok({ revision: next });
  });
}
