import { describe, expect, test } from 'vitest';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';
import { LONGEST_INTERVAL_DAYS, type Memory, reviewMemory } from './memory.ts';
import { changeBook, dueBefore } from './mistake-book.ts';
import { type RecallRating, rateRecall } from './rating.ts';

const DAY = 86_400_000;
const NOON = Date.parse('2026-11-20T04:00:00Z');
const entered = (at = NOON) => reviewMemory({ memory: null, rating: 'again', at });

describe('the rating of an answer', () => {
  test.each([
    ['wrong', null, 'again'],
    ['partial', null, 'again'],
    ['empty', null, 'again'],
    ['wrong', 3, 'again'],
    ['right', null, 'good'],
    ['right', 1, 'hard'],
    ['right', 2, 'good'],
    ['right', 3, 'easy'],
    ['to-mark', null, null],
  ] as const)('of %s with certainty %s is %s', (outcome: Outcome, certainty, rating) => {
    expect(rateRecall({ outcome, certainty })).toBe(rating);
  });
});

describe('the schedule of a card', () => {
  test('asks again the next day after a mistake, to the hour', () => {
    const { dueAt, memory } = entered();
    expect(dueAt - NOON).toBe(DAY);
    expect(memory).toMatchObject({ intervalDays: 1, reviews: 1, lapses: 0, reviewedAt: NOON });
  });

  test('is the same for the same history', () => {
    expect(entered()).toEqual(entered());
  });

  test('asks later the better it was recalled', () => {
    const { memory } = entered();
    const interval = (rating: RecallRating) => reviewMemory({ memory, rating, at: NOON + DAY }).memory.intervalDays;
    const intervals = (['again', 'hard', 'good', 'easy'] as const).map(interval);
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(new Set(intervals).size).toBeGreaterThan(2);
    expect(intervals[0]).toBe(1);
  });

  test('grows while answers are right, and never past a year', () => {
    let scheduled = entered();
    const intervals: number[] = [];
    for (let i = 0; i < 30; i += 1) {
      scheduled = reviewMemory({ memory: scheduled.memory, rating: 'easy', at: scheduled.dueAt });
      intervals.push(scheduled.memory.intervalDays);
    }
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(intervals.at(-1)).toBe(LONGEST_INTERVAL_DAYS);
  });

  test('counts a lapse when a card that was known is answered wrong, and survives being stored as JSON', () => {
    const known = reviewMemory({ memory: entered().memory, rating: 'good', at: NOON + DAY });
    const stored = JSON.parse(JSON.stringify(known.memory)) as Memory;
    const lapsed = reviewMemory({ memory: stored, rating: 'again', at: known.dueAt });
    expect(lapsed).toEqual(reviewMemory({ memory: known.memory, rating: 'again', at: known.dueAt }));
    expect(lapsed.memory.lapses).toBe(1);
    expect(lapsed.memory.intervalDays).toBeLessThan(known.memory.intervalDays + 1);
  });

  test('takes a clock that was set back for no time at all', () => {
    const { memory } = entered();
    expect(reviewMemory({ memory, rating: 'good', at: NOON - DAY }).memory.reviewedAt).toBe(NOON);
  });
});

describe('the book of mistakes', () => {
  const card = { memory: entered().memory, removedAt: null };

  test('takes in a mistake, and nothing that was right at once or that a person would have to mark', () => {
    expect(changeBook({ card: null, rating: 'again', at: NOON })).toMatchObject({ kind: 'entered', dueAt: NOON + DAY });
    expect(changeBook({ card: null, rating: 'good', at: NOON })).toBeNull();
    expect(changeBook({ card, rating: null, at: NOON })).toBeNull();
  });

  test('takes every further answer to what stands in it for a review', () => {
    expect(changeBook({ card, rating: 'good', at: NOON + DAY })).toMatchObject({ kind: 'reviewed' });
    expect(changeBook({ card, rating: 'again', at: NOON + DAY })).toMatchObject({ kind: 'reviewed' });
  });

  test('brings back what was removed only by a mistake', () => {
    const removed = { ...card, removedAt: NOON };
    expect(changeBook({ card: removed, rating: 'easy', at: NOON + DAY })).toBeNull();
    expect(changeBook({ card: removed, rating: 'again', at: NOON + DAY })).toMatchObject({ kind: 'returned' });
  });

  test('is due by the day of the zone: until midnight there, not from then on', () => {
    const before = dueBefore({ now: NOON, zone: 'Asia/Shanghai' });
    expect(new Date(before).toISOString()).toBe('2026-11-20T16:00:00.000Z');
    expect(dueBefore({ now: before - 1, zone: 'Asia/Shanghai' })).toBe(before);
    expect(dueBefore({ now: before, zone: 'Asia/Shanghai' })).toBe(before + DAY);
  });
});
