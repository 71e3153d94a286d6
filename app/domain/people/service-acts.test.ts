import { expect, test } from 'vitest';
import type { Posting } from './service.ts';
import { serviceStateOn } from './service.ts';
import { findEarnedBefore, findLatestAct, findPlannedChange, listCarryings, redateAct } from './service-acts.ts';

const TODAY = '2026-11-20';
const history = {
  versions: ['org_a', 'org_b'].map((unitId) => ({
    id: `ver_${unitId}`,
    unitId,
    name: unitId,
    parentId: null,
    validFrom: '2000-01-01',
    validTo: null,
  })),
  successions: [],
};
const posting = (unitId: string, validFrom: string, validTo: string | null = null): Posting => ({
  id: `pst_${validFrom}`,
  unitId,
  positionLevel: '一级科员',
  category: '综合管理类',
  validFrom,
  validTo,
});
const planned = (postings: Posting[], leftOn: string | null = null) =>
  findPlannedChange({ postings, leftOn, today: TODAY, history });

test('what begins tomorrow is planned, what begins today is not; a first posting to come is no plan', () => {
  expect(planned([posting('org_b', '2026-11-21'), posting('org_a', '2020-01-01', '2026-11-21')])).toEqual({
    kind: 'transfer',
    day: '2026-11-21',
    fromUnitId: 'org_a',
    toUnitId: 'org_b',
  });
  expect(planned([posting('org_b', TODAY), posting('org_a', '2020-01-01', TODAY)])).toBeNull();
  expect(planned([posting('org_a', '2026-12-01')])).toBeNull();
});

test('a leaving is planned until the day before it; a return after it, and on its very day, is planned as a return', () => {
  const served = (leftOn: string) => posting('org_a', '2020-01-01', leftOn);
  expect(planned([served('2026-11-21')], '2026-11-21')).toEqual({
    kind: 'leave',
    day: '2026-11-21',
    fromUnitId: 'org_a',
    toUnitId: null,
  });
  expect(planned([served(TODAY)], TODAY)).toBeNull();
  expect(planned([posting('org_a', '2026-12-01'), served('2026-11-01')], '2026-11-01')?.kind).toBe('return');
  expect(planned([posting('org_a', '2026-11-21'), served('2026-11-21')], '2026-11-21')?.kind).toBe('return');
});

test('the first result before a day is found, one on that day not', () => {
  const earned = [
    { kind: 'hours' as const, day: '2026-03-02' },
    { kind: 'attempt' as const, day: '2026-03-01' },
  ];
  expect(findEarnedBefore(earned, '2026-03-02')).toEqual({ kind: 'attempt', day: '2026-03-01' });
  expect(findEarnedBefore(earned, '2026-03-01')).toBeNull();
  expect(findEarnedBefore([], '2026-03-01')).toBeNull();
});

test('an entry moves to the day of the first result and no later, to today and no later; earlier it always may', () => {
  const latest = findLatestAct({
    postings: [posting('org_a', '2026-01-01')],
    leftOn: null,
    today: TODAY,
    history,
  });
  if (latest === null || latest === 'planned') throw new Error('no entry');
  const to = (day: string, earned: Parameters<typeof findEarnedBefore>[0] = []) => {
    const moved = redateAct(latest, { day, today: TODAY, history, earned });
    return moved.ok ? 'done' : [moved.code, moved.detail ?? {}];
  };
  const earned = [{ kind: 'certificate' as const, day: '2026-03-01' }];
  expect(to('2026-03-01', earned)).toBe('done');
  expect(to('2026-03-02', earned)).toEqual(['earned-before', { what: 'certificate', day: '2026-03-01' }]);
  expect(to('2025-01-01', [{ kind: 'attempt', day: '2024-01-01' }])).toBe('done');
  expect(to(TODAY)).toBe('done');
  expect(to('2026-11-21')).toEqual(['day-in-future', {}]);
});

test('whoever serves on where their unit was merged into went with the merge; by a transfer of that day they did not', () => {
  const merge = {
    ...{ kind: 'merge' as const, fromUnitId: 'org_a', toUnitId: 'org_b' },
    ...{ effectiveFrom: '2026-05-01', note: '', at: 1 },
  };
  const served = [posting('org_b', '2026-05-01'), posting('org_a', '2020-01-01', '2026-05-01')];
  const carried = (postings: Posting[], successions = [merge]) => listCarryings(postings, { ...history, successions });
  expect(carried(served)).toEqual([merge]);
  expect(carried(served, [{ ...merge, effectiveFrom: '2026-05-02' }])).toEqual([]);
  expect(carried([{ ...posting('org_b', '2026-05-01'), positionLevel: '二级科员' }, ...served.slice(1)])).toEqual([]);
  expect(carried(served.slice(1))).toEqual([]);
});

test('someone serves, has left or is to come by their postings', () => {
  expect(serviceStateOn([{ validFrom: '2026-11-21', validTo: null }], TODAY)).toBe('coming');
  expect(serviceStateOn([{ validFrom: TODAY, validTo: null }], TODAY)).toBe('serving');
  expect(serviceStateOn([{ validFrom: '2020-01-01', validTo: '2026-11-21' }], TODAY)).toBe('serving');
  expect(serviceStateOn([{ validFrom: '2020-01-01', validTo: TODAY }], TODAY)).toBe('left');
});
