import { expect, test } from 'vitest';
import { draftText, editorsOf, findQuotedLine, KEEP_EVERY_MS, revisionsToKeep } from './draft.ts';

const at = 1_000_000_000;
const kept = { revision: 1, authorId: 'a', at };
const current = { revision: 5, authorId: 'a', at: at + 5_000 };

test('within ten minutes of the last kept state nothing is kept, at exactly ten neither, a millisecond later it is', () => {
  const save = (after: number) => revisionsToKeep({ lastKept: kept, current, next: { authorId: 'a', at: at + after } });
  expect(save(1)).toEqual({ current: false, next: false });
  expect(save(KEEP_EVERY_MS)).toEqual({ current: false, next: false });
  expect(save(KEEP_EVERY_MS + 1)).toEqual({ current: false, next: true });
});

test('when another goes on, what the first wrote last is kept and so is what replaces it', () => {
  expect(revisionsToKeep({ lastKept: kept, current, next: { authorId: 'b', at: at + 6_000 } })).toEqual({
    current: true,
    next: true,
  });
});

test('a state that is kept already is not kept twice', () => {
  const justKept = { ...current, revision: 1 };
  expect(revisionsToKeep({ lastKept: kept, current: justKept, next: { authorId: 'b', at: at + 6_000 } })).toEqual({
    current: false,
    next: true,
  });
});

test('who wrote any of a draft is its editor; who returned it is not', () => {
  const editors = editorsOf({
    createdBy: 'a',
    updatedBy: 'b',
    revisions: [
      { kind: 'saved', authorId: 'c' },
      { kind: 'submitted', authorId: 'a' },
      { kind: 'returned', authorId: 'r' },
      { kind: 'merged', authorId: 'd' },
    ],
  });
  expect([...editors].sort()).toEqual(['a', 'b', 'c', 'd']);
});

test('a remark follows its line, to the nearest where several read alike, and is without place when it is gone', () => {
  const lines = ['x', 'same', 'y', 'same', 'z'];
  expect(findQuotedLine({ lines, line: 4, quote: '  same ' })).toBe(4);
  expect(findQuotedLine({ lines, line: 1, quote: 'same' })).toBe(2);
  expect(findQuotedLine({ lines, line: 3, quote: 'same' })).toBe(2);
  expect(findQuotedLine({ lines, line: 3, quote: 'gone' })).toBeNull();
});

test('a text of 60,000 characters is taken, of one more it is not; line ends become LF', () => {
  const of = (source: string) => draftText.safeParse({ source, quiz: '', images: {} });
  expect(of('a'.repeat(60_000)).success).toBe(true);
  expect(of('a'.repeat(60_001)).success).toBe(false);
  expect(of('\n'.repeat(3_000)).success).toBe(false);
  expect(of('a\r\nb').data?.source).toBe('a\nb');
  expect(of('a\0b').success).toBe(false);
  expect(of('['.repeat(2_000)).success).toBe(true);
  expect(of('['.repeat(2_001)).success).toBe(false);
  expect(of('> '.repeat(6_001)).success).toBe(false);
});

test.each(['images/../../etc.png', '/images/a.png', 'images/a.svg', 'images/a/b.png', 'IMAGES/a.png'])(
  'no image stands at %s',
  (path) => {
    expect(draftText.safeParse({ source: '', quiz: '', images: { [path]: 'a'.repeat(64) } }).success).toBe(false);
  },
);
