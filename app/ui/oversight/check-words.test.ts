import { expect, test } from 'vitest';
import { SECURITY_KINDS } from '#app/domain/audit/security-events.ts';
import { JOBS } from '#app/domain/operation/jobs.ts';
import { serverWords } from '#app/ui/words/all.ts';

test.each(['zh-CN', 'en'] as const)('every job and every kind of security event has a name in %s', (language) => {
  const { system, security } = serverWords(language).oversight;
  expect(Object.keys(system.jobNames).sort()).toEqual(JOBS.map((name) => name.replaceAll(' ', '-')).sort());
  expect(Object.keys(security.kind).sort()).toEqual([...SECURITY_KINDS].sort());
});
