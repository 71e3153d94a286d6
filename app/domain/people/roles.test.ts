import { expect, test } from 'vitest';
import { EXCLUSIVE_ROLES, findExcludingRole, ROLES } from './roles.ts';

test('each two of the three administrators exclude each other', () => {
  for (const held of EXCLUSIVE_ROLES)
    for (const role of EXCLUSIVE_ROLES)
      expect(findExcludingRole({ held: ['learner', held], role })).toBe(held === role ? null : held);
});

test('no other role excludes any, and an administrator may take one', () => {
  const others = ROLES.filter((role) => !EXCLUSIVE_ROLES.includes(role));
  for (const role of others) expect(findExcludingRole({ held: ROLES, role })).toBeNull();
  expect(findExcludingRole({ held: others, role: 'auditor' })).toBeNull();
});
