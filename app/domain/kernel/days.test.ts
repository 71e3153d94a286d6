import { expect, test } from 'vitest';
import { addDays, isDay, isReversedRange } from './instant.ts';

test.each(['2026-11-20', '2024-02-29', '1949-10-01', '9998-12-31'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true);
  expect(isDay(addDays(text, 1)) || text === '9998-12-31').toBe(true);
});

test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', '20261120', '', '+010000-01-01', '9999-12-31'])(
  '%s is none',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

test('a range is reversed where it ends before it begins, one day is a range, and an open end is none', () => {
  expect(isReversedRange('2026-11-20', '2026-11-19')).toBe(true);
  expect(isReversedRange('2026-11-20', '2026-11-20')).toBe(false);
  expect(isReversedRange(null, '2026-11-19')).toBe(false);
  expect(isReversedRange('2026-11-20', null)).toBe(false);
});
