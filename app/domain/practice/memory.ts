import { type CardInput, createEmptyCard, fsrs, type Grade, Rating } from 'ts-fsrs';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { RecallRating } from './rating.ts';

/**
 * The probability of recall at which a card is due: 0.9, the default of FSRS and the value for which its parameters were
 * fitted (https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Optimal-Retention).
 */
const DESIRED_RETENTION = 0.9;
const DAY_MS = 86_400_000;
/** Days: a civil servant's knowledge is asked again at least once a year, as hours are counted by the year. */
export const LONGEST_INTERVAL_DAYS = 365;

/**
 * FSRS-6 with its published default parameters. No fuzz, so that the same history gives the same date; no steps of
 * minutes, since the book is opened once a day rather than kept open: a forgotten card comes back the next day.
 */
const scheduler = fsrs({
  request_retention: DESIRED_RETENTION,
  maximum_interval: LONGEST_INTERVAL_DAYS,
  enable_fuzz: false,
  enable_short_term: false,
});

const GRADE: Record<RecallRating, Grade> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};

/** What FSRS knows of a card: stability in days, difficulty 1…10, `state` 0 new, 2 in review. */
export type Memory = {
  readonly stability: number;
  readonly difficulty: number;
  readonly state: number;
  readonly reviews: number;
  readonly lapses: number;
  readonly intervalDays: number;
  readonly reviewedAt: Instant;
};

export type Scheduled = { readonly memory: Memory; readonly dueAt: Instant };

/** The card after one more answer; `memory` null for its first. A whole number of days, one at least, lies before the next. */
export function reviewMemory({
  memory,
  rating,
  at,
}: {
  memory: Memory | null;
  rating: RecallRating;
  at: Instant;
}): Scheduled {
  // A clock that was set back must not make time between two answers negative.
  const now = Math.max(at, memory?.reviewedAt ?? at);
  const { card } = scheduler.next(
    memory ? toCard(memory) : createEmptyCard(new Date(now)),
    new Date(now),
    GRADE[rating],
  );
  // The library keeps "good" and "easy" a day apart even beyond its own maximum.
  const intervalDays = Math.min(card.scheduled_days, LONGEST_INTERVAL_DAYS);
  return {
    memory: {
      stability: card.stability,
      difficulty: card.difficulty,
      state: card.state,
      reviews: card.reps,
      lapses: card.lapses,
      intervalDays,
      reviewedAt: now,
    },
    dueAt: now + intervalDays * DAY_MS,
  };
}

function toCard({ stability, difficulty, state, reviews, lapses, intervalDays, reviewedAt }: Memory): CardInput {
  return {
    stability,
    difficulty,
    state,
    reps: reviews,
    lapses,
    scheduled_days: intervalDays,
    elapsed_days: 0,
    learning_steps: 0,
    due: reviewedAt,
    last_review: reviewedAt,
  };
}
