import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ATTEMPT_STATUSES,
  type AttemptGate,
  canMove,
  isOver,
  judgeLease,
  judgeStart,
  judgeWrite,
  moveStatus,
} from './attempt.ts';
import { allotTime, foldDeadline, remainingMs } from './time-account.ts';

const gate = (over: Partial<AttemptGate> = {}): AttemptGate => ({
  status: 'in-progress',
  deadlineAt: 1_000,
  lease: 'L',
  leaseSessionId: 'S',
  ...over,
});
const write = (over: Partial<Parameters<typeof judgeWrite>[0]> = {}) =>
  judgeWrite({ attempt: gate(), lease: 'L', sessionId: 'S', at: 999, ...over });

describe('the end of an attempt', () => {
  it('comes at the deadline itself: the millisecond before still counts', () => {
    expect(isOver({ deadlineAt: 1_000, now: 999 })).toBe(false);
    expect(isOver({ deadlineAt: 1_000, now: 1_000 })).toBe(true);
    expect(write({ at: 999 }).ok).toBe(true);
    expect(write({ at: 1_000 })).toMatchObject({ code: 'attempt-closed' });
  });

  it('is told before a lost lease', () => {
    expect(write({ lease: 'old', at: 1_000 })).toMatchObject({ code: 'attempt-closed' });
  });

  it.each(ATTEMPT_STATUSES.filter((status) => status !== 'in-progress'))('refuses writes when %s', (status) => {
    expect(write({ attempt: gate({ status }), at: 1 })).toMatchObject({ code: 'attempt-closed' });
  });
});

describe('a lease', () => {
  it('is refused when it is not the current one, and when another session shows the current one', () => {
    expect(write({ lease: 'old' })).toMatchObject({ code: 'lease-lost' });
    expect(write({ sessionId: 'T' })).toMatchObject({ code: 'lease-lost' });
  });

  const judge = (over: Partial<Parameters<typeof judgeLease>[0]> = {}) =>
    judgeLease({
      holderId: 'S',
      callerId: 'T',
      holder: { expiresAt: 1_000, absoluteExpiresAt: 2_000 },
      now: 999,
      ...over,
    });

  it('stays with the session that holds it, whatever became of its row', () => {
    expect(judge({ callerId: 'S' })).toMatchObject({ value: 'keep' });
    expect(judge({ callerId: 'S', holder: null })).toMatchObject({ value: 'keep' });
  });

  it('is held against another session until the very millisecond at which the holder expires', () => {
    expect(judge({ now: 999 })).toMatchObject({ code: 'lease-held' });
    expect(judge({ now: 1_000 })).toMatchObject({ value: 'take-over' });
  });

  it('passes on when the holder is past its absolute end though it was used a moment ago', () => {
    expect(judge({ holder: { expiresAt: 5_000, absoluteExpiresAt: 999 } })).toMatchObject({ value: 'take-over' });
  });

  it('passes on when the holding session no longer exists', () => {
    expect(judge({ holder: null })).toMatchObject({ value: 'take-over' });
  });
});

describe('starting', () => {
  const sitting = { opensAt: 100, closesAt: 200, attemptLimit: null };
  const done = { id: 'a', status: 'graded' as const, deadlineAt: 150 };
  const running = { id: 'b', status: 'in-progress' as const, deadlineAt: 150 };

  it('opens at opensAt and ends before closesAt', () => {
    for (const [now, open] of [
      [99, false],
      [100, true],
      [199, true],
      [200, false],
    ] as const) {
      const verdict = judgeStart({ sitting, attempts: [], now });
      expect(verdict).toMatchObject(open ? { value: { act: 'start', number: 1 } } : { code: 'sitting-not-open' });
    }
  });

  it('resumes a running attempt even after the sitting closed, for its account decides', () => {
    const attempts = [done, { ...running, deadlineAt: 300 }];
    expect(judgeStart({ sitting, attempts, now: 250 })).toMatchObject({ value: { act: 'resume', attemptId: 'b' } });
  });

  it('counts an attempt whose time is over as made, though nobody closed it yet', () => {
    expect(judgeStart({ sitting, attempts: [running], now: 150 })).toMatchObject({
      value: { act: 'start', number: 2 },
    });
    expect(judgeStart({ sitting: { ...sitting, attemptLimit: 1 }, attempts: [running], now: 150 })).toMatchObject({
      code: 'attempt-limit-reached',
    });
  });

  it('allows as many attempts as the limit says and not one more', () => {
    const limited = { ...sitting, attemptLimit: 2 };
    expect(judgeStart({ sitting: limited, attempts: [done], now: 150 })).toMatchObject({ value: { number: 2 } });
    expect(judgeStart({ sitting: limited, attempts: [done, done], now: 150 })).toMatchObject({
      code: 'attempt-limit-reached',
    });
  });
});

describe('the status', () => {
  it('goes from in-progress through submitted to graded within one act', () => {
    expect(moveStatus('in-progress', 'submitted', 'graded')).toBe('graded');
  });

  it('never goes back to in-progress and never leaves voided', () => {
    for (const from of ATTEMPT_STATUSES) expect(canMove({ from, to: 'in-progress' })).toBe(false);
    for (const to of ATTEMPT_STATUSES) expect(canMove({ from: 'voided', to })).toBe(false);
    expect(() => moveStatus('graded', 'submitted')).toThrow('cannot go from graded to submitted');
  });
});

describe('the time account', () => {
  it('allots the duration, or only what is left until the sitting closes', () => {
    expect(allotTime({ durationMs: 100, closesAt: 1_000, now: 900 })).toBe(100);
    expect(allotTime({ durationMs: 100, closesAt: 1_000, now: 901 })).toBe(99);
    expect(allotTime({ durationMs: 100, closesAt: 1_000, now: 1_001 })).toBe(0);
  });

  it('sums to the closing time in any order of its entries', () => {
    const entries = fc.array(
      fc.record({
        kind: fc.constantFrom('allotted' as const, 'extra' as const, 'pause' as const, 'outage' as const),
        ms: fc.integer({ min: -60_000, max: 3_600_000 }),
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0 }), entries, (startedAt, account) => {
        const deadline = foldDeadline({ startedAt, entries: account });
        expect(deadline - startedAt).toBe(account.reduce((sum, { ms }) => sum + ms, 0));
        expect(foldDeadline({ startedAt, entries: [...account].reverse() })).toBe(deadline);
      }),
    );
  });

  it('leaves nothing, and never less, at and after the deadline', () => {
    expect(remainingMs({ deadlineAt: 1_000, now: 999 })).toBe(1);
    expect(remainingMs({ deadlineAt: 1_000, now: 1_000 })).toBe(0);
    expect(remainingMs({ deadlineAt: 1_000, now: 5_000 })).toBe(0);
  });
});
