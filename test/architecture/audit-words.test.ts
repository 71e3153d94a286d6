import { expect, test } from 'vitest';
import { audit } from '#app/ui/words/zh-CN/audit.ts';
import { listSources, read } from './imports.ts';

const RECORDED = /stream: [^,]+,\s*action:([^,]+),/g;

/** Every code that a use case records, from its text. */
const recorded = listSources('app')
  .filter((file) => file.startsWith('app/usecases/') && !/\.test\.tsx?$/.test(file))
  .flatMap((file) => [...read(file).matchAll(RECORDED)])
  .flatMap(([, written = '']) => [...written.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, code = '']) => code));

test.each([...new Set(recorded)].sort())('an auditor reads %s in words', (code) => {
  const [area = '', verb = ''] = code.split('.');
  const areas: Record<string, Record<string, string>> = audit.action;
  expect(areas[area]?.[verb]).toBeTypeOf('string');
});

test('the codes are found at all', () => {
  expect(recorded).toContain('account.sign-in');
  expect(recorded).toContain('attempt.expire');
});
