import { expect, test } from 'vitest';
import { withParams } from './address.ts';
import { formatCount } from './format-count.ts';
import { withoutEmptyDecimals } from './marks.tsx';

test('leaves out decimals that say nothing, and only those', () => {
  expect(withoutEmptyDecimals(500)).toBe('5');
  expect(withoutEmptyDecimals(550)).toBe('5.5');
  expect(withoutEmptyDecimals(555)).toBe('5.55');
  expect(withoutEmptyDecimals(10_000)).toBe('100');
  expect(withoutEmptyDecimals(0)).toBe('0');
});

test('groups digits by three from 1,000 on', () => {
  expect(formatCount(999)).toBe('999');
  expect(formatCount(1_000)).toBe('1,000');
  expect(formatCount(1_234_567)).toBe('1,234,567');
});

test('changes one parameter of an address and keeps the others, repeated ones too', () => {
  const location = { pathname: '/staff/people', search: '?q=%E7%8E%8B&column=name&column=unit&page=3' };
  expect(withParams(location, { page: '4' })).toBe('/staff/people?q=%E7%8E%8B&column=name&column=unit&page=4');
  expect(withParams(location, { page: null, q: null, column: null })).toBe('/staff/people');
});
