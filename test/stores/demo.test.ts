import { expect, test } from 'vitest';
import { EXCLUSIVE_ROLES } from '#app/domain/people/roles.ts';
import { signIn } from '#app/usecases/account/sign-in.server.ts';
import { DEMO_UNITS, makeDemoRoster } from '#app/usecases/demo/demo-roster.ts';
import { loadDemoOrganisation } from '#app/usecases/demo/load-demo-organisation.server.ts';
import { listUnitsOn } from '#db/stores/organisation.ts';
import { listPlacementsOn } from '#db/stores/people.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { taken } from '#test/support/people.ts';

test('the roster has 120 people with names and numbers of their own, over three levels and twelve units', () => {
  const roster = makeDemoRoster(2026);
  expect(roster).toHaveLength(120);
  expect(new Set(roster.map(({ name }) => name)).size).toBe(120);
  expect(new Set(roster.map(({ employeeNo }) => employeeNo)).size).toBe(120);
  expect(DEMO_UNITS).toHaveLength(12);
  const served = new Set(roster.map(({ postings }) => postings.at(-1)?.unit));
  expect(DEMO_UNITS.filter(({ code, parent }) => parent !== null && !served.has(code))).toEqual([]);
});

test('every account that is not an administrator’s is a learner’s too; an administrator holds one role', () => {
  for (const { username, roles } of makeDemoRoster(2026)) {
    if (username === null) continue;
    const held = roles.map(({ role }) => role);
    if (EXCLUSIVE_ROLES.includes(username)) expect(held).toEqual([username]);
    else expect(new Set(held)).toEqual(new Set(['learner', username]));
  }
});

test.each([2024, 2026, 2031])('postings in %i follow one another', (year) => {
  for (const { postings } of makeDemoRoster(year)) {
    const days = postings.map(({ validFrom }) => validFrom);
    expect([...days].sort()).toEqual(days);
    expect(new Set(days).size).toBe(days.length);
  }
});

describeOnBothEngines('the demo organisation', (fresh) => {
  test('is loaded once, into an empty database, and every account opens with the one password', async () => {
    const context = makeTestContext(await fresh());
    expect(await loadDemoOrganisation(context)).toBe(true);
    expect(await loadDemoOrganisation(context)).toBe(false);
    const { read } = context.database;
    expect(await listUnitsOn(read, '2026-11-20')).toHaveLength(12);
    expect(await listPlacementsOn(read, { unitIds: null, day: '2026-11-20' })).toHaveLength(120);
    for (const username of ['learner', 'hr', 'auditor']) {
      const command = { username, password: 'xunkao-demo', device: null };
      const { roles } = taken(await signIn(context, { kind: 'anonymous', address: '' }, command));
      expect(roles, username).toContain(username);
    }
  });
});
