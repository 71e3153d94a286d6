import { describe, expect, it } from 'vitest';
import type { AppraisalPolicy } from './appraisal-policy.ts';
import { computeIndicator } from './indicator.ts';

const policy: Pick<AppraisalPolicy, 'tierPoints' | 'bandPoints' | 'hoursPoints' | 'suggested'> = {
  tierPoints: [
    { tier: 1, points: 6000 },
    { tier: 2, points: 7000 },
    { tier: 3, points: 8000 },
  ],
  bandPoints: [
    { fromPercent: 9000, points: 2000 },
    { fromPercent: 8000, points: 1500 },
    { fromPercent: 6000, points: 1000 },
  ],
  hoursPoints: { max: 2000 },
  suggested: [
    { word: { zh: '优秀' }, fromScore: 9000 },
    { word: { zh: '称职' }, fromScore: 6000 },
    { word: { zh: '基本称职' }, fromScore: 4000 },
    { word: { zh: '不称职' }, fromScore: 0 },
  ],
};
const noHours = { earned: 0, required: 9000 };
const tier1 = (score: number, maxScore = 10_000) => ({ tier: 1, score, maxScore });

describe('computeIndicator', () => {
  it('is 0 and the last word without certificate and hours', () => {
    const { score, parts, suggested } = computeIndicator({ policy, certificate: null, hours: noHours });
    expect({ score, parts, word: suggested.zh }).toEqual({
      score: 0,
      parts: { tier: 0, band: 0, hours: 0 },
      word: '不称职',
    });
  });

  it('adds tier, band and hours', () => {
    const hours = { earned: 4500, required: 9000 };
    expect(computeIndicator({ policy, certificate: tier1(8500), hours })).toEqual({
      parts: { tier: 6000, band: 1500, hours: 1000 },
      score: 8500,
      suggested: { zh: '称职' },
    });
  });

  it('gives the band at exactly 80 % and the one below at 79.99 %', () => {
    const band = (score: number) => computeIndicator({ policy, certificate: tier1(score), hours: noHours }).parts.band;
    expect(band(8000)).toBe(1500);
    expect(band(7999)).toBe(1000);
    expect(band(9000)).toBe(2000);
    expect(band(5999)).toBe(0);
  });

  it('never rounds a percentage up into the next band: 79.999 % is below 80 %', () => {
    const band = (score: number, max: number) =>
      computeIndicator({ policy, certificate: tier1(score, max), hours: noHours }).parts.band;
    expect(band(95, 119)).toBe(1000); // 79.83 %
    expect(band(96, 120)).toBe(1500); // 80.00 %
    expect(band(79_999, 100_000)).toBe(1000); // 79.999 %
  });

  it('gives no points for a tier that the policy does not name', () => {
    const certificate = { tier: 9, score: 10_000, maxScore: 10_000 };
    expect(computeIndicator({ policy, certificate, hours: noHours }).parts).toEqual({ tier: 0, band: 2000, hours: 0 });
  });

  it('caps hours at the requirement and rounds half a hundredth up below it', () => {
    const points = (earned: number, required: number) =>
      computeIndicator({ policy, certificate: null, hours: { earned, required } }).parts.hours;
    expect(points(9000, 9000)).toBe(2000);
    expect(points(9001, 9000)).toBe(2000);
    expect(points(8999, 9000)).toBe(2000); // 1999.78 → 2000
    expect(points(1, 4000)).toBe(1); // 0.5 → 1
    expect(points(1, 4001)).toBe(0);
  });

  it('gives no points for reversed hours and all of them where none are required', () => {
    const points = (earned: number, required: number) =>
      computeIndicator({ policy, certificate: null, hours: { earned, required } }).parts.hours;
    expect(points(-50, 9000)).toBe(0);
    expect(points(0, 0)).toBe(2000);
  });

  it('suggests a word at exactly its line and the lower word one hundredth below', () => {
    const word = (earned: number) =>
      computeIndicator({ policy, certificate: tier1(9000), hours: { earned, required: 2000 } });
    expect(word(1000)).toMatchObject({ score: 9000, suggested: { zh: '优秀' } });
    expect(word(999)).toMatchObject({ score: 8999, suggested: { zh: '称职' } });
  });
});
