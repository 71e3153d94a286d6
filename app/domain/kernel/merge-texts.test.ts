import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findConflictMark, listTextChanges, mergeNamed, mergeTexts } from './merge-texts.ts';

const labels = { mine: '我的', theirs: '张三' };
const merge = (base: string, mine: string, theirs: string) => mergeTexts({ base, mine, theirs, labels });

test('takes what only one of two changed, from either side', () => {
  const base = 'a\nb\nc\nd\ne';
  expect(merge(base, 'A\nb\nc\nd\ne', 'a\nb\nc\nd\nE')).toEqual({ text: 'A\nb\nc\nd\nE', conflicts: [] });
  expect(merge(base, base, 'x')).toEqual({ text: 'x', conflicts: [] });
  expect(merge(base, 'x', base)).toEqual({ text: 'x', conflicts: [] });
});

test('takes once what both changed alike', () => {
  expect(merge('a\nb\nc', 'a\nB\nc', 'a\nB\nc\nd')).toEqual({ text: 'a\nB\nc\nd', conflicts: [] });
});

test('marks a line that both changed differently, with both texts and the one before, and names its place', () => {
  const { text, conflicts } = merge('一\n二\n三', '一\n二（甲）\n三', '一\n二（乙）\n三');
  expect(text).toBe('一\n<<<<<<< 我的\n二（甲）\n|||||||\n二\n=======\n二（乙）\n>>>>>>> 张三\n三');
  expect(conflicts).toEqual([{ line: 2, lines: 7 }]);
  expect(findConflictMark(text)).toBe(2);
  expect(findConflictMark('a < b\n======= \n')).toBeNull();
});

test('keeps a removal against an untouched line and asks about one against a change', () => {
  expect(merge('a\nb\nc\nd', 'a\nd', 'a\nb\nc\nd\ne').text).toBe('a\nd\ne');
  expect(merge('a\nb\nc', 'a\nc', 'a\nB\nc').conflicts).toHaveLength(1);
});

test('a line ending with LF or not is a change like any other', () => {
  expect(merge('a\nb', 'a\nb\n', 'A\nb').text).toBe('A\nb\n');
});

const line = fc.stringMatching(/^[a-c中文 ]{0,3}$/);
const lines = fc.array(line, { minLength: 1, maxLength: 12 });

test('edits of two people that lie apart both come through, in whatever order they are merged', () => {
  fc.assert(
    fc.property(lines, lines, lines, lines, lines, (head, tail, mid, one, two) => {
      // A line that nobody touched stands between the two, and is like no other.
      const text = (a: string[], b: string[]) => [...a, '#1', ...mid, '#2', ...b].join('\n');
      const base = text(head, tail);
      const wanted = { text: text(one, two), conflicts: [] };
      expect(merge(base, text(one, tail), text(head, two))).toEqual(wanted);
      expect(merge(base, text(head, two), text(one, tail))).toEqual(wanted);
    }),
  );
});

test('no line of either side is lost, whatever both did', () => {
  fc.assert(
    fc.property(lines, lines, lines, (base, mine, theirs) => {
      const { text, conflicts } = merge(base.join('\n'), mine.join('\n'), theirs.join('\n'));
      const merged = text.split('\n');
      for (const side of [mine, theirs])
        for (const each of side) if (!base.includes(each)) expect(merged).toContain(each);
      if (conflicts.length === 0) expect(findConflictMark(text)).toBeNull();
    }),
  );
});

// Trying every way in which equal lines could match would take minutes: the test ends because nobody does.
test('texts of thousands of equal lines are merged, with what both changed told', () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => (i % 3 === 0 ? '' : 'same'));
  const some = (from: number) => Array.from({ length: 240 }, (_, i) => ((i + from) % 7 === 0 ? 'other' : ''));
  const few = merge(['x', ...some(0)].join('\n'), ['y', ...some(1)].join('\n'), ['z', ...some(2)].join('\n'));
  expect(few.conflicts.length).toBeGreaterThan(0);
  const long = merge(
    ['x', ...many(5000), 'y'].join('\n'),
    ['X', ...many(4990), 'z'].join('\n'),
    ['', ...many(5000), 'Y'].join('\n'),
  );
  expect(long.conflicts.length).toBeGreaterThan(0);
});

test('images follow the side that changed them; where both did, mine stands and is told', () => {
  expect(
    mergeNamed({
      base: { a: '1', b: '1', c: '1', d: '1' },
      mine: { a: '2', b: '1', c: '1', d: '2', e: '1' },
      theirs: { a: '1', b: '3', d: '3', f: '1' },
    }),
  ).toEqual({ merged: { a: '2', b: '3', d: '2', e: '1', f: '1' }, conflicts: ['d'] });
});

test('the changes from one text to another are apart from each other, and leave what lies between', () => {
  const now = '一\n二\n三\n四\n五';
  const next = '零\n一\n二二\n三\n四\n五\n六';
  const changes = listTextChanges(now, next);
  expect(changes).toEqual([
    { from: 0, to: 0, insert: '零\n' },
    { from: 3, to: 3, insert: '二' },
    { from: 9, to: 9, insert: '\n六' },
  ]);
  expect(listTextChanges(now, now)).toEqual([]);
});

test('the changes make the other text, whatever the two are', () => {
  const line = fc.constantFrom('', '一', '一二', '三');
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (now, next) => {
      const made = listTextChanges(now, next).reduceRight(
        (all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to),
        now,
      );
      expect(made).toBe(next);
    }),
  );
});
