import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Handle } from '#db/open.server.ts';
import { inChunks, locking } from './statements.ts';

export type MarkingTaskRow = Handle['tables']['markingTask']['$inferSelect'];
export type GivenMarkRow = Handle['tables']['givenMark']['$inferSelect'];

export async function insertMarkingTasks({ db, tables }: Handle, rows: readonly MarkingTaskRow[]): Promise<void> {
  await inChunks(rows, (some) => db.insert(tables.markingTask).values(some));
}

/** The marks that people gave and that count, by attempt and slot. */
export async function listGivenMarks(
  { db, tables: { markingTask, givenMark } }: Handle,
  attemptIds: readonly string[],
): Promise<Map<string, Map<number, number>>> {
  const marks = new Map<string, Map<number, number>>();
  if (attemptIds.length === 0) return marks;
  const rows = await db
    .select({ attemptId: markingTask.attemptId, slot: markingTask.slot, mark: givenMark.mark })
    .from(givenMark)
    .innerJoin(markingTask, eq(markingTask.id, givenMark.taskId))
    .where(inArray(markingTask.attemptId, [...attemptIds]))
    .orderBy(asc(givenMark.number));
  for (const { attemptId, slot, mark } of rows) {
    const own = marks.get(attemptId) ?? new Map<number, number>();
    marks.set(attemptId, own.set(slot, mark));
  }
  return marks;
}

/** What markers said of the answers of an attempt, by slot: the levels that they chose and their comments. */
export async function listMarkings(
  { db, tables: { markingTask, givenMark } }: Handle,
  attemptId: string,
): Promise<Map<number, { credits: Record<string, number>; comment: string }>> {
  const rows = await db
    .select({ slot: markingTask.slot, credits: givenMark.credits, comment: givenMark.comment })
    .from(givenMark)
    .innerJoin(markingTask, eq(markingTask.id, givenMark.taskId))
    .where(eq(markingTask.attemptId, attemptId))
    .orderBy(asc(givenMark.number));
  return new Map(rows.map(({ slot, ...marking }) => [slot, marking]));
}

/** How far the marking of a question in a sitting is. Tasks that the marker may not see count too. */
export type MarkingCount = {
  readonly sittingId: string;
  readonly questionVersionId: string;
  readonly waiting: number;
  readonly all: number;
};

export async function countTasks(
  { db, tables: { markingTask } }: Handle,
  sittingIds: readonly string[],
): Promise<MarkingCount[]> {
  if (sittingIds.length === 0) return [];
  const rows = await db
    .select({
      sittingId: markingTask.sittingId,
      questionVersionId: markingTask.questionVersionId,
      waiting: sql<number>`sum(case when ${markingTask.state} = 'waiting' then 1 else 0 end)`,
      all: sql<number>`count(*)`,
    })
    .from(markingTask)
    .where(inArray(markingTask.sittingId, [...sittingIds]))
    .groupBy(markingTask.sittingId, markingTask.questionVersionId)
    .orderBy(asc(markingTask.questionVersionId));
  return rows.map((row) => ({ ...row, waiting: Number(row.waiting), all: Number(row.all) }));
}

/** Sittings with answers to mark, those with waiting ones first, then the latest; `unitIds` null is all. */
export async function pageSittingsToMark(
  { db, tables: { markingTask, sitting } }: Handle,
  { unitIds, limit, offset }: { unitIds: readonly string[] | null; limit: number; offset: number },
): Promise<{ id: string; code: string; titleZh: string; titleEn: string; closesAt: number; waiting: number }[]> {
  const waiting = sql<number>`sum(case when ${markingTask.state} = 'waiting' then 1 else 0 end)`;
  const rows = await db
    .select({
      id: sitting.id,
      code: sitting.code,
      titleZh: sitting.titleZh,
      titleEn: sitting.titleEn,
      closesAt: sitting.closesAt,
      waiting,
    })
    .from(markingTask)
    .innerJoin(sitting, eq(sitting.id, markingTask.sittingId))
    .where(unitIds === null ? undefined : inArray(sitting.unitId, [...unitIds]))
    .groupBy(sitting.id, sitting.code, sitting.titleZh, sitting.titleEn, sitting.closesAt)
    .orderBy(desc(sql`case when ${waiting} > 0 then 1 else 0 end`), desc(sitting.closesAt), asc(sitting.id))
    .limit(limit)
    .offset(offset);
  return rows.map((row) => ({ ...row, waiting: Number(row.waiting) }));
}

/** How many sittings of these units have answers that people mark. */
export async function countSittingsToMark(
  { db, tables: { markingTask, sitting } }: Handle,
  { unitIds }: { unitIds: readonly string[] | null },
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(distinct ${markingTask.sittingId})` })
    .from(markingTask)
    .innerJoin(sitting, eq(sitting.id, markingTask.sittingId))
    .where(unitIds === null ? undefined : inArray(sitting.unitId, [...unitIds]));
  return Number(row?.count ?? 0);
}

const markable = (
  { tables: { markingTask, attempt } }: Handle,
  { sittingId, questionVersionId, markerId }: { sittingId: string; questionVersionId: string; markerId: string },
): SQL | undefined =>
  and(
    eq(markingTask.sittingId, sittingId),
    eq(markingTask.questionVersionId, questionVersionId),
    // Nobody marks their own answer.
    ne(attempt.personId, markerId),
  );

/** The next answer that waits and that nobody else has before them: first the one the marker has already. */
export async function lockNextTask(
  handle: Handle,
  { markerId, now, ...where }: { sittingId: string; questionVersionId: string; markerId: string; now: number },
): Promise<MarkingTaskRow | null> {
  const { db, tables } = handle;
  const { markingTask, attempt } = tables;
  const own = sql`case when ${markingTask.claimedBy} = ${markerId} then 0 else 1 end`;
  const [found] = await db
    .select({ id: markingTask.id })
    .from(markingTask)
    .innerJoin(attempt, eq(attempt.id, markingTask.attemptId))
    .where(
      and(
        markable(handle, { ...where, markerId }),
        eq(markingTask.state, 'waiting'),
        or(isNull(markingTask.claimedBy), eq(markingTask.claimedBy, markerId), lte(markingTask.claimedUntil, now)),
      ),
    )
    .orderBy(own, asc(markingTask.shuffled))
    .limit(1);
  return found ? lockTask(handle, found.id) : null;
}

export async function findTask({ db, tables: { markingTask } }: Handle, id: string): Promise<MarkingTaskRow | null> {
  const [row] = await db.select().from(markingTask).where(eq(markingTask.id, id));
  return row ?? null;
}

/** A task with a lock on it until the transaction ends. */
export async function lockTask(handle: Handle, id: string): Promise<MarkingTaskRow | null> {
  const { markingTask } = handle.tables;
  const [row] = await locking(handle, handle.db.select().from(markingTask).where(eq(markingTask.id, id)));
  return row ?? null;
}

export async function updateTask(
  { db, tables: { markingTask } }: Handle,
  { id, ...changes }: { id: string } & Partial<Pick<MarkingTaskRow, 'state' | 'claimedBy' | 'claimedUntil'>>,
): Promise<void> {
  await db.update(markingTask).set(changes).where(eq(markingTask.id, id));
}

/** Ends the marking of a paper: its marks stay as they are. */
export async function closeTasks({ db, tables: { markingTask } }: Handle, attemptId: string): Promise<void> {
  await db
    .update(markingTask)
    .set({ state: 'closed', claimedBy: null, claimedUntil: null })
    .where(eq(markingTask.attemptId, attemptId));
}

export async function insertGivenMark({ db, tables }: Handle, row: GivenMarkRow): Promise<void> {
  await db.insert(tables.givenMark).values(row);
}

/** Every mark that was given to a task, the first first. */
export async function listMarksOfTask({ db, tables: { givenMark } }: Handle, taskId: string): Promise<GivenMarkRow[]> {
  return db.select().from(givenMark).where(eq(givenMark.taskId, taskId)).orderBy(asc(givenMark.number));
}

/** What a marker marked of a question and may still change, the latest first. */
export async function listOwnMarked(
  { db, tables: { markingTask, givenMark } }: Handle,
  {
    markerId,
    sittingId,
    questionVersionId,
    limit,
  }: { markerId: string; sittingId: string; questionVersionId: string; limit: number },
): Promise<{ taskId: string; mark: number; maxMark: number; at: number }[]> {
  const later = sql`exists (select 1 from given_mark later where later.task_id = ${givenMark.taskId} and later.number > ${givenMark.number})`;
  return db
    .select({ taskId: givenMark.taskId, mark: givenMark.mark, maxMark: markingTask.maxMark, at: givenMark.at })
    .from(givenMark)
    .innerJoin(markingTask, eq(markingTask.id, givenMark.taskId))
    .where(
      and(
        eq(givenMark.markerId, markerId),
        eq(markingTask.sittingId, sittingId),
        eq(markingTask.questionVersionId, questionVersionId),
        eq(markingTask.state, 'marked'),
        sql`not ${later}`,
      ),
    )
    .orderBy(desc(givenMark.at), desc(givenMark.taskId))
    .limit(limit);
}

/** How many answers of a question wait that this marker may mark, those before other markers included. */
export async function countMarkable(
  handle: Handle,
  where: { sittingId: string; questionVersionId: string; markerId: string },
): Promise<{ waiting: number; beforeOthers: number }> {
  const { db, tables } = handle;
  const { markingTask, attempt } = tables;
  const [row] = await db
    .select({
      waiting: sql<number>`count(*)`,
      beforeOthers: sql<number>`sum(case when ${markingTask.claimedBy} <> ${where.markerId} then 1 else 0 end)`,
    })
    .from(markingTask)
    .innerJoin(attempt, eq(attempt.id, markingTask.attemptId))
    .where(and(markable(handle, where), eq(markingTask.state, 'waiting')));
  return { waiting: Number(row?.waiting ?? 0), beforeOthers: Number(row?.beforeOthers ?? 0) };
}

/** Attempts of a sitting whose answers are all marked and that are not graded yet, in the order of their ids. */
export async function listMarkedAttempts(
  { db, tables: { markingTask } }: Handle,
  { sittingId, after, limit }: { sittingId: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: markingTask.attemptId })
    .from(markingTask)
    .where(and(eq(markingTask.sittingId, sittingId), gt(markingTask.attemptId, after)))
    .groupBy(markingTask.attemptId)
    .having(sql`sum(case when ${markingTask.state} = 'marked' then 0 else 1 end) = 0`)
    .orderBy(asc(markingTask.attemptId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** How many attempts of each sitting are marked whole and wait to be graded. */
export async function countMarkedAttempts(
  { db, tables: { markingTask } }: Handle,
  sittingIds: readonly string[],
): Promise<Map<string, number>> {
  if (sittingIds.length === 0) return new Map();
  const whole = db
    .select({ sittingId: markingTask.sittingId })
    .from(markingTask)
    .where(inArray(markingTask.sittingId, [...sittingIds]))
    .groupBy(markingTask.sittingId, markingTask.attemptId)
    .having(sql`sum(case when ${markingTask.state} = 'marked' then 0 else 1 end) = 0`)
    .as('whole');
  const rows = await db
    .select({ sittingId: whole.sittingId, count: sql<number>`count(*)` })
    .from(whole)
    .groupBy(whole.sittingId);
  return new Map(rows.map(({ sittingId, count }) => [sittingId, Number(count)]));
}
