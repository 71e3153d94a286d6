import { expect, test } from 'vitest';
import { completionCounts } from './completion-validity.ts';

const completion = { version: 2, year: 2026 };

test('without a material change every completion counts', () => {
  expect(completionCounts({ completion, material: null, renewals: [] })).toBe(true);
});

test('a completion of exactly the material version counts, of the one before it does not', () => {
  expect(completionCounts({ completion, material: 2, renewals: [] })).toBe(true);
  expect(completionCounts({ completion, material: 3, renewals: [] })).toBe(false);
  expect(completionCounts({ completion: { version: 4, year: 2026 }, material: 3, renewals: [] })).toBe(true);
});

test('passing the material version within the same year renews it; an older version or another year does not', () => {
  const renewed = (version: number, year: number) =>
    completionCounts({ completion, material: 3, renewals: [{ version, year }] });
  expect(renewed(3, 2026)).toBe(true);
  expect(renewed(4, 2026)).toBe(true);
  expect(renewed(2, 2026)).toBe(false);
  expect(renewed(3, 2027)).toBe(false);
});
