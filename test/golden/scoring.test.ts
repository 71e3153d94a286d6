import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { parseHundredths } from '#app/domain/kernel/hundredths.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import {
  getQuestionType,
  gradeAnswer,
  parseAnswer,
  promptOf,
  QUESTION_TYPES,
  solutionOf,
} from '#app/domain/questions/types/registry.ts';

type Golden = { name: string; type: string; body: object; scoring: object; cases: [Json, string, string][] };

const folder = new URL('scoring/', import.meta.url);
const GOLDEN = readdirSync(folder).flatMap((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as Golden[]);

const asQuestion = ({ type, body, scoring }: Golden) =>
  getQuestionType(type).schema.parse({
    id: 'golden',
    type,
    use: 'practice',
    points: ['B1.01'],
    depth: 'understand',
    difficulty: '0.70',
    body,
    scoring,
    feedback: { explanation: '解析' },
  }) as QuestionBody;

const FULL = 500;

it('has golden cases for every question type', () => {
  expect([...new Set(GOLDEN.map(({ type }) => type))].sort()).toEqual(QUESTION_TYPES.map(({ type }) => type).sort());
});

describe.each(GOLDEN)('$type: $name', (golden) => {
  const question = asQuestion(golden);

  it.each(golden.cases)('%j earns %s of 5.00: %s', (response, mark, outcome) => {
    const read = parseAnswer(question, response);
    expect(read.ok && gradeAnswer({ question, answer: read.value, maxMark: FULL })).toMatchObject({
      mark: parseHundredths(mark),
      outcome,
    });
  });

  it('gives its own solution full marks, where a machine can tell', () => {
    const answer = solutionOf(question);
    const expected = 'rubric' in golden.scoring ? null : { mark: FULL, outcome: 'right' };
    if (expected === null) return expect(answer).toBeNull();
    const read = parseAnswer(question, answer);
    expect(read.ok && gradeAnswer({ question, answer: read.value, maxMark: FULL })).toMatchObject(expected);
  });

  it('grades a stored answer again to the same mark, and shows a candidate nothing of the key', () => {
    for (const [response] of golden.cases) {
      const read = parseAnswer(question, response);
      if (!read.ok) throw new Error('a golden response that does not parse');
      const stored = JSON.parse(JSON.stringify(read.value)) as Json;
      const again = parseAnswer(question, stored);
      expect(again).toEqual(read);
      expect(gradeAnswer({ question, answer: stored, maxMark: FULL })).toEqual(
        gradeAnswer({ question, answer: read.value, maxMark: FULL }),
      );
    }
    const keyless = promptOf({
      ...question,
      scoring: Object.fromEntries(Object.keys(golden.scoring).map((k) => [k, []])),
    });
    expect(Object.keys(promptOf(question)).sort()).toEqual(
      [...new Set([...Object.keys(keyless), ...('unit' in golden.scoring ? ['unit'] : [])])].sort(),
    );
  });
});
