import { and, count, eq, exists, gte, inArray, isNotNull, lt, max, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Handle } from '#db/open.server.ts';

/** The number of the newest version in force of each lesson that was a material change; lessons without one are absent. */
export async function listMaterialNumbers(
  { db, tables: { documentVersion } }: Handle,
  lessonIds: readonly string[],
): Promise<Map<string, number>> {
  if (lessonIds.length === 0) return new Map();
  const rows = await db
    .select({ lessonId: documentVersion.documentId, material: max(documentVersion.number) })
    .from(documentVersion)
    .where(
      and(
        inArray(documentVersion.documentId, [...lessonIds]),
        eq(documentVersion.change, 'material'),
        isNotNull(documentVersion.publishedAt),
      ),
    )
    .groupBy(documentVersion.documentId);
  return new Map(rows.map(({ lessonId, material }) => [lessonId, Number(material)]));
}

/** The numbers of versions, by their ids. */
export async function listVersionNumbers(
  { db, tables: { documentVersion } }: Handle,
  versionIds: readonly string[],
): Promise<Map<string, number>> {
  if (versionIds.length === 0) return new Map();
  const rows = await db
    .select({ id: documentVersion.id, number: documentVersion.number })
    .from(documentVersion)
    .where(inArray(documentVersion.id, [...new Set(versionIds)]));
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** A person's passed tries at the quizzes of some lessons, with the number of the version tried. */
export async function listPassedTries(
  { db, tables: { documentVersion, quizAttempt } }: Handle,
  { personId, lessonIds }: { personId: string; lessonIds: readonly string[] },
): Promise<{ lessonId: string; version: number; submittedAt: number }[]> {
  if (lessonIds.length === 0) return [];
  return db
    .select({
      lessonId: quizAttempt.lessonId,
      version: documentVersion.number,
      submittedAt: quizAttempt.submittedAt,
    })
    .from(quizAttempt)
    .innerJoin(documentVersion, eq(documentVersion.id, quizAttempt.lessonVersionId))
    .where(
      and(
        eq(quizAttempt.personId, personId),
        inArray(quizAttempt.lessonId, [...lessonIds]),
        eq(quizAttempt.passed, true),
      ),
    );
}

/** The years in which a lesson was completed by anyone. */
export async function listCompletionYears(
  { db, tables: { lessonCompletion } }: Handle,
  lessonId: string,
): Promise<number[]> {
  const rows = await db
    .selectDistinct({ year: lessonCompletion.year })
    .from(lessonCompletion)
    .where(eq(lessonCompletion.lessonId, lessonId));
  return rows.map(({ year }) => year);
}

/**
 * How many people have a completion of a lesson that counts, and how many are in its midst: they opened it and have
 * none that counts. The rule is `completionCounts` (app/domain/courses/completion-validity.ts), said to the engine, since it
 * may be a hundred thousand people.
 * @param material the number of the newest material version; null where there is none.
 * @param years every year with completions and its span.
 */
export async function countLessonLearners(
  { db, tables: { documentVersion, lessonCompletion, lessonProgress, quizAttempt } }: Handle,
  {
    lessonId,
    material,
    years,
  }: { lessonId: string; material: number | null; years: readonly { year: number; from: number; until: number }[] },
): Promise<{ midway: number; completed: number }> {
  const numberOf = (versionId: SQL | typeof quizAttempt.lessonVersionId, least: number) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(documentVersion)
        .where(and(sql`${documentVersion.id} = ${versionId}`, gte(documentVersion.number, least))),
    );
  const counts =
    material === null
      ? undefined
      : or(
          numberOf(sql`${lessonCompletion.lessonVersionId}`, material),
          ...years.map(({ year, from, until }) =>
            and(
              eq(lessonCompletion.year, year),
              exists(
                db
                  .select({ one: sql`1` })
                  .from(quizAttempt)
                  .where(
                    and(
                      eq(quizAttempt.personId, lessonCompletion.personId),
                      eq(quizAttempt.lessonId, lessonId),
                      eq(quizAttempt.passed, true),
                      gte(quizAttempt.submittedAt, from),
                      lt(quizAttempt.submittedAt, until),
                      numberOf(sql`${quizAttempt.lessonVersionId}`, material),
                    ),
                  ),
              ),
            ),
          ),
        );
  const [completed] = await db
    .select({ found: sql<number>`count(distinct ${lessonCompletion.personId})` })
    .from(lessonCompletion)
    .where(and(eq(lessonCompletion.lessonId, lessonId), counts));
  const [midway] = await db
    .select({ found: count() })
    .from(lessonProgress)
    .where(
      and(
        eq(lessonProgress.lessonId, lessonId),
        notExists(
          db
            .select({ one: sql`1` })
            .from(lessonCompletion)
            .where(
              and(
                eq(lessonCompletion.personId, lessonProgress.personId),
                eq(lessonCompletion.lessonId, lessonId),
                counts,
              ),
            ),
        ),
      ),
    );
  return { completed: Number(completed?.found ?? 0), midway: Number(midway?.found ?? 0) };
}
