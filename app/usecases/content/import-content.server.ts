import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { type Actor, identifyActor, type PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { listDocumentStates, listLessonHashes, listPublished, lockContent } from '#db/stores/content.ts';
import { insertAssets } from '#db/stores/drafts.ts';
import { findSetting, insertSetting } from '#db/stores/settings.ts';
import { type ContentPackage, checkContent, withImages } from './check-content.server.ts';
import { prepareImages } from './prepare-images.server.ts';
import {
  type Compiled,
  compileLessons,
  type Hashed,
  keyOf,
  planVersions,
  project,
  writeVersions,
} from './publish-documents.server.ts';
import {
  type ContentConflict,
  type Decided,
  decideDocuments,
  NOTHING_TAKEN,
  type Taken,
} from './reconcile-documents.server.ts';
import type { SourceFile } from './source-files.server.ts';

export type ImportReport = {
  /** New documents, new versions of known ones, documents taken out of force because their file is gone. */
  readonly created: number;
  readonly updated: number;
  readonly retired: number;
  readonly compiled: number;
};

export type ImportOutcome =
  | { readonly status: 'unchanged'; readonly conflicts: readonly ContentConflict[] }
  /** A side was taken of what is no longer as it was looked at: nothing was done. */
  | { readonly status: 'stale'; readonly conflicts: readonly ContentConflict[] }
  | {
      readonly status: 'imported';
      readonly report: ImportReport;
      readonly warnings: readonly ContentFault[];
      readonly conflicts: readonly ContentConflict[];
    }
  | { readonly status: 'refused'; readonly faults: readonly ContentFault[] };

const LOADED = 'content.loaded';
/** Raise when the projections of the same documents would come out differently, so that the next start makes them anew. */
const PROJECTIONS = 1;

/**
 * Publishes a content folder as one audited act: what the files alone changed gets its next version, what they alone
 * removed is retired, and everything that queries read is made anew, all in one transaction. What was published in the
 * browser meanwhile is never overwritten: where the file is as it was the browser's stays, and where both changed
 * nothing is done and the conflict is told, again at every import until somebody decides (`take`) or both say the same.
 * Lessons are compiled and images are read before the transaction begins. The same files under the same compiler are
 * recognised by their fingerprint and cost one query.
 */
export async function importContent(
  context: Context,
  actor: Actor,
  {
    files,
    fingerprint,
    take = NOTHING_TAKEN,
    decidedBy = null,
  }: {
    files: readonly SourceFile[];
    fingerprint: string;
    take?: Taken;
    /**
     * Who took a side in the browser, on what grounds, and on what they saw in force: the act is theirs, what comes into
     * force is the files'. Only of the files that were imported last, so that it brings nothing else with it.
     */
    decidedBy?: { readonly actor: PersonActor; readonly reason: string; readonly inForce: string | null } | null;
  },
): Promise<ImportOutcome> {
  const mark = { fingerprint, compiler: context.lessons.version, projections: PROJECTIONS };
  const before = await findLoaded(context.database.read);
  if (isLoaded(before, mark) && before.conflicts.length === 0)
    return { status: decidedBy ? 'stale' : 'unchanged', conflicts: [] };
  const { faults, content } = checkContent(files);
  if (!content) return { status: 'refused', faults };
  const images = await prepareImages(context, { files, images: content.images, known: before?.images ?? {} });
  if (images.faults.length > 0) return { status: 'refused', faults: images.faults };
  const hashed = withImages(content, images.hashOf).map((document) => ({ ...document, hash: hashJson(document.body) }));
  const sizes = new Map(images.made.map(({ hash, width, height }) => [hash, { width, height }]));
  const compiled = await compileForImport(context, { documents: hashed, sizes });
  const importer = identifyActor(actor).actorId;

  return context.database.transaction(async (tx): Promise<ImportOutcome> => {
    await lockContent(tx);
    // Another node may have imported the same files while this one waited.
    const loaded = await findLoaded(tx);
    if (isLoaded(loaded, mark) && loaded.conflicts.length === 0)
      return { status: decidedBy ? 'stale' : 'unchanged', conflicts: [] };
    const states = await listDocumentStates(tx);
    const decided = decideDocuments({
      documents: hashed,
      states,
      importer,
      published: { lessons: await listPublished(tx, 'lesson'), courses: await listPublished(tx, 'course') },
      take,
    });
    if (decidedBy) {
      const seen = states.find(({ code }) => take.codes.includes(code))?.publishedHash ?? null;
      const asSeen = loaded?.fingerprint === fingerprint && seen === decidedBy.inForce && decided.taken.length > 0;
      if (!asSeen) return { status: 'stale', conflicts: loaded?.conflicts ?? [] };
    }
    const plan = planVersions(context, {
      documents: decided.documents,
      retire: decided.retire,
      states,
      fileHash: decided.fileHash,
    });
    const isIdle = plan.documents.length === 0 && isLoaded(loaded, mark);
    if (isIdle && isSameList(loaded.conflicts, decided.conflicts))
      return { status: 'unchanged', conflicts: decided.conflicts };
    const now = context.clock.now();
    await insertAssets(
      tx,
      images.made.map(({ hash, bytes, width, height }) => ({
        hash,
        mediaType: 'image/webp',
        width,
        height,
        bytes,
        createdBy: importer,
        createdAt: now,
      })),
    );
    await writeVersions(tx, { plan, publishedBy: importer, now });
    await project(tx, { context, compiled });
    const done: ImportReport = {
      created: plan.created,
      updated: plan.updated,
      retired: plan.retire.length,
      compiled: compiled.size,
    };
    await recordAudit(
      { tx, context, actor: decidedBy?.actor ?? actor },
      {
        stream: 'content',
        action: 'content.import',
        subject: { kind: 'manifest', id: content.manifest.version },
        detail: {
          fingerprint,
          ...done,
          published: plan.published,
          hashes: plan.hashes,
          retired: plan.retired,
          ...tellDecided(decided),
          ...(decidedBy ? { reason: decidedBy.reason } : {}),
        },
      },
    );
    await insertSetting(tx, {
      id: newId(context, 'set'),
      key: LOADED,
      value: {
        ...mark,
        ...manifestOf(content),
        images: images.known,
        conflicts: decided.conflicts.map((conflict) => ({ ...conflict })),
      },
      at: now,
    });
    return { status: 'imported', report: done, warnings: faults, conflicts: decided.conflicts };
  });
}

const tellDecided = ({ conflicts, taken }: Decided): Record<string, Json> => ({
  ...(conflicts.length > 0 ? { conflicts: conflicts.map(keyOf) } : {}),
  ...(taken.length > 0 ? { taken } : {}),
});

const isSameList = (a: readonly ContentConflict[], b: readonly ContentConflict[]) =>
  JSON.stringify(a.map(({ kind, code, files }) => [kind, code, files])) ===
  JSON.stringify(b.map(({ kind, code, files }) => [kind, code, files]));

/** The manifest of what was imported last; null before the first import. */
export async function findLoadedManifest(handle: Handle): Promise<{ version: string; title: LocalText } | null> {
  const value = (await findSetting(handle, LOADED)) as { version: string; title: LocalText } | null;
  return value && { version: value.version, title: value.title };
}

/** What the last import left undecided. Some of it may have been settled in the browser since. */
export async function listLeftConflicts(handle: Handle): Promise<readonly ContentConflict[]> {
  return (await findLoaded(handle))?.conflicts ?? [];
}

/** Whether these are the files that were imported last: what was left undecided is about them alone. */
export async function isLastImported(handle: Handle, fingerprint: string): Promise<boolean> {
  return (await findLoaded(handle))?.fingerprint === fingerprint;
}

/** The assets that image files became, by the SHA-256 of the file. */
export async function listKnownImages(handle: Handle): Promise<Readonly<Record<string, string>>> {
  return (await findLoaded(handle))?.images ?? {};
}

const manifestOf = ({ manifest: { version, title } }: ContentPackage) => ({
  version,
  title: (title.en === undefined ? { zh: title.zh } : { zh: title.zh, en: title.en }) satisfies Json,
});

type Mark = { readonly fingerprint: string; readonly compiler: string; readonly projections: number };
type Loaded = Mark & {
  /** The asset that each image file became, by the SHA-256 of the file: another encoder makes no new asset of it. */
  readonly images: Readonly<Record<string, string>>;
  readonly conflicts: readonly ContentConflict[];
};

async function findLoaded(handle: Handle): Promise<Loaded | null> {
  const value = (await findSetting(handle, LOADED)) as (Mark & Partial<Loaded>) | null;
  // Databases of earlier versions have neither images nor conflicts.
  return value && { ...value, images: value.images ?? {}, conflicts: value.conflicts ?? [] };
}

const isLoaded = (loaded: Loaded | null, mark: Mark): loaded is Loaded =>
  loaded?.fingerprint === mark.fingerprint &&
  loaded.compiler === mark.compiler &&
  loaded.projections === mark.projections;

/**
 * Compiles every lesson of the files that this compiler has not made yet, and every lesson in force that it has not:
 * what was published in the browser is shown by a new compiler too.
 */
async function compileForImport(
  context: Context,
  {
    documents,
    sizes,
  }: { documents: readonly Hashed[]; sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }> },
): Promise<Compiled> {
  const { read } = context.database;
  const made = await listLessonHashes(read, context.lessons.version);
  const inForce = await listPublished(read, 'lesson');
  const upToDate = new Set(inForce.flatMap(({ versionId, hash }) => (made.has(versionId) ? [hash] : [])));
  const lessons = [
    ...documents.flatMap((document) => (document.kind === 'lesson' ? [document] : [])),
    ...inForce.filter(({ versionId }) => !made.has(versionId)),
  ];
  return compileLessons(
    context,
    lessons.filter(({ hash }) => !upToDate.has(hash)),
    sizes,
  );
}
