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

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `选项${id}` }));
const levels = [
  { credit: '1.00', text: '密钥文字' },
  { credit: '0.00', text: '无' },
];
const AUTHORED: Record<string, ReturnType<typeof envelope>> = {
  'single-choice': envelope('single-choice', { prompt: '问', options }, { key: 'b' }),
  'multiple-choice': envelope('multiple-choice', { prompt: '问', options }, { key: ['a', 'c'], rule: 'partial' }),
  'true-false': envelope('true-false', { prompt: '问' }, { key: 'true' }),
  'fill-in': envelope('fill-in', { prompt: '问____。' }, { accept: ['密钥文字'] }),
  numeric: envelope('numeric', { prompt: '问' }, { value: '4711', tolerance: { absolute: '0' }, unit: '学时' }),
  matching: envelope('matching', { prompt: '问', left: options, options }, { key: { a: 'b' }, rule: 'partial' }),
  ordering: envelope('ordering', { prompt: '问', options }, { key: ['d', 'c', 'b', 'a'], rule: 'longest-run' }),
  'gap-match': envelope(
    'gap-match',
    { prompt: '问', passage: '[[g1]]。', options },
    { key: { g1: 'c' }, rule: 'per-gap' },
  ),
  'inline-choice': envelope(
    'inline-choice',
    { prompt: '问', passage: '[[g1]]。', fields: { g1: { kind: 'text' } } },
    { fields: { g1: { kind: 'text', accept: ['密钥文字'] } } },
  ),
  hotspot: envelope(
    'hotspot',
    { prompt: '问', image: { src: '/assets/x.webp', width: 5000, height: 5000, alt: '图' } },
    { areas: [{ shape: 'rect', left: 4711, top: 1, right: 4712, bottom: 2 }] },
  ),
  'hot-text': envelope('hot-text', { prompt: '问', passage: '[[h1|甲]][[h2|乙]]' }, { key: ['h2'], rule: 'partial' }),
  'short-text': envelope('short-text', { prompt: '问', length: { max: 50 } }, { accept: ['密钥文字'] }),
  essay: envelope(
    'essay',
    { prompt: '问', length: { max: 500 } },
    { rubric: [{ id: 'r1', title: '密钥文字', weight: '1.00', levels }], model: '密钥文字' },
  ),
  table: envelope(
    'table',
    {
      prompt: '问',
      table: { columns: ['甲', '乙'], rows: [{ header: '丙', cells: [{ field: 'c1' }] }] },
      fields: { c1: { kind: 'number' } },
    },
    { fields: { c1: { kind: 'number', value: '4711', tolerance: { absolute: '0' } } } },
  ),
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
      matching: { key: { b: 'a', c: 'c' }, rule: 'all-or-nothing' },
      ordering: { key: ['a', 'b', 'c', 'd'], rule: 'exact' },
      'gap-match': { key: { g1: ['a', 'b'] }, rule: 'all-or-nothing' },
      'inline-choice': { fields: { g1: { kind: 'text', accept: ['一', '二'] } } },
      hotspot: { areas: [{ shape: 'circle', x: 1, y: 1, radius: 1 }] },
      'hot-text': { key: ['h1'], rule: 'all-or-nothing' },
      'short-text': { keywords: [{ id: 'k1', any: ['一'] }] },
      essay: { rubric: [] },
      table: { fields: { c1: { kind: 'number', value: '1', tolerance: { absolute: '2' } } } },
    };
    const question = parsed(type);
    expect(promptOf({ ...question, scoring: other[type] })).toEqual(promptOf(question));
  });

  it.each(QUESTION_TYPES.map(({ type }) => type))('%s: the review gives key and explanation', (type) => {
    const { key, explanation } = reviewOf(parsed(type));
    expect(explanation).toEqual({ zh: SECRET });
    expect(JSON.stringify(key).length).toBeGreaterThan(JSON.stringify({ kind: key.kind }).length);
  });

  it.each(QUESTION_TYPES.map(({ type }) => type))('%s: no answer earns nothing and is counted as empty', (type) => {
    const question = parsed(type);
    expect(gradeAnswer({ question, answer: null, maxMark: 500 })).toMatchObject({ mark: 0, outcome: 'empty' });
    expect(parseAnswer(question, null)).toEqual({ ok: true, value: null });
    expect(classifyAnswer(question, null)).toBe('empty');
  });

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
