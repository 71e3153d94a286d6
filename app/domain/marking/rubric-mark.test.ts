import { expect, test } from 'vitest';
import type { Criterion } from '#app/domain/questions/types/rubric.ts';
import { markByRubric } from './rubric-mark.ts';

const criterion = (id: string, weight: number, ...credits: number[]): Criterion => ({
  id,
  title: { zh: id },
  weight,
  levels: credits.map((credit) => ({ credit, text: { zh: String(credit) } })),
});
const CRITERIA = [criterion('facts', 200, 100, 50, 0), criterion('words', 100, 100, 33, 0)];

test.each([
  [{ facts: 100, words: 100 }, 1000],
  [{ facts: 0, words: 0 }, 0],
  [{ facts: 50, words: 100 }, 667],
  [{ facts: 100, words: 33 }, 777],
  [{ facts: 50, words: 33 }, 443],
])('%j of 10.00 is %i hundredths', (credits, mark) => {
  expect(markByRubric({ criteria: CRITERIA, credits, maxMark: 1000 })).toEqual({ ok: true, value: mark });
});

test.each([
  [{ facts: 100 }, ['words']],
  [{ facts: 40, words: 100 }, ['facts']],
  [{ facts: 100, words: 100, style: 100 }, ['style']],
  [{}, ['facts', 'words']],
])('%j is refused and names %j', (credits, errors) => {
  expect(markByRubric({ criteria: CRITERIA, credits, maxMark: 1000 })).toMatchObject({
    ok: false,
    code: 'invalid-input',
    detail: { errors },
  });
});
