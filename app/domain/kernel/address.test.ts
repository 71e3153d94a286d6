import { expect, test } from 'vitest';
import { isSafeAddress } from './address.ts';

test.each([
  'https://example.com/a?b=c:d#e',
  'HTTP://example.com',
  'mailto:a@example.com',
  '/courses',
  'lesson-2',
  '../x',
  '#part',
  '?a=javascript:1',
  './a:b',
  '',
])('%s may be followed', (address) => {
  expect(isSafeAddress(address)).toBe(true);
});

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:x',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:\\\\evil.example',
  'a:b',
])('%j is refused', (address) => {
  expect(isSafeAddress(address)).toBe(false);
});
