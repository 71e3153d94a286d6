import { describe, expect, it } from 'vitest';
import { formatDecimal, parseTypedNumber } from './decimal.ts';
import { numeric } from './numeric.ts';

const body = { prompt: { zh: '每年不少于多少学时？' } };
const grade = (
  answer: string,
  { value = '50', absolute = '0', unit }: { value?: string; absolute?: string; unit?: string } = {},
) =>
  numeric.judge({
    body,
    scoring: { value, tolerance: { absolute }, ...(unit ? { unit: { zh: unit } } : {}) },
    answer,
  }).outcome;

describe('reading a typed number', () => {
  it.each([
    ['50', '50'],
    [' 50 ', '50'],
    ['５０', '50'],
    ['５０．５', '50.5'],
    ['50。5', '50.5'],
    ['+50', '50'],
    ['－50', '-50'],
    ['−50', '-50'],
    ['—50', '-50'],
    ['050', '50'],
    ['50.', '50'],
    ['.5', '0.5'],
    ['50.00', '50'],
    ['-0', '0'],
    ['1,000', '1000'],
    ['1，234，567.5', '1234567.5'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
  ])('%s is %s', (typed, wanted) => {
    const number = parseTypedNumber(typed);
    expect(number && formatDecimal(number)).toBe(wanted);
  });

  it.each([
    '',
    ' ',
    'abc',
    '五十',
    '1,5',
    '1,00',
    '1,0000',
    ',100',
    '1,000,',
    '1e3',
    '0x10',
    '1 000',
    '1.2.3',
    '--1',
    '.',
    '+',
    '∞',
    'NaN',
    '5 0',
  ])('%j is not a number', (typed) => {
    expect(parseTypedNumber(typed)).toBeNull();
  });

  it('takes off the unit that was asked for, and no other', () => {
    expect(parseTypedNumber('50 学时', '学时')).not.toBeNull();
    expect(parseTypedNumber('50％', '%')).not.toBeNull();
    expect(parseTypedNumber('50 天', '学时')).toBeNull();
    expect(parseTypedNumber('学时', '学时')).toBeNull();
  });
});

describe('numeric', () => {
  it.each([
    ['9.9', '0.1', '10', 'right'],
    ['10.1', '0.1', '10', 'right'],
    ['9.8999999999', '0.1', '10', 'wrong'],
    ['10.1000000001', '0.1', '10', 'wrong'],
    // With floating point 0.1 + 0.2 differs from 0.3, and 1.005 − 1 exceeds 0.005.
    ['0.3', '0', '0.3', 'right'],
    ['1.005', '0.005', '1', 'right'],
    ['-5', '0', '5', 'wrong'],
    ['-5.5', '0.5', '-5', 'right'],
    ['9007199254740993', '0', '9007199254740992', 'wrong'],
  ])('%s within %s of %s is %s', (answer, absolute, value, outcome) => {
    expect(grade(answer, { value, absolute })).toBe(outcome);
  });

  it('counts spaces as empty and what is no number as wrong', () => {
    expect(grade(' \u3000')).toBe('empty');
    expect(grade('五十')).toBe('wrong');
    expect(grade('50天', { unit: '学时' })).toBe('wrong');
    expect(grade('50学时', { unit: '学时' })).toBe('right');
  });

  it('takes any typed string, so that an answer half typed is no error', () => {
    for (const raw of ['', '5', '5,', 'abc', '-'])
      expect(numeric.parseAnswer(body, raw)).toEqual({ ok: true, value: raw });
    for (const raw of [50, ['50'], {}, undefined, 'x'.repeat(501), '5\0'])
      expect(numeric.parseAnswer(body, raw)).toEqual({ ok: false, code: 'invalid-answer' });
  });

  it('labels equal numbers alike', () => {
    const scoring = { value: '50', tolerance: { absolute: '0' } };
    const label = (answer: string) => numeric.classify({ body, scoring, answer });
    expect(label('５０．０')).toBe('50');
    expect(label('050')).toBe('50');
    expect(label('五十')).toBe('not-a-number');
    expect(label('')).toBe('empty');
  });
});
