import { expect, test } from 'vitest';
import {
  addPart,
  carryTicks,
  countParts,
  describePart,
  findLineFaults,
  listEntries,
  putPeople,
  readSplitLists,
  removePart,
  restorePart,
  SPLIT_PARTS,
  type SplitDraft,
  startSplit,
} from './unit-split.ts';

const draftOf = (texts: readonly string[], over: Partial<SplitDraft> = {}): SplitDraft => ({
  parts: texts.map((people, i) => ({ code: `C${i}`, name: '', parent: 'org_top', people })),
  below: {},
  rest: null,
  ...over,
});
const textsOf = (draft: SplitDraft) => draft.parts.map(({ people }) => people);

test('a pasted list is read by lines, spaces and commas of both widths, each number once', () => {
  expect(listEntries(' 101\r\n102，103、104;105；1０6\t101 ')).toEqual(['101', '102', '103', '104', '105', '106']);
  expect(listEntries(' \n ')).toEqual([]);
  expect(countParts(['1 1 2', '', '3'])).toEqual([2, 0, 1]);
});

test('a number in two parts is at fault in the later one, by its line; twice in one part it is not', () => {
  const { people, faults } = readSplitLists([{ people: '1\n2\n2' }, { people: '3\n\n4 1' }]);
  expect([...people]).toEqual([
    ['1', 0],
    ['2', 0],
    ['3', 1],
    ['4', 1],
  ]);
  expect(faults).toEqual([{ part: 1, line: 3, employeeNo: '1', fault: { kind: 'twice', other: 0 } }]);
});

test('who is not in the unit is told by line, and who begins on the day itself; who began the day before may go', () => {
  const held = new Map([
    ['1', '2026-11-19'],
    ['2', '2026-11-20'],
  ]);
  expect(findLineFaults([{ people: '9\n1' }, { people: '2\n1' }], { held, day: '2026-11-20' })).toEqual([
    { part: 0, line: 1, employeeNo: '9', fault: { kind: 'unknown' } },
    { part: 1, line: 1, employeeNo: '2', fault: { kind: 'begins' } },
    { part: 1, line: 2, employeeNo: '1', fault: { kind: 'twice', other: 0 } },
  ]);
});

test(`there are at most ${SPLIT_PARTS} parts and at least one`, () => {
  let draft = startSplit('org_top');
  expect(draft.parts.length).toBe(2);
  for (let i = 0; i < SPLIT_PARTS; i += 1) draft = addPart(draft, 'org_top');
  expect(draft.parts.length).toBe(SPLIT_PARTS);
  for (let i = 0; i < SPLIT_PARTS; i += 1) draft = removePart(draft, 0);
  expect(draft.parts.length).toBe(1);
});

test('with a part its people and units go, later parts move up with theirs, and what pointed at it points nowhere', () => {
  const draft = draftOf(['1', '2', '3'], { below: { a: 0, b: 1, c: 2 }, rest: 2 });
  const less = removePart(draft, 1);
  expect([textsOf(less), less.below, less.rest]).toEqual([['1', '3'], { a: 0, c: 1 }, 1]);
  expect(removePart(draftOf(['1', '2'], { rest: 1 }), 1).rest).toBe(null);
  expect(removePart(draft, 3)).toBe(draft);
});

test('a removed part comes back where it was with all that pointed at it, whatever was entered since then stays', () => {
  const draft = draftOf(['1', '2', '3'], { below: { a: 0, b: 1, c: 2, d: 1 }, rest: 1 });
  for (const part of [0, 1, 2]) {
    const removed = describePart(draft, part);
    expect(restorePart(removePart(draft, part), removed!)).toEqual(draft);
  }
  const less = removePart(draft, 1);
  const since = { ...putPeople(less, ['9'], 0), below: { ...less.below, d: 1 }, rest: 0 };
  const again = restorePart(since, describePart(draft, 1)!);
  expect([textsOf(again), again.below, again.rest]).toEqual([['1\n9', '2', '3'], { a: 0, b: 1, c: 2, d: 2 }, 0]);
  const full = draftOf(Array.from({ length: SPLIT_PARTS }, () => ''));
  expect(restorePart(full, describePart(draft, 0)!)).toBe(full);
  expect(describePart(draft, 3)).toBeNull();
});

test('people put into a part leave the others; what else was typed there stays as it was typed', () => {
  const draft = draftOf(['1, 2\n  no such\n3', '4\n']);
  expect(textsOf(putPeople(draft, ['3', '1', '4', '5'], 1))).toEqual(['2\n  no such', '4\n3\n1\n5']);
  expect(textsOf(putPeople(draft, ['3', '4'], null))).toEqual(['1, 2\n  no such', '']);
  expect(textsOf(putPeople(draft, ['2'], 0))).toEqual(['1, 2\n  no such\n3', '4\n']);
});

test('ten thousand people are put into a part and half of them into another', () => {
  const numbers = Array.from({ length: 10_000 }, (_, i) => `N${i}`);
  const draft = putPeople(putPeople(draftOf(['', '', '']), numbers, 0), numbers.slice(0, 5_000), 2);
  expect(countParts(textsOf(draft))).toEqual([5_000, 0, 5_000]);
  expect(readSplitLists(draft.parts).people.size).toBe(10_000);
});

test('ticks of other pages are kept; on the page itself what is ticked now holds', () => {
  expect(carryTicks({ before: ['1', '2', '3'], shown: ['2', '3', '4'], ticked: ['3', '4'] })).toEqual(['1', '3', '4']);
});
