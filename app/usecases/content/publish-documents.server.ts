import { assetAddress } from '#app/domain/courses/image-file.ts';
import { taughtPoints } from '#app/domain/courses/lesson.ts';
import { lessonText } from '#app/domain/courses/lesson-source.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { IdPrefix } from '#app/domain/kernel/ids.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { indexWords } from '#app/domain/kernel/words.ts';
import { competencyOf, listPoints } from '#app/domain/standard/standard.ts';
import { type CompiledImages, type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type ContentVersion,
  type DocumentKind,
  type DocumentState,
  insertArtifacts,
  insertPoints,
  insertVersions,
  listLessonHashes,
  listPublished,
  replaceCourseLessons,
  replaceCurrentFacets,
  replaceKnowledgePoints,
  setVersionStatus,
  upsertDocuments,
} from '#db/stores/content.ts';
import { listAssetSizes } from '#db/stores/drafts.ts';
import { insertTraits } from '#db/stores/papers.ts';
import { replaceSearchEntries, type SearchRow } from '#db/stores/search.ts';
import type { ContentDocument } from './check-content.server.ts';

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

/** A document with the hash of its body. */
export type Hashed = ContentDocument & { readonly hash: string };
/** Compiled lessons by the hash of the lesson's body. */
export type Compiled = ReadonlyMap<string, { readonly code: string; readonly hash: string }>;

type Compilable = {
  readonly hash: string;
  readonly body: { readonly source: string; readonly images?: Readonly<Record<string, string>> };
};

/**
 * Compiles lessons; by the hash of each one's body. Do it before the transaction.
 * @param sizes of images that are not stored yet, by hash.
 */
export async function compileLessons(
  context: Context,
  lessons: readonly Compilable[],
  sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }> = new Map(),
): Promise<Compiled> {
  const hashes = lessons.flatMap(({ body }) => Object.values(body.images ?? {}));
  const stored = await listAssetSizes(context.database.read, [...new Set(hashes)]);
  const compiled = new Map<string, { code: string; hash: string }>();
  for (const { hash, body } of lessons) {
    if (compiled.has(hash)) continue;
    compiled.set(
      hash,
      await context.lessons.compile(
        body.source,
        placeImages(body.images, (of) => sizes.get(of) ?? stored.get(of)),
      ),
    );
  }
  return compiled;
}

/** Where the compiler sends each image of a lesson; one whose size is unknown is left out. */
export function placeImages(
  images: Readonly<Record<string, string>> = {},
  sizeOf: (hash: string) => { readonly width: number; readonly height: number } | undefined,
): CompiledImages {
  return new Map(
    Object.entries(images).flatMap(([path, hash]) => {
      const size = sizeOf(hash);
      return size ? [[path, { address: assetAddress(hash), width: size.width, height: size.height }] as const] : [];
    }),
  );
}

type VersionRow = {
  readonly id: string;
  readonly documentId: string;
  readonly number: number;
  readonly status: 'draft' | 'published';
  readonly body: Json;
  readonly hash: string;
};

export type VersionPlan = {
  /** Documents to create, or whose version in force or agreement with the files changes. */
  readonly documents: {
    id: string;
    kind: DocumentKind;
    code: string;
    publishedVersionId: string | null;
    fileHash: string | null;
    createdAt: number;
  }[];
  readonly versions: (VersionRow & { readonly kind: DocumentKind; readonly code: string })[];
  /** Drafts that are now in force as they are. */
  readonly promote: string[];
  readonly supersede: string[];
  readonly retire: string[];
  /** What comes into force as `kind code number`, and the hash of each in the same order. */
  readonly published: string[];
  readonly hashes: string[];
  readonly retired: string[];
  created: number;
  updated: number;
};

export const keyOf = ({ kind, code }: { readonly kind: DocumentKind; readonly code: string }): string =>
  `${kind} ${code}`;

/**
 * What bringing documents into force changes. A body that hashes to the newest version's is no new version.
 * @param fileHash what the files hold of a document from now on; those that are not named keep what they agreed on.
 */
export function planVersions(
  context: Context,
  {
    documents,
    retire = [],
    states,
    fileHash = new Map(),
    always = null,
  }: {
    documents: readonly Hashed[];
    retire?: readonly DocumentState[];
    states: readonly DocumentState[];
    fileHash?: ReadonlyMap<string, string | null>;
    /** The one document that gets a new version even where its own body is the same, since what belongs to it changed. */
    always?: string | null;
  },
): VersionPlan {
  const plan: VersionPlan = {
    documents: [],
    versions: [],
    promote: [],
    supersede: [],
    retire: [],
    published: [],
    hashes: [],
    retired: [],
    created: 0,
    updated: 0,
  };
  const known = new Map(states.map((state) => [keyOf(state), state]));
  const createdAt = context.clock.now();
  const agreed = (key: string, state: DocumentState | undefined) =>
    fileHash.has(key) ? (fileHash.get(key) ?? null) : (state?.fileHash ?? null);
  const planned = new Set<string>();
  for (const document of documents) {
    const { kind, code, publish, body, hash } = document;
    const key = keyOf(document);
    const state = known.get(key);
    const isNew = !state || state.hash !== hash || key === always;
    if (!isNew && (!publish || state.publishedVersionId === state.versionId)) continue;
    planned.add(key);
    const documentId = state?.documentId ?? newId(context, PREFIXES[kind]);
    let versionId = state?.versionId ?? '';
    let number = state?.number ?? 0;
    if (isNew) {
      versionId = newId(context, VERSION_PREFIXES[kind] ?? 'ver');
      number += 1;
      plan.versions.push({
        id: versionId,
        documentId,
        kind,
        code,
        number,
        status: publish ? 'published' : 'draft',
        body: body as unknown as Json,
        hash,
      });
    } else plan.promote.push(versionId);
    if (publish && state?.publishedVersionId) plan.supersede.push(state.publishedVersionId);
    if (publish) {
      plan.published.push(`${key} ${number}`);
      plan.hashes.push(hash);
    }
    plan.documents.push({
      id: documentId,
      kind,
      code,
      publishedVersionId: publish ? versionId : (state?.publishedVersionId ?? null),
      fileHash: agreed(key, state),
      createdAt,
    });
    if (state) plan.updated += 1;
    else plan.created += 1;
  }
  for (const state of retire) {
    const key = keyOf(state);
    if (state.publishedVersionId === null || planned.has(key)) continue;
    planned.add(key);
    plan.retire.push(state.publishedVersionId);
    plan.retired.push(key);
    plan.documents.push({ ...documentOf(state), publishedVersionId: null, fileHash: agreed(key, state), createdAt });
  }
  for (const [key, hash] of fileHash) {
    const state = known.get(key);
    if (!state || planned.has(key) || state.fileHash === hash) continue;
    plan.documents.push({
      ...documentOf(state),
      publishedVersionId: state.publishedVersionId,
      fileHash: hash,
      createdAt,
    });
  }
  return plan;
}

const documentOf = ({ documentId, kind, code }: DocumentState) => ({ id: documentId, kind, code });

/**
 * @param createdBy who wrote the versions; without it whoever publishes them.
 * @param change how far a lesson departs from its version before.
 */
export async function writeVersions(
  tx: Handle,
  {
    plan,
    publishedBy,
    createdBy = publishedBy,
    now,
    change = null,
    note = null,
  }: {
    plan: VersionPlan;
    publishedBy: string;
    createdBy?: string;
    now: number;
    change?: 'minor' | 'material' | null;
    note?: string | null;
  },
): Promise<void> {
  await upsertDocuments(tx, plan.documents);
  await insertVersions(
    tx,
    plan.versions.map(({ kind, code: _code, ...version }) => ({
      ...version,
      createdBy,
      createdAt: now,
      publishedBy: version.status === 'published' ? publishedBy : null,
      publishedAt: version.status === 'published' ? now : null,
      change: kind === 'lesson' ? change : null,
      note,
    })),
  );
  await setVersionStatus(tx, { versionIds: plan.promote, status: 'published', publishedBy, publishedAt: now });
  await setVersionStatus(tx, { versionIds: plan.supersede, status: 'superseded' });
  await setVersionStatus(tx, { versionIds: plan.retire, status: 'retired' });
}

/** Makes anew what queries read, from all that is in force now, whoever published it. */
export async function project(
  tx: Handle,
  { context, compiled }: { context: Context; compiled: Compiled },
): Promise<void> {
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
  await insertTraits(
    tx,
    questions.map(({ versionId, body }) => ({
      versionId,
      difficulty: body.difficulty,
      enemies: [...(body.enemies ?? [])],
    })),
  );

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
