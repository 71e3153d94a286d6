import { describe, expect, test } from 'vitest';
import { findWeakPoints, type PointStanding, shownAbility } from './weakness.ts';

const standing = (point: string, answered: number, right: number, available = 10): PointStanding => ({
  point,
  available,
  answered,
  right,
  credit: right * 100,
});
const weak = (...standings: PointStanding[]) => findWeakPoints(standings).map(({ point }) => point);

describe('the ability shown at a point', () => {
  test('is unknown, not zero, where nothing was answered', () => {
    expect(shownAbility({ answered: 0, credit: 0 })).toBeNull();
  });

  test('follows Laplace: none of three is 20 %, three of three 80 %, eighteen of eighteen 95 %', () => {
    expect(shownAbility({ answered: 3, credit: 0 })).toBe(2000);
    expect(shownAbility({ answered: 3, credit: 300 })).toBe(8000);
    expect(shownAbility({ answered: 18, credit: 1800 })).toBe(9500);
  });

  test('counts what was partly right in part, rounded down', () => {
    expect(shownAbility({ answered: 1, credit: 50 })).toBe(5000);
    expect(shownAbility({ answered: 4, credit: 133 })).toBe(3883);
  });
});

describe('the weak points', () => {
  test('are the lowest first, then those with more answers, then by code', () => {
    expect(weak(standing('b', 4, 2), standing('a', 4, 2), standing('c', 6, 3), standing('d', 4, 1))).toEqual([
      'd',
      'c',
      'a',
      'b',
    ]);
  });

  test('need three answered questions, or all there are', () => {
    expect(weak(standing('two', 2, 0), standing('three', 3, 0), standing('all', 2, 0, 2))).toEqual(['three', 'all']);
  });

  test('leave out what is unknown and what is strong enough: 85 % is, just below is not', () => {
    expect(weak(standing('unknown', 0, 0), standing('strong', 18, 16), standing('below', 18, 15))).toEqual(['below']);
    expect(shownAbility({ answered: 18, credit: 1600 })).toBe(8500);
  });

  test('are five at most', () => {
    expect(weak(...['1', '2', '3', '4', '5', '6'].map((point) => standing(point, 5, 0)))).toHaveLength(5);
  });
});
