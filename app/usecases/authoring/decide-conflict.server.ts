import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { checkContent } from '#app/usecases/content/check-content.server.ts';
import { documentText } from '#app/usecases/content/describe-conflicts.server.ts';
import { importContent, isLastImported, listLeftConflicts } from '#app/usecases/content/import-content.server.ts';
import { type ContentConflict, isStillLeft } from '#app/usecases/content/reconcile-documents.server.ts';
import type { SourceFile } from '#app/usecases/content/source-files.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type DocumentKind, findPublication, findPublishedByCode, findVersionByHash } from '#db/stores/content.ts';
import { listDraftsOfVersion } from '#db/stores/drafts.ts';
import { readEditors } from './decide.server.ts';

/** The folder that the server was installed with. */
export type ContentFolder = { readonly files: readonly SourceFile[]; readonly fingerprint: string };

export type ConflictSides = {
  readonly kind: DocumentKind;
  readonly code: string;
  readonly inFiles: ContentConflict['inFiles'];
  /** The document as text in one form on either side; empty where a side has none. */
  readonly browser: string;
  readonly files: string;
  /** What both last agreed on; null where that is not known. */
  readonly agreed: string | null;
  /** Found while another folder was imported: nothing here can be compared or decided, a command can. */
  readonly elsewhere: boolean;
  /** Whoever wrote what is in force does not decide on it. */
  readonly ownWork: boolean;
  /** What was looked at: a decision on anything else is refused. */
  readonly seen: string;
  /** Hash of what is in force; null where nothing is. */
  readonly inForce: string | null;
};

/** What a document looks like in the browser and in the files, where both changed it. */
export async function compareConflict(
  context: Context,
  actor: PersonActor,
  { code, folder }: { code: string; folder: ContentFolder },
): Promise<Result<ConflictSides, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const conflict = (await listLeftConflicts(read)).find((each) => each.code === code);
  if (!conflict) return refuse('not-found');
  const { kind, inFiles } = conflict;
  const publication = await findPublication(read, conflict);
  const inForce = publication?.hash ?? null;
  if (!isStillLeft(conflict, { inForce })) return refuse('not-found');
  const version = await findPublishedByCode(read, { kind, code });
  const document = checkContent(folder.files).content?.documents.find(
    (each) => each.kind === kind && each.code === code,
  );
  const agreed = publication?.fileHash ?? null;
  const base = agreed === null ? null : await findVersionByHash(read, { kind, code, hash: agreed });
  return ok({
    kind,
    code,
    inFiles,
    agreed: base && documentText(base),
    elsewhere: !(await isLastImported(read, folder.fingerprint)),
    ownWork: publication !== null && (await listAuthors(read, publication)).has(actor.personId),
    browser: version ? documentText(version) : '',
    files: document ? documentText(document) : '',
    seen: `${folder.fingerprint} ${inForce ?? ''}`,
    inForce,
  });
}

async function listAuthors(
  read: Handle,
  { versionId, createdBy }: { versionId: string; createdBy: string },
): Promise<ReadonlySet<string>> {
  const editors = await readEditors(read, await listDraftsOfVersion(read, versionId));
  return new Set([createdBy, ...[...editors.values()].flatMap((each) => [...each])]);
}

/**
 * Ends a conflict between files and browser: the files' side comes into force as an import would bring it, or the
 * browser's stays and counts as agreed on. Refused when either side is no longer what was looked at, and to whoever
 * wrote what is in force.
 * @param side whose text is in force from now on.
 */
export async function decideConflict(
  context: Context,
  actor: PersonActor,
  {
    code,
    side,
    seen,
    reason,
    folder,
  }: {
    readonly code: string;
    readonly side: 'files' | 'browser';
    readonly seen: string;
    readonly reason: string;
    readonly folder: ContentFolder;
  },
): Promise<
  Result<null, 'forbidden' | 'not-found' | 'own-work' | 'invalid-input' | 'stale-version' | 'draft-at-fault'>
> {
  if (!can({ actor, action: 'lesson.review' })) return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { field: 'reason' });
  const sides = await compareConflict(context, actor, { code, folder });
  if (!sides.ok) return sides;
  if (sides.value.ownWork) return refuse('own-work');
  if (sides.value.seen !== seen || sides.value.elsewhere) return refuse('stale-version');
  const outcome = await importContent(context, systemActor('content-import'), {
    ...folder,
    take: { side, codes: [code] },
    decidedBy: { actor, reason, inForce: sides.value.inForce },
  });
  if (outcome.status === 'stale') return refuse('stale-version');
  return outcome.status === 'refused' ? refuse('draft-at-fault', { errors: outcome.faults.length }) : ok(null);
}
