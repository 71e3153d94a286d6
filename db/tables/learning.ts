import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Kit } from '#db/kit.ts';

/** Enrolment, progress, quizzes, completion and the hours ledger. Quiz attempts, completions and hours are append-only. */
export function defineLearningTables(kit: Kit) {
  const { table, text, int, bool, at, json, primaryKey, index, uniqueIndex } = kit;

  const enrolment = table(
    'enrolment',
    {
      id: text('id').primaryKey(),
      personId: text('person_id').notNull(),
      courseId: text('course_id').notNull(),
      source: text('source').$type<'self' | 'assigned'>().notNull(),
      enrolledAt: at('enrolled_at').notNull(),
      withdrawnAt: at('withdrawn_at'),
    },
    (t) => [
      uniqueIndex('enrolment_person_course').on(t.personId, t.courseId),
      index('enrolment_course').on(t.courseId),
    ],
  );

  /** Where a person stopped in a lesson, and the time the server credited there. */
  const lessonProgress = table(
    'lesson_progress',
    {
      personId: text('person_id').notNull(),
      lessonId: text('lesson_id').notNull(),
      versionId: text('version_id').notNull(),
      /** Share of the lesson scrolled past, in hundredths of a per cent, and the furthest so far. */
      position: int('position').notNull(),
      furthest: int('furthest').notNull(),
      /** Credited time counts per calendar year, since a lesson can be completed once a year; a new year begins at 0. */
      creditedYear: int('credited_year').notNull(),
      creditedMs: int('credited_ms').notNull(),
      openedAt: at('opened_at').notNull(),
      lastSeenAt: at('last_seen_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.personId, t.lessonId] }),
      index('lesson_progress_recent').on(t.personId, t.lastSeenAt),
    ],
  );

  /** The one lesson that earns a person time now, and the tab (lease) that does; see app/domain/training/study-credit.ts. */
  const activeStudy = table('active_study', {
    personId: text('person_id').primaryKey(),
    lessonId: text('lesson_id').notNull(),
    lease: text('lease').notNull(),
    lastBeatAt: at('last_beat_at').notNull(),
  });

  const quizAttempt = table(
    'quiz_attempt',
    {
      id: text('id').primaryKey(),
      personId: text('person_id').notNull(),
      lessonId: text('lesson_id').notNull(),
      lessonVersionId: text('lesson_version_id').notNull(),
      policyVersionId: text('policy_version_id').notNull(),
      submittedAt: at('submitted_at').notNull(),
      score: int('score').notNull(),
      maxScore: int('max_score').notNull(),
      passed: bool('passed').notNull(),
      answers: json<Json>('answers').notNull(),
    },
    (t) => [index('quiz_attempt_person').on(t.personId, t.lessonId, t.submittedAt)],
  );

  const lessonCompletion = table(
    'lesson_completion',
    {
      id: text('id').primaryKey(),
      personId: text('person_id').notNull(),
      lessonId: text('lesson_id').notNull(),
      lessonVersionId: text('lesson_version_id').notNull(),
      /** The calendar year it counts in: a lesson can be completed, and earn, once a year. */
      year: int('year').notNull(),
      completedAt: at('completed_at').notNull(),
    },
    (t) => [uniqueIndex('lesson_completion_once').on(t.personId, t.lessonId, t.year)],
  );

  const hoursEntry = table(
    'hours_entry',
    {
      id: text('id').primaryKey(),
      personId: text('person_id').notNull(),
      year: int('year').notNull(),
      kind: text('kind').$type<'online' | 'off-job' | 'own-unit'>().notNull(),
      /** Hundredths of a 学时; negative in a counter-entry. */
      hours: int('hours').notNull(),
      sourceKind: text('source_kind').notNull(),
      sourceId: text('source_id').notNull(),
      policyVersionId: text('policy_version_id').notNull(),
      reversesId: text('reverses_id'),
      at: at('at').notNull(),
    },
    (t) => [
      uniqueIndex('hours_entry_source').on(t.sourceKind, t.sourceId),
      index('hours_entry_person').on(t.personId, t.year),
    ],
  );

  return { enrolment, lessonProgress, activeStudy, quizAttempt, lessonCompletion, hoursEntry };
}
