import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActiveStudy, addCredit, BEAT_CAP_MS, judgeBeat, takeLease } from './study-credit.ts';

const active: ActiveStudy = { lessonId: 'lesson-a', lease: 'lease-1', lastBeatAt: 1_000_000 };
const beat = (changes: Partial<Parameters<typeof judgeBeat>[0]> = {}) =>
  judgeBeat({ active, lessonId: 'lesson-a', lease: 'lease-1', now: 1_030_000, ...changes });

describe('a beat', () => {
  it('credits the time since the last beat of its lease', () => {
    expect(beat()).toEqual({
      kind: 'credited',
      creditMs: 30_000,
      next: { lessonId: 'lesson-a', lease: 'lease-1', lastBeatAt: 1_030_000 },
    });
  });

  it('credits 75 s at exactly 75 s, and still 75 s after an hour', () => {
    expect(beat({ now: 1_000_000 + BEAT_CAP_MS })).toMatchObject({ creditMs: 75_000 });
    expect(beat({ now: 1_000_000 + BEAT_CAP_MS + 1 })).toMatchObject({ creditMs: 75_000 });
    expect(beat({ now: 1_000_000 + 3_600_000 })).toMatchObject({ creditMs: 75_000 });
  });

  it('credits nothing at the same millisecond', () => {
    expect(beat({ now: 1_000_000 })).toMatchObject({ creditMs: 0 });
  });

  it('credits nothing when the clock was set back, and does not credit that stretch twice afterwards', () => {
    const back = beat({ now: 990_000 });
    expect(back).toMatchObject({ creditMs: 0, next: { lastBeatAt: 1_000_000 } });
  });

  it('of a lease that another tab took over earns nothing', () => {
    const other = takeLease({ active, lessonId: 'lesson-a', lease: 'lease-2', now: 1_010_000 });
    expect(beat({ active: other })).toEqual({ kind: 'lease-lost' });
  });

  it('for another lesson than the lease was taken for earns nothing', () => {
    expect(beat({ lessonId: 'lesson-b' })).toEqual({ kind: 'lease-lost' });
  });

  it('after a takeover under a clock that was set back earns nothing for the stretch already credited', () => {
    const other = takeLease({ active, lessonId: 'lesson-a', lease: 'lease-2', now: 970_000 });
    expect(beat({ active: other, lease: 'lease-2', now: 1_000_000 })).toMatchObject({ creditMs: 0 });
    expect(beat({ active: other, lease: 'lease-2', now: 1_000_001 })).toMatchObject({ creditMs: 1 });
  });

  it('before any lease earns nothing', () => {
    expect(beat({ active: null })).toEqual({ kind: 'lease-lost' });
  });
});

describe('credited time', () => {
  it('adds up within a year and begins again in the next', () => {
    expect(addCredit({ before: { year: 2026, creditedMs: 60_000 }, year: 2026, creditMs: 30_000 }).creditedMs).toBe(
      90_000,
    );
    expect(addCredit({ before: { year: 2025, creditedMs: 60_000 }, year: 2026, creditMs: 30_000 })).toEqual({
      year: 2026,
      creditedMs: 30_000,
    });
    expect(addCredit({ before: null, year: 2026, creditMs: 0 })).toEqual({ year: 2026, creditedMs: 0 });
  });

  it('stops inside a 32-bit column', () => {
    expect(
      addCredit({ before: { year: 2026, creditedMs: 1_799_999_999 }, year: 2026, creditMs: 75_000 }).creditedMs,
    ).toBe(1_800_000_000);
  });

  it('never exceeds the wall clock, whatever tabs and beats come (seeded)', () => {
    const seed = 20_261_120;
    const act = fc.record({
      wait: fc.oneof(fc.integer({ min: -20_000, max: 30_000 }), fc.integer({ min: 0, max: 200_000 })),
      tab: fc.integer({ min: 0, max: 3 }),
      start: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
        let now = 1_000_000;
        let latest = now;
        let held: ActiveStudy | null = null;
        let total = 0;
        for (const { wait, tab, start } of acts) {
          now += wait;
          latest = Math.max(latest, now);
          const lessonId = `lesson-${tab % 2}`;
          if (start) held = takeLease({ active: held, lessonId, lease: `lease-${tab}`, now });
          else {
            const verdict = judgeBeat({ active: held, lessonId, lease: `lease-${tab}`, now });
            if (verdict.kind === 'credited') {
              total += verdict.creditMs;
              held = verdict.next;
            }
          }
        }
        expect(total, `seed ${seed}`).toBeLessThanOrEqual(latest - 1_000_000);
      }),
      { seed, numRuns: 300 },
    );
  });
});
