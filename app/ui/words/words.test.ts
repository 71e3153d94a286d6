import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { zhCN } from './zh-CN/index.ts';

/** Every text with its path. */
function listTexts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  return Object.entries(words as Record<string, unknown>).flatMap(([key, value]) =>
    listTexts(value, path ? `${path}.${key}` : key),
  );
}

const chinese = listTexts(zhCN);
const english = new Map(listTexts(en));

/** The names inside {{…}}, each once, in order of the alphabet. */
const valuesIn = (text: string) => [...new Set([...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name))].sort();

test('both languages speak of the same values', () => {
  // A plural form of English ("count_one") may leave its number out; the word "one" says it.
  const differing = chinese.filter(
    ([path, text]) => !/_(one|other)$/.test(path) && valuesIn(text).join() !== valuesIn(english.get(path) ?? '').join(),
  );
  expect(differing.map(([path]) => path)).toEqual([]);
});

test('no space is typed between Chinese and Latin: the style sets it', () => {
  const spaced = chinese.filter(([, text]) => /\p{Script=Han} (?=[\w{])|(?<=[\w}]) \p{Script=Han}/u.test(text));
  expect(spaced.map(([path]) => path)).toEqual([]);
});

test('nothing is exclaimed', () => {
  const loud = [...chinese, ...english].filter(([, text]) => /[!！]/.test(text));
  expect(loud.map(([path]) => path)).toEqual([]);
});

test('Chinese sentences have Chinese punctuation', () => {
  const mixed = chinese.filter(([, text]) => /\p{Script=Han}[,;:?()](?!\S*\/)/u.test(text));
  expect(mixed.map(([path]) => path)).toEqual([]);
});
