import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DiffRow, diffTexts, diffWords } from './diff-texts.ts';

const kinds = (rows: readonly DiffRow[]) => rows.map(({ kind }) => kind);
const textOf = (rows: readonly DiffRow[], of: 'before' | 'after') =>
  rows.flatMap((row) => (row[of] ? [row[of].parts.map(({ text }) => text).join('')] : [])).join('\n');

test('equal texts are equal rows with the lines of both', () => {
  const rows = diffTexts('a\nb', 'a\nb');
  expect(kinds(rows)).toEqual(['same', 'same']);
  expect(rows[1]).toMatchObject({ before: { line: 2 }, after: { line: 2 } });
});

test('a changed line stands beside what it was, word by word', () => {
  const [row] = diffTexts('电子政务是政府的工作方式', '电子政务是新的工作方式');
  expect(row).toEqual({
    kind: 'changed',
    before: {
      line: 1,
      parts: [
        { kind: 'same', text: '电子政务是' },
        { kind: 'removed', text: '政府' },
        { kind: 'same', text: '的工作方式' },
      ],
    },
    after: {
      line: 1,
      parts: [
        { kind: 'same', text: '电子政务是' },
        { kind: 'added', text: '新' },
        { kind: 'same', text: '的工作方式' },
      ],
    },
  });
});

test('a Latin word or a number changes as a whole, a Han character by itself', () => {
  expect(diffWords('用Excel 2016打开', '用Word 2019打开')).toEqual([
    { kind: 'same', text: '用' },
    { kind: 'removed', text: 'Excel' },
    { kind: 'added', text: 'Word' },
    { kind: 'same', text: ' ' },
    { kind: 'removed', text: '2016' },
    { kind: 'added', text: '2019' },
    { kind: 'same', text: '打开' },
  ]);
});

test('a line put between two changed ones is added, and they keep their partners', () => {
  const rows = diffTexts('第一句话说的是定义\n第二句话说的是例子', '第一句话说的是概念\n全新\n第二句话说的是案例');
  expect(kinds(rows)).toEqual(['changed', 'added', 'changed']);
});

test('lines with nothing in common are removed and added, not changed', () => {
  expect(kinds(diffTexts('甲乙丙', 'xyz'))).toEqual(['removed', 'added']);
});

const text = fc.array(fc.stringMatching(/^[ab一二 ]{0,4}$/), { maxLength: 15 }).map((lines) => lines.join('\n'));

test('the rows hold both texts whole and in order, whatever they are', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = diffTexts(before, after);
      expect(textOf(rows, 'before')).toBe(before);
      expect(textOf(rows, 'after')).toBe(after);
      const lines = rows.flatMap((row) => row.after?.line ?? []);
      expect(lines).toEqual(lines.map((_, i) => i + 1));
    }),
  );
});

// Searching how they differ would take minutes: the test ends because nobody searches.
test('texts of 5,000 lines that have nothing in common are wholly different', () => {
  const many = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word}${i}`).join('\n');
  const rows = diffTexts(many('a'), many('b'));
  expect(rows.filter(({ kind }) => kind === 'same')).toEqual([]);
  expect(rows.flatMap((row) => row.before?.line ?? [])).toHaveLength(5000);
  expect(rows.flatMap((row) => row.after?.line ?? [])).toHaveLength(5000);
});
