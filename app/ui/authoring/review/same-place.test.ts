import { expect, test } from 'vitest';
import { findSamePlace } from './same-place.ts';

const copy = (end: number, ...parts: [string, number][]) => ({
  end,
  parts: parts.map(([heading, top]) => ({ heading, top })),
});
const published = copy(1000, ['定义', 100], ['起源', 300], ['小结', 700]);
const place = (top: number, to: typeof published, from = published) => findSamePlace({ top, from, to });

test('equal copies stand at the same pixel, from the very top to the very end', () => {
  for (const top of [0, 50, 100, 299, 300, 777, 1000]) expect(place(top, published)).toBe(top);
});

test('a part that grew is passed in step with the same part, and later parts meet again at their headings', () => {
  const longer = copy(1200, ['定义', 100], ['起源', 500], ['小结', 900]);
  expect(place(200, longer)).toBe(300);
  expect(place(300, longer)).toBe(500);
  expect(place(400, longer)).toBe(600);
});

test('a part that only one copy has is passed while the other copy stands still', () => {
  const shorter = copy(600, ['定义', 100], ['小结', 300]);
  expect(place(500, shorter)).toBe(300);
  expect(place(700, shorter)).toBe(300);
  expect(place(850, shorter)).toBe(450);
});

test('a part under another heading is passed in step, up to the next heading that both have', () => {
  const renamed = copy(1400, ['定义', 100], ['由来', 300], ['小结', 1100]);
  expect(place(500, renamed)).toBe(700);
  expect(place(700, renamed)).toBe(1100);
  expect(place(900, copy(1000, ['定义', 100], ['起源', 300], ['总结', 700]))).toBe(900);
});

test('a part that moved is found where it stands now, and the second of two equal headings is not the first', () => {
  expect(place(300, copy(1000, ['起源', 100], ['定义', 500], ['小结', 700]))).toBe(100);
  const twice = copy(900, ['例', 100], ['例', 500]);
  expect(place(500, copy(900, ['例', 200], ['例', 600]), twice)).toBe(600);
});

test('a lesson that does not scroll, or has no heading in common, stands at its top', () => {
  expect(place(500, copy(0, ['定义', 80]))).toBe(0);
  expect(place(0, copy(900, ['别的', 100]))).toBe(0);
});
