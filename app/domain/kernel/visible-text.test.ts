import { expect, it } from 'vitest';
import { isVisibleText } from './visible-text.ts';

it.each(['', ' ', '\0', '\u200b', '\u2060\ufeff', '\u00ad', '……', '\u0301'])('%j says nothing', (text) =>
  expect(isVisibleText(text)).toBe(false),
);

it.each(['舞弊', 'x', '\u200b2026〕1号', '٣'])('%j says something', (text) => expect(isVisibleText(text)).toBe(true));
