import { addDays, dayOf, type Instant, startOfDay } from '#app/domain/kernel/instant.ts';
import { type Memory, reviewMemory, type Scheduled } from './memory.ts';
import type { RecallRating } from './rating.ts';

/** A question in someone's book; `removedAt` null while it is asked again. */
export type BookCard = { readonly memory: Memory; readonly removedAt: Instant | null };

/** What became of a card: entered by a mistake, reviewed, come back by a mistake after it was removed, taken out, put back. */
export const CARD_EVENTS = ['entered', 'reviewed', 'returned', 'removed', 'restored'] as const;
export type CardEventKind = (typeof CARD_EVENTS)[number];

export type BookChange = Scheduled & { readonly kind: Extract<CardEventKind, 'entered' | 'reviewed' | 'returned'> };

/**
 * What an answer does to the book. A mistake enters it, or brings back what was removed. A right answer changes only what
 * stands in the book: it is a review, early or not, which FSRS takes into account. Null where nothing changes.
 */
export function changeBook({
  card,
  rating,
  at,
}: {
  card: BookCard | null;
  rating: RecallRating | null;
  at: Instant;
}): BookChange | null {
  if (rating === null) return null;
  const isOpen = card !== null && card.removedAt === null;
  if (!isOpen && rating !== 'again') return null;
  const kind = card === null ? 'entered' : isOpen ? 'reviewed' : 'returned';
  return { kind, ...reviewMemory({ memory: card?.memory ?? null, rating, at }) };
}

/** Cards are due by the day, not by the minute: whatever falls on today, or fell before, is due now. */
export const dueBefore = ({ now, zone }: { now: Instant; zone: string }): Instant =>
  startOfDay(addDays(dayOf(now, zone), 1), zone);

/**
 * Days between two askings from which a card counts as mastered: Anki's line between young and mature cards
 * (https://docs.ankiweb.net/getting-started.html#types-of-cards).
 */
export const MASTERED_DAYS = 21;
