import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Kit } from '#db/kit.ts';

export type DocumentKind = 'standard' | 'syllabus' | 'course' | 'lesson' | 'question' | 'blueprint' | 'policy';
export type VersionStatus = 'draft' | 'in-review' | 'published' | 'superseded' | 'retired';

/** Everything authored is a document with versions; tables beside it are projections that queries need. */
export function defineContentTables(kit: Kit) {
  const { table, text, int, bool, at, json, bytes, primaryKey, index, uniqueIndex } = kit;

  const document = table(
    'document',
    {
      id: text('id').primaryKey(),
      kind: text('kind').$type<DocumentKind>().notNull(),
      /** The author's stable code, unique within its kind. */
      code: text('code').notNull(),
      publishedVersionId: text('published_version_id'),
      /** Hash of the body on which files and database last agreed; null when it was never in a file. */
      fileHash: text('file_hash'),
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
      /** How far it departs from the version before: a material change ends the validity of earlier completions. */
      change: text('change').$type<'minor' | 'material'>(),
      note: text('note'),
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

  /** Images of lessons by the hash of their bytes as stored (resized, without metadata): immutable. */
  const asset = table('asset', {
    hash: text('hash').primaryKey(),
    mediaType: text('media_type').notNull(),
    width: int('width').notNull(),
    height: int('height').notNull(),
    bytes: bytes('bytes').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
  });

  /**
   * A lesson at work in the browser, at most one open per lesson: its text as last saved. `revision` counts saves, so
   * that nobody overwrites what they have not seen.
   */
  const lessonDraft = table(
    'lesson_draft',
    {
      id: text('id').primaryKey(),
      /** Null until a new lesson is first published. */
      documentId: text('document_id').references(() => document.id),
      /** `<course>/<name>`, the lesson's code. */
      code: text('code').notNull(),
      courseCode: text('course_code').notNull(),
      /** Where a new lesson will stand: the folder of its module; for a published one where it stands. */
      moduleDir: text('module_dir').notNull(),
      /** The published version that it goes out from; null for a new lesson. */
      baseVersionId: text('base_version_id').references(() => documentVersion.id),
      title: text('title').notNull(),
      source: text('source').notNull(),
      quiz: text('quiz').notNull(),
      /** Images by the path that the text names: path → asset hash. */
      images: json<Record<string, string>>('images').notNull(),
      revision: int('revision').notNull(),
      status: text('status').$type<'editing' | 'in-review' | 'returned' | 'published' | 'discarded'>().notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: at('created_at').notNull(),
      updatedBy: text('updated_by').notNull(),
      updatedAt: at('updated_at').notNull(),
      publishedVersionId: text('published_version_id'),
    },
    (t) => [index('lesson_draft_code').on(t.code, t.status), index('lesson_draft_status').on(t.status, t.updatedAt)],
  );

  /** What a draft was at moments worth going back to: opened, submitted, returned, restored, and every few minutes of work. */
  const draftRevision = table(
    'draft_revision',
    {
      draftId: text('draft_id')
        .notNull()
        .references(() => lessonDraft.id),
      revision: int('revision').notNull(),
      kind: text('kind')
        .$type<'created' | 'saved' | 'submitted' | 'returned' | 'restored' | 'imported' | 'merged'>()
        .notNull(),
      source: text('source').notNull(),
      quiz: text('quiz').notNull(),
      images: json<Record<string, string>>('images').notNull(),
      authorId: text('author_id').notNull(),
      at: at('at').notNull(),
      note: text('note').notNull(),
    },
    (t) => [primaryKey({ columns: [t.draftId, t.revision] })],
  );

  /** Who has a draft open; a row older than a minute means nobody. */
  const draftPresence = table(
    'draft_presence',
    {
      draftId: text('draft_id')
        .notNull()
        .references(() => lessonDraft.id),
      personId: text('person_id').notNull(),
      tab: text('tab').notNull(),
      seenAt: at('seen_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.draftId, t.personId, t.tab] })],
  );

  /** One submission of a draft and its decision. */
  const draftReview = table(
    'draft_review',
    {
      id: text('id').primaryKey(),
      draftId: text('draft_id')
        .notNull()
        .references(() => lessonDraft.id),
      revision: int('revision').notNull(),
      change: text('change').$type<'minor' | 'material'>().notNull(),
      note: text('note').notNull(),
      submittedBy: text('submitted_by').notNull(),
      submittedAt: at('submitted_at').notNull(),
      decision: text('decision').$type<'published' | 'returned' | 'withdrawn'>(),
      decidedBy: text('decided_by'),
      decidedAt: at('decided_at'),
      decisionNote: text('decision_note'),
      /** The version that came of it. */
      versionId: text('version_id'),
    },
    (t) => [
      index('draft_review_draft').on(t.draftId, t.submittedAt),
      index('draft_review_open').on(t.decision, t.submittedAt),
    ],
  );

  /** A remark on a line of what was submitted. */
  const reviewComment = table(
    'review_comment',
    {
      id: text('id').primaryKey(),
      draftId: text('draft_id')
        .notNull()
        .references(() => lessonDraft.id),
      reviewId: text('review_id')
        .notNull()
        .references(() => draftReview.id),
      part: text('part').$type<'source' | 'quiz'>().notNull(),
      line: int('line').notNull(),
      /** The line's text when the remark was made, so that it is found again after the text has moved. */
      quote: text('quote').notNull(),
      text: text('text').notNull(),
      authorId: text('author_id').notNull(),
      at: at('at').notNull(),
      resolvedBy: text('resolved_by'),
      resolvedAt: at('resolved_at'),
    },
    (t) => [index('review_comment_draft').on(t.draftId, t.at)],
  );

  return {
    document,
    documentVersion,
    asset,
    lessonDraft,
    draftRevision,
    draftPresence,
    draftReview,
    reviewComment,
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
