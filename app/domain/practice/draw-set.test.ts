import { describe, expect, test } from 'vitest';
import { type Candidate, drawSet } from './draw-set.ts';

const DAY = 86_400_000;
const one = (id: string, point: string | null, lastSeenAt: number | null = null): Candidate => ({
  questionId: id,
  versionId: `v-${id}`,
  point,
  lastSeenAt,
});
const ids = (set: readonly Candidate[]) => set.map(({ questionId }) => questionId);
const draw = (candidates: readonly Candidate[], size: number, seed = 's') => drawSet({ candidates, size, seed });

describe('a practice set', () => {
  test('takes what was never seen before what was seen, however long ago', () => {
    const set = draw([one('old', 'A', 0), one('new', 'A'), one('newer', 'B')], 2);
    expect(ids(set).sort()).toEqual(['new', 'newer']);
  });

  test('takes what was not seen for longer first; the same day is equally old, the next day is not', () => {
    expect(ids(draw([one('b', 'A', DAY), one('a', 'A', DAY - 1)], 1))).toEqual(['a']);
    const drawnFirst = new Set(
      ['1', '2', '3', '4', '5', '6', '7', '8'].map(
        (seed) => ids(draw([one('a', 'A', 0), one('b', 'A', DAY - 1)], 1, seed))[0],
      ),
    );
    expect(drawnFirst).toEqual(new Set(['a', 'b']));
  });

  test('spreads over the points: three of one and one of another give both in a set of two', () => {
    const candidates = [one('a1', 'A'), one('a2', 'A'), one('a3', 'A'), one('b1', 'B')];
    for (const seed of ['1', '2', '3', '4', '5'])
      expect(new Set(draw(candidates, 2, seed).map(({ point }) => point))).toEqual(new Set(['A', 'B']));
  });

  test('is the same for the same seed whatever the order of the candidates, and another for another seed', () => {
    const candidates = Array.from({ length: 30 }, (_, i) => one(`q${i}`, `P${i % 4}`));
    expect(ids(draw(candidates, 10))).toEqual(ids(draw([...candidates].reverse(), 10)));
    expect(ids(draw(candidates, 10))).not.toEqual(ids(draw(candidates, 10, 'other')));
  });

  test('holds each question once, and no more than there are', () => {
    const candidates = [one('a', 'A'), one('a', 'A'), one('b', null)];
    expect(ids(draw(candidates, 20)).sort()).toEqual(['a', 'b']);
    expect(draw([], 5)).toEqual([]);
    expect(draw(candidates, 0)).toEqual([]);
  });
});
