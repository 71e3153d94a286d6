import { and, asc, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { BankEntry } from '#app/domain/exams/assembly.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Candidate } from '#app/domain/practice/draw-set.ts';
import type { PointStanding } from '#app/domain/practice/weakness.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { Handle } from '#db/open.server.ts';

/**
 * What may be practised: practice items in force, those of the bank and those of the quizzes of lessons that stand in a
 * published course. Every query of practice goes through this condition: an item of exams never passes it. The query
 * must join course_lesson on the facet's lesson.
 */
export const practisable = ({ tables: { questionFacet, courseLesson } }: Handle): SQL | undefined =>
  and(
    eq(questionFacet.use, 'practice'),
    eq(questionFacet.current, true),
    or(isNull(questionFacet.lessonId), isNotNull(courseLesson.lessonId)),
  );

/** What narrows a set. `points` empty is nothing at all, as no point is. */
export type SetFilter =
  | { readonly by: 'all' }
  /** Questions of the quizzes of its lessons, and those of the bank on points that its lessons teach. */
  | { readonly by: 'course'; readonly courseId: string }
  | { readonly by: 'points'; readonly points: readonly string[] }
  | { readonly by: 'favourites'; readonly personId: string };

/** The condition of a set, for a query that joins as `practisable` says. */
export function inSet(handle: Handle, filter: SetFilter): SQL | undefined {
  const { questionFacet, courseLesson, questionPoint, favourite } = handle.tables;
  switch (filter.by) {
    case 'all':
      return undefined;
    case 'course':
      return or(
        eq(courseLesson.courseId, filter.courseId),
        and(
          isNull(questionFacet.lessonId),
          sql`exists (select 1 from question_point qp join lesson_point lp on lp.point_code = qp.point_code
            join document d on d.published_version_id = lp.version_id join course_lesson cl on cl.lesson_id = d.id
            where qp.version_id = ${questionFacet.versionId} and cl.course_id = ${filter.courseId})`,
        ),
      );
    case 'points':
      return filter.points.length === 0
        ? sql`1 = 0`
        : inArray(
            questionFacet.versionId,
            handle.db
              .select({ versionId: questionPoint.versionId })
              .from(questionPoint)
              .where(inArray(questionPoint.pointCode, [...filter.points])),
          );
    case 'favourites':
      return inArray(
        questionFacet.questionId,
        handle.db
          .select({ questionId: favourite.questionId })
          .from(favourite)
          .where(eq(favourite.personId, filter.personId)),
      );
  }
}

/** A set is drawn from the questions that wait longest; a bank of more leaves the others for later sets. */
const MOST_CANDIDATES = 2_000;

/** What a set may be drawn from, never seen first, then not seen for longest. */
export async function listCandidates(
  handle: Handle,
  { personId, filter }: { personId: string; filter: SetFilter },
): Promise<Candidate[]> {
  const { questionFacet, courseLesson, practiceRecord } = handle.tables;
  return handle.db
    .select({
      questionId: questionFacet.questionId,
      versionId: questionFacet.versionId,
      point: sql<
        string | null
      >`(select min(qp.point_code) from question_point qp where qp.version_id = ${questionFacet.versionId})`,
      lastSeenAt: practiceRecord.lastAt,
    })
    .from(questionFacet)
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .leftJoin(
      practiceRecord,
      and(eq(practiceRecord.questionId, questionFacet.questionId), eq(practiceRecord.personId, personId)),
    )
    .where(and(practisable(handle), inSet(handle, filter)))
    .orderBy(
      sql`case when ${practiceRecord.lastAt} is null then 0 else 1 end`,
      asc(practiceRecord.lastAt),
      asc(questionFacet.questionId),
    )
    .limit(MOST_CANDIDATES);
}

/** The most overdue cards that may be asked now, the longest due first. */
export async function listDueQuestions(
  handle: Handle,
  { personId, before, limit }: { personId: string; before: number; limit: number },
): Promise<{ questionId: string; versionId: string }[]> {
  const { questionFacet, courseLesson, reviewCard } = handle.tables;
  return handle.db
    .select({ questionId: questionFacet.questionId, versionId: questionFacet.versionId })
    .from(reviewCard)
    .innerJoin(questionFacet, eq(questionFacet.questionId, reviewCard.questionId))
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(
      and(
        eq(reviewCard.personId, personId),
        isNull(reviewCard.removedAt),
        lt(reviewCard.dueAt, before),
        practisable(handle),
      ),
    )
    .orderBy(asc(reviewCard.dueAt), asc(reviewCard.questionId))
    .limit(limit);
}

/** How many questions may be practised: of all, and by course those of its lessons' quizzes. */
export async function countPractisable(
  handle: Handle,
): Promise<{ readonly total: number; readonly byCourse: ReadonlyMap<string, number> }> {
  const { questionFacet, courseLesson } = handle.tables;
  const rows = await handle.db
    .select({ courseId: courseLesson.courseId, count: sql<number>`count(*)` })
    .from(questionFacet)
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(practisable(handle))
    .groupBy(courseLesson.courseId);
  return {
    total: rows.reduce((sum, { count }) => sum + Number(count), 0),
    byCourse: new Map(rows.flatMap(({ courseId, count }) => (courseId === null ? [] : [[courseId, Number(count)]]))),
  };
}

/** What a mock exam may be drawn from: practice items of some competencies and depths, as an exam's bank is listed. */
export async function listPracticeBank(
  handle: Handle,
  kinds: readonly { competency: string; depth: string }[],
): Promise<BankEntry[]> {
  if (kinds.length === 0) return [];
  const { questionFacet, courseLesson, document } = handle.tables;
  return handle.db
    .select({
      code: document.code,
      versionId: questionFacet.versionId,
      type: questionFacet.type,
      competency: questionFacet.competencyCode,
      depth: questionFacet.depth,
    })
    .from(questionFacet)
    .innerJoin(document, eq(document.id, questionFacet.questionId))
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(
      and(
        practisable(handle),
        inArray(questionFacet.competencyCode, [...new Set(kinds.map(({ competency }) => competency))]),
        inArray(questionFacet.depth, [...new Set(kinds.map(({ depth }) => depth))]),
      ),
    );
}

export type PointStandingRow = PointStanding & {
  /** Answers in all, to questions of this point that may be practised. */
  readonly answers: number;
  readonly lastAt: number | null;
  /** Cards that are due. */
  readonly due: number;
};

/** How someone stands at every point that has questions; one query, however many there are. */
export async function listPointStandings(
  handle: Handle,
  { personId, before, courseId }: { personId: string; before: number; courseId?: string | undefined },
): Promise<PointStandingRow[]> {
  const { questionFacet, courseLesson, questionPoint, practiceRecord, reviewCard } = handle.tables;
  const rows = await handle.db
    .select({
      point: questionPoint.pointCode,
      available: sql<number>`count(*)`,
      answered: sql<number>`count(${practiceRecord.questionId})`,
      right: sql<number>`sum(case when ${practiceRecord.outcome} = 'right' then 1 else 0 end)`,
      credit: sql<number>`coalesce(sum(${practiceRecord.credit}), 0)`,
      answers: sql<number>`coalesce(sum(${practiceRecord.answers}), 0)`,
      lastAt: sql<number | null>`max(${practiceRecord.lastAt})`,
      due: sql<number>`sum(case when ${reviewCard.dueAt} < ${before} then 1 else 0 end)`,
    })
    .from(questionFacet)
    .innerJoin(questionPoint, eq(questionPoint.versionId, questionFacet.versionId))
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .leftJoin(
      practiceRecord,
      and(eq(practiceRecord.questionId, questionFacet.questionId), eq(practiceRecord.personId, personId)),
    )
    .leftJoin(
      reviewCard,
      and(
        eq(reviewCard.questionId, questionFacet.questionId),
        eq(reviewCard.personId, personId),
        isNull(reviewCard.removedAt),
      ),
    )
    .where(and(practisable(handle), courseId === undefined ? undefined : inSet(handle, { by: 'course', courseId })))
    .groupBy(questionPoint.pointCode);
  return rows.map((row) => ({
    point: row.point,
    available: Number(row.available),
    answered: Number(row.answered),
    right: Number(row.right),
    credit: Number(row.credit),
    answers: Number(row.answers),
    lastAt: row.lastAt === null ? null : Number(row.lastAt),
    due: Number(row.due),
  }));
}

/** Practice questions among these versions, in force or not: which question each is of. An exam item is absent. */
export async function listPracticeVersions(
  { db, tables: { questionFacet } }: Handle,
  versionIds: readonly string[],
): Promise<{ versionId: string; questionId: string }[]> {
  if (versionIds.length === 0) return [];
  return db
    .select({ versionId: questionFacet.versionId, questionId: questionFacet.questionId })
    .from(questionFacet)
    .where(and(inArray(questionFacet.versionId, [...versionIds]), eq(questionFacet.use, 'practice')));
}

/** A question as lists show it: the version in force, else the last practice version, `retired` then. */
export type ListedQuestion = {
  readonly questionId: string;
  readonly versionId: string;
  readonly body: QuestionBody;
  readonly retired: boolean;
};

/** These questions in the practice version that is in force, else in the last that was. In no particular order. */
export async function listPracticeQuestions(handle: Handle, questionIds: readonly string[]): Promise<ListedQuestion[]> {
  if (questionIds.length === 0) return [];
  const { questionFacet, courseLesson, documentVersion } = handle.tables;
  const rows = await handle.db
    .select({
      questionId: questionFacet.questionId,
      versionId: questionFacet.versionId,
      body: documentVersion.body,
      current: questionFacet.current,
      lessonId: questionFacet.lessonId,
      placed: courseLesson.lessonId,
    })
    .from(questionFacet)
    .innerJoin(documentVersion, eq(documentVersion.id, questionFacet.versionId))
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(and(inArray(questionFacet.questionId, [...questionIds]), eq(questionFacet.use, 'practice')))
    .orderBy(asc(documentVersion.number));
  const found = new Map<string, ListedQuestion>();
  for (const { questionId, versionId, body, current, lessonId, placed } of rows) {
    const known = found.get(questionId);
    if (known && !known.retired) continue;
    const retired = !(current && (lessonId === null || placed !== null));
    // Bodies were parsed by the schema of their kind before they were stored, and never change.
    found.set(questionId, { questionId, versionId, body: body as unknown as QuestionBody, retired });
  }
  return [...found.values()];
}

/** The points of these versions. */
export async function listPointsOfVersions(
  { db, tables: { questionPoint } }: Handle,
  versionIds: readonly string[],
): Promise<Map<string, string[]>> {
  const points = new Map<string, string[]>();
  if (versionIds.length === 0) return points;
  const rows = await db
    .select()
    .from(questionPoint)
    .where(inArray(questionPoint.versionId, [...versionIds]))
    .orderBy(asc(questionPoint.pointCode));
  for (const { versionId, pointCode } of rows) points.set(versionId, [...(points.get(versionId) ?? []), pointCode]);
  return points;
}

/** Lessons in force that teach these points, in the order of their courses: where to read about a mistake. */
export async function listTeachingLessons(
  { db, tables: { courseLesson, document, documentVersion, lessonPoint } }: Handle,
  points: readonly string[],
): Promise<{ point: string; code: string; title: LocalText }[]> {
  if (points.length === 0) return [];
  const rows = await db
    .select({ point: lessonPoint.pointCode, code: document.code, body: documentVersion.body })
    .from(lessonPoint)
    .innerJoin(document, eq(document.publishedVersionId, lessonPoint.versionId))
    .innerJoin(courseLesson, eq(courseLesson.lessonId, document.id))
    .innerJoin(documentVersion, eq(documentVersion.id, lessonPoint.versionId))
    .where(inArray(lessonPoint.pointCode, [...points]))
    .orderBy(asc(courseLesson.courseId), asc(courseLesson.position));
  return rows.map(({ point, code, body }) => ({ point, code, title: (body as { title: LocalText }).title }));
}

/** The points that the lessons in force of a course teach. */
export async function listPointsOfCourse(
  { db, tables: { courseLesson, document, lessonPoint } }: Handle,
  courseId: string,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ point: lessonPoint.pointCode })
    .from(lessonPoint)
    .innerJoin(document, eq(document.publishedVersionId, lessonPoint.versionId))
    .innerJoin(courseLesson, eq(courseLesson.lessonId, document.id))
    .where(eq(courseLesson.courseId, courseId));
  return rows.map(({ point }) => point);
}

/** How many questions a set could be drawn from. */
export async function countSet(handle: Handle, filter: SetFilter): Promise<number> {
  const { questionFacet, courseLesson } = handle.tables;
  const [row] = await handle.db
    .select({ count: sql<number>`count(*)` })
    .from(questionFacet)
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(and(practisable(handle), inSet(handle, filter)));
  return Number(row?.count ?? 0);
}
