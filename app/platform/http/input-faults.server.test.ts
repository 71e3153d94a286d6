import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeInputFaults } from './input-faults.server.ts';

const query = z.object({
  year: z.coerce.number().int().min(2000).max(2999),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  answers: z
    .array(z.object({ slot: z.number(), answer: z.unknown().refine((answer) => answer !== null, 'is empty') }))
    .default([]),
});
const faults = (input: unknown, language: 'zh-CN' | 'en') => {
  const read = query.safeParse(input);
  return read.success ? [] : describeInputFaults(read.error, { input, language });
};

test.each([
  [{ year: 'abc' }, ['year：收到"abc"，应为数字'], ['year: found "abc", allowed is a number']],
  [{ year: '2026.5' }, ['year：收到"2026.5"，应为整数'], ['year: found "2026.5", allowed is a whole number']],
  [{}, ['year：没有给出'], ['year: is missing']],
  [{ year: '1999' }, ['year：收到"1999"，最小2000'], ['year: found "1999", allowed is 2000 or more']],
  [{ year: '3000' }, ['year：收到"3000"，最大2999'], ['year: found "3000", allowed is 2999 or less']],
  [
    { year: '2026', format: 'pdf' },
    ['format：收到"pdf"，可以是csv、xlsx'],
    ['format: found "pdf", allowed are csv, xlsx'],
  ],
  [
    { year: '2026', answers: [{ slot: '1', answer: null }] },
    ['answers.0.slot：收到"1"，应为数字', 'answers.0.answer: is empty'],
    ['answers.0.slot: found "1", allowed is a number', 'answers.0.answer: is empty'],
  ],
  [7, ['body：收到7，应为对象'], ['body: found 7, allowed is an object']],
] as const)('of %j it is said where, what was found and what is allowed', (input, chinese, english) => {
  expect(faults(input, 'zh-CN')).toEqual(chinese);
  expect(faults(input, 'en')).toEqual(english);
});

test('a long value is shown by its beginning alone', () => {
  const [fault] = faults({ year: 'x'.repeat(5_000) }, 'en');
  expect(fault?.length).toBeLessThan(120);
});
