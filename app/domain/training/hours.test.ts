import { describe, expect, it } from 'vitest';
import { hoursOfCompletion, hoursOfLesson, sumHours } from './hours.ts';

const tariff = [
  { fromMinutes: 30, hours: 100 },
  { fromMinutes: 15, hours: 50 },
  { fromMinutes: 0, hours: 25 },
];

describe('hours of a lesson', () => {
  it.each([
    [0, 25],
    [14, 25],
    [15, 50],
    [29, 50],
    [30, 100],
    [240, 100],
  ])('of %i minutes are %i hundredths', (minutes, hours) => {
    expect(hoursOfLesson({ minutes, tariff })).toBe(hours);
    expect(hoursOfLesson({ minutes, tariff: [...tariff].reverse() })).toBe(hours);
  });

  it('are nothing below the lowest step', () => {
    expect(hoursOfLesson({ minutes: 9, tariff: [{ fromMinutes: 10, hours: 25 }] })).toBe(0);
    expect(hoursOfLesson({ minutes: 9, tariff: [] })).toBe(0);
  });
});

describe('hours of a completion', () => {
  const completion = {
    year: 2026,
    earnedYears: [],
    oncePerYear: true,
    minutes: 18,
    tariff,
    quizPassed: true,
    quizHours: 50,
  };

  it('are the lesson and its passed quiz', () => {
    expect(hoursOfCompletion(completion)).toEqual([
      { source: 'lesson', hours: 50 },
      { source: 'quiz', hours: 50 },
    ]);
  });

  it('leave out a quiz that was not passed', () => {
    expect(hoursOfCompletion({ ...completion, quizPassed: false })).toEqual([{ source: 'lesson', hours: 50 }]);
  });

  it('are earned once per calendar year, and again in the next', () => {
    expect(hoursOfCompletion({ ...completion, earnedYears: [2026] })).toEqual([]);
    expect(hoursOfCompletion({ ...completion, earnedYears: [2025] })).toHaveLength(2);
  });

  it('are earned once at all where the policy does not let a lesson earn each year', () => {
    expect(hoursOfCompletion({ ...completion, oncePerYear: false, earnedYears: [2025] })).toEqual([]);
    expect(hoursOfCompletion({ ...completion, oncePerYear: false })).toHaveLength(2);
  });
});

describe('the sum of a year', () => {
  const policy = { yearlyRequired: 9000, onlineMinimum: 5000 };

  it('misses nothing at exactly the requirement', () => {
    const entries = [
      { kind: 'online', hours: 5000 },
      { kind: 'off-job', hours: 4000 },
    ] as const;
    expect(sumHours({ entries, ...policy })).toEqual({
      total: 9000,
      byKind: { online: 5000, 'off-job': 4000, 'own-unit': 0 },
      missing: 0,
      missingOnline: 0,
    });
  });

  it('misses 0.01 just below it, and tells the online part apart', () => {
    const entries = [{ kind: 'own-unit', hours: 8999 }] as const;
    expect(sumHours({ entries, ...policy })).toMatchObject({ missing: 1, missingOnline: 5000 });
  });

  it('takes a counter-entry back', () => {
    const entries = [
      { kind: 'online', hours: 50 },
      { kind: 'online', hours: -50 },
    ] as const;
    expect(sumHours({ entries, ...policy }).total).toBe(0);
  });
});
