import { expect, test } from 'vitest';
import { createToken } from '#app/usecases/account/create-token.server.ts';
import { type CreateUserCommand, createUser } from '#app/usecases/account/create-user.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { findUnitByCode } from '#db/stores/organisation.ts';
import { findPersonByEmployeeNo, listGrants } from '#db/stores/people.ts';
import { findTokenByHash } from '#db/stores/tokens.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const OPERATOR = systemActor('xk');
const command: CreateUserCommand = {
  employeeNo: 'A1',
  username: 'liming',
  password: 'harbour-lights',
  mustChange: true,
  person: { name: '李明', unitCode: '01', unitName: '试点市', positionLevel: '一级科员', category: '综合管理类' },
  roles: [{ role: 'secadmin', unitCode: '01', reason: 'test' }],
};
const codeOf = (result: { ok: boolean; code?: string }) => (result.ok ? 'done' : result.code);

describeOnBothEngines('a new user', (fresh) => {
  test('comes with unit, person, account and roles into an empty installation', async () => {
    const context = makeTestContext(await fresh());
    const { personId } = taken(await createUser(context, OPERATOR, command));
    const { read } = context.database;
    expect(await findAccount(read, personId)).toMatchObject({ username: 'liming', mustChange: true });
    const grants = await listGrants(read, { personId, now: context.clock.now() });
    expect(grants.map(({ role }) => role)).toEqual(['secadmin']);
  });

  test('leaves nothing behind when its last step is refused', async () => {
    const context = makeTestContext(await fresh());
    const refused = await createUser(context, OPERATOR, {
      ...command,
      roles: [...command.roles, { role: 'auditor', unitCode: '01', reason: 'test' }],
    });
    expect(codeOf(refused)).toBe('role-excluded');
    const { read } = context.database;
    expect(await findUnitByCode(read, '01')).toBeNull();
    expect(await findPersonByEmployeeNo(read, 'A1')).toBeNull();
    // That somebody tried stays on record.
    const [tried, ...more] = await listAuditEntries(read, { stream: 'people', after: 0, limit: 10 });
    expect(tried).toMatchObject({ action: 'role.grant', outcome: 'role-excluded' });
    expect(more).toEqual([]);
  });

  test('is no administrator of a lower unit', async () => {
    const context = makeTestContext(await fresh());
    const root = await seedUnit(context, { code: '01' });
    await seedUnit(context, { code: '0101', parentId: root });
    const roles = [{ role: 'secadmin' as const, unitCode: '0101', reason: 'test' }];
    expect(codeOf(await createUser(context, OPERATOR, { ...command, roles }))).toBe('highest-unit-only');
    const entries = await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 10 });
    expect(entries.at(-1)).toMatchObject({ action: 'role.grant', outcome: 'highest-unit-only' });
  });

  test('may be someone on the roster, and is refused when they are not and no unit is named', async () => {
    const context = makeTestContext(await fresh());
    const unitId = await seedUnit(context, { code: '01' });
    await seedPerson(context, { employeeNo: 'A1', unitId });
    const known = { ...command, person: null };
    expect(codeOf(await createUser(context, OPERATOR, { ...known, employeeNo: 'A9' }))).toBe('not-found');
    expect(codeOf(await createUser(context, OPERATOR, known))).toBe('done');
    expect(codeOf(await createUser(context, OPERATOR, { ...known, username: 'second' }))).toBe('conflict');
  });

  test('never makes a second root', async () => {
    const context = makeTestContext(await fresh());
    await seedUnit(context, { code: '99' });
    expect(codeOf(await createUser(context, OPERATOR, command))).toBe('not-found');
  });

  test('has a password that the rules allow', async () => {
    const context = makeTestContext(await fresh());
    expect(codeOf(await createUser(context, OPERATOR, { ...command, password: 'xunkao-demo' }))).toBe('weak-password');
  });
});

describeOnBothEngines('a token', (fresh) => {
  test('is stored as a hash alone and ends after its days', async () => {
    const context = makeTestContext(await fresh());
    const { token, tokenId, expiresAt } = taken(
      await createToken(context, OPERATOR, { name: 'hr system', scopes: ['appraisal:read'], days: 30 }),
    );
    expect(expiresAt - context.clock.now()).toBe(30 * 86_400_000);
    const { read } = context.database;
    expect(await findTokenByHash(read, token)).toBeNull();
    const [entry] = await listAuditEntries(read, { stream: 'people', after: 0, limit: 10 });
    expect(entry).toMatchObject({ action: 'token.create', subjectId: tokenId });
    expect(JSON.stringify(entry)).not.toContain(token);
  });

  test('is made by the operator or a security administrator, nobody else', async () => {
    const context = makeTestContext(await fresh());
    const root = await seedUnit(context, { code: '01' });
    const make = { name: 'x', scopes: ['appraisal:read'] as const, days: 1 };
    const as = (role: 'secadmin' | 'hr') => actorOf('per_1', { grants: [{ role, unitId: root }] });
    expect(codeOf(await createToken(context, as('hr'), make))).toBe('forbidden');
    expect(codeOf(await createToken(context, as('secadmin'), make))).toBe('done');
  });
});
