import { expect, test } from 'vitest';
import {
  findResetObstacle,
  formatAccessCode,
  makeAccessCode,
  maskName,
  parseAccessCode,
  proposeUsernames,
} from './access-code.ts';
import { parseUsername } from './account-names.ts';

const bytes = (fill: number) => new Uint8Array(8).fill(fill);

test('a code has 12 characters and reads the same however it is typed', () => {
  const code = makeAccessCode(new Uint8Array([1, 35, 69, 103, 137, 171, 205, 239]));
  expect(code).toHaveLength(12);
  expect(parseAccessCode(formatAccessCode(code))).toBe(code);
  expect(parseAccessCode(` ${formatAccessCode(code).toLowerCase().replaceAll('-', ' － ')} `)).toBe(code);
  expect(parseAccessCode('oil0-0000-0000')).toBe('011000000000');
  expect(parseAccessCode('０１２３４５６７８９ＡＢ')).toBe('0123456789AB');
});

test('eleven or thirteen characters, or one outside the alphabet, are no code', () => {
  expect(parseAccessCode('0'.repeat(11))).toBeNull();
  expect(parseAccessCode('0'.repeat(13))).toBeNull();
  expect(parseAccessCode(`U${'0'.repeat(11)}`)).toBeNull();
  expect(() => makeAccessCode(new Uint8Array(7))).toThrow(RangeError);
  expect(makeAccessCode(bytes(255))).toBe('ZZZZZZZZZZZZ');
});

test('a masked name keeps its first character, and its last when there are three or more', () => {
  expect([maskName('张三'), maskName('欧阳明'), maskName('买买提·艾力'), maskName('吴')]).toEqual([
    '张*',
    '欧*明',
    '买****力',
    '*',
  ]);
});

test.each([
  { by: ['hr'], targetRoles: ['learner'], own: false, obstacle: null },
  { by: ['hr'], targetRoles: [], own: false, obstacle: null },
  { by: ['hr'], targetRoles: ['learner', 'trainer'], own: false, obstacle: 'reset-not-allowed' },
  { by: ['hr'], targetRoles: ['secadmin'], own: false, obstacle: 'operator-only' },
  { by: ['secadmin'], targetRoles: ['trainer', 'hr'], own: false, obstacle: null },
  { by: ['secadmin'], targetRoles: ['learner', 'auditor'], own: false, obstacle: 'operator-only' },
  { by: ['secadmin'], targetRoles: ['sysadmin'], own: false, obstacle: 'operator-only' },
  { by: ['secadmin'], targetRoles: ['secadmin'], own: false, obstacle: 'operator-only' },
  { by: ['secadmin'], targetRoles: ['secadmin'], own: true, obstacle: 'own-role' },
  { by: ['sysadmin'], targetRoles: ['learner'], own: false, obstacle: 'reset-not-allowed' },
  { by: 'operator', targetRoles: ['auditor'], own: false, obstacle: null },
] as const)('$by resets $targetRoles (own: $own): $obstacle', ({ obstacle, ...who }) => {
  expect(findResetObstacle(who)).toBe(obstacle);
});

test('at least one proposed username is valid whatever the employee number is', () => {
  for (const employeeNo of ['00123', 'A-17/3', 'Ａ１', '工号七', '9'.repeat(32)]) {
    const names = proposeUsernames({ employeeNo, personId: 'per_01hzy3v6m2q4r5s6t7v8w9x0yz' });
    expect(names.some((name) => parseUsername(name) === name)).toBe(true);
  }
  expect(proposeUsernames({ employeeNo: 'A007', personId: 'per_x' })[0]).toBe('a007');
});
