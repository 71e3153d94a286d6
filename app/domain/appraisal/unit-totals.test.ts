import { expect, test } from 'vitest';
import { meanOf, sumOver, totalByUnit, type UnitTally } from './unit-totals.ts';

const line = (over: Partial<UnitTally>): UnitTally => ({
  unitId: 'a',
  suggestedRating: '称职',
  records: 1,
  certified: 0,
  withHours: 0,
  hours: 0,
  scored: 0,
  percents: 0,
  ...over,
});

test('totals of units add up, ratings apart', () => {
  const totals = totalByUnit([
    line({ records: 2, withHours: 1, hours: 100 }),
    line({ suggestedRating: '优秀', records: 3, certified: 3 }),
    line({ unitId: 'b', records: 4 }),
  ]);
  expect(sumOver(totals, ['a', 'b', 'without-records'])).toMatchObject({
    records: 9,
    certified: 3,
    withHours: 1,
    hours: 100,
    ratings: { 称职: 6, 优秀: 3 },
  });
});

test('a mean over nobody is unknown, not 0; over one with 0 it is 0', () => {
  expect(meanOf(0, 0)).toBeNull();
  expect(meanOf(0, 1)).toBe(0);
  expect(meanOf(5, 2)).toBe(3);
});
