import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  appendQuestion,
  blankQuestion,
  FORM_TYPES,
  moveQuestion,
  nextQuestionId,
  type QuestionFields,
  questionFaults,
  readQuiz,
  removeQuestion,
  replaceQuestion,
} from './quiz-text.ts';
import { findQuestionType } from './types/registry.ts';

const QUIZ = `# five of them
formatVersion: 1
questions:
  # about words
  - id: p-001   # the first
    type: true-false
    use: practice
    points: [B1.01]
    depth: understand
    difficulty: "0.75"
    body: { prompt: 甲 }
    scoring: { key: "true" }
    feedback: { explanation: 因为甲 }

  - id: p-002
    type: essay
    points: [B1.01]
`;

const SAMPLES: Record<(typeof FORM_TYPES)[number], Partial<QuestionFields>> = {
  'single-choice': { options: ['a', 'b'].map((id) => ({ id, zh: `选 ${id}: #1`, en: '' })), key: ['b'] },
  'multiple-choice': {
    options: ['a', 'b', 'c'].map((id) => ({ id, zh: id, en: id })),
    key: ['a', 'c'],
    rule: 'partial',
  },
  'true-false': { key: ['false'] },
  'fill-in': { promptZh: '____和____', accept: [['甲', '乙'], ['丙']] },
  numeric: { value: '-12.50', tolerance: '0.5', unitZh: '元', unitEn: 'yuan' },
};

const sample = (type: (typeof FORM_TYPES)[number]): QuestionFields => ({
  ...blankQuestion(type, { id: 'p-003', points: ['B1.02'], depth: 'apply' }),
  promptZh: '题干: "引号" \\ - #',
  explanationZh: '因为\n两行',
  ...SAMPLES[type],
});

test.each(FORM_TYPES)('a filled-in %s has no faults, satisfies the checker and is read back', (type) => {
  const fields = sample(type);
  expect(questionFaults(fields)).toEqual([]);
  const text = appendQuestion(QUIZ, fields);
  const value = (parse(text) as { questions: unknown[] }).questions.at(-1);
  expect(findQuestionType(type)?.schema.safeParse(value).error ?? null).toBeNull();
  expect(readQuiz(text)?.questions.at(-1)?.fields).toEqual(fields);
  expect(text.startsWith(QUIZ)).toBe(true);
});

test('a question without a form has none, and its neighbours have', () => {
  expect(readQuiz(QUIZ)?.questions.map(({ id, fields }) => [id, fields !== null])).toEqual([
    ['p-001', true],
    ['p-002', false],
  ]);
});

test('a changed question leaves comments and other questions as they are', () => {
  const fields = readQuiz(QUIZ)?.questions[0]?.fields;
  if (!fields) throw new Error();
  const text = replaceQuestion(QUIZ, 0, { ...fields, promptZh: '改过' });
  expect(readQuiz(text)?.questions[0]?.fields).toEqual({ ...fields, promptZh: '改过' });
  expect(text.startsWith('# five of them\nformatVersion: 1\nquestions:\n  # about words\n  - id: p-001\n')).toBe(true);
  expect(text.endsWith('\n\n  - id: p-002\n    type: essay\n    points: [B1.01]\n')).toBe(true);
});

test('questions change places with the comments above them', () => {
  const moved = moveQuestion(QUIZ, 1, 0);
  expect(readQuiz(moved)?.questions.map(({ id }) => id)).toEqual(['p-002', 'p-001']);
  expect(moved.indexOf('# about words')).toBeGreaterThan(moved.indexOf('p-002'));
  const filled = (text: string) => text.split('\n').filter(Boolean);
  expect(filled(moveQuestion(moved, 0, 1))).toEqual(filled(QUIZ));
  expect(moveQuestion(QUIZ, 0, 5)).toBe(QUIZ);
});

test('the last question goes and the list is empty; into an empty list one is put', () => {
  const one = removeQuestion(QUIZ, 1);
  expect(readQuiz(one)?.questions).toHaveLength(1);
  const none = removeQuestion(one, 0);
  expect((parse(none) as { questions: unknown }).questions).toEqual([]);
  expect(readQuiz(appendQuestion('formatVersion: 1\nquestions: []\n', sample('numeric')))?.questions).toHaveLength(1);
  expect(readQuiz(appendQuestion('', sample('numeric')))?.questions).toHaveLength(1);
});

test('the next id goes on in the pattern of the last one', () => {
  expect(nextQuestionId(QUIZ, 'x')).toBe('p-003');
  expect(nextQuestionId('formatVersion: 1\nquestions: []\n', 'lesson')).toBe('lesson-001');
});

test.each([
  ['nothing', {}, ['promptZh', 'option-0', 'option-1', 'option-2', 'option-3', 'key', 'explanationZh']],
  ['a difficulty of 0.09', { difficulty: '0.09' }, ['difficulty']],
  ['a difficulty of 0.95', { difficulty: '0.95' }, []],
  ['one blank and two lists', { type: 'fill-in', promptZh: '____', accept: [['a'], ['b']] }, ['promptZh']],
  ['a number with a thousands sign', { type: 'numeric', value: '1,000', tolerance: '0' }, ['value']],
] as const)('names the fields at fault: %s', (name, change, expected) => {
  const base =
    name === 'nothing'
      ? blankQuestion('single-choice', { id: 'a', points: ['B1.01'], depth: 'apply' })
      : sample('single-choice');
  expect(questionFaults({ ...base, ...(change as Partial<QuestionFields>) }).map(({ field }) => field)).toEqual(
    expected,
  );
});

test('a quiz of the product is read whole, and moving its questions keeps every line', () => {
  const quiz = readFileSync('content/courses/egov-basics/01-concepts/01-what-is-egovernment.quiz.yaml', 'utf8');
  expect(readQuiz(quiz)?.questions.every(({ fields }) => fields !== null)).toBe(true);
  const moved = moveQuestion(quiz, 0, 4);
  expect(moved.split('\n').sort()).toEqual(quiz.split('\n').sort());
  expect(readQuiz(quiz)?.questions.flatMap(({ fields }) => (fields ? questionFaults(fields) : []))).toEqual([]);
});
