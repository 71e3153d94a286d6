import { describe, expect, it } from 'vitest';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';
import { toMark } from './verdict.ts';

const body = {
  prompt: { zh: '哪个对？' },
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { zh: `选项${id}` } })),
};

describe('single choice', () => {
  it('gives full marks for the key and nothing for another option', () => {
    expect(toMark(singleChoice.judge({ body, scoring: { key: 'b' }, answer: 'b' }), 250)).toMatchObject({
      mark: 250,
      outcome: 'right',
    });
    expect(toMark(singleChoice.judge({ body, scoring: { key: 'b' }, answer: 'a' }), 250)).toMatchObject({
      mark: 0,
      outcome: 'wrong',
    });
  });

  it.each([['e'], [['a']], [''], ['A'], [0], [undefined], [{}], ['constructor']])('refuses %j as an answer', (raw) => {
    expect(singleChoice.parseAnswer(body, raw)).toEqual({ ok: false, code: 'invalid-answer' });
  });
});

describe('true or false', () => {
  const statement = { prompt: { zh: '对不对？' } };
  it('gives full marks for the key and nothing for the other word', () => {
    for (const key of ['true', 'false']) {
      for (const answer of ['true', 'false']) {
        const { mark } = toMark(trueFalse.judge({ body: statement, scoring: { key }, answer }), 500);
        expect(mark).toBe(key === answer ? 500 : 0);
      }
    }
  });

  it('offers both words as options, in a fixed order', () => {
    expect(trueFalse.toPrompt({ body: statement, scoring: { key: 'false' } }).options?.map(({ id }) => id)).toEqual([
      'true',
      'false',
    ]);
    expect(trueFalse.shufflable).toBe(false);
  });

  it.each([[true], [false], ['True'], ['1'], [['true']], [undefined]])('refuses %j as an answer', (raw) => {
    expect(trueFalse.parseAnswer(statement, raw)).toEqual({ ok: false, code: 'invalid-answer' });
  });
});
