import { type BookChange, changeBook } from '#app/domain/practice/mistake-book.ts';
import { rateRecall } from '#app/domain/practice/rating.ts';
import type { Settled } from '#app/domain/practice/settle-item.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type CardEventRow,
  countAnswers,
  insertAnswers,
  lockCards,
  putCards,
  type ReviewCardRow,
} from '#db/stores/mistake-book.ts';
import { lockPerson } from '#db/stores/people.ts';
import type { AnswerSource } from '#db/tables/practice.ts';

export type NotedAnswer = Settled & { readonly questionId: string; readonly versionId: string };

/**
 * Keeps answers to practice items, each question once, and lets the book of mistakes follow, in the transaction in which
 * they were given. What a person would have to mark is not kept: it says nothing yet. As many queries for twenty answers
 * as for one.
 */
export async function noteAnswers(
  { tx, context }: { tx: Handle; context: Context },
  {
    personId,
    source,
    sourceId,
    answers,
  }: { personId: string; source: AnswerSource; sourceId: string; answers: readonly NotedAnswer[] },
): Promise<void> {
  const kept = answers.filter(({ outcome }) => outcome !== 'to-mark');
  if (kept.length === 0) return;
  // Two answers of one person at the same moment: the second must see the card of the first.
  await lockPerson(tx, personId);
  const at = context.clock.now();
  const known = await lockCards(tx, { personId, questionIds: kept.map(({ questionId }) => questionId) });
  const cards: ReviewCardRow[] = [];
  const events: CardEventRow[] = [];
  const rows = kept.map(({ questionId, versionId, outcome, credit, certainty }) => {
    const id = newId(context, 'pra');
    const card = known.get(questionId) ?? null;
    const rating = rateRecall({ outcome, certainty });
    const change = changeBook({ card, rating, at });
    if (change) {
      const next = cardAfter({ card, personId, questionId, at, change });
      cards.push(next);
      events.push({ ...eventOf(next, { kind: change.kind, at }), rating, answerId: id });
    }
    return { id, personId, questionId, versionId, source, sourceId, outcome, credit, certainty, at };
  });
  await insertAnswers(tx, rows);
  await countAnswers(
    tx,
    rows.map(({ questionId, outcome, credit }) => ({ personId, questionId, outcome, credit, lastAt: at })),
  );
  await putCards(tx, { cards, events });
}

function cardAfter({
  card,
  personId,
  questionId,
  at,
  change: { memory, dueAt },
}: {
  card: ReviewCardRow | null;
  personId: string;
  questionId: string;
  at: number;
  change: BookChange;
}): ReviewCardRow {
  return {
    personId,
    questionId,
    memory,
    dueAt,
    intervalDays: memory.intervalDays,
    lapses: memory.lapses,
    events: (card?.events ?? 0) + 1,
    enteredAt: card?.enteredAt ?? at,
    removedAt: null,
  };
}

/** The event that left a card as it is. */
export const eventOf = (
  { personId, questionId, events, memory, dueAt }: ReviewCardRow,
  { kind, at }: Pick<CardEventRow, 'kind' | 'at'>,
): CardEventRow => ({
  personId,
  questionId,
  number: events,
  kind,
  rating: null,
  answerId: null,
  memory,
  dueAt,
  at,
});
