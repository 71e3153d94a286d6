import { expect, test } from 'vitest';
import { editDistance, suggestWord } from './similar.ts';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'abd', 1],
  ['abc', 'ab', 1],
  ['abc', 'abcd', 1],
  ['titel', 'title', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('%s and %s are %i changes apart', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  ['titel', 'title'],
  ['Titel', 'title'],
  ['summry', 'summary'],
  ['deph', 'depth'],
])('%s was meant for %s', (word, meant) => {
  expect(suggestWord(word, ['formatVersion', 'title', 'summary', 'depth', 'points'])).toBe(meant);
});

test.each(['colour', 'x', 'zzzzz', ''])('%s was meant for nothing that is known', (word) => {
  expect(suggestWord(word, ['formatVersion', 'title', 'summary', 'depth', 'points'])).toBeNull();
});
