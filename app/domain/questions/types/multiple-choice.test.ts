import { describe, expect, it } from 'vitest';
import { multipleChoice } from './multiple-choice.ts';
import { SET_RULES, type SetRule } from './set-rule.ts';
import { toMark } from './verdict.ts';

const options = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, text: { zh: `选项${id}` } }));
const body = { prompt: { zh: '哪些对？' }, options };
const grade = (rule: SetRule, key: string[], answer: string[], maxMark: number) =>
  toMark(multipleChoice.judge({ body, scoring: { key, rule }, answer }), maxMark);

describe('multiple choice', () => {
  const key = ['a', 'b', 'c'];
  it.each([
    ['all-or-nothing', 'abc', 500, 'right'],
    ['all-or-nothing', 'ab', 0, 'wrong'],
    ['all-or-nothing', 'abcd', 0, 'wrong'],
    ['all-or-nothing', 'de', 0, 'wrong'],
    ['all-or-nothing', '', 0, 'empty'],
    ['partial', 'abc', 500, 'right'],
    ['partial', 'ab', 333, 'partial'],
    ['partial', 'a', 167, 'partial'],
    ['partial', 'abd', 0, 'wrong'],
    ['partial', 'abcde', 0, 'wrong'],
    ['partial', 'd', 0, 'wrong'],
    ['partial', '', 0, 'empty'],
    ['partial-with-penalty', 'abc', 500, 'right'],
    ['partial-with-penalty', 'abcd', 333, 'partial'],
    ['partial-with-penalty', 'abcde', 167, 'partial'],
    ['partial-with-penalty', 'ab', 333, 'partial'],
    ['partial-with-penalty', 'abd', 167, 'partial'],
    ['partial-with-penalty', 'ad', 0, 'wrong'],
    ['partial-with-penalty', 'ade', 0, 'wrong'],
    ['partial-with-penalty', 'de', 0, 'wrong'],
    ['partial-with-penalty', '', 0, 'empty'],
  ] as const)('%s with key abc: %s out of 5.00 earns %i hundredths, %s', (rule, chosen, mark, outcome) => {
    expect(grade(rule, key, [...chosen], 500)).toMatchObject({ mark, outcome });
  });

  it('rounds the share once and half up: one of two right options out of 0.01 earns 0.01, out of 0.03 earns 0.02', () => {
    expect(grade('partial', ['a', 'b'], ['a'], 1).mark).toBe(1);
    expect(grade('partial', ['a', 'b'], ['a'], 3).mark).toBe(2);
    expect(grade('partial', ['a', 'b', 'c'], ['a'], 1).mark).toBe(0);
  });

  it('never leaves 0 … maxMark and gives full marks for the key alone, whatever is chosen', () => {
    for (const rule of SET_RULES) {
      for (let bits = 0; bits < 32; bits += 1) {
        const chosen = options.map(({ id }) => id).filter((_, i) => bits & (1 << i));
        const { mark } = grade(rule, key, chosen, 500);
        expect(mark).toBeGreaterThanOrEqual(0);
        expect(mark === 500).toBe(chosen.join('') === 'abc');
      }
    }
  });

  it('reads ids in any order, keeps them in the order of the options, and reads its own result again', () => {
    const parsed = multipleChoice.parseAnswer(body, ['c', 'a']);
    expect(parsed).toEqual({ ok: true, value: ['a', 'c'] });
    expect(multipleChoice.parseAnswer(body, ['a', 'c'])).toEqual(parsed);
    expect(multipleChoice.parseAnswer(body, [])).toEqual({ ok: true, value: [] });
  });

  it.each([[['a', 'a']], [['z']], [['a', 1]], ['a'], [{ a: true }], [['a', 'b', 'c', 'd', 'e', 'a']], [undefined]])(
    'refuses %j as an answer',
    (raw) => {
      expect(multipleChoice.parseAnswer(body, raw)).toEqual({ ok: false, code: 'invalid-answer' });
    },
  );

  it('labels equal choices alike and an empty one as empty', () => {
    const scoring = { key, rule: 'partial' };
    expect(multipleChoice.classify({ body, scoring, answer: ['a', 'c'] })).toBe('a+c');
    expect(multipleChoice.classify({ body, scoring, answer: [] })).toBe('empty');
  });
});
