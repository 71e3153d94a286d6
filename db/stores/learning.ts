import { and, asc, desc, eq, gte, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import type { LessonBody } from '#app/domain/courses/lesson.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { Handle } from '#db/open.server.ts';

export type EnrolmentRow = Handle['tables']['enrolment']['$inferSelect'];
export type ProgressRow = Handle['tables']['lessonProgress']['$inferSelect'];
export type QuizAttemptRow = Handle['tables']['quizAttempt']['$inferSelect'];
export type CompletionRow = Handle['tables']['lessonCompletion']['$inferSelect'];
export type HoursRow = Handle['tables']['hoursEntry']['$inferSelect'];

/* Enrolment */

/** The enrolment that holds now; null when there was none or it was withdrawn. */
export async function findEnrolment(
  { db, tables: { enrolment } }: Handle,
  { personId, courseId }: { personId: string; courseId: string },
): Promise<EnrolmentRow | null> {
  const [row] = await db
    .select()
    .from(enrolment)
    .where(and(eq(enrolment.personId, personId), eq(enrolment.courseId, courseId), isNull(enrolment.withdrawnAt)));
  return row ?? null;
}

/** The courses that a person is enrolled in now, the latest first. */
export async function listEnrolments({ db, tables: { enrolment } }: Handle, personId: string): Promise<EnrolmentRow[]> {
  return db
    .select()
    .from(enrolment)
    .where(and(eq(enrolment.personId, personId), isNull(enrolment.withdrawnAt)))
    .orderBy(desc(enrolment.enrolledAt), asc(enrolment.courseId));
}

/** Enrols, or enrols again after a withdrawal. False when the person is enrolled already; nothing changes then. */
export async function insertEnrolment({ db, tables: { enrolment } }: Handle, row: Omit<EnrolmentRow, 'withdrawnAt'>) {
  const rows = await db
    .insert(enrolment)
    .values({ ...row, withdrawnAt: null })
    .onConflictDoUpdate({
      target: [enrolment.personId, enrolment.courseId],
      set: { source: row.source, enrolledAt: row.enrolledAt, withdrawnAt: null },
      setWhere: sql`${enrolment.withdrawnAt} is not null`,
    })
    .returning({ id: enrolment.id });
  return rows[0] ?? null;
}

/** Returns what was withdrawn; null when there was no enrolment. */
export async function withdrawEnrolment(
  { db, tables: { enrolment } }: Handle,
  { personId, courseId, at }: { personId: string; courseId: string; at: number },
): Promise<EnrolmentRow | null> {
  const [row] = await db
    .update(enrolment)
    .set({ withdrawnAt: at })
    .where(and(eq(enrolment.personId, personId), eq(enrolment.courseId, courseId), isNull(enrolment.withdrawnAt)))
    .returning();
  return row ?? null;
}

/* Progress and study time */

export async function findProgress(
  { db, tables: { lessonProgress } }: Handle,
  { personId, lessonId }: { personId: string; lessonId: string },
): Promise<ProgressRow | null> {
  const [row] = await db
    .select()
    .from(lessonProgress)
    .where(and(eq(lessonProgress.personId, personId), eq(lessonProgress.lessonId, lessonId)));
  return row ?? null;
}

/** Every lesson that a person opened, the one seen last first. */
export async function listProgress({ db, tables: { lessonProgress } }: Handle, personId: string) {
  return db
    .select()
    .from(lessonProgress)
    .where(eq(lessonProgress.personId, personId))
    .orderBy(desc(lessonProgress.lastSeenAt), asc(lessonProgress.lessonId));
}

type LessonOf = { personId: string; lessonId: string; versionId: string; at: number };

/** Notes that a lesson was seen; an earlier position and credited time stay. */
export async function touchProgress(
  { db, tables: { lessonProgress } }: Handle,
  { personId, lessonId, versionId, at, year }: LessonOf & { year: number },
) {
  await db
    .insert(lessonProgress)
    .values({
      personId,
      lessonId,
      versionId,
      position: 0,
      furthest: 0,
      creditedYear: year,
      creditedMs: 0,
      openedAt: at,
      lastSeenAt: at,
    })
    .onConflictDoUpdate({
      target: [lessonProgress.personId, lessonProgress.lessonId],
      set: { versionId, lastSeenAt: at },
    });
}

/** Sets where someone stopped; the furthest only grows. The row must be there (`touchProgress`). */
export async function updatePosition(
  { db, tables: { lessonProgress } }: Handle,
  { personId, lessonId, position, at }: { personId: string; lessonId: string; position: number; at: number },
) {
  await db
    .update(lessonProgress)
    .set({
      position,
      furthest: sql`case when ${lessonProgress.furthest} < ${position} then ${position} else ${lessonProgress.furthest} end`,
      lastSeenAt: at,
    })
    .where(and(eq(lessonProgress.personId, personId), eq(lessonProgress.lessonId, lessonId)));
}

/** Sets the credited time. Call only after `advanceLease` in the same transaction, whose row lock orders the beats. */
export async function updateCredit(
  { db, tables: { lessonProgress } }: Handle,
  { personId, lessonId, year, creditedMs, at }: Omit<LessonOf, 'versionId'> & { year: number; creditedMs: number },
) {
  await db
    .update(lessonProgress)
    .set({ creditedYear: year, creditedMs, lastSeenAt: at })
    .where(and(eq(lessonProgress.personId, personId), eq(lessonProgress.lessonId, lessonId)));
}

export async function findActiveStudy({ db, tables: { activeStudy } }: Handle, personId: string) {
  const [row] = await db.select().from(activeStudy).where(eq(activeStudy.personId, personId));
  return row ?? null;
}

/** Gives the person's one lease to a tab. `lastBeatAt` never moves back, whatever the clock of this node says. */
export async function upsertLease(
  { db, tables: { activeStudy } }: Handle,
  { personId, lessonId, lease, lastBeatAt }: { personId: string; lessonId: string; lease: string; lastBeatAt: number },
) {
  await db
    .insert(activeStudy)
    .values({ personId, lessonId, lease, lastBeatAt })
    .onConflictDoUpdate({
      target: activeStudy.personId,
      set: {
        lessonId,
        lease,
        lastBeatAt: sql`case when ${activeStudy.lastBeatAt} > ${lastBeatAt} then ${activeStudy.lastBeatAt} else ${lastBeatAt} end`,
      },
    });
}

/**
 * Moves a lease on from the beat that was read to the next one. False when another beat or tab was faster: the caller
 * must then credit nothing, or one stretch of time would be credited twice.
 */
export async function advanceLease(
  { db, tables: { activeStudy } }: Handle,
  { personId, lease, from, to }: { personId: string; lease: string; from: number; to: number },
): Promise<boolean> {
  const rows = await db
    .update(activeStudy)
    .set({ lastBeatAt: to })
    .where(and(eq(activeStudy.personId, personId), eq(activeStudy.lease, lease), eq(activeStudy.lastBeatAt, from)))
    .returning({ personId: activeStudy.personId });
  return rows.length > 0;
}

/* Quizzes */

export async function insertQuizAttempt(
  { db, tables: { quizAttempt } }: Handle,
  row: Omit<QuizAttemptRow, 'answers'> & { answers: Json },
) {
  await db.insert(quizAttempt).values(row);
}

/** A person's tries at one lesson's quiz within a stretch of time, in the order of submission. */
export async function listQuizAttempts(
  { db, tables: { quizAttempt } }: Handle,
  { personId, lessonId, from, until }: { personId: string; lessonId: string; from: number; until: number },
): Promise<QuizAttemptRow[]> {
  return db
    .select()
    .from(quizAttempt)
    .where(
      and(
        eq(quizAttempt.personId, personId),
        eq(quizAttempt.lessonId, lessonId),
        gte(quizAttempt.submittedAt, from),
        lt(quizAttempt.submittedAt, until),
      ),
    )
    .orderBy(asc(quizAttempt.submittedAt), asc(quizAttempt.id));
}

/** Every try of a person within a stretch of time without the answers, in the order of submission. */
export async function listQuizResults(
  { db, tables: { quizAttempt } }: Handle,
  { personId, from, until }: { personId: string; from: number; until: number },
) {
  const { id, lessonId, policyVersionId, submittedAt, score, maxScore, passed } = quizAttempt;
  return db
    .select({ id, lessonId, policyVersionId, submittedAt, score, maxScore, passed })
    .from(quizAttempt)
    .where(and(eq(quizAttempt.personId, personId), gte(submittedAt, from), lt(submittedAt, until)))
    .orderBy(asc(submittedAt), asc(id));
}

/* Completion */

/** Returns null when the lesson was completed in that year already. */
export async function insertCompletion({ db, tables: { lessonCompletion } }: Handle, row: CompletionRow) {
  const rows = await db
    .insert(lessonCompletion)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: lessonCompletion.id });
  return rows[0] ?? null;
}

export async function findCompletionById({ db, tables: { lessonCompletion } }: Handle, id: string) {
  const [row] = await db.select().from(lessonCompletion).where(eq(lessonCompletion.id, id));
  return row ?? null;
}

/** Newest first; of all lessons, or of those named. */
export async function listCompletions(
  { db, tables: { lessonCompletion } }: Handle,
  { personId, lessonIds }: { personId: string; lessonIds?: readonly string[] },
): Promise<CompletionRow[]> {
  if (lessonIds && lessonIds.length === 0) return [];
  return db
    .select()
    .from(lessonCompletion)
    .where(
      and(
        eq(lessonCompletion.personId, personId),
        lessonIds ? inArray(lessonCompletion.lessonId, [...lessonIds]) : undefined,
      ),
    )
    .orderBy(desc(lessonCompletion.completedAt), desc(lessonCompletion.id));
}

/* Hours ledger */

/** The years for which completions of a lesson, but for the one named, already earned hours. */
export async function listEarnedYears(
  { db, tables: { hoursEntry, lessonCompletion } }: Handle,
  { personId, lessonId, besides }: { personId: string; lessonId: string; besides: string },
): Promise<number[]> {
  const rows = await db
    .select({ year: hoursEntry.year })
    .from(lessonCompletion)
    .innerJoin(hoursEntry, eq(hoursEntry.sourceId, lessonCompletion.id))
    .where(
      and(
        eq(lessonCompletion.personId, personId),
        eq(lessonCompletion.lessonId, lessonId),
        ne(lessonCompletion.id, besides),
      ),
    );
  return [...new Set(rows.map((row) => row.year))];
}

/** False when the source has its entry already: an event may be handled twice. */
export async function insertHoursEntry({ db, tables: { hoursEntry } }: Handle, row: HoursRow): Promise<boolean> {
  const rows = await db.insert(hoursEntry).values(row).onConflictDoNothing().returning({ id: hoursEntry.id });
  return rows.length > 0;
}

/** A person's entries in the order in which they were written. */
export async function listHoursEntries(
  { db, tables: { hoursEntry } }: Handle,
  { personId, years }: { personId: string; years: readonly number[] },
): Promise<HoursRow[]> {
  return db
    .select()
    .from(hoursEntry)
    .where(and(eq(hoursEntry.personId, personId), inArray(hoursEntry.year, [...years])))
    .orderBy(asc(hoursEntry.at), asc(hoursEntry.id));
}

/* What the reader needs of published content */

// Bodies were parsed by the schema of their kind before they were stored, and never change.
const trusted = <T>(body: Json): T => body as unknown as T;

export type OutlinedLessonRow = {
  courseId: string;
  lessonId: string;
  versionId: string;
  code: string;
  moduleIndex: number;
  position: number;
  body: LessonBody;
};

/** The published lessons of some courses, in their order. */
export async function listLessonsOfCourses(
  { db, tables: { courseLesson, document, documentVersion } }: Handle,
  courseIds: readonly string[],
): Promise<OutlinedLessonRow[]> {
  if (courseIds.length === 0) return [];
  const rows = await db
    .select({
      courseId: courseLesson.courseId,
      lessonId: courseLesson.lessonId,
      versionId: documentVersion.id,
      code: document.code,
      moduleIndex: courseLesson.moduleIndex,
      position: courseLesson.position,
      body: documentVersion.body,
    })
    .from(courseLesson)
    .innerJoin(document, eq(document.id, courseLesson.lessonId))
    .innerJoin(documentVersion, eq(documentVersion.id, document.publishedVersionId))
    .where(inArray(courseLesson.courseId, [...courseIds]))
    .orderBy(asc(courseLesson.courseId), asc(courseLesson.position));
  return rows.map((row) => ({ ...row, body: trusted<LessonBody>(row.body) }));
}

export type PlacedLesson = {
  lessonId: string;
  versionId: string;
  number: number;
  courseId: string;
  body: LessonBody;
};

/** A published lesson that stands in a published course, by its code; null otherwise. */
export async function findPlacedLesson(
  { db, tables: { courseLesson, document, documentVersion } }: Handle,
  code: string,
): Promise<PlacedLesson | null> {
  const [row] = await db
    .select({
      lessonId: document.id,
      versionId: documentVersion.id,
      number: documentVersion.number,
      courseId: courseLesson.courseId,
      body: documentVersion.body,
    })
    .from(document)
    .innerJoin(courseLesson, eq(courseLesson.lessonId, document.id))
    .innerJoin(documentVersion, eq(documentVersion.id, document.publishedVersionId))
    .where(and(eq(document.kind, 'lesson'), eq(document.code, code)));
  return row ? { ...row, body: trusted<LessonBody>(row.body) } : null;
}

/** The current practice questions of a lesson's quiz, in their order. */
export async function listQuizQuestions(
  { db, tables: { questionFacet, documentVersion } }: Handle,
  lessonId: string,
): Promise<{ versionId: string; questionId: string; body: QuestionBody }[]> {
  const rows = await db
    .select({
      versionId: questionFacet.versionId,
      questionId: questionFacet.questionId,
      body: documentVersion.body,
    })
    .from(questionFacet)
    .innerJoin(documentVersion, eq(documentVersion.id, questionFacet.versionId))
    .where(
      and(eq(questionFacet.lessonId, lessonId), eq(questionFacet.current, true), eq(questionFacet.use, 'practice')),
    )
    .orderBy(asc(questionFacet.lessonSlot), asc(questionFacet.versionId));
  return rows.map((row) => ({ ...row, body: trusted<QuestionBody>(row.body) }));
}
