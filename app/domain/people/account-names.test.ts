import { expect, test } from 'vitest';
import { foldAccountName, parseEmployeeNo, parseUsername } from './account-names.ts';

test('full width, capitals and surrounding space mean the same account', () => {
  expect(foldAccountName('　Ｌｅａｒｎｅｒ ')).toBe('learner');
});

test('a username has 2 to 32 characters and begins with a letter', () => {
  expect(parseUsername('a')).toBeNull();
  expect(parseUsername('Li')).toBe('li');
  expect(parseUsername(`a${'b'.repeat(31)}`)).toBe(`a${'b'.repeat(31)}`);
  expect(parseUsername(`a${'b'.repeat(32)}`)).toBeNull();
  expect(parseUsername('1li')).toBeNull();
  expect(parseUsername('li ming')).toBeNull();
  expect(parseUsername('李明')).toBeNull();
});

test('an employee number keeps its capitals and may be digits alone', () => {
  expect(parseEmployeeNo(' SF-0012 ')).toBe('SF-0012');
  expect(parseEmployeeNo('００１２')).toBe('0012');
  expect(parseEmployeeNo('')).toBeNull();
  expect(parseEmployeeNo('1'.repeat(32))).toBe('1'.repeat(32));
  expect(parseEmployeeNo('1'.repeat(33))).toBeNull();
  expect(parseEmployeeNo('12 34')).toBeNull();
});
