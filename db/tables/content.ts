import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Kit } from '#db/kit.ts';

export type DocumentKind = 'standard' | 'syllabus' | 'course' | 'lesson' | 'question' | 'blueprint' | 'policy';
export type VersionStatus = 'draft' | 'in-review' | 'published' | 'superseded' | 'retired';

/** Everything authored is a document with versions; tables beside it are projections that queries need. */
export function defineContentTables(kit: Kit) {
  const { table, text, int, bool, at, json, primaryKey, index, uniqueIndex } = kit;

  const document = table(
    'document',
    {
      id: text('id').primaryKey(),
      kind: text('kind').$type<DocumentKind>().notNull(),
      /** The author's stable code, unique within its kind. */
      code: text('code').notNull(),
      publishedVersionId: text('published_version_id'),
      createdAt: at('created_at').notNull(),
    },
    (t) => [uniqueIndex('document_code').on(t.kind, t.code)],
  );

  /** `body` and `hash` of a version never change; only its status moves on. */
  const documentVersion = table(
    'document_version',
    {
      id: text('id').primaryKey(),
      documentId: text('document_id')
        .notNull()
        .references(() => document.id),
      number: int('number').notNull(),
      status: text('status').$type<VersionStatus>().notNull(),
      body: json<Json>('body').notNull(),
      hash: text('hash').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: at('created_at').notNull(),
      publishedBy: text('published_by'),
      publishedAt: at('published_at'),
    },
    (t) => [
      uniqueIndex('document_version_number').on(t.documentId, t.number),
      index('document_version_status').on(t.status),
    ],
  );

  const knowledgePoint = table('knowledge_point', {
    code: text('code').primaryKey(),
    domainCode: text('domain_code').notNull(),
    competencyCode: text('competency_code').notNull(),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    position: int('position').notNull(),
    standardVersionId: text('standard_version_id')
      .notNull()
      .references(() => documentVersion.id),
  });

  /** The published lessons of the published courses, in their order. */
  const courseLesson = table(
    'course_lesson',
    {
      lessonId: text('lesson_id')
        .primaryKey()
        .references(() => document.id),
      courseId: text('course_id')
        .notNull()
        .references(() => document.id),
      moduleIndex: int('module_index').notNull(),
      position: int('position').notNull(),
    },
    (t) => [index('course_lesson_course').on(t.courseId, t.position)],
  );

  /** What the bank is filtered and drawn by; one row per published version. */
  const questionFacet = table(
    'question_facet',
    {
      versionId: text('version_id')
        .primaryKey()
        .references(() => documentVersion.id),
      questionId: text('question_id')
        .notNull()
        .references(() => document.id),
      use: text('use').$type<'practice' | 'exam'>().notNull(),
      type: text('type').notNull(),
      depth: text('depth').notNull(),
      competencyCode: text('competency_code').notNull(),
      /** The lesson whose quiz the question belongs to; null for the bank. */
      lessonId: text('lesson_id').references(() => document.id),
      lessonSlot: int('lesson_slot'),
      current: bool('current').notNull(),
    },
    (t) => [
      index('question_facet_cell').on(t.use, t.current, t.competencyCode, t.depth),
      index('question_facet_lesson').on(t.lessonId, t.lessonSlot),
      index('question_facet_question').on(t.questionId),
    ],
  );

  const questionPoint = table(
    'question_point',
    {
      versionId: text('version_id')
        .notNull()
        .references(() => documentVersion.id),
      pointCode: text('point_code').notNull(),
    },
    (t) => [primaryKey({ columns: [t.versionId, t.pointCode] }), index('question_point_point').on(t.pointCode)],
  );

  const lessonPoint = table(
    'lesson_point',
    {
      versionId: text('version_id')
        .notNull()
        .references(() => documentVersion.id),
      pointCode: text('point_code').notNull(),
      depth: text('depth').notNull(),
    },
    (t) => [primaryKey({ columns: [t.versionId, t.pointCode] }), index('lesson_point_point').on(t.pointCode)],
  );

  /** Compiled lessons by the hash of their code: immutable, served as modules. */
  const artifact = table('artifact', {
    hash: text('hash').primaryKey(),
    code: text('code').notNull(),
    createdAt: at('created_at').notNull(),
  });

  /** Which compiled code shows a lesson version, per compiler version, so that a new compiler recompiles and old hashes stay valid. */
  const lessonArtifact = table(
    'lesson_artifact',
    {
      versionId: text('version_id')
        .notNull()
        .references(() => documentVersion.id),
      compiler: text('compiler').notNull(),
      language: text('language').notNull(),
      hash: text('hash')
        .notNull()
        .references(() => artifact.hash),
    },
    (t) => [primaryKey({ columns: [t.versionId, t.compiler, t.language] })],
  );

  /** Words of published courses and lessons; the full-text index over `words` is engine's own (hand-written migration). */
  const searchEntry = table(
    'search_entry',
    {
      id: int('id').primaryKey(),
      kind: text('kind').$type<'course' | 'lesson'>().notNull(),
      documentId: text('document_id')
        .notNull()
        .references(() => document.id),
      title: text('title').notNull(),
      words: text('words').notNull(),
    },
    (t) => [uniqueIndex('search_entry_document').on(t.documentId)],
  );

  return {
    document,
    documentVersion,
    knowledgePoint,
    courseLesson,
    questionFacet,
    questionPoint,
    lessonPoint,
    artifact,
    lessonArtifact,
    searchEntry,
  };
}
