import { taughtPoints } from '#app/domain/courses/lesson.ts';
import { lessonText } from '#app/domain/courses/lesson-source.ts';
import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { IdPrefix } from '#app/domain/kernel/ids.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { indexWords } from '#app/domain/kernel/words.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { competencyOf, listPoints } from '#app/domain/standard/standard.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type ContentVersion,
  type DocumentKind,
  type DocumentState,
  insertArtifacts,
  insertPoints,
  insertVersions,
  listDocumentStates,
  listLessonHashes,
  listPublished,
  lockContent,
  replaceCourseLessons,
  replaceCurrentFacets,
  replaceKnowledgePoints,
  setVersionStatus,
  upsertDocuments,
} from '#db/stores/content.ts';
import { replaceSearchEntries, type SearchRow } from '#db/stores/search.ts';
import { findSetting, insertSetting } from '#db/stores/settings.ts';
import { type ContentDocument, type ContentPackage, checkContent } from './check-content.server.ts';
import type { SourceFile } from './source-files.server.ts';

export type ImportReport = {
  /** New documents, new versions of known ones, documents taken out of force because their file is gone. */
  readonly created: number;
  readonly updated: number;
  readonly retired: number;
  readonly compiled: number;
};
export type ImportOutcome =
  | { readonly status: 'unchanged' }
  | { readonly status: 'imported'; readonly report: ImportReport; readonly warnings: readonly ContentFault[] }
  | { readonly status: 'refused'; readonly faults: readonly ContentFault[] };

const LOADED = 'content.loaded';
/** Raise when the projections of the same documents would come out differently, so that the next start makes them anew. */
const PROJECTIONS = 1;
const LANGUAGE = 'zh-CN';

const PREFIXES: Record<DocumentKind, IdPrefix> = {
  standard: 'std',
  syllabus: 'syl',
  course: 'crs',
  lesson: 'lsn',
  question: 'qst',
  blueprint: 'bpt',
  policy: 'pol',
};
const VERSION_PREFIXES: Partial<Record<DocumentKind, IdPrefix>> = { lesson: 'lsv', question: 'qsv', blueprint: 'bpv' };

/**
 * Publishes a content folder as one audited act: what changed gets its next version, what is gone is retired, and
 * everything that queries read is made anew, all in one transaction. Lessons are compiled before it begins.
 * The same files under the same compiler are recognised by their fingerprint and cost one query.
 */
export async function importContent(
  context: Context,
  actor: Actor,
  { files, fingerprint }: { files: readonly SourceFile[]; fingerprint: string },
): Promise<ImportOutcome> {
  const mark = { fingerprint, compiler: context.lessons.version, projections: PROJECTIONS };
  if (await isLoaded(context.database.read, mark)) return { status: 'unchanged' };
  const { faults, content } = checkContent(files);
  if (!content) return { status: 'refused', faults };
  const hashed = content.documents.map((document) => ({ ...document, hash: hashJson(document.body) }));
  const compiled = await compileLessons(context, hashed);

  const report = await context.database.transaction(async (tx) => {
    await lockContent(tx);
    // Another node may have imported the same files while this one waited.
    if (await isLoaded(tx, mark)) return null;
    const plan = planImport(context, { documents: hashed, states: await listDocumentStates(tx), actor });
    await writeVersions(tx, { plan, actor, now: context.clock.now() });
    await project(tx, { context, compiled });
    const done: ImportReport = {
      created: plan.created,
      updated: plan.updated,
      retired: plan.retire.length,
      compiled: compiled.size,
    };
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'content.import',
        subject: { kind: 'manifest', id: content.manifest.version },
        detail: {
          fingerprint,
          ...done,
          published: plan.published,
          retired: plan.retire.map(({ kind, code }) => `${kind} ${code}`),
        },
      },
    );
    await insertSetting(tx, {
      id: newId(context, 'set'),
      key: LOADED,
      value: { ...mark, ...manifestOf(content) },
      at: context.clock.now(),
    });
    return done;
  });
  return report === null ? { status: 'unchanged' } : { status: 'imported', report, warnings: faults };
}

/** The manifest of what was imported last; null before the first import. */
export async function findLoadedManifest(handle: Handle): Promise<{ version: string; title: LocalText } | null> {
  const value = (await findSetting(handle, LOADED)) as { version: string; title: LocalText } | null;
  return value && { version: value.version, title: value.title };
}

const manifestOf = ({ manifest: { version, title } }: ContentPackage) => ({
  version,
  title: (title.en === undefined ? { zh: title.zh } : { zh: title.zh, en: title.en }) satisfies Json,
});

type Mark = { readonly fingerprint: string; readonly compiler: string; readonly projections: number };

async function isLoaded(handle: Handle, mark: Mark): Promise<boolean> {
  const loaded = (await findSetting(handle, LOADED)) as Partial<Mark> | null;
  return (
    loaded?.fingerprint === mark.fingerprint &&
    loaded.compiler === mark.compiler &&
    loaded.projections === mark.projections
  );
}

type Hashed = ContentDocument & { readonly hash: string };
type Compiled = ReadonlyMap<string, { readonly code: string; readonly hash: string }>;

/** Compiles every lesson whose version in force this compiler has not made yet; by the hash of the lesson's body. */
async function compileLessons(context: Context, documents: readonly Hashed[]): Promise<Compiled> {
  const { read } = context.database;
  const made = await listLessonHashes(read, context.lessons.version);
  const upToDate = new Set(
    (await listDocumentStates(read)).flatMap(({ kind, publishedVersionId, publishedHash }) =>
      kind === 'lesson' && publishedVersionId !== null && publishedHash !== null && made.has(publishedVersionId)
        ? [publishedHash]
        : [],
    ),
  );
  const compiled = new Map<string, { code: string; hash: string }>();
  for (const document of documents) {
    if (document.kind !== 'lesson' || upToDate.has(document.hash)) continue;
    compiled.set(document.hash, await context.lessons.compile(document.body.source));
  }
  return compiled;
}

type VersionRow = {
  readonly id: string;
  readonly documentId: string;
  readonly number: number;
  readonly status: 'draft' | 'published';
  readonly body: Json;
  readonly hash: string;
};
type Plan = {
  /** Documents to create, or whose version in force changes. */
  readonly documents: {
    id: string;
    kind: DocumentKind;
    code: string;
    publishedVersionId: string | null;
    createdAt: number;
  }[];
  readonly versions: VersionRow[];
  /** Drafts that are now in force as they are. */
  readonly promote: string[];
  readonly supersede: string[];
  readonly retire: (DocumentState & { readonly publishedVersionId: string })[];
  readonly published: string[];
  created: number;
  updated: number;
};

/**
 * What the import changes. A body that hashes to the newest version's is no new version. What this importer published
 * before and no file holds any more is retired; what a person published is left alone.
 */
function planImport(
  context: Context,
  { documents, states, actor }: { documents: readonly Hashed[]; states: readonly DocumentState[]; actor: Actor },
): Plan {
  const plan: Plan = {
    documents: [],
    versions: [],
    promote: [],
    supersede: [],
    retire: [],
    published: [],
    created: 0,
    updated: 0,
  };
  const known = new Map(states.map((state) => [`${state.kind} ${state.code}`, state]));
  const createdAt = context.clock.now();
  for (const { kind, code, publish, body, hash } of documents) {
    const state = known.get(`${kind} ${code}`);
    known.delete(`${kind} ${code}`);
    if (state && state.hash === hash && (!publish || state.publishedVersionId === state.versionId)) continue;
    const documentId = state?.documentId ?? newId(context, PREFIXES[kind]);
    let versionId = state?.versionId ?? '';
    let number = state?.number ?? 0;
    if (!state || state.hash !== hash) {
      versionId = newId(context, VERSION_PREFIXES[kind] ?? 'ver');
      number += 1;
      plan.versions.push({
        id: versionId,
        documentId,
        number,
        status: publish ? 'published' : 'draft',
        body: body as unknown as Json,
        hash,
      });
    } else plan.promote.push(versionId);
    if (publish && state?.publishedVersionId) plan.supersede.push(state.publishedVersionId);
    if (publish) plan.published.push(`${kind} ${code} ${number}`);
    plan.documents.push({
      id: documentId,
      kind,
      code,
      publishedVersionId: publish ? versionId : (state?.publishedVersionId ?? null),
      createdAt,
    });
    if (state) plan.updated += 1;
    else plan.created += 1;
  }
  const { actorId } = identifyActor(actor);
  for (const state of known.values()) {
    const { documentId, kind, code, publishedVersionId, publishedBy } = state;
    if (publishedVersionId === null || publishedBy !== actorId) continue;
    plan.retire.push({ ...state, publishedVersionId });
    plan.documents.push({ id: documentId, kind, code, publishedVersionId: null, createdAt });
  }
  return plan;
}

async function writeVersions(
  tx: Handle,
  { plan, actor, now }: { plan: Plan; actor: Actor; now: number },
): Promise<void> {
  const { actorId } = identifyActor(actor);
  await upsertDocuments(tx, plan.documents);
  await insertVersions(
    tx,
    plan.versions.map((version) => ({
      ...version,
      createdBy: actorId,
      createdAt: now,
      publishedBy: version.status === 'published' ? actorId : null,
      publishedAt: version.status === 'published' ? now : null,
    })),
  );
  await setVersionStatus(tx, { versionIds: plan.promote, status: 'published', publishedBy: actorId, publishedAt: now });
  await setVersionStatus(tx, { versionIds: plan.supersede, status: 'superseded' });
  await setVersionStatus(tx, { versionIds: plan.retire.map((state) => state.publishedVersionId), status: 'retired' });
}

/** Makes anew what queries read, from all that is in force now, whoever published it. */
async function project(tx: Handle, { context, compiled }: { context: Context; compiled: Compiled }): Promise<void> {
  const [standard] = await listPublished(tx, 'standard');
  const courses = await listPublished(tx, 'course');
  const lessons = await listPublished(tx, 'lesson');
  const questions = await listPublished(tx, 'question');
  const lessonByCode = new Map(lessons.map((lesson) => [lesson.code, lesson]));

  if (standard) {
    await replaceKnowledgePoints(
      tx,
      listPoints(standard.body).map(({ code, competencyCode, domainCode, name }, position) => ({
        code,
        competencyCode,
        domainCode,
        nameZh: name.zh,
        nameEn: name.en ?? name.zh,
        position,
        standardVersionId: standard.versionId,
      })),
    );
  }
  const placed = courses.flatMap((course) =>
    course.body.modules
      .flatMap(({ lessons: codes }, moduleIndex) =>
        codes.map((code) => ({ moduleIndex, lesson: lessonByCode.get(code) })),
      )
      .flatMap(({ moduleIndex, lesson }, position) =>
        lesson ? [{ lessonId: lesson.documentId, courseId: course.documentId, moduleIndex, position }] : [],
      ),
  );
  await replaceCourseLessons(tx, placed);
  await insertPoints(tx, {
    lessons: lessons.flatMap(({ versionId, body }) =>
      [...taughtPoints(body)].map(([pointCode, depth]) => ({ versionId, pointCode, depth })),
    ),
    questions: questions.flatMap(({ versionId, body }) =>
      [...new Set(body.points)].map((pointCode) => ({ versionId, pointCode })),
    ),
  });
  await replaceCurrentFacets(tx, facetsOf({ questions, lessons }));

  const inCourse = new Set(placed.map(({ lessonId }) => lessonId));
  await replaceSearchEntries(tx, [
    ...courses.map(courseEntry),
    ...lessons.filter(({ documentId }) => inCourse.has(documentId)).map(lessonEntry),
  ]);

  const artifacts = lessons.flatMap(({ versionId, hash }) => {
    const made = compiled.get(hash);
    return made
      ? [{ versionId, compiler: context.lessons.version, language: LANGUAGE, createdAt: context.clock.now(), ...made }]
      : [];
  });
  await insertArtifacts(tx, artifacts);
  // Another import published a lesson between our compiling and our lock: nothing may be in force without its code.
  const made = await listLessonHashes(tx, context.lessons.version);
  const lacking = lessons.find(({ versionId }) => !made.has(versionId));
  if (lacking) throw new Error(`lesson ${lacking.code} was published by another import meanwhile; import again`);
}

function facetsOf({
  questions,
  lessons,
}: {
  questions: readonly ContentVersion<'question'>[];
  lessons: readonly ContentVersion<'lesson'>[];
}) {
  const slots = new Map(
    lessons.flatMap(({ documentId, body }) =>
      body.quiz.map((code, slot) => [code, { lessonId: documentId, slot }] as const),
    ),
  );
  return questions.map(({ versionId, documentId, code, body }) => ({
    versionId,
    questionId: documentId,
    use: body.use,
    type: body.type,
    depth: body.depth,
    competencyCode: competencyOf(body.points[0] ?? ''),
    lessonId: slots.get(code)?.lessonId ?? null,
    lessonSlot: slots.get(code)?.slot ?? null,
  }));
}

const both = ({ zh, en }: LocalText) => `${zh}\n${en ?? ''}`;

const courseEntry = ({ documentId, body }: ContentVersion<'course'>): SearchRow => ({
  kind: 'course',
  documentId,
  title: body.title.zh,
  words: indexWords([both(body.title), both(body.summary), ...body.modules.map(({ title }) => both(title))].join('\n')),
});

const lessonEntry = ({ documentId, body }: ContentVersion<'lesson'>): SearchRow => ({
  kind: 'lesson',
  documentId,
  title: body.title.zh,
  words: indexWords(
    [
      both(body.title),
      both(body.summary),
      ...body.objectives.map(({ text }) => both(text)),
      lessonText(body.source),
    ].join('\n'),
  ),
});
