import { expect, test } from 'vitest';
import { describeFailure } from './log.server.ts';

test('a failed query is told with its stack and cause, and without the values that it was given', () => {
  const error = new Error(
    'Failed query: insert into "response" values ($1, $2)\nparams: att_1,{"value":"the answer"}\nsecond line',
    {
      cause: new Error('disk I/O error'),
    },
  );
  const told = describeFailure(error);
  expect(told).toContain('Failed query: insert into "response"');
  expect(told).toContain('params: [left out]');
  expect(told).toContain('log.test.ts');
  expect(told).toContain('caused by: Error: disk I/O error');
  expect(told).not.toMatch(/the answer|second line/);
});

test('a text that was made of such an error is cleaned as well', () => {
  expect(describeFailure('Error: Failed query: x\nparams: secret')).toBe('Error: Failed query: x\nparams: [left out]');
  expect(describeFailure('plain')).toBe('plain');
});
