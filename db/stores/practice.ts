import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Step } from '#app/domain/questions/behaviours/behaviour.ts';
import type { Handle } from '#db/open.server.ts';
import { locking } from './statements.ts';

export type PracticeSessionRow = Handle['tables']['practiceSession']['$inferSelect'];
export type PracticeItemRow = Handle['tables']['practiceItem']['$inferSelect'];
export type PracticeStepRow = Handle['tables']['practiceStep']['$inferSelect'];

/** A set with its questions. */
export async function insertSession(
  { db, tables }: Handle,
  { session, items }: { session: PracticeSessionRow; items: readonly PracticeItemRow[] },
): Promise<void> {
  await db.insert(tables.practiceSession).values(session);
  await db.insert(tables.practiceItem).values([...items]);
}

type Own = { readonly personId: string; readonly sessionId: string };

/** Somebody else's is as one that does not exist. */
export async function findOwnSession(
  { db, tables: { practiceSession } }: Handle,
  { personId, sessionId }: Own,
): Promise<PracticeSessionRow | null> {
  const [row] = await db
    .select()
    .from(practiceSession)
    .where(and(eq(practiceSession.id, sessionId), eq(practiceSession.personId, personId)));
  return row ?? null;
}

/** The same with a lock on it until the transaction ends. */
export async function lockOwnSession(handle: Handle, { personId, sessionId }: Own): Promise<PracticeSessionRow | null> {
  const { practiceSession } = handle.tables;
  const [row] = await locking(
    handle,
    handle.db
      .select()
      .from(practiceSession)
      .where(and(eq(practiceSession.id, sessionId), eq(practiceSession.personId, personId))),
  );
  return row ?? null;
}

export async function listItems(
  { db, tables: { practiceItem } }: Handle,
  sessionId: string,
): Promise<PracticeItemRow[]> {
  return db.select().from(practiceItem).where(eq(practiceItem.sessionId, sessionId)).orderBy(asc(practiceItem.slot));
}

/** The steps of a set by slot, in their order. */
export async function listSteps(
  { db, tables: { practiceStep } }: Handle,
  sessionId: string,
): Promise<Map<number, Step[]>> {
  const rows = await db
    .select({ slot: practiceStep.slot, step: practiceStep.step })
    .from(practiceStep)
    .where(eq(practiceStep.sessionId, sessionId))
    .orderBy(asc(practiceStep.slot), asc(practiceStep.number));
  const steps = new Map<number, Step[]>();
  for (const { slot, step } of rows) steps.set(slot, [...(steps.get(slot) ?? []), step]);
  return steps;
}

export async function insertSteps({ db, tables }: Handle, rows: readonly PracticeStepRow[]): Promise<void> {
  if (rows.length > 0) await db.insert(tables.practiceStep).values([...rows]);
}

export async function updateSession(
  { db, tables: { practiceSession } }: Handle,
  {
    id,
    ...changes
  }: { id: string } & Partial<Pick<PracticeSessionRow, 'answered' | 'rightCount' | 'lastAt' | 'endedAt'>>,
): Promise<void> {
  await db.update(practiceSession).set(changes).where(eq(practiceSession.id, id));
}

/** A person's sets, the one practised last first. */
export async function pageSessions(
  { db, tables: { practiceSession } }: Handle,
  { personId, open, limit, offset = 0 }: { personId: string; open?: boolean; limit: number; offset?: number },
): Promise<PracticeSessionRow[]> {
  return db
    .select()
    .from(practiceSession)
    .where(and(eq(practiceSession.personId, personId), open ? isNull(practiceSession.endedAt) : undefined))
    .orderBy(desc(practiceSession.lastAt), desc(practiceSession.id))
    .limit(limit)
    .offset(offset);
}

export async function countSessions({ db, tables: { practiceSession } }: Handle, personId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(practiceSession)
    .where(eq(practiceSession.personId, personId));
  return Number(row?.count ?? 0);
}

// ── Favourites ───────────────────────────────────────────────────────────────────────────────────────────────────

export async function insertFavourite(
  { db, tables: { favourite } }: Handle,
  row: Handle['tables']['favourite']['$inferSelect'],
): Promise<void> {
  await db.insert(favourite).values(row).onConflictDoNothing();
}

export async function deleteFavourite(
  { db, tables: { favourite } }: Handle,
  { personId, questionId }: { personId: string; questionId: string },
): Promise<void> {
  await db.delete(favourite).where(and(eq(favourite.personId, personId), eq(favourite.questionId, questionId)));
}

/** Which of these questions are favourites of someone. */
export async function listFavouritesAmong(
  { db, tables: { favourite } }: Handle,
  { personId, questionIds }: { personId: string; questionIds: readonly string[] },
): Promise<Set<string>> {
  if (questionIds.length === 0) return new Set();
  const rows = await db
    .select({ questionId: favourite.questionId })
    .from(favourite)
    .where(and(eq(favourite.personId, personId), inArray(favourite.questionId, [...questionIds])));
  return new Set(rows.map(({ questionId }) => questionId));
}
