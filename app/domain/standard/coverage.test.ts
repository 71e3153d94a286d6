import { describe, expect, test } from 'vitest';
import { type CoverageLink, coverageOf } from './coverage.ts';
import { DEPTHS, deepest, isDeepEnough } from './depth.ts';

const link = (kind: CoverageLink['kind'], depth: CoverageLink['depth'], ref = 'x'): CoverageLink => ({
  point: 'B1.01',
  kind,
  depth,
  ref,
});
const gaps = (links: CoverageLink[], demanded: CoverageLink['depth'] | null = 'understand') =>
  coverageOf({ points: ['B1.01'], demands: demanded ? [{ point: 'B1.01', depth: demanded }] : [], links })[0]?.gaps;

describe('coverage', () => {
  test('is complete when taught at exactly the demanded depth, practised and assessed', () => {
    expect(gaps([link('taught', 'understand'), link('practised', 'remember'), link('assessed', 'remember')])).toEqual(
      [],
    );
  });

  test('counts the deepest lesson: one too shallow beside one deep enough is no gap', () => {
    const rest = [link('practised', 'remember'), link('assessed', 'remember')];
    expect(gaps([link('taught', 'remember'), ...rest])).toEqual(['taught-too-shallow']);
    expect(gaps([link('taught', 'remember'), link('taught', 'apply', 'y'), ...rest])).toEqual([]);
  });

  test('names everything that is missing, the serious first', () => {
    expect(gaps([])).toEqual(['not-taught', 'not-assessed', 'not-practised']);
    expect(gaps([link('practised', 'analyse')])).toEqual(['not-taught', 'not-assessed']);
  });

  test('finds no gap where nothing is demanded, and keeps what is there anyway', () => {
    expect(gaps([], null)).toEqual([]);
    const [row] = coverageOf({
      points: ['B1.01'],
      demands: [],
      links: [link('taught', 'apply', 'b'), link('taught', 'remember', 'a'), link('taught', 'apply', 'b')],
    });
    expect(row).toMatchObject({ demanded: null, taught: { depth: 'apply', refs: ['a', 'b'] } });
  });

  test('keeps the order of the points and leaves out links to others', () => {
    const rows = coverageOf({ points: ['B1.02', 'B1.01'], demands: [], links: [link('taught', 'apply')] });
    expect(rows.map(({ point, taught }) => [point, taught.depth])).toEqual([
      ['B1.02', null],
      ['B1.01', 'apply'],
    ]);
  });
});

describe('depths', () => {
  test('each is deep enough for itself and all shallower ones', () => {
    DEPTHS.forEach((reached, i) => {
      DEPTHS.forEach((demanded, j) => {
        expect(isDeepEnough({ reached, demanded })).toBe(i >= j);
      });
    });
    expect(deepest(['apply', 'remember'])).toBe('apply');
    expect(deepest([])).toBeNull();
  });
});
