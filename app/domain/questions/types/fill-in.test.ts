import { describe, expect, it } from 'vitest';
import { fillIn } from './fill-in.ts';
import { comparableText } from './typed-text.ts';
import { toMark } from './verdict.ts';

const one = { prompt: { zh: '英文缩写是BPR，即业务流程____。' } };
const three = { prompt: { zh: '____、____和____。' } };
const grade = (accept: string[][], answer: string | string[], maxMark = 500) =>
  toMark(fillIn.judge({ body: accept.length === 1 ? one : three, scoring: { accept }, answer }), maxMark);

describe('comparable form of typed text', () => {
  it.each([
    ['ＢＰＲ', 'bpr', 'full-width letters and case'],
    ['  再 造\u3000', '再造', 'spaces outside and inside, full-width ones too'],
    ['再\u200b造\ufeff', '再造', 'invisible characters'],
    ['“三网一库”', '"三网一库"', 'Chinese quotation marks'],
    ['「三网一库」', '"三网一库"', 'corner brackets'],
    ['A、B，C', 'a,b,c', 'enumeration comma and full-width comma'],
    ['G2B。', 'g2b.', 'Chinese full stop'],
    ['互联网＋政务', '互联网+政务', 'full-width plus'],
    ['（试行）', '(试行)', 'full-width brackets'],
    ['2002——2026', '2002-2026', 'double dash'],
    ['1–2', '1-2', 'en dash'],
    ['约翰•史密斯', '约翰·史密斯', 'bullet for the middle dot'],
    ['……', '...', 'Chinese ellipsis'],
    ['STRASSE', 'straße', 'case folding, not only lower case'],
    ['ﬁle', 'file', 'ligatures'],
    ['㈠', '(一)', 'compatibility characters'],
  ])('%s equals %s (%s)', (typed, wanted) => {
    expect(comparableText(typed)).toBe(comparableText(wanted));
  });

  it('keeps apart what differs in a letter or a mark that carries meaning', () => {
    expect(comparableText('重组')).not.toBe(comparableText('重构'));
    expect(comparableText('1.5')).not.toBe(comparableText('15'));
    expect(comparableText('G2B')).not.toBe(comparableText('G2C'));
  });

  it('is the same when applied twice', () => {
    for (const text of ['Ａ “B”、C——D……', 'ẞ ﬁ ㈠ ǅ', '２０．５％']) {
      expect(comparableText(comparableText(text))).toBe(comparableText(text));
    }
  });
});

describe('fill-in', () => {
  it('accepts each of the listed texts for one blank', () => {
    expect(grade([['再造', '重组']], ' 重 组 ')).toMatchObject({ mark: 500, outcome: 'right' });
    expect(grade([['再造', '重组']], '优化')).toMatchObject({ mark: 0, outcome: 'wrong' });
  });

  it.each([
    [['甲', '乙', '丙'], 500, 'right'],
    [['甲', '乙', 'x'], 333, 'partial'],
    [['甲', '', ''], 167, 'partial'],
    [['乙', '甲', 'x'], 0, 'wrong'],
    [['', ' ', '\u3000'], 0, 'empty'],
  ])('three blanks share 5.00 equally, in order: %j earns %i hundredths', (answer, mark, outcome) => {
    expect(grade([['甲'], ['乙'], ['丙']], answer)).toMatchObject({ mark, outcome });
  });

  it('counts spaces alone as empty', () => {
    expect(grade([['再造']], ' \u3000')).toMatchObject({ mark: 0, outcome: 'empty' });
  });

  it('takes a string for one blank and exactly as many strings as there are blanks', () => {
    expect(fillIn.parseAnswer(one, '再造').ok).toBe(true);
    expect(fillIn.parseAnswer(three, ['a', 'b', 'c']).ok).toBe(true);
    for (const raw of [['再造'], 5, {}, 'x'.repeat(501), 'a\0b', '\ud800']) {
      expect(fillIn.parseAnswer(one, raw), JSON.stringify(raw)).toEqual({ ok: false, code: 'invalid-answer' });
    }
    for (const raw of ['a', ['a', 'b'], ['a', 'b', 3], ['a', 'b', 'c', 'd']]) {
      expect(fillIn.parseAnswer(three, raw)).toEqual({ ok: false, code: 'invalid-answer' });
    }
    expect(fillIn.parseAnswer(one, 'x'.repeat(500)).ok).toBe(true);
  });

  it('counts answers that compare equal under one label', () => {
    const scoring = { accept: [['再造']] };
    expect(fillIn.classify({ body: one, scoring, answer: 'Ｂ ＰＲ' })).toBe(
      fillIn.classify({ body: one, scoring, answer: 'bpr' }),
    );
    expect(fillIn.classify({ body: one, scoring, answer: ' ' })).toBe('empty');
  });
});
