import type { PersonActor } from '#app/domain/people/actor.ts';
import { dueBefore } from '#app/domain/practice/mistake-book.ts';
import type { Context } from '#app/usecases/context.ts';
import { type CardState, countCards, pageCards, type ReviewCardRow } from '#db/stores/mistake-book.ts';
import {
  type ListedItem,
  type ListFilter,
  PAGE_SIZE,
  type Paged,
  placeOf,
  readListed,
  setOf,
} from './listed-items.server.ts';

export type MistakeRow = ListedItem & {
  readonly dueAt: number;
  readonly isDue: boolean;
  readonly intervalDays: number;
  readonly lapses: number;
  readonly enteredAt: number;
  readonly removedAt: number | null;
};

export type MistakePage = Paged & {
  readonly rows: readonly MistakeRow[];
  readonly counts: Readonly<Record<CardState, number>>;
};

/** A page of someone's book of mistakes. An unknown course is as one that holds nothing. */
export async function listMistakes(
  context: Context,
  actor: PersonActor,
  { state, page, ...filter }: ListFilter & { state: CardState; page: number },
): Promise<MistakePage> {
  const { read } = context.database;
  const { personId } = actor;
  const before = dueBefore({ now: context.clock.now(), zone: context.zone });
  const set = await setOf(context, { personId, filter });
  const counts = await countCards(read, { personId, before, set });
  const total = counts[state];
  const shown = placeOf(page, total);
  const offset = (shown - 1) * PAGE_SIZE;
  const cards = await pageCards(read, { personId, before, set, state, limit: PAGE_SIZE, offset });
  const items = await readListed(
    read,
    cards.map(({ questionId }) => questionId),
  );
  const rows = cards.flatMap((card): MistakeRow[] => {
    const item = items.get(card.questionId);
    return item ? [{ ...item, ...scheduleOf(card, before) }] : [];
  });
  return { rows, counts, total, page: shown, pageSize: PAGE_SIZE };
}

export const scheduleOf = (
  { dueAt, intervalDays, lapses, enteredAt, removedAt }: ReviewCardRow,
  before: number,
): Pick<MistakeRow, 'dueAt' | 'isDue' | 'intervalDays' | 'lapses' | 'enteredAt' | 'removedAt'> => ({
  dueAt,
  isDue: removedAt === null && dueAt < before,
  intervalDays,
  lapses,
  enteredAt,
  removedAt,
});
