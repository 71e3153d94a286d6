import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { MASTERED_DAYS } from '#app/domain/practice/mistake-book.ts';
import type { Handle } from '#db/open.server.ts';
import { inSet, type SetFilter } from './practice-questions.ts';
import { inChunks, locking } from './statements.ts';

type Row<T extends keyof Handle['tables']> = Handle['tables'][T]['$inferSelect'];
export type PracticeAnswerRow = Row<'practiceAnswer'>;
export type PracticeRecordRow = Row<'practiceRecord'>;
export type ReviewCardRow = Row<'reviewCard'>;
export type CardEventRow = Row<'cardEvent'>;

// ── Answers and their fold ───────────────────────────────────────────────────────────────────────────────────────

export async function insertAnswers({ db, tables }: Handle, rows: readonly PracticeAnswerRow[]): Promise<void> {
  await inChunks(rows, (some) => db.insert(tables.practiceAnswer).values(some));
}

/** Counts one more answer to each question; what it came to replaces what was before. */
export async function countAnswers(
  { db, tables: { practiceRecord } }: Handle,
  rows: readonly Omit<PracticeRecordRow, 'answers'>[],
): Promise<void> {
  await inChunks(rows, (some) =>
    db
      .insert(practiceRecord)
      .values(some.map((row) => ({ ...row, answers: 1 })))
      .onConflictDoUpdate({
        target: [practiceRecord.personId, practiceRecord.questionId],
        set: {
          answers: sql`${practiceRecord.answers} + 1`,
          outcome: sql`excluded.outcome`,
          credit: sql`excluded.credit`,
          lastAt: sql`excluded.last_at`,
        },
      }),
  );
}

// ── Cards ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The cards of these questions, locked until the transaction ends. */
export async function lockCards(
  handle: Handle,
  { personId, questionIds }: { personId: string; questionIds: readonly string[] },
): Promise<Map<string, ReviewCardRow>> {
  if (questionIds.length === 0) return new Map();
  const { reviewCard } = handle.tables;
  const rows = await locking(
    handle,
    handle.db
      .select()
      .from(reviewCard)
      .where(and(eq(reviewCard.personId, personId), inArray(reviewCard.questionId, [...questionIds])))
      .orderBy(asc(reviewCard.questionId)),
  );
  return new Map(rows.map((row) => [row.questionId, row]));
}

export async function findCard(
  { db, tables: { reviewCard } }: Handle,
  { personId, questionId }: { personId: string; questionId: string },
): Promise<ReviewCardRow | null> {
  const [row] = await db
    .select()
    .from(reviewCard)
    .where(and(eq(reviewCard.personId, personId), eq(reviewCard.questionId, questionId)));
  return row ?? null;
}

/** Writes cards as they are now, with the event that made each so. */
export async function putCards(
  { db, tables: { reviewCard, cardEvent } }: Handle,
  { cards, events }: { cards: readonly ReviewCardRow[]; events: readonly CardEventRow[] },
): Promise<void> {
  await inChunks(cards, (some) =>
    db
      .insert(reviewCard)
      .values(some)
      .onConflictDoUpdate({
        target: [reviewCard.personId, reviewCard.questionId],
        set: {
          memory: sql`excluded.memory`,
          dueAt: sql`excluded.due_at`,
          intervalDays: sql`excluded.interval_days`,
          lapses: sql`excluded.lapses`,
          events: sql`excluded.events`,
          removedAt: sql`excluded.removed_at`,
        },
      }),
  );
  await inChunks(events, (some) => db.insert(cardEvent).values(some));
}

/** The history of a card, the first event first. */
export async function listCardEvents(
  { db, tables: { cardEvent } }: Handle,
  { personId, questionId }: { personId: string; questionId: string },
): Promise<CardEventRow[]> {
  return db
    .select()
    .from(cardEvent)
    .where(and(eq(cardEvent.personId, personId), eq(cardEvent.questionId, questionId)))
    .orderBy(asc(cardEvent.number));
}

export const CARD_STATES = ['asked', 'due', 'mastered', 'retired', 'removed'] as const;
/** `asked`: everything that comes again some day; `retired`: whose question is no longer in force. */
export type CardState = (typeof CARD_STATES)[number];

/** Whether the question of a card may be asked now; for a query that joins as `cards` does. */
const isLive = ({ tables: { questionFacet, courseLesson } }: Handle): SQL | undefined =>
  and(isNotNull(questionFacet.versionId), or(isNull(questionFacet.lessonId), isNotNull(courseLesson.lessonId)));

function inState(handle: Handle, { state, before }: { state: CardState; before: number }): SQL | undefined {
  const { reviewCard } = handle.tables;
  const stands = isNull(reviewCard.removedAt);
  const live = isLive(handle);
  switch (state) {
    case 'asked':
      return and(stands, live);
    case 'due':
      return and(stands, live, lt(reviewCard.dueAt, before));
    case 'mastered':
      return and(stands, live, gte(reviewCard.intervalDays, MASTERED_DAYS));
    case 'retired':
      return and(stands, sql`not (${live})`);
    case 'removed':
      return isNotNull(reviewCard.removedAt);
  }
}

export type CardFilter = {
  readonly personId: string;
  /** Cards that fall before this are due. */
  readonly before: number;
  readonly set: SetFilter;
};

/** Cards of a person with the practice version in force of each question, where there is one. */
const joinFacets = ({ tables: { reviewCard, questionFacet } }: Handle): SQL | undefined =>
  and(
    eq(questionFacet.questionId, reviewCard.questionId),
    eq(questionFacet.use, 'practice'),
    eq(questionFacet.current, true),
  );

/** A page of cards, the first due first; the removed ones by when they were removed, the last first. */
export async function pageCards(
  handle: Handle,
  { personId, state, before, set, limit, offset }: CardFilter & { state: CardState; limit: number; offset: number },
): Promise<ReviewCardRow[]> {
  const { reviewCard, questionFacet, courseLesson } = handle.tables;
  const rows = await handle.db
    .select({ card: reviewCard })
    .from(reviewCard)
    .leftJoin(questionFacet, joinFacets(handle))
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(and(eq(reviewCard.personId, personId), inState(handle, { state, before }), inSet(handle, set)))
    .orderBy(state === 'removed' ? desc(reviewCard.removedAt) : asc(reviewCard.dueAt), asc(reviewCard.questionId))
    .limit(limit)
    .offset(offset);
  return rows.map(({ card }) => card);
}

/** How many cards are in each state; a card may be in several. */
export async function countCards(
  handle: Handle,
  { personId, before, set }: CardFilter,
): Promise<Record<CardState, number>> {
  const { reviewCard, questionFacet, courseLesson } = handle.tables;
  const count = (state: CardState) =>
    sql<number>`sum(case when ${inState(handle, { state, before })} then 1 else 0 end)`;
  const [row] = await handle.db
    .select({
      asked: count('asked'),
      due: count('due'),
      mastered: count('mastered'),
      retired: count('retired'),
      removed: count('removed'),
    })
    .from(reviewCard)
    .leftJoin(questionFacet, joinFacets(handle))
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(and(eq(reviewCard.personId, personId), inSet(handle, set)));
  const of = (state: CardState) => Number(row?.[state] ?? 0);
  return {
    asked: of('asked'),
    due: of('due'),
    mastered: of('mastered'),
    retired: of('retired'),
    removed: of('removed'),
  };
}

/** A page of favourites, the latest first, and how many there are. Those no longer in force stay in the list. */
export async function pageFavourites(
  handle: Handle,
  { personId, set, limit, offset }: { personId: string; set: SetFilter; limit: number; offset: number },
): Promise<{ rows: { questionId: string; at: number }[]; total: number; live: number }> {
  const { favourite, questionFacet, courseLesson } = handle.tables;
  const join = and(
    eq(questionFacet.questionId, favourite.questionId),
    eq(questionFacet.use, 'practice'),
    eq(questionFacet.current, true),
  );
  const where = and(eq(favourite.personId, personId), inSet(handle, set));
  const rows = await handle.db
    .select({ questionId: favourite.questionId, at: favourite.at })
    .from(favourite)
    .leftJoin(questionFacet, join)
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(where)
    .orderBy(desc(favourite.at), asc(favourite.questionId))
    .limit(limit)
    .offset(offset);
  const [counts] = await handle.db
    .select({
      total: sql<number>`count(*)`,
      live: sql<number>`sum(case when ${isLive(handle)} then 1 else 0 end)`,
    })
    .from(favourite)
    .leftJoin(questionFacet, join)
    .leftJoin(courseLesson, eq(courseLesson.lessonId, questionFacet.lessonId))
    .where(where);
  return { rows, total: Number(counts?.total ?? 0), live: Number(counts?.live ?? 0) };
}
