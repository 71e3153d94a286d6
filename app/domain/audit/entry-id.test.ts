import { expect, test } from 'vitest';
import { entryIdOf, parseEntryId } from './entry-id.ts';

test.each([
  { stream: 'people', n: 1 },
  { stream: 'sitting:sit_01k9x7', n: 999_999_999 },
])('the name of $stream/$n reads back as the same place', (place) => {
  expect(parseEntryId(entryIdOf(place))).toEqual(place);
});

test.each(['', 'people', 'people-0', 'people-01', 'people--1', 'people-1000000000', 'sitting:-1', 'A-1', 'people-1 '])(
  '"%s" names no entry',
  (text) => {
    expect(parseEntryId(text)).toBeNull();
  },
);
