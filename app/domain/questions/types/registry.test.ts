import { describe, expect, it } from 'vitest';
import type { QuestionBody } from '../envelope.ts';
import { classifyAnswer, gradeAnswer, parseAnswer, promptOf, QUESTION_TYPES, reviewOf } from './registry.ts';

const SECRET = '此处是解析';
const envelope = (type: string, body: object, scoring: object) => ({
  id: `exam-${type}`,
  type,
  use: 'exam',
  points: ['B1.01'],
  depth: 'understand',
  difficulty: '0.70',
  body,
  scoring,
  feedback: { explanation: SECRET },
});

const AUTHORED: Record<string, ReturnType<typeof envelope>> = {
  'single-choice': envelope(
    'single-choice',
    { prompt: '问', options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `选项${id}` })) },
    { key: 'b' },
  ),
  'multiple-choice': envelope(
    'multiple-choice',
    { prompt: '问', options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `选项${id}` })) },
    { key: ['a', 'c'], rule: 'partial' },
  ),
  'true-false': envelope('true-false', { prompt: '问' }, { key: 'true' }),
  'fill-in': envelope('fill-in', { prompt: '问____。' }, { accept: ['密钥文字'] }),
  numeric: envelope('numeric', { prompt: '问' }, { value: '4711', tolerance: { absolute: '0' }, unit: '学时' }),
};

const parsed = (type: string) =>
  ({
    formatVersion: 1,
    ...(QUESTION_TYPES.find((each) => each.type === type)?.schema.parse(AUTHORED[type]) as object),
  }) as QuestionBody;

describe('every question type', () => {
  it('has a golden envelope here', () => {
    expect(Object.keys(AUTHORED).sort()).toEqual(QUESTION_TYPES.map(({ type }) => type).sort());
  });

  it.each(QUESTION_TYPES.map(({ type }) => type))('%s: the prompt holds neither key nor explanation', (type) => {
    const shown = JSON.stringify(promptOf(parsed(type)));
    for (const secret of [SECRET, '密钥文字', '4711', 'scoring', 'key', 'accept', 'rule', 'tolerance'])
      expect(shown).not.toContain(secret);
  });

  it.each(QUESTION_TYPES.map(({ type }) => type))('%s: the prompt is the same whatever the key', (type) => {
    const other: Record<string, object> = {
      'single-choice': { key: 'd' },
      'multiple-choice': { key: ['b', 'c', 'd'], rule: 'all-or-nothing' },
      'true-false': { key: 'false' },
      'fill-in': { accept: [['一', '二']] },
      numeric: { value: '1', tolerance: { absolute: '2' }, unit: { zh: '学时' } },
    };
    const question = parsed(type);
    expect(promptOf({ ...question, scoring: other[type] })).toEqual(promptOf(question));
  });

  it.each(QUESTION_TYPES.map(({ type }) => type))('%s: the review gives key and explanation', (type) => {
    const { key, explanation } = reviewOf(parsed(type));
    expect(explanation).toEqual({ zh: SECRET });
    expect(key).toMatchObject({ kind: /choice|true/.test(type) ? 'options' : type === 'numeric' ? 'number' : 'texts' });
  });

  it.each(QUESTION_TYPES.map(({ type }) => type))(
    '%s: the key itself earns full marks, nothing earns nothing',
    (type) => {
      const question = parsed(type);
      const { key } = reviewOf(question);
      const answer =
        key.kind === 'texts'
          ? (key.accept[0]?.[0] ?? '')
          : key.kind === 'number'
            ? key.value
            : type === 'multiple-choice'
              ? key.ids
              : (key.ids[0] ?? '');
      const read = parseAnswer(question, answer);
      expect(read.ok && gradeAnswer({ question, answer: read.value, maxMark: 500 })).toEqual({
        mark: 500,
        outcome: 'right',
      });
      expect(gradeAnswer({ question, answer: null, maxMark: 500 })).toEqual({ mark: 0, outcome: 'empty' });
      expect(parseAnswer(question, null)).toEqual({ ok: true, value: null });
      expect(classifyAnswer(question, null)).toBe('empty');
    },
  );

  it.each(QUESTION_TYPES.map(({ type }) => type))(
    '%s: an unknown field anywhere in the envelope is refused',
    (type) => {
      const schema = QUESTION_TYPES.find((each) => each.type === type)?.schema;
      const authored = AUTHORED[type];
      expect(schema?.safeParse({ ...authored, hint: 'x' }).success).toBe(false);
      expect(schema?.safeParse({ ...authored, scoring: { ...authored?.scoring, hint: 'x' } }).success).toBe(false);
    },
  );

  it('refuses a key that is not among the options, a doubled option, and blanks that differ from the accepted lists', () => {
    const refused = (type: string, change: object) =>
      QUESTION_TYPES.find((each) => each.type === type)
        ?.schema.safeParse({ ...AUTHORED[type], ...change })
        .error?.issues.map(({ message }) => message);
    expect(refused('single-choice', { scoring: { key: 'e' } })).toEqual(['key-not-among-options']);
    expect(refused('multiple-choice', { scoring: { key: ['a', 'a'], rule: 'partial' } })).toEqual(['duplicate-key']);
    expect(refused('fill-in', { body: { prompt: '没有空' } })).toEqual(['blanks-differ']);
    expect(refused('fill-in', { body: { prompt: '____和____' } })).toEqual(['blanks-differ']);
  });
});
