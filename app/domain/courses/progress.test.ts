import { describe, expect, it } from 'vitest';
import { checkCompletion, findCountingTry, isQuizPassed, minutesLeftIn, summariseCourse } from './progress.ts';

const rule = { minutes: 5, quiz: 'passed' } as const;
const tryOf = (score: number, passed: boolean, maxScore = 500) => ({ score, maxScore, passed });

describe('completion of a lesson', () => {
  it('is reached at exactly the declared minutes with a passed quiz', () => {
    const state = checkCompletion({ rule, creditedMs: 300_000, countingTry: tryOf(300, true) });
    expect(state).toEqual({ complete: true, missingMs: 0, quizPassed: true });
  });

  it('is one millisecond short at 4:59.999', () => {
    const state = checkCompletion({ rule, creditedMs: 299_999, countingTry: tryOf(300, true) });
    expect(state).toEqual({ complete: false, missingMs: 1, quizPassed: true });
  });

  it('needs the quiz however long someone studied', () => {
    expect(checkCompletion({ rule, creditedMs: 9_000_000, countingTry: null }).complete).toBe(false);
    expect(checkCompletion({ rule, creditedMs: 9_000_000, countingTry: tryOf(299, false) }).complete).toBe(false);
  });

  it('needs no time when the author declared none', () => {
    const state = checkCompletion({
      rule: { minutes: 0, quiz: 'passed' },
      creditedMs: 0,
      countingTry: tryOf(500, true),
    });
    expect(state.complete).toBe(true);
  });
});

describe('the try that counts', () => {
  const tries = [tryOf(200, false), tryOf(400, true), tryOf(300, true)];

  it('is the first, the best or the last, as the policy says', () => {
    expect(findCountingTry({ tries, counts: 'first' })).toBe(tries[0]);
    expect(findCountingTry({ tries, counts: 'best' })).toBe(tries[1]);
    expect(findCountingTry({ tries, counts: 'last' })).toBe(tries[2]);
  });

  it('is the earlier of two equally good ones', () => {
    const equal = [tryOf(400, true), tryOf(400, true)];
    expect(findCountingTry({ tries: equal, counts: 'best' })).toBe(equal[0]);
  });

  it('compares shares, so 3 of 4 beats 3 of 5', () => {
    const other = [tryOf(300, true, 500), tryOf(300, true, 400)];
    expect(findCountingTry({ tries: other, counts: 'best' })).toBe(other[1]);
  });

  it('is none without tries', () => {
    for (const counts of ['first', 'best', 'last'] as const) expect(findCountingTry({ tries: [], counts })).toBeNull();
  });
});

describe('passing a quiz', () => {
  it('passes at exactly 60 %', () => {
    expect(isQuizPassed({ score: 300, maxScore: 500, passPercent: 6000 })).toBe(true);
  });
  it('fails at 59.99 %', () => {
    expect(isQuizPassed({ score: 5999, maxScore: 10_000, passPercent: 6000 })).toBe(false);
  });
  it('does not round 59.999 % up', () => {
    expect(isQuizPassed({ score: 59_999, maxScore: 100_000, passPercent: 6000 })).toBe(false);
  });
});

describe('progress of a course', () => {
  it('is completed only with the last lesson', () => {
    const lesson = (state: 'not-started' | 'in-progress' | 'completed') => ({ state, minutes: 10 });
    expect(summariseCourse([lesson('completed'), lesson('in-progress')])).toEqual({
      lessons: 2,
      completed: 1,
      minutesLeft: 10,
      state: 'in-progress',
    });
    expect(summariseCourse([lesson('completed'), lesson('completed')]).state).toBe('completed');
    expect(summariseCourse([lesson('completed'), lesson('not-started')]).state).toBe('in-progress');
    expect(summariseCourse([lesson('not-started')]).state).toBe('not-started');
  });

  it('is not completed without lessons', () => {
    expect(summariseCourse([]).state).toBe('not-started');
  });
});

describe('minutes left to read', () => {
  it('is the whole at the top, one just before the end, none at the end', () => {
    expect(minutesLeftIn({ minutes: 18, position: 0 })).toBe(18);
    expect(minutesLeftIn({ minutes: 18, position: 9_999 })).toBe(1);
    expect(minutesLeftIn({ minutes: 18, position: 10_000 })).toBe(0);
  });
});
