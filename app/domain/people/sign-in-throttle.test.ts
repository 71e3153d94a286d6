import { expect, test } from 'vitest';
import {
  ACCOUNT_LIMIT,
  ADDRESS_LIMIT,
  countTry,
  lockedForMs,
  noteRefusal,
  refundTry,
  type ThrottleLimit,
  type ThrottleState,
} from './sign-in-throttle.ts';

const MINUTE = 60_000;

/** Counts failures at these instants and returns what is left. */
function fail(limit: ThrottleLimit, times: readonly number[], from: ThrottleState | null = null) {
  return times.reduce<ThrottleState | null>((state, now) => countTry({ state, limit, now }), from);
}
const everyMinute = (count: number) => Array.from({ length: count }, (_, i) => i * MINUTE);

test('nine failures leave an account open, the tenth locks it', () => {
  const nine = fail(ACCOUNT_LIMIT, everyMinute(9));
  expect(lockedForMs({ state: nine, limit: ACCOUNT_LIMIT, now: 9 * MINUTE })).toBe(0);
  const ten = fail(ACCOUNT_LIMIT, [9 * MINUTE], nine);
  expect(lockedForMs({ state: ten, limit: ACCOUNT_LIMIT, now: 9 * MINUTE })).toBe(15 * MINUTE);
});

test('a lock ends a quarter of an hour after the failure that closed it, to the millisecond', () => {
  const ten = fail(ACCOUNT_LIMIT, everyMinute(10));
  const end = 9 * MINUTE + 15 * MINUTE;
  expect(lockedForMs({ state: ten, limit: ACCOUNT_LIMIT, now: end - 1 })).toBe(1);
  expect(lockedForMs({ state: ten, limit: ACCOUNT_LIMIT, now: end })).toBe(0);
  expect(countTry({ state: ten, limit: ACCOUNT_LIMIT, now: end }).failures).toBe(1);
});

test('no span of a quarter of an hour holds more than ten failures, whatever the guesser’s rhythm', () => {
  for (const gap of [1_000, 60_000, 80_000, 95_000, 5 * MINUTE, 14 * MINUTE]) {
    let state: ThrottleState | null = null;
    const failed: number[] = [];
    for (let now = 0; now < 6 * 60 * MINUTE; now += gap) {
      if (lockedForMs({ state, limit: ACCOUNT_LIMIT, now }) > 0) continue;
      state = countTry({ state, limit: ACCOUNT_LIMIT, now });
      failed.push(now);
    }
    const most = Math.max(
      ...failed.map((start) => failed.filter((at) => at >= start && at < start + 15 * MINUTE).length),
    );
    expect(most, `one guess every ${gap} ms`).toBeLessThanOrEqual(10);
  }
});

test('a refusal is noted once and never prolongs the lock', () => {
  const ten = fail(ACCOUNT_LIMIT, everyMinute(10)) as ThrottleState;
  const first = noteRefusal({ state: ten, limit: ACCOUNT_LIMIT });
  const second = noteRefusal({ state: first.state, limit: ACCOUNT_LIMIT });
  expect([first.first, second.first]).toEqual([true, false]);
  expect(second.state.windowEndsAt).toBe(ten.windowEndsAt);
});

test('an address may fail 200 times in a window that its first failure opened, and no typing error moves the end', () => {
  const almost = fail(
    ADDRESS_LIMIT,
    Array.from({ length: 199 }, (_, i) => i * 4_000),
  );
  expect(lockedForMs({ state: almost, limit: ADDRESS_LIMIT, now: 14 * MINUTE })).toBe(0);
  const full = fail(ADDRESS_LIMIT, [14 * MINUTE], almost);
  expect(lockedForMs({ state: full, limit: ADDRESS_LIMIT, now: 14 * MINUTE })).toBe(MINUTE);
  expect(lockedForMs({ state: full, limit: ADDRESS_LIMIT, now: 15 * MINUTE })).toBe(0);
});

test('a success leaves the count and the window as they were before it', () => {
  const before = fail(ACCOUNT_LIMIT, [0, MINUTE]);
  const counted = countTry({ state: before, limit: ACCOUNT_LIMIT, now: 5 * MINUTE });
  expect(refundTry({ before, counted, current: counted, limit: ACCOUNT_LIMIT })).toEqual(before);
});

test('a success after which nothing is left forgets the key', () => {
  const counted = countTry({ state: null, limit: ACCOUNT_LIMIT, now: 0 });
  expect(refundTry({ before: null, counted, current: counted, limit: ACCOUNT_LIMIT })).toBeNull();
});

test('a success keeps the failures that others made meanwhile, and the window that they moved', () => {
  const before = fail(ACCOUNT_LIMIT, [0]);
  const counted = countTry({ state: before, limit: ACCOUNT_LIMIT, now: MINUTE });
  const current = countTry({ state: counted, limit: ACCOUNT_LIMIT, now: 2 * MINUTE });
  expect(refundTry({ before, counted, current, limit: ACCOUNT_LIMIT })).toEqual({
    failures: 2,
    windowEndsAt: 17 * MINUTE,
  });
});
