import { describe, expect, it } from 'vitest';
import {
  awaitsRelease,
  checkSittingPlan,
  findForbiddenChanges,
  listSittingActs,
  releasesEarly,
  type SittingPlan,
} from './sitting-plan.ts';

const MINUTE = 60_000;
const plan: SittingPlan = {
  code: 'T1-2026.01',
  title: { zh: '初级考试', en: '' },
  opensAt: 1_000 * MINUTE,
  closesAt: 2_000 * MINUTE,
  durationMs: 60 * MINUTE,
  attemptLimit: 1,
  release: { mode: 'manual' },
  audience: null,
};
const faults = (over: Partial<SittingPlan>, now = 0) =>
  checkSittingPlan({ ...plan, ...over }, now).map(({ field, fault }) => `${field} ${fault}`);

describe('a plan', () => {
  it('is sound as it stands', () => {
    expect(faults({})).toEqual([]);
  });

  it('lasts from 5 to 600 minutes', () => {
    for (const minutes of [5, 600]) expect(faults({ durationMs: minutes * MINUTE })).toEqual([]);
    for (const minutes of [4, 601, 5.5])
      expect(faults({ durationMs: minutes * MINUTE })).toEqual(['duration duration-bounds']);
  });

  it('has a window as long as an attempt, ahead of now, and of ten years at most', () => {
    expect(faults({ closesAt: plan.opensAt + 60 * MINUTE })).toEqual([]);
    expect(faults({ closesAt: plan.opensAt + 60 * MINUTE - 1 })).toEqual(['closesAt window-shorter-than-duration']);
    expect(faults({ closesAt: plan.opensAt })).toEqual(['closesAt closes-before-opens']);
    expect(faults({}, plan.closesAt)).toEqual(['closesAt closes-in-the-past']);
    expect(faults({ closesAt: plan.opensAt + 3_661 * 24 * 60 * MINUTE })).toEqual(['closesAt window-too-long']);
  });

  it('allows 1 to 20 attempts, or any number', () => {
    for (const attemptLimit of [1, 20, null]) expect(faults({ attemptLimit })).toEqual([]);
    for (const attemptLimit of [0, 21, 1.5]) expect(faults({ attemptLimit })).toEqual(['attemptLimit attempts-bounds']);
  });

  it('releases at a time not before the sitting closes', () => {
    expect(faults({ release: { mode: 'at-time', at: plan.closesAt } })).toEqual([]);
    expect(faults({ release: { mode: 'at-time', at: plan.closesAt - 1 } })).toEqual(['release release-before-close']);
  });

  it('has a code of letters, digits, dots and dashes, and a Chinese title that says something', () => {
    expect(faults({ code: '场次 1' })).toEqual(['code code-form']);
    expect(faults({ code: 'a'.repeat(41) })).toEqual(['code code-form']);
    expect(faults({ title: { zh: ' — ', en: '' } })).toEqual(['titleZh title-missing']);
  });
});

describe('a change', () => {
  const judge = (
    state: 'upcoming' | 'open' | 'closed',
    over: Partial<SittingPlan>,
    extra: ('unit' | 'blueprint' | 'removed')[] = [],
    released = false,
    removedSat = false,
  ) =>
    findForbiddenChanges({
      state,
      before: plan,
      after: { ...plan, ...over },
      changed: [...(Object.keys(over) as (keyof SittingPlan)[]), ...extra],
      released,
      removedSat,
    });

  it('may touch everything before the sitting opens', () => {
    expect(
      judge('upcoming', { durationMs: 1, closesAt: 1, attemptLimit: 1 }, ['blueprint', 'unit', 'removed']),
    ).toEqual([]);
  });

  it('lets the window only grow at its end once it has opened', () => {
    expect(judge('open', { closesAt: plan.closesAt + 1 })).toEqual([]);
    expect(judge('open', { closesAt: plan.closesAt - 1 })).toEqual(['closesAt']);
    expect(judge('open', { opensAt: 1 })).toEqual(['opensAt']);
  });

  it('lets attempts only become more', () => {
    expect(judge('open', { attemptLimit: 2 })).toEqual([]);
    expect(judge('open', { attemptLimit: null })).toEqual([]);
    expect(judge('open', { attemptLimit: 0 })).toEqual(['attemptLimit']);
  });

  it('touches neither blueprint nor duration after the opening', () => {
    expect(judge('open', { durationMs: 1 }, ['blueprint'])).toEqual(['durationMs', 'blueprint']);
  });

  it('strikes a name off until the closing, but none of someone who has begun', () => {
    expect(judge('open', {}, ['removed'])).toEqual([]);
    expect(judge('open', {}, ['removed'], false, true)).toEqual(['removed']);
    expect(judge('closed', {}, ['removed'])).toEqual(['removed']);
  });

  it('leaves the rule of release alone once a result was seen, and then opens a closed sitting no more', () => {
    expect(judge('open', { release: { mode: 'at-submission' } })).toEqual([]);
    expect(judge('open', { release: { mode: 'at-submission' } }, [], true)).toEqual(['release']);
    expect(judge('closed', { closesAt: plan.closesAt + 1 })).toEqual([]);
    expect(judge('closed', { closesAt: plan.closesAt + 1 }, [], true)).toEqual(['closesAt']);
  });
});

describe('a release', () => {
  it('is early while anyone may begin or is still writing', () => {
    expect(releasesEarly({ state: 'open', inProgress: 0 })).toBe(true);
    expect(releasesEarly({ state: 'closed', inProgress: 1 })).toBe(true);
    expect(releasesEarly({ state: 'closed', inProgress: 0 })).toBe(false);
  });
});

describe('results that wait for the office', () => {
  const sitting = { opensAt: 100, closesAt: 200, closedAt: null, release: { mode: 'manual' } as const };
  const waits = (over: Partial<Parameters<typeof awaitsRelease>[0]['sitting']>, graded = 1, now = 200) =>
    awaitsRelease({ sitting: { ...sitting, ...over }, graded, now });

  it('wait from the very end of the sitting, and not a millisecond before', () => {
    expect(waits({})).toBe(true);
    expect(waits({}, 1, 199)).toBe(false);
    expect(waits({ closedAt: 150 }, 1, 150)).toBe(true);
  });

  it('do not wait where there is none, where they came out, or where they come out by themselves', () => {
    expect(waits({}, 0)).toBe(false);
    expect(waits({ release: { mode: 'manual', releasedAt: 200 } })).toBe(false);
    expect(waits({ release: { mode: 'at-time', at: 300 } })).toBe(false);
    expect(waits({ release: { mode: 'at-submission' } })).toBe(false);
    expect(waits({ closedAt: 50 })).toBe(false);
  });
});

describe('the acts of the office', () => {
  const acts = (over: Partial<Parameters<typeof listSittingActs>[0]> = {}, closedAt: number | null = null) =>
    listSittingActs({
      sitting: { opensAt: 100, closesAt: 200, closedAt },
      release: { mode: 'manual' },
      graded: 0,
      now: 150,
      ...over,
    });

  it('cancels before the opening, closes from the opening on, does neither after the end', () => {
    expect(acts({ now: 99 })).toEqual(['cancel']);
    expect(acts({ now: 100 })).toEqual(['close']);
    expect(acts({ now: 200 })).toEqual([]);
  });

  it('reopens what it closed while nothing was released and the window has not run out', () => {
    expect(acts({}, 120)).toEqual(['reopen']);
    expect(acts({ now: 200 }, 120)).toEqual([]);
    expect(acts({ graded: 1, release: { mode: 'at-submission' } }, 120)).toEqual(['withdraw']);
  });

  it('releases when there is a result that nobody sees, withdraws when somebody does', () => {
    expect(acts({ graded: 1 })).toEqual(['close', 'release']);
    expect(acts({ graded: 1, release: { mode: 'manual', releasedAt: 150 } })).toEqual(['close', 'withdraw']);
    expect(acts({ graded: 1, release: { mode: 'at-time', at: 151 } })).toEqual(['close', 'release']);
  });
});
