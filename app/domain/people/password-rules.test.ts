import { expect, test } from 'vitest';
import { checkNewPassword } from './password-rules.ts';

const check = (password: string, { username = 'liming', employeeNo = 'SF20260012' } = {}) => {
  const result = checkNewPassword({ password, username, employeeNo });
  return result.ok ? 'ok' : result.detail?.reason;
};

test('nine characters are too short, ten are enough', () => {
  expect(check('harbour-9')).toBe('too-short');
  expect(check('harbour-10')).toBe('ok');
});

test('a Chinese character counts as one, also outside the basic plane', () => {
  expect(check('春眠不觉晓处处闻啼')).toBe('too-short');
  expect(check('春眠不觉晓处处闻啼鸟')).toBe('ok');
  expect(check('𠮷𠮷春眠不觉晓处处闻')).toBe('ok');
  expect(check('𠮷𠮷春眠不觉晓处处')).toBe('too-short');
});

test('200 characters are accepted, 201 are not', () => {
  expect(check('ab'.repeat(100))).toBe('ok');
  expect(check(`${'ab'.repeat(100)}c`)).toBe('too-long');
});

test('one’s own name is refused in any capitals, width and repetition, but may be part of a longer one', () => {
  expect(check('SF20260012')).toBe('own-name');
  expect(check('ｓｆ２０２６００１２')).toBe('own-name');
  expect(check('limingLIMING')).toBe('own-name');
  expect(check('liming keeps bees')).toBe('ok');
});

test('an empty username forbids nothing', () => {
  expect(check('harbour-10', { username: '', employeeNo: '' })).toBe('ok');
});

test('the commonest passwords and one repeated character are refused', () => {
  expect(check('1234567890')).toBe('common');
  expect(check('Password123')).toBe('common');
  expect(check('woaini1314')).toBe('common');
  expect(check('xunkao-demo')).toBe('common');
  expect(check('aaaaaaaaaaaa')).toBe('common');
});
