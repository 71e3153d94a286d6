import { expect, test } from 'vitest';
import { indexLostZeros, withoutZeros } from './lost-zeros.ts';

test.each([
  ['00100001', '100001'],
  ['01', '1'],
  ['100001', null],
  ['0', null],
  ['000', null],
  ['00A1', null],
  ['', null],
])('%s loses its zeros to %s', (number, left) => {
  expect(withoutZeros(number)).toBe(left);
});

test('a number that lost its zeros leads to whose it is', () => {
  const index = indexLostZeros(['00100001', '0100001', '200', 'A01']);
  expect([...index]).toEqual([['100001', '00100001']]);
});
