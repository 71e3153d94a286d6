import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { AppraisalPolicy } from '#app/domain/appraisal/appraisal-policy.ts';
import type { CertificatePolicy } from '#app/domain/certification/certificate-policy.ts';
import type { CourseBody } from '#app/domain/courses/course.ts';
import type { LessonBody } from '#app/domain/courses/lesson.ts';
import type { QuizPolicy } from '#app/domain/courses/quiz-policy.ts';
import type { BlueprintBody } from '#app/domain/exams/blueprint.ts';
import type { GradingPolicy } from '#app/domain/exams/grading-policy.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { PolicyKind } from '#app/domain/kernel/policy.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { StandardBody } from '#app/domain/standard/standard.ts';
import type { SyllabusBody } from '#app/domain/standard/syllabus.ts';
import type { HoursPolicy } from '#app/domain/training/hours-policy.ts';
import type { Handle } from '#db/open.server.ts';
import { inBatches } from '#db/stores/batches.ts';
import type { DocumentKind } from '#db/tables/content.ts';

export type { DocumentKind } from '#db/tables/content.ts';

export type PolicyBodies = {
  grading: GradingPolicy;
  quiz: QuizPolicy;
  hours: HoursPolicy;
  certificate: CertificatePolicy;
  appraisal: AppraisalPolicy;
};

/** What the body of a version of each kind is: the normalised output of the kind's schema. */
export type DocumentBodies = {
  standard: StandardBody;
  syllabus: SyllabusBody;
  course: CourseBody;
  lesson: LessonBody;
  question: QuestionBody;
  blueprint: BlueprintBody;
  policy: PolicyBodies[PolicyKind];
};

/** One version of a document. `kind` tells the type of `body`. */
export type ContentVersion<K extends DocumentKind = DocumentKind> = {
  [Each in K]: {
    readonly versionId: string;
    readonly documentId: string;
    readonly kind: Each;
    readonly code: string;
    readonly number: number;
    readonly body: DocumentBodies[Each];
    readonly hash: string;
    /** Null while it is a draft. */
    readonly publishedAt: number | null;
  };
}[K];

function selectVersions({ db, tables: { document, documentVersion } }: Handle) {
  return db
    .select({
      versionId: documentVersion.id,
      documentId: document.id,
      kind: document.kind,
      code: document.code,
      number: documentVersion.number,
      body: documentVersion.body,
      hash: documentVersion.hash,
      publishedAt: documentVersion.publishedAt,
    })
    .from(documentVersion)
    .innerJoin(document, eq(document.id, documentVersion.documentId))
    .$dynamic();
}

// Bodies were parsed by the schema of their kind before they were stored, and never change.
const trusted = <K extends DocumentKind>(rows: unknown[]): ContentVersion<K>[] => rows as ContentVersion<K>[];

/** The version in force of one document, by its author's code. */
export async function findPublishedByCode<K extends DocumentKind>(
  handle: Handle,
  { kind, code }: { kind: K; code: string },
): Promise<ContentVersion<K> | null> {
  const { document, documentVersion } = handle.tables;
  const rows = await selectVersions(handle).where(
    and(eq(document.kind, kind), eq(document.code, code), eq(document.publishedVersionId, documentVersion.id)),
  );
  return trusted<K>(rows)[0] ?? null;
}

/** The newest version of a document with this body; null when it never had one. */
export async function findVersionByHash<K extends DocumentKind>(
  handle: Handle,
  { kind, code, hash }: { kind: K; code: string; hash: string },
): Promise<ContentVersion<K> | null> {
  const { document, documentVersion } = handle.tables;
  const rows = await selectVersions(handle)
    .where(and(eq(document.kind, kind), eq(document.code, code), eq(documentVersion.hash, hash)))
    .orderBy(desc(documentVersion.number))
    .limit(1);
  return trusted<K>(rows)[0] ?? null;
}

/** The versions in force of several documents of one kind; a code without one is absent. In no particular order. */
export async function listPublishedByCodes<K extends DocumentKind>(
  handle: Handle,
  { kind, codes }: { kind: K; codes: readonly string[] },
): Promise<ContentVersion<K>[]> {
  if (codes.length === 0) return [];
  const { document, documentVersion } = handle.tables;
  const rows = await selectVersions(handle).where(
    and(
      eq(document.kind, kind),
      inArray(document.code, [...codes]),
      eq(document.publishedVersionId, documentVersion.id),
    ),
  );
  return trusted<K>(rows);
}

/** The documents with these codes that have a version in force. */
export async function listDocumentsByCodes(
  { db, tables: { document } }: Handle,
  { kind, codes }: { kind: DocumentKind; codes: readonly string[] },
): Promise<{ id: string; code: string }[]> {
  if (codes.length === 0) return [];
  return db
    .select({ id: document.id, code: document.code })
    .from(document)
    .where(and(eq(document.kind, kind), inArray(document.code, [...codes]), isNotNull(document.publishedVersionId)));
}

/** Any version, published or not, by its id. */
export async function findVersion(handle: Handle, versionId: string): Promise<ContentVersion | null> {
  return (await listVersions(handle, [versionId]))[0] ?? null;
}

/** Versions by their ids, in no particular order; an unknown id is absent. */
export async function listVersions(handle: Handle, versionIds: readonly string[]): Promise<ContentVersion[]> {
  if (versionIds.length === 0) return [];
  const rows = await selectVersions(handle).where(inArray(handle.tables.documentVersion.id, [...versionIds]));
  return trusted(rows);
}

/** Every version in force of one kind, by code. */
export async function listPublished<K extends DocumentKind>(handle: Handle, kind: K): Promise<ContentVersion<K>[]> {
  const { document, documentVersion } = handle.tables;
  const rows = await selectVersions(handle)
    .where(and(eq(document.kind, kind), eq(document.publishedVersionId, documentVersion.id)))
    .orderBy(asc(document.code));
  return trusted<K>(rows);
}

/** Every version of a kind that was ever in force, by code and number. */
export async function listEverPublished<K extends DocumentKind>(handle: Handle, kind: K): Promise<ContentVersion<K>[]> {
  const { document, documentVersion } = handle.tables;
  const rows = await selectVersions(handle)
    .where(and(eq(document.kind, kind), isNotNull(documentVersion.publishedAt)))
    .orderBy(asc(document.code), asc(documentVersion.number));
  return trusted<K>(rows);
}

/** The version in force of the documents with these ids. */
export async function listPublishedOf(handle: Handle, documentIds: readonly string[]): Promise<ContentVersion[]> {
  if (documentIds.length === 0) return [];
  const { document, documentVersion } = handle.tables;
  const rows = await selectVersions(handle).where(
    and(inArray(document.id, [...documentIds]), eq(document.publishedVersionId, documentVersion.id)),
  );
  return trusted(rows);
}

/**
 * The published policy of a kind that holds on a day: the one with the latest `effectiveFrom` not after it
 * (without a day: the latest of all). Null when there is none.
 */
export async function findPolicy<K extends PolicyKind>(
  handle: Handle,
  kind: K,
  on?: Day,
): Promise<(Omit<ContentVersion<'policy'>, 'body'> & { readonly body: PolicyBodies[K] }) | null> {
  const policies = await listPublished(handle, 'policy');
  let found: ContentVersion<'policy'> | null = null;
  for (const policy of policies) {
    const { body } = policy;
    if (body.kind !== kind || (on !== undefined && body.effectiveFrom > on)) continue;
    if (found === null || body.effectiveFrom > found.body.effectiveFrom) found = policy;
  }
  return found as (Omit<ContentVersion<'policy'>, 'body'> & { readonly body: PolicyBodies[K] }) | null;
}

/** The points of the standard in force, in its order. */
export async function listKnowledgePoints({ db, tables: { knowledgePoint } }: Handle) {
  return db.select().from(knowledgePoint).orderBy(asc(knowledgePoint.position));
}

/** The lessons of the published courses in their order. */
export async function listCourseLessons({ db, tables: { courseLesson } }: Handle) {
  return db.select().from(courseLesson).orderBy(asc(courseLesson.courseId), asc(courseLesson.position));
}

/** The version ids in force of a lesson's quiz, in order. */
export async function listQuizVersionIds(
  { db, tables: { questionFacet } }: Handle,
  lessonId: string,
): Promise<string[]> {
  const rows = await db
    .select({ versionId: questionFacet.versionId })
    .from(questionFacet)
    .where(and(eq(questionFacet.lessonId, lessonId), eq(questionFacet.current, true)))
    .orderBy(asc(questionFacet.lessonSlot));
  return rows.map(({ versionId }) => versionId);
}

/**
 * The hash of the compiled code that shows a lesson version: that of the given compiler, else of another one (its
 * code stays valid until the recompilation is stored). Null when the version was never published.
 */
export async function findLessonHash(
  { db, tables: { lessonArtifact } }: Handle,
  { versionId, compiler }: { versionId: string; compiler: string },
): Promise<string | null> {
  const rows = await db.select().from(lessonArtifact).where(eq(lessonArtifact.versionId, versionId));
  return (rows.find((row) => row.compiler === compiler) ?? rows[0])?.hash ?? null;
}

/** The code of a compiled lesson. */
export async function findArtifact({ db, tables: { artifact } }: Handle, hash: string): Promise<string | null> {
  const [row] = await db.select({ code: artifact.code }).from(artifact).where(eq(artifact.hash, hash));
  return row?.code ?? null;
}

export type DocumentState = {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly code: string;
  readonly publishedVersionId: string | null;
  /** Of the newest version, whatever its status. */
  readonly number: number;
  readonly hash: string;
  readonly versionId: string;
  readonly publishedHash: string | null;
  /** Who published the version in force. */
  readonly publishedBy: string | null;
  /** On which files and database last agreed. */
  readonly fileHash: string | null;
};

/** Every document with its newest version and what it has in force: what an import compares with. */
export async function listDocumentStates({
  db,
  tables: { document, documentVersion },
}: Handle): Promise<DocumentState[]> {
  const documents = await db.select().from(document);
  const versions = await db
    .select({
      id: documentVersion.id,
      documentId: documentVersion.documentId,
      number: documentVersion.number,
      hash: documentVersion.hash,
      publishedBy: documentVersion.publishedBy,
    })
    .from(documentVersion)
    .orderBy(asc(documentVersion.number));
  const newest = new Map(versions.map((version) => [version.documentId, version]));
  const byId = new Map(versions.map((version) => [version.id, version]));
  return documents.flatMap(({ id, kind, code, publishedVersionId, fileHash }) => {
    const last = newest.get(id);
    if (!last) return [];
    const published = publishedVersionId === null ? undefined : byId.get(publishedVersionId);
    return [
      {
        documentId: id,
        kind,
        code,
        publishedVersionId,
        number: last.number,
        hash: last.hash,
        versionId: last.id,
        publishedHash: published?.hash ?? null,
        publishedBy: published?.publishedBy ?? null,
        fileHash,
      },
    ];
  });
}

/** One import at a time, over all nodes: SQLite's writer is alone already. */
export async function lockContent({ db, dialect }: Handle): Promise<void> {
  if (dialect === 'postgres')
    await db.select({ lock: sql`pg_advisory_xact_lock(7235421)` }).from(sql`(SELECT 1) AS one`);
}

type Insert<T extends keyof Handle['tables']> = Handle['tables'][T] extends { $inferInsert: infer Row } ? Row : never;

/** Creates documents; of those that exist the version in force and what the files agreed on are set. */
export async function upsertDocuments({ db, tables: { document } }: Handle, rows: readonly Insert<'document'>[]) {
  await inBatches(rows, (batch) =>
    db
      .insert(document)
      .values(batch)
      .onConflictDoUpdate({
        target: document.id,
        set: { publishedVersionId: sql`excluded.published_version_id`, fileHash: sql`excluded.file_hash` },
      }),
  );
}

export async function insertVersions({ db, tables }: Handle, rows: readonly Insert<'documentVersion'>[]) {
  await inBatches(rows, (batch) => db.insert(tables.documentVersion).values(batch));
}

/** Moves versions on: what was in force becomes superseded or retired, a draft becomes published. */
export async function setVersionStatus(
  { db, tables: { documentVersion } }: Handle,
  {
    versionIds,
    ...change
  }: { versionIds: readonly string[] } & (
    | { status: 'superseded' | 'retired' }
    | { status: 'published'; publishedBy: string; publishedAt: number }
  ),
) {
  await inBatches(versionIds, (batch) =>
    db.update(documentVersion).set(change).where(inArray(documentVersion.id, batch)),
  );
}

export async function replaceKnowledgePoints({ db, tables }: Handle, rows: readonly Insert<'knowledgePoint'>[]) {
  await db.delete(tables.knowledgePoint);
  await inBatches(rows, (batch) => db.insert(tables.knowledgePoint).values(batch));
}

export async function replaceCourseLessons({ db, tables }: Handle, rows: readonly Insert<'courseLesson'>[]) {
  await db.delete(tables.courseLesson);
  await inBatches(rows, (batch) => db.insert(tables.courseLesson).values(batch));
}

/** Rows for the points of new versions; those of old ones stay, as the versions do. */
export async function insertPoints(
  { db, tables }: Handle,
  { lessons, questions }: { lessons: readonly Insert<'lessonPoint'>[]; questions: readonly Insert<'questionPoint'>[] },
) {
  await inBatches(lessons, (batch) => db.insert(tables.lessonPoint).values(batch).onConflictDoNothing());
  await inBatches(questions, (batch) => db.insert(tables.questionPoint).values(batch).onConflictDoNothing());
}

/** Sets the facets of what is in force now; every other version's facet is no longer current. */
export async function replaceCurrentFacets(
  { db, tables: { questionFacet } }: Handle,
  rows: readonly Omit<Insert<'questionFacet'>, 'current'>[],
) {
  const wanted = new Map(rows.map((row) => [row.versionId, row]));
  const former = await db
    .select({
      versionId: questionFacet.versionId,
      lessonId: questionFacet.lessonId,
      lessonSlot: questionFacet.lessonSlot,
    })
    .from(questionFacet)
    .where(eq(questionFacet.current, true));
  // A bank of thousands is not written anew because one question changed.
  const gone = former.filter(({ versionId }) => !wanted.has(versionId)).map(({ versionId }) => versionId);
  const stays = new Set(
    former
      .filter(({ versionId, lessonId, lessonSlot }) => {
        const row = wanted.get(versionId);
        return row?.lessonId === lessonId && row?.lessonSlot === lessonSlot;
      })
      .map(({ versionId }) => versionId),
  );
  const changed = rows.filter(({ versionId }) => !stays.has(versionId));
  await inBatches(gone, (batch) =>
    db.update(questionFacet).set({ current: false }).where(inArray(questionFacet.versionId, batch)),
  );
  await inBatches(changed, (batch) =>
    db
      .insert(questionFacet)
      .values(batch.map((row) => ({ ...row, current: true })))
      .onConflictDoUpdate({
        target: questionFacet.versionId,
        set: { current: true, lessonId: sql`excluded.lesson_id`, lessonSlot: sql`excluded.lesson_slot` },
      }),
  );
}

/** The version in force of documents, by their ids; one without any has null. */
export async function listDocumentVersionIds(
  { db, tables: { document } }: Handle,
  documentIds: readonly string[],
): Promise<Map<string, string | null>> {
  if (documentIds.length === 0) return new Map();
  const rows = await db
    .select({ id: document.id, versionId: document.publishedVersionId })
    .from(document)
    .where(inArray(document.id, [...documentIds]));
  return new Map(rows.map(({ id, versionId }) => [id, versionId]));
}

/** Who published these versions. */
export async function listPublications(
  { db, tables: { documentVersion } }: Handle,
  versionIds: readonly string[],
): Promise<Map<string, string>> {
  if (versionIds.length === 0) return new Map();
  const rows = await db
    .select({ id: documentVersion.id, publishedBy: documentVersion.publishedBy })
    .from(documentVersion)
    .where(inArray(documentVersion.id, [...versionIds]));
  return new Map(rows.map(({ id, publishedBy }) => [id, publishedBy ?? '']));
}

/** Who published the version in force of a document, when, and under which number; null where none is. */
export async function findPublication(
  { db, tables: { document, documentVersion } }: Handle,
  { kind, code }: { kind: DocumentKind; code: string },
) {
  const [row] = await db
    .select({
      documentId: document.id,
      versionId: documentVersion.id,
      number: documentVersion.number,
      hash: documentVersion.hash,
      createdBy: documentVersion.createdBy,
      publishedBy: documentVersion.publishedBy,
      publishedAt: documentVersion.publishedAt,
      fileHash: document.fileHash,
    })
    .from(document)
    .innerJoin(documentVersion, eq(documentVersion.id, document.publishedVersionId))
    .where(and(eq(document.kind, kind), eq(document.code, code)));
  return row ?? null;
}

/** What the given compiler has already made: version id → hash. */
export async function listLessonHashes({ db, tables: { lessonArtifact } }: Handle, compiler: string) {
  const rows = await db.select().from(lessonArtifact).where(eq(lessonArtifact.compiler, compiler));
  return new Map(rows.map(({ versionId, hash }) => [versionId, hash]));
}

/** Stores compiled code; the same code twice is one row. */
export async function insertArtifacts(
  { db, tables: { artifact, lessonArtifact } }: Handle,
  rows: readonly {
    versionId: string;
    compiler: string;
    language: string;
    hash: string;
    code: string;
    createdAt: number;
  }[],
) {
  await inBatches(rows, async (batch) => {
    await db
      .insert(artifact)
      .values(batch.map(({ hash, code, createdAt }) => ({ hash, code, createdAt })))
      .onConflictDoNothing();
    await db
      .insert(lessonArtifact)
      .values(batch.map(({ versionId, compiler, language, hash }) => ({ versionId, compiler, language, hash })))
      .onConflictDoNothing();
  });
}

/** Points taught by the lessons in force of the published courses. */
export async function listTaughtPoints({ db, tables: { courseLesson, document, lessonPoint } }: Handle) {
  return db
    .select({
      lessonId: courseLesson.lessonId,
      code: document.code,
      point: lessonPoint.pointCode,
      depth: lessonPoint.depth,
    })
    .from(courseLesson)
    .innerJoin(document, eq(document.id, courseLesson.lessonId))
    .innerJoin(lessonPoint, eq(lessonPoint.versionId, document.publishedVersionId))
    .where(isNotNull(document.publishedVersionId));
}

/** Points of the questions in force. */
export async function listQuestionPoints({ db, tables: { document, questionFacet, questionPoint } }: Handle) {
  return db
    .select({
      questionId: questionFacet.questionId,
      code: document.code,
      use: questionFacet.use,
      type: questionFacet.type,
      depth: questionFacet.depth,
      competencyCode: questionFacet.competencyCode,
      point: questionPoint.pointCode,
    })
    .from(questionFacet)
    .innerJoin(document, eq(document.id, questionFacet.questionId))
    .innerJoin(questionPoint, eq(questionPoint.versionId, questionFacet.versionId))
    .where(eq(questionFacet.current, true));
}

/** Documents with a code, of whatever kind: a lesson, a course, a question, a blueprint. */
export async function listDocumentsByCode({ db, tables: { document } }: Handle, code: string) {
  return db.select({ id: document.id, kind: document.kind }).from(document).where(eq(document.code, code));
}
