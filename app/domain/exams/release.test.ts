import { describe, expect, it } from 'vitest';
import { judgeRelease } from './release.ts';

describe('the release of a result', () => {
  it('comes with the grade when the rule is at submission, and not before', () => {
    const rule = { mode: 'at-submission' } as const;
    expect(judgeRelease({ rule, status: 'graded', now: 5 })).toEqual({ released: true });
    expect(judgeRelease({ rule, status: 'awaiting-marking', now: 5 })).toEqual({ released: false, releaseAt: null });
  });

  it('comes at the very millisecond of the time set', () => {
    const rule = { mode: 'at-time', at: 1_000 } as const;
    expect(judgeRelease({ rule, status: 'graded', now: 999 })).toEqual({ released: false, releaseAt: 1_000 });
    expect(judgeRelease({ rule, status: 'graded', now: 1_000 })).toEqual({ released: true });
  });

  it('waits for someone when the rule is manual, and names no time', () => {
    expect(judgeRelease({ rule: { mode: 'manual' }, status: 'graded', now: 5 })).toEqual({
      released: false,
      releaseAt: null,
    });
    expect(judgeRelease({ rule: { mode: 'manual', releasedAt: 5 }, status: 'graded', now: 5 })).toEqual({
      released: true,
    });
  });

  it('never shows a voided attempt', () => {
    expect(judgeRelease({ rule: { mode: 'at-submission' }, status: 'voided', now: 5 }).released).toBe(false);
  });
});
