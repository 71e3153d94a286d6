import { expect, test } from 'vitest';
import { openFloodGuard } from './flood-guard.ts';

const open = () => openFloodGuard<string>({ windowMs: 100, mostPerGroup: 3, mostInAll: 5, inGeneral: () => 'many' });

test('the first is told, the rest of its window is counted and told once when it is over', () => {
  const guard = open();
  const note = (now: number) => guard.note({ key: 'a', group: 'x', now, fact: 'a' });
  expect(note(0)).toBe('a');
  expect(note(1)).toBeNull();
  expect(note(99)).toBeNull();
  expect(guard.due(99)).toEqual([]);
  expect(guard.due(100)).toEqual([{ fact: 'a', times: 2, since: 0, until: 100 }]);
  expect(guard.due(100)).toEqual([]);
  expect(note(100)).toBe('a');
});

test('what came only once is not told again', () => {
  const guard = open();
  guard.note({ key: 'a', group: 'x', now: 0, fact: 'a' });
  expect(guard.due(Number.POSITIVE_INFINITY)).toEqual([]);
});

test('from its fourth key on a group is one', () => {
  const guard = open();
  const note = (key: string) => guard.note({ key, group: 'x', now: 0, fact: key });
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map(note)).toEqual(['a', 'b', 'c', 'many', null, null]);
  expect(guard.due(100)).toEqual([{ fact: 'many', times: 2, since: 0, until: 100 }]);
});

test('however many groups there are, what is told in a window is bounded', () => {
  const guard = open();
  const told = Array.from({ length: 1_000 }, (_, i) =>
    guard.note({ key: `${i}`, group: `${i}`, now: 0, fact: `${i}` }),
  );
  expect(told.filter((fact) => fact !== null)).toEqual(['0', '1', '2', '3', '4', 'many']);
  expect(guard.due(100)).toEqual([{ fact: 'many', times: 994, since: 0, until: 100 }]);
});
