import { expect, test } from 'vitest';
import { answerOfFields, fieldsOfAnswer, fieldsOfForm } from './answer-of-fields.ts';

const PROMPT = { prompt: { zh: '题' } };
const OPTIONS = ['a', 'b', 'c'].map((id) => ({ id, text: { zh: id } }));
const none = { values: [], keyed: {} };

test.each([
  ['single-choice', { options: OPTIONS }, ['b'], 'b'],
  ['multiple-choice', { options: OPTIONS }, ['a', 'c'], ['a', 'c']],
  ['ordering', { options: OPTIONS }, ['c', 'a', 'b'], ['c', 'a', 'b']],
  ['hot-text', {}, ['h1'], ['h1']],
  ['fill-in', { blanks: 2 }, ['甲', ''], ['甲', '']],
  ['fill-in', { blanks: 1 }, ['e\u0301'], '\u00e9'],
  ['numeric', {}, ['３．５'], '３．５'],
  ['hotspot', { points: 1 }, ['120,45'], { x: 120, y: 45 }],
  ['hotspot', { points: 2 }, ['120,45'], [{ x: 120, y: 45 }]],
  [
    'hotspot',
    { points: 1 },
    ['1,2', '3,4'],
    [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
  ],
  ['hotspot', { points: 1 }, ['nonsense'], 'nonsense'],
  ['essay', {}, ['一\n二'], '一\n二'],
] as const)('%s %j reads %j', (type, over, values, wanted) => {
  expect(answerOfFields({ ...PROMPT, ...over, type }, { values, keyed: {} })).toEqual(wanted);
});

test.each([
  ['matching', { many: false }, { a: ['x'], b: [''] }, { a: 'x' }],
  ['matching', { many: true }, { a: ['x'] }, { a: ['x'] }],
  ['gap-match', {}, { g1: ['a'], g2: ['b'] }, { g1: 'a', g2: 'b' }],
  ['inline-choice', {}, { g1: ['２００４'] }, { g1: '２００４' }],
  ['table', {}, { c1: [' '] }, null],
] as const)('%s %j reads keyed fields %j', (type, over, keyed, wanted) => {
  expect(answerOfFields({ ...PROMPT, ...over, type }, { values: [], keyed })).toEqual(wanted);
});

test.each(['single-choice', 'multiple-choice', 'fill-in', 'matching', 'ordering', 'hotspot', 'table', 'essay'])(
  'nothing in the fields of %s is no answer',
  (type) => expect(answerOfFields({ ...PROMPT, type }, none)).toBeNull(),
);

test('a form is read by question; what belongs to none is left', () => {
  const entries = [
    ['answer:q1', 'a'],
    ['answer:q1', 'b'],
    ['answer:q2:g1', 'x'],
    ['answer:q2:__proto__', 'x'],
    ['answer:q3', 'y'],
    ['other', 'z'],
    ['answer:q:4:c1', 'w'],
    ['answer:q:4', 'v'],
  ] as const;
  expect(fieldsOfForm(entries, { prefix: 'answer:', ids: ['q1', 'q2', 'q:4'] })).toEqual({
    q1: { values: ['a', 'b'], keyed: {} },
    q2: { values: [], keyed: { g1: ['x'] } },
    'q:4': { values: ['v'], keyed: { c1: ['w'] } },
  });
});

test.each([
  ['single-choice', { options: OPTIONS }, 'b'],
  ['ordering', { options: OPTIONS }, ['c', 'a']],
  ['fill-in', { blanks: 2 }, ['甲', '乙']],
  ['hotspot', { points: 1 }, { x: 1.5, y: 2 }],
  [
    'hotspot',
    { points: 3 },
    [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
  ],
  ['matching', { many: true }, { a: ['x', 'y'], b: ['z'] }],
  ['table', {}, { c1: '7' }],
  ['essay', {}, null],
] as const)('%s %j: the fields of %j are read as it', (type, over, answer) => {
  expect(answerOfFields({ ...PROMPT, ...over, type }, fieldsOfAnswer(structuredClone(answer) as never))).toEqual(
    answer,
  );
});
