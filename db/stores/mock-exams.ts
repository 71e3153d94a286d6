import { and, asc, desc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Handle } from '#db/open.server.ts';
import { locking } from './statements.ts';

export type MockExamRow = Handle['tables']['mockExam']['$inferSelect'];
export type { MockMark } from '#db/tables/practice.ts';

export async function insertMock({ db, tables }: Handle, row: MockExamRow): Promise<void> {
  await db.insert(tables.mockExam).values(row);
}

type Own = { readonly personId: string; readonly mockId: string };

/** Somebody else's is as one that does not exist. */
export async function findOwnMock(
  { db, tables: { mockExam } }: Handle,
  { personId, mockId }: Own,
): Promise<MockExamRow | null> {
  const [row] = await db
    .select()
    .from(mockExam)
    .where(and(eq(mockExam.id, mockId), eq(mockExam.personId, personId)));
  return row ?? null;
}

/** The one that runs; a person sits one at a time. */
export async function findRunningMock(
  { db, tables: { mockExam } }: Handle,
  personId: string,
): Promise<MockExamRow | null> {
  const [row] = await db
    .select()
    .from(mockExam)
    .where(and(eq(mockExam.personId, personId), isNull(mockExam.endedAt)))
    .orderBy(desc(mockExam.startedAt))
    .limit(1);
  return row ?? null;
}

/** A mock exam with a lock on it until the transaction ends. */
export async function lockMock(handle: Handle, mockId: string): Promise<MockExamRow | null> {
  const { mockExam } = handle.tables;
  const [row] = await locking(handle, handle.db.select().from(mockExam).where(eq(mockExam.id, mockId)));
  return row ?? null;
}

export async function updateMock(
  { db, tables: { mockExam } }: Handle,
  { id, ...changes }: Pick<MockExamRow, 'id' | 'endedAt' | 'endedBy' | 'score' | 'maxScore' | 'marks'>,
): Promise<void> {
  await db.update(mockExam).set(changes).where(eq(mockExam.id, id));
}

/** Those whose time is over and that nobody ended, the oldest first. */
export async function listOverdueMockIds(
  { db, tables: { mockExam } }: Handle,
  { now, limit }: { now: number; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: mockExam.id })
    .from(mockExam)
    .where(and(isNull(mockExam.endedAt), lte(mockExam.deadlineAt, now)))
    .orderBy(asc(mockExam.deadlineAt), asc(mockExam.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

type MockLine = Pick<
  MockExamRow,
  'id' | 'blueprintId' | 'blueprintVersionId' | 'startedAt' | 'endedAt' | 'score' | 'maxScore'
>;

/** A page of a person's mock exams that ended, the latest first; of one blueprint or of all. */
export async function pageMocks(
  { db, tables: { mockExam } }: Handle,
  { personId, blueprintId, limit, offset }: { personId: string; blueprintId?: string; limit: number; offset: number },
): Promise<{ rows: MockLine[]; total: number }> {
  const where = and(
    eq(mockExam.personId, personId),
    isNotNull(mockExam.endedAt),
    blueprintId === undefined ? undefined : eq(mockExam.blueprintId, blueprintId),
  );
  const { id, blueprintVersionId, startedAt, endedAt, score, maxScore } = mockExam;
  const rows = await db
    .select({ id, blueprintId: mockExam.blueprintId, blueprintVersionId, startedAt, endedAt, score, maxScore })
    .from(mockExam)
    .where(where)
    .orderBy(desc(startedAt), desc(id))
    .limit(limit)
    .offset(offset);
  const [count] = await db.select({ count: sql<number>`count(*)` }).from(mockExam).where(where);
  return { rows, total: Number(count?.count ?? 0) };
}

// ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The answers that count, by slot, and how many each slot has had. */
export async function listMockAnswers(
  { db, tables: { mockAnswer } }: Handle,
  mockId: string,
): Promise<Map<number, { answer: Json; number: number }>> {
  const rows = await db
    .select({ slot: mockAnswer.slot, number: mockAnswer.number, answer: mockAnswer.answer })
    .from(mockAnswer)
    .where(eq(mockAnswer.mockId, mockId))
    .orderBy(asc(mockAnswer.slot), asc(mockAnswer.number));
  return new Map(rows.map(({ slot, number, answer }) => [slot, { answer: answer.value, number }]));
}

export async function insertMockAnswer(
  { db, tables }: Handle,
  row: Handle['tables']['mockAnswer']['$inferSelect'],
): Promise<void> {
  await db.insert(tables.mockAnswer).values(row);
}
