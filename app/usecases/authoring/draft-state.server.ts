import type { DraftText } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { lessonFileText, questionsFileText } from '#app/usecases/content/document-text.server.ts';
import type { Handle } from '#db/open.server.ts';
import { type ContentVersion, findPublishedByCode, listPublishedByCodes } from '#db/stores/content.ts';
import {
  type DraftRow,
  findBaseRevision,
  insertRevision,
  lockDraft,
  type RevisionRow,
  updateDraft,
} from '#db/stores/drafts.ts';
import { listPersonNames } from '#db/stores/people.ts';

export type Someone = { readonly personId: string; readonly name: string };

/** Names of people; a system's own name stands for itself. */
export async function readNames(handle: Handle, ids: readonly (string | null)[]): Promise<(id: string) => Someone> {
  const names = await listPersonNames(handle, [...new Set(ids.flatMap((id) => id ?? []))]);
  return (id) => ({ personId: id, name: names.get(id) ?? id });
}

export type PublishedLesson = {
  readonly version: ContentVersion<'lesson'>;
  readonly questions: readonly ContentVersion<'question'>[];
  /** As its author would write it. */
  readonly text: DraftText;
};

/** What is in force of a lesson with its quiz; null where nothing is. */
export async function findPublishedLesson(handle: Handle, code: string): Promise<PublishedLesson | null> {
  const version = await findPublishedByCode(handle, { kind: 'lesson', code });
  if (!version) return null;
  const found = await listPublishedByCodes(handle, { kind: 'question', codes: version.body.quiz });
  const questions = version.body.quiz.flatMap((id) => found.find((each) => each.code === id) ?? []);
  return {
    version,
    questions,
    text: {
      source: lessonFileText(version.body),
      quiz: questionsFileText(questions.map(({ body }) => body)),
      images: version.body.images ?? {},
    },
  };
}

const NOTHING: DraftText = { source: '', quiz: '', images: {} };

/** The published text that a draft went out from, or was last merged with; empty for a new lesson. */
export async function readBaseText(handle: Handle, draft: DraftRow): Promise<DraftText> {
  return draft.baseVersionId === null ? NOTHING : ((await findBaseRevision(handle, draft.id)) ?? NOTHING);
}

/**
 * Whether something was published since that the draft does not know: another version of the lesson, other wording
 * of its quiz, or, for a new lesson, a lesson of its code.
 */
export async function isBaseStale(handle: Handle, draft: DraftRow): Promise<boolean> {
  const published = await findPublishedLesson(handle, draft.code);
  if (draft.baseVersionId === null) return published !== null;
  if (!published || published.version.versionId !== draft.baseVersionId) return true;
  return published.text.quiz !== (await readBaseText(handle, draft)).quiz;
}

export type ClosedCode = 'not-found' | 'draft-closed' | 'draft-in-review';

/** Takes a draft that may be written to, for the rest of the transaction. */
export async function lockEditable(tx: Handle, draftId: string): Promise<Result<DraftRow, ClosedCode>> {
  const draft = await lockDraft(tx, draftId);
  if (!draft) return refuse('not-found');
  if (draft.status === 'in-review') return refuse('draft-in-review');
  if (draft.status !== 'editing' && draft.status !== 'returned') return refuse('draft-closed');
  return ok(draft);
}

/** Refuses with who saved what was not seen. */
export async function refuseStale(handle: Handle, draft: DraftRow) {
  const nameOf = await readNames(handle, [draft.updatedBy]);
  return refuse('stale-version', {
    revision: draft.revision,
    savedBy: nameOf(draft.updatedBy).name,
    savedAt: draft.updatedAt,
  });
}

/** Gives a locked draft its next text and keeps it for going back to. @returns the new revision. */
export async function writeRevision(
  tx: Handle,
  {
    draft,
    text,
    kind,
    personId,
    at,
    note = '',
    revision = draft.revision + 1,
  }: {
    draft: DraftRow;
    text: DraftText;
    kind: RevisionRow['kind'];
    personId: string;
    at: number;
    note?: string;
    revision?: number;
  },
): Promise<number> {
  await updateDraft(tx, {
    id: draft.id,
    source: text.source,
    quiz: text.quiz,
    images: text.images,
    title: titleOf(text.source) ?? draft.title,
    revision,
    updatedBy: personId,
    updatedAt: at,
  });
  await insertRevision(tx, { draftId: draft.id, revision, kind, ...textOf(text), authorId: personId, at, note });
  return revision;
}

/** Keeps the text that stands now, if it is not kept yet: what replaces it must not take it with it. */
export async function keepCurrent(tx: Handle, draft: DraftRow): Promise<void> {
  await insertRevision(tx, {
    draftId: draft.id,
    revision: draft.revision,
    kind: 'saved',
    ...textOf(draft),
    authorId: draft.updatedBy,
    at: draft.updatedAt,
    note: '',
  });
}

export const textOf = ({ source, quiz, images }: DraftText): DraftText => ({ source, quiz, images });

/** The title that a lesson's front matter names, read loosely: it is shown in lists while half of it is unwritten. */
export function titleOf(source: string): string | null {
  const head = /^---[ \t]*\n([\s\S]*?)\n---/.exec(source)?.[1] ?? '';
  const line = /^title:[ \t]*(.+)$/m.exec(head)?.[1]?.trim() ?? '';
  const zh = /^\{.*?\bzh:\s*("(?:[^"\\]|\\.)*"|[^,}]+)/.exec(line)?.[1] ?? line;
  const nested = zh === '' ? (/^title:[ \t]*\n[ \t]+zh:[ \t]*(.+)$/m.exec(head)?.[1] ?? '') : zh;
  const title = unquote(nested.trim()).trim();
  return title === '' ? null : title.slice(0, 200);
}

function unquote(text: string): string {
  if (/^'.*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (!/^".*"$/.test(text)) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
