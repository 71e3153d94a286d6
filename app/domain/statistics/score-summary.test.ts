import { describe, expect, it } from 'vitest';
import { binScores, summariseScores } from './score-summary.ts';

describe('a summary of scores', () => {
  it('knows nothing of no scores, which is not zero', () => {
    expect(summariseScores([])).toEqual({
      count: 0,
      mean: null,
      median: null,
      lowest: null,
      highest: null,
      spread: null,
    });
  });

  it('takes the middle one of an odd number and half way between the middle two of an even one', () => {
    expect(summariseScores([9, 1, 5]).median).toBe(5);
    expect(summariseScores([9, 1, 5, 6]).median).toBe(5.5);
  });

  it('has no spread under 5 scores, and the sample deviation from 5 on (2, 4, 4, 4, 6: sqrt 2)', () => {
    expect(summariseScores([2, 4, 4, 6]).spread).toBeNull();
    expect(summariseScores([2, 4, 4, 4, 6])).toMatchObject({ mean: 4, lowest: 2, highest: 6 });
    expect(summariseScores([2, 4, 4, 4, 6]).spread).toBeCloseTo(Math.SQRT2, 10);
  });
});

describe('a distribution of scores', () => {
  const of = (...scores: number[]) => scores.map((score) => ({ score, maxScore: 10_000 }));

  it('is not drawn from 4 scores', () => {
    expect(binScores(of(1, 2, 3, 4))).toBeNull();
  });

  it('puts 59.99 below and 60.00 above the border, and full marks into the last part', () => {
    const bins = binScores(of(5_999, 6_000, 0, 10_000, 9_999)) ?? [];
    expect(bins.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 1, 1, 0, 0, 2]);
    expect(bins[6]).toMatchObject({ fromPercent: 60, toPercent: 70 });
  });

  it('compares papers of different full marks by their share', () => {
    const bins = binScores([...of(5_000, 5_000, 5_000, 5_000), { score: 50, maxScore: 100 }]) ?? [];
    expect(bins[5]?.count).toBe(5);
  });
});
