import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditMapping } from './mapping.ts';
import { creditOrder, ORDERING_RULES } from './ordering.ts';
import { FLOORS, judgeSet, SET_RULES } from './set-rule.ts';
import { toMark, weighParts } from './verdict.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const maxMark = fc.integer({ min: 1, max: 100_000 });

describe('sets', () => {
  it('stay within their bounds, whatever is chosen, and earn full marks for the key alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SET_RULES),
        fc.constantFrom(...FLOORS),
        fc.subarray(ids, { minLength: 1 }),
        fc.subarray(ids),
        maxMark,
        (rule, floor, key, chosen, max) => {
          const { mark } = toMark(judgeSet({ rule, floor, chosen, key }), max);
          expect(mark).toBeLessThanOrEqual(max);
          expect(mark).toBeGreaterThanOrEqual(floor === 'negative' ? -max : 0);
          const isKey = chosen.length === key.length && key.every((id) => chosen.includes(id));
          if (isKey) expect(mark).toBe(max);
          else expect(judgeSet({ rule, floor, chosen, key }).outcome).not.toBe('right');
        },
      ),
    );
  });

  it('do not care about any order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SET_RULES),
        fc.shuffledSubarray(ids, { minLength: 1 }),
        fc.shuffledSubarray(ids),
        (rule, key, chosen) => {
          const { earned, of, outcome } = judgeSet({ rule, chosen, key });
          expect(judgeSet({ rule, chosen: [...chosen].sort(), key: [...key].sort() })).toMatchObject({
            earned,
            of,
            outcome,
          });
        },
      ),
    );
  });
});

describe('mappings', () => {
  it('stay between lowest and highest, and count a response once', () => {
    const points = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...ids), points),
        fc.array(fc.constantFrom(...ids, 'z')),
        points,
        fc.integer({ min: 1, max: 1000 }),
        (values, responses, otherwise, highest) => {
          const mapping = { values, otherwise, highest, lowest: -200 };
          const credit = creditMapping(mapping, { responses, single: false });
          expect(credit.earned).toBeGreaterThanOrEqual(-200);
          expect(credit.earned).toBeLessThanOrEqual(highest);
          expect(creditMapping(mapping, { responses: [...responses, ...responses], single: false })).toEqual(credit);
        },
      ),
    );
  });
});

describe('orders', () => {
  it('earn everything for the key, less for anything else, and never less than nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ORDERING_RULES),
        fc.shuffledSubarray(ids, { minLength: ids.length }),
        fc.shuffledSubarray(ids),
        (rule, key, answer) => {
          expect(creditOrder({ rule, key, answer: key })).toSatisfy(({ earned, of }) => earned === of);
          const { earned, of } = creditOrder({ rule, key, answer });
          expect(earned).toBeGreaterThanOrEqual(0);
          if (answer.join() !== key.join()) expect(earned).toBeLessThan(of);
        },
      ),
    );
  });
});

describe('weighed parts', () => {
  const part = fc.record({
    part: fc.constant('p'),
    weight: fc.integer({ min: 1, max: 10_000 }),
    credit: fc.option(
      fc
        .constantFrom(1, 2, 100, 10_000)
        .chain((of) => fc.record({ of: fc.constant(of), earned: fc.integer({ min: 0, max: of }) })),
    ),
  });

  it('add up to no more than the whole, and their order does not matter', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), maxMark, (parts, max) => {
        const { mark } = toMark(weighParts(parts), max);
        expect(mark).toBeGreaterThanOrEqual(0);
        expect(mark).toBeLessThanOrEqual(max);
        expect(toMark(weighParts([...parts].reverse()), max).mark).toBe(mark);
      }),
    );
  });
});
