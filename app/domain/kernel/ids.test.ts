import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeId } from './ids.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

test('an id is its prefix, ten characters of time and all eighty random bits', () => {
  const random = Uint8Array.from([0, 0, 0, 0, 1, 255, 255, 255, 255, 255]);
  expect(makeId({ prefix: 'per', now: 33, random })).toBe('per_000000001100000001zzzzzzzz');
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const tail = makeId({ prefix: 'per', now: 0, random: bytes }).slice(14);
      const bits = [...tail].reduce((sum, sign) => sum * 32n + BigInt(ALPHABET.indexOf(sign)), 0n);
      expect(bits).toBe(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
    }),
  );
});

test('ids sort by the moment at which they were made', () => {
  const random = new Uint8Array(10).fill(255);
  const moments = [0, 1, 31, 32, 1_700_000_000_000, 1_700_000_000_001, 281_474_976_710_655];
  const ids = moments.map((now) => makeId({ prefix: 'per', now, random }));
  expect(ids.toSorted()).toEqual(ids);
});

test('an id is not made of less randomness', () => {
  expect(() => makeId({ prefix: 'per', now: 0, random: new Uint8Array(9) })).toThrow(RangeError);
});
