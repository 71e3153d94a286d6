import { expect, test } from 'vitest';
import { type AuditEntry, checkChain } from '#app/domain/audit/chain.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { createToken } from '#app/usecases/account/create-token.server.ts';
import { endSessions } from '#app/usecases/account/end-sessions.server.ts';
import { listSessions } from '#app/usecases/account/list-sessions.server.ts';
import { listTokens } from '#app/usecases/account/list-tokens.server.ts';
import { revokeToken } from '#app/usecases/account/revoke-token.server.ts';
import { signIn } from '#app/usecases/account/sign-in.server.ts';
import { listLockedAccounts, unlockAccount } from '#app/usecases/account/unlock-account.server.ts';
import { exportLog } from '#app/usecases/audit/export-log.server.ts';
import { noteRefusal, tellRepeatedRefusals } from '#app/usecases/audit/note-refusals.server.ts';
import { readSecurity } from '#app/usecases/audit/read-security.server.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type LogQuery, searchLog } from '#app/usecases/audit/search-log.server.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { changeSetting } from '#app/usecases/operation/change-setting.server.ts';
import { listSettings } from '#app/usecases/operation/list-settings.server.ts';
import { readAttention } from '#app/usecases/operation/read-attention.server.ts';
import { readSettings } from '#app/usecases/operation/read-settings.server.ts';
import { readSystemState } from '#app/usecases/operation/read-system-state.server.ts';
import { changeRoleEnd } from '#app/usecases/people/change-role-end.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { listRoleHolders } from '#app/usecases/people/list-role-holders.server.ts';
import { listUnitChoices } from '#app/usecases/people/list-unit-choices.server.ts';
import { readRolesOfPerson } from '#app/usecases/people/read-roles-of-person.server.ts';
import { revokeRole } from '#app/usecases/people/revoke-role.server.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { findSession, insertSession } from '#db/stores/sessions.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines, type Fresh } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const OPERATOR = systemActor('xk');
const DAY = 86_400_000;
const codeOf = (result: { ok: boolean; code?: string }) => (result.ok ? 'done' : result.code);
const entriesOf = async (context: TestContext, stream: string): Promise<AuditEntry[]> =>
  listAuditEntries(context.database.read, { stream, after: 0, limit: 1_000 });
const outcomesOf = async (context: TestContext, stream: string, action: string) =>
  (await entriesOf(context, stream)).filter((entry) => entry.action === action).map(({ outcome }) => outcome);

async function withPeople(fresh: Fresh) {
  const context = makeTestContext(await fresh());
  const root = await seedUnit(context, { code: '01' });
  const guardId = await seedPerson(context, { employeeNo: 'G1', unitId: root, username: 'qian' });
  const otherId = await seedPerson(context, { employeeNo: 'P1', unitId: root, username: 'zhao' });
  const as = (role: Role, personId = `per_${role}`) => actorOf(personId, { grants: [{ role, unitId: root }] });
  return { context, root, guardId, otherId, guard: as('secadmin', guardId), as };
}

describeOnBothEngines('roles over time', (fresh) => {
  const role = { role: 'marker' as const, unitCode: '01', reason: 'test', endsAt: null };

  test('every refused grant is on record with its code, though nothing else is written', async () => {
    const { context, guardId, otherId, guard, as } = await withPeople(fresh);
    expect(codeOf(await grantRole(context, as('sysadmin'), { ...role, personId: otherId }))).toBe('forbidden');
    expect(codeOf(await grantRole(context, guard, { ...role, personId: guardId }))).toBe('own-role');
    expect(codeOf(await grantRole(context, guard, { ...role, employeeNo: 'nobody' }))).toBe('not-found');
    expect(codeOf(await grantRole(context, guard, { ...role, personId: otherId, unitCode: '9' }))).toBe('not-found');
    taken(await grantRole(context, guard, { ...role, personId: otherId, role: 'auditor' }));
    expect(codeOf(await grantRole(context, guard, { ...role, personId: otherId, role: 'sysadmin' }))).toBe(
      'role-excluded',
    );
    expect(await outcomesOf(context, 'people', 'role.grant')).toEqual([
      ...['forbidden', 'own-role', 'not-found', 'not-found', 'done', 'role-excluded'],
    ]);
  });

  test('a reason passes at 500 characters and is refused at 501, for every act on a role', async () => {
    const { context, otherId, guard } = await withPeople(fresh);
    const longest = '由'.repeat(500);
    const long = { reason: `${longest}由` };
    const tooLong = { code: 'invalid-input', detail: { errors: ['reason-too-long'] } };
    const command = { ...role, personId: otherId };
    expect(await grantRole(context, guard, { ...command, ...long })).toMatchObject(tooLong);
    const { grantId } = taken(await grantRole(context, guard, { ...command, reason: longest }));
    const move = { grantId, seen: null, endsAt: context.clock.now() + DAY };
    expect(await changeRoleEnd(context, guard, { ...move, ...long })).toMatchObject(tooLong);
    taken(await changeRoleEnd(context, guard, { ...move, reason: longest }));
    expect(await revokeRole(context, guard, { grantId, ...long })).toMatchObject(tooLong);
    taken(await revokeRole(context, guard, { grantId, reason: longest }));
  });

  test('the three administrators’ roles are granted for a highest unit only, by whomever', async () => {
    const { context, root, otherId, guard } = await withPeople(fresh);
    await seedUnit(context, { code: '0101', parentId: root });
    await seedUnit(context, { code: '02' });
    const give = (actor: Actor, which: Role, unitCode: string) =>
      grantRole(context, actor, { ...role, personId: otherId, role: which, unitCode });
    for (const which of ['sysadmin', 'secadmin', 'auditor'] as const)
      for (const actor of [guard, OPERATOR])
        expect(codeOf(await give(actor, which, '0101')), which).toBe('highest-unit-only');
    expect(codeOf(await give(guard, 'auditor', '02'))).toBe('not-found');
    expect(codeOf(await give(guard, 'hr', '0101'))).toBe('done');
    expect(codeOf(await give(guard, 'auditor', '01'))).toBe('done');
    expect(codeOf(await give(OPERATOR, 'auditor', '02'))).toBe('done');
    expect(new Set((await outcomesOf(context, 'people', 'role.grant')).slice(0, 6))).toEqual(
      new Set(['highest-unit-only']),
    );
  });

  test('out of a security administrator’s reach are as if they did not exist, and every attempt is on record', async () => {
    const { context, root, guardId, otherId, guard } = await withPeople(fresh);
    const below = await seedUnit(context, { code: '0101', parentId: root });
    await seedUnit(context, { code: '0102', parentId: root });
    await seedUnit(context, { code: '010101', parentId: below });
    const lower = actorOf('per_lower', { grants: [{ role: 'secadmin', unitId: below }] });
    const give = (actor: Actor, unitCode: string) =>
      grantRole(context, actor, { ...role, personId: otherId, role: 'hr', unitCode });
    expect(codeOf(await give(lower, '01'))).toBe('not-found');
    expect(codeOf(await give(lower, '0102'))).toBe('not-found');
    const inside = taken(await give(lower, '010101')).grantId;
    const outside = [
      taken(await give(guard, '0102')).grantId,
      taken(await grantRole(context, OPERATOR, { ...role, role: 'secadmin', personId: guardId })).grantId,
    ];
    for (const grantId of outside) {
      expect(await revokeRole(context, lower, { grantId, reason: 'x' })).toMatchObject({ code: 'not-found' });
      const move = { grantId, seen: null, endsAt: context.clock.now() + DAY, reason: 'x' };
      expect(await changeRoleEnd(context, lower, move)).toMatchObject({ code: 'not-found' });
    }
    expect(await outcomesOf(context, 'people', 'role.revoke')).toEqual(['not-found', 'not-found']);
    expect(await outcomesOf(context, 'people', 'role.change-end')).toEqual(['not-found', 'not-found']);
    const { holders } = await listRoleHolders(context, lower, { role: null, page: 1 });
    expect(holders.filter(({ revocable }) => revocable).map(({ grantId }) => grantId)).toEqual([inside]);
    const { grants } = taken(await readRolesOfPerson(context, lower, { personId: otherId }));
    expect(grants.filter(({ changeable }) => changeable).map(({ grantId }) => grantId)).toEqual([inside]);
    const units = await listUnitChoices(context, lower, { action: 'role.grant' });
    expect(units.map(({ id }) => id)).toEqual(['0101', '010101']);
    expect(codeOf(await revokeRole(context, lower, { grantId: inside, reason: 'x' }))).toBe('done');
  });

  test('an end is moved with a reason, against a change meanwhile, and the log still agrees with the grant', async () => {
    const { context, otherId, guard } = await withPeople(fresh);
    const now = context.clock.now();
    const { grantId } = taken(await grantRole(context, guard, { ...role, personId: otherId, endsAt: now + DAY }));
    const move = { grantId, seen: now + DAY, endsAt: now + 2 * DAY, reason: 'longer' };
    expect(codeOf(await changeRoleEnd(context, guard, { ...move, reason: '  ' }))).toBe('invalid-input');
    expect(codeOf(await changeRoleEnd(context, guard, { ...move, endsAt: now }))).toBe('invalid-input');
    expect(codeOf(await changeRoleEnd(context, guard, { ...move, endsAt: move.seen }))).toBe('unchanged');
    expect(codeOf(await changeRoleEnd(context, guard, move))).toBe('done');
    expect(codeOf(await changeRoleEnd(context, guard, { ...move, endsAt: null }))).toBe('stale-version');
    expect(codeOf(await changeRoleEnd(context, guard, { ...move, seen: now + 2 * DAY, endsAt: null }))).toBe('done');
    const seen = taken(await readRolesOfPerson(context, guard, { personId: otherId }));
    expect(seen.grants[0]?.changes.map(({ endsAt }) => endsAt)).toEqual([now + 2 * DAY, null]);
    expect((await verifyAudit(context, OPERATOR)).value.faults.filter(({ chain }) => chain === 'role')).toEqual([]);
  });

  test('one that has ended is not extended', async () => {
    const { context, otherId, guard } = await withPeople(fresh);
    const endsAt = context.clock.now() + DAY;
    const { grantId } = taken(await grantRole(context, guard, { ...role, personId: otherId, endsAt }));
    context.pass(DAY);
    const move = { grantId, seen: endsAt, endsAt: null, reason: 'again' };
    expect(codeOf(await changeRoleEnd(context, guard, move))).toBe('role-ended');
  });

  test('the last security administrator gets no end, unless another is there for longer', async () => {
    const { context, guardId, otherId } = await withPeople(fresh);
    const now = context.clock.now();
    const give = (personId: string, endsAt: number | null) =>
      grantRole(context, OPERATOR, { ...role, role: 'secadmin', personId, endsAt });
    const { grantId } = taken(await give(guardId, null));
    const move = { grantId, seen: null, endsAt: now + 2 * DAY, reason: 'shorter' };
    expect(codeOf(await changeRoleEnd(context, OPERATOR, move))).toBe('last-administrator');
    taken(await give(otherId, now + 2 * DAY));
    expect(codeOf(await changeRoleEnd(context, OPERATOR, move))).toBe('last-administrator');
    expect(codeOf(await changeRoleEnd(context, OPERATOR, { ...move, endsAt: now + DAY }))).toBe('done');
    expect(await outcomesOf(context, 'people', 'role.change-end')).toEqual([
      ...['last-administrator', 'last-administrator', 'done'],
    ]);
  });

  test('are found by role, unit, name, near end and past end', async () => {
    const { context, root, otherId, guard } = await withPeople(fresh);
    const below = await seedUnit(context, { code: '0101', parentId: root });
    const now = context.clock.now();
    const give = (unitCode: string, endsAt: number | null) =>
      grantRole(context, guard, { ...role, personId: otherId, unitCode, endsAt });
    const { grantId } = taken(await give('01', null));
    taken(await give('0101', now + 20 * DAY));
    const find = async (query: object) =>
      (await listRoleHolders(context, guard, { role: null, page: 1, ...query })).total;
    expect(await find({})).toBe(2);
    expect(await find({ unitId: below })).toBe(1);
    expect(await find({ unitId: root })).toBe(2);
    expect(await find({ search: 'p1' })).toBe(2);
    expect(await find({ search: 'nobody' })).toBe(0);
    expect(await find({ state: 'ending' })).toBe(1);
    expect(await find({ state: 'ended' })).toBe(0);
    taken(await revokeRole(context, guard, { grantId, reason: 'test' }));
    expect(await find({ state: 'ended' })).toBe(1);
    context.pass(20 * DAY);
    expect(await find({ state: 'ended' })).toBe(2);
  });
});

describeOnBothEngines('sessions seen by the guard', (fresh) => {
  const session = (context: TestContext, personId: string, n: number) => ({
    id: `s${n}`,
    personId,
    createdAt: context.clock.now() - DAY / 24,
    expiresAt: context.clock.now() + 4 * 3_600_000 - n,
    absoluteExpiresAt: context.clock.now() + DAY,
    address: `10.0.0.${n}`,
    agent: '',
  });

  test('are found by person and address, ended with a reason, and never the one acted from', async () => {
    const { context, otherId, guardId, guard } = await withPeople(fresh);
    await context.database.transaction(async (tx) => {
      for (const n of [1, 2]) await insertSession(tx, session(context, otherId, n));
      await insertSession(tx, { ...session(context, guardId, 3), id: 'session' });
      await insertSession(tx, { ...session(context, otherId, 4), expiresAt: context.clock.now() });
    });
    const find = async (who: string, address: string) =>
      (await listSessions(context, guard, { who, address, page: 1 })).sessions.map(({ address: at }) => at);
    expect(await find('', '')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    expect(await find('P1', '')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(await find('', '10.0.0.2')).toEqual(['10.0.0.2']);
    const end = (sessionId: string | null, personId: string, reason = 'test') =>
      endSessions(context, guard, { personId, sessionId, reason });
    expect(codeOf(await end('s1', otherId, ''))).toBe('invalid-input');
    expect(codeOf(await end('s1', otherId))).toBe('done');
    expect(await findSession(context.database.read, 's1')).toBeNull();
    expect(codeOf(await end(null, otherId))).toBe('done');
    expect(codeOf(await end(null, guardId))).toBe('not-found');
    expect(await findSession(context.database.read, 'session')).not.toBeNull();
    expect(await outcomesOf(context, 'people', 'session.end')).toEqual(['done', 'done']);
  });

  test('are nobody else’s business', async () => {
    const { context, otherId, as } = await withPeople(fresh);
    for (const role of ['sysadmin', 'auditor', 'hr'] as const) {
      expect((await listSessions(context, as(role), { who: '', address: '', page: 1 })).total).toBe(0);
      expect(codeOf(await endSessions(context, as(role), { personId: otherId, sessionId: null, reason: 'x' }))).toBe(
        'forbidden',
      );
    }
  });

  test('a locked account is listed and unlocked with a reason, not by its holder', async () => {
    const { context, otherId, guard } = await withPeople(fresh);
    const enter = (password: string) =>
      signIn(context, { kind: 'anonymous', address: '192.0.2.9' }, { username: 'zhao', password, device: null });
    for (let n = 0; n < 10; n += 1) await enter('wrong');
    expect(codeOf(await enter('harbour-zhao'))).toBe('too-many-attempts');
    expect((await listLockedAccounts(context, guard)).map(({ id }) => id)).toEqual([otherId]);
    const self = { ...guard, personId: otherId };
    expect(codeOf(await unlockAccount(context, self, { personId: otherId, reason: 'me' }))).toBe('forbidden');
    expect(codeOf(await unlockAccount(context, guard, { personId: otherId, reason: 'called' }))).toBe('done');
    expect(codeOf(await enter('harbour-zhao'))).toBe('done');
    expect(codeOf(await unlockAccount(context, guard, { personId: otherId, reason: 'again' }))).toBe('not-found');
  });
});

describeOnBothEngines('tokens on their page', (fresh) => {
  test('live a year at most, are listed without their hash, and end with a reason', async () => {
    const { context, guard } = await withPeople(fresh);
    const make = (days: number) => createToken(context, guard, { name: 'hr', scopes: ['appraisal:read'], days });
    expect(codeOf(await make(0))).toBe('invalid-input');
    expect(codeOf(await make(366))).toBe('invalid-input');
    const { tokenId } = taken(await make(365));
    taken(await make(14));
    const list = await listTokens(context, guard, { state: 'valid', page: 1 });
    expect(list.counts).toEqual({ valid: 2, expiring: 1, ended: 0 });
    expect(JSON.stringify(list)).not.toContain('hash');
    expect(codeOf(await revokeToken(context, guard, { tokenId, reason: '' }))).toBe('invalid-input');
    expect(codeOf(await revokeToken(context, guard, { tokenId, reason: 'lost' }))).toBe('done');
    expect(codeOf(await revokeToken(context, guard, { tokenId, reason: 'lost' }))).toBe('already-revoked');
  });
});

describeOnBothEngines('settings', (fresh) => {
  test('change with a reason, hold at once, keep their past, and are not overwritten unseen', async () => {
    const { context, as } = await withPeople(fresh);
    const operator = as('sysadmin');
    const key = 'session.idle-hours';
    const change = (typed: string | null, seen: string | null, reason = 'test') =>
      changeSetting(context, operator, { key, typed, seen, reason });
    expect((await readSettings(context))[key]).toBe(4);
    expect(codeOf(await change('8', null, ' '))).toBe('invalid-input');
    expect(codeOf(await change('25', null))).toBe('invalid-input');
    expect(codeOf(await change('17', null))).toBe('invalid-input');
    expect(codeOf(await change('4', null))).toBe('unchanged');
    expect(codeOf(await change('８', null))).toBe('done');
    expect((await readSettings(context))[key]).toBe(8);
    expect(codeOf(await change('6', null))).toBe('stale-version');
    const seen = (await listSettings(context, operator)).settings.find((line) => line.key === key)?.rowId ?? null;
    const both = await Promise.all([change('6', seen), change('7', seen)]);
    expect(both.map(codeOf).sort()).toEqual(['done', 'stale-version']);
    const { changes } = await listSettings(context, operator);
    expect(changes.map(({ before }) => before)).toEqual([8, null]);
    expect(codeOf(await changeSetting(context, as('secadmin'), { key, typed: '5', seen, reason: 'x' }))).toBe(
      'forbidden',
    );
  });

  test('the state of the system is the operator’s and has nobody’s data', async () => {
    const { context, as } = await withPeople(fresh);
    const state = await readSystemState(context, as('sysadmin'));
    expect(state).toMatchObject({ certificatesWaiting: 0, sessions: 0, lastBackup: null });
    expect(state?.size).toBeGreaterThan(0);
    expect(state?.migrations).toBeGreaterThan(2);
    expect(await readSystemState(context, as('auditor'))).toBeNull();
  });
});

describeOnBothEngines('security events', (fresh) => {
  test('a request turned away is on record once, its repetitions with their number afterwards', async () => {
    const { context, as } = await withPeople(fresh);
    const ask = (action: string) =>
      noteRefusal(context, { kind: 'access', actor: as('sysadmin'), method: 'GET', path: '/staff/audit', action });
    for (let n = 0; n < 5; n += 1) await ask('audit.view');
    await ask('role.grant');
    const told = async () => (await entriesOf(context, 'system')).map(({ subjectId, detail }) => [subjectId, detail]);
    expect(await told()).toHaveLength(2);
    context.pass(10 * 60_000);
    await tellRepeatedRefusals(context);
    await tellRepeatedRefusals(context);
    expect(await told()).toHaveLength(3);
    expect((await entriesOf(context, 'system')).at(-1)?.detail).toMatchObject({ times: 4 });
  });

  test('ten thousand addresses of one attacker leave a bounded trace', async () => {
    const { context } = await withPeople(fresh);
    for (let n = 0; n < 10_000; n += 1)
      await noteRefusal(context, {
        ...{ kind: 'foreign-write', method: 'POST', path: `/${n}`, origin: 'https://elsewhere.example' },
        actor: { kind: 'anonymous', address: '203.0.113.7' },
      });
    expect((await entriesOf(context, 'system')).length).toBeLessThanOrEqual(21);
  });

  test('are counted by kind and day in the zone, and paged newest first', async () => {
    const { context, otherId, guard, as } = await withPeople(fresh);
    const refuse = () =>
      grantRole(context, as('sysadmin'), { personId: otherId, role: 'hr', unitCode: '01', reason: 'x', endsAt: null });
    for (let n = 0; n < 60; n += 1) await refuse();
    context.pass(DAY);
    await refuse();
    const view = await readSecurity(context, guard, { kind: 'refused-grant', day: null, after: null });
    expect(view.counts.find(({ kind }) => kind === 'refused-grant')?.byDay.slice(-2)).toEqual([60, 1]);
    expect(view.rows).toHaveLength(50);
    const rest = await readSecurity(context, guard, { kind: 'refused-grant', day: null, after: view.older });
    expect(rest.rows).toHaveLength(11);
    expect(rest.older).toBeNull();
    expect((await readSecurity(context, as('sysadmin'), { kind: null, day: null, after: null })).rows).toEqual([]);
  });

  test('an administrator’s sign-in from a browser never used for it stands out, from a known one not', async () => {
    const { context, otherId } = await withPeople(fresh);
    taken(
      await grantRole(context, OPERATOR, {
        ...{ personId: otherId, role: 'auditor', unitCode: '01', reason: 'test', endsAt: null },
      }),
    );
    const enter = (device: string | null) =>
      signIn(
        context,
        { kind: 'anonymous', address: '192.0.2.9' },
        { username: 'zhao', password: 'harbour-zhao', device },
      );
    const { device } = taken(await enter(null));
    await enter(device);
    expect(await outcomesOf(context, 'people', 'account.new-device')).toEqual(['done']);
    const [entry] = (await entriesOf(context, 'people')).filter(({ action }) => action === 'account.new-device');
    expect(entry).toMatchObject({ actorKind: 'person', actorId: otherId, address: '192.0.2.9' });
  });

  test('each desk is told what it must look at, and only that', async () => {
    const { context, guardId, guard, as } = await withPeople(fresh);
    taken(
      await grantRole(context, OPERATOR, {
        ...{ personId: guardId, role: 'secadmin', unitCode: '01', reason: 'test', endsAt: null },
      }),
    );
    const kinds = async (actor: typeof guard) => (await readAttention(context, actor)).map(({ kind }) => kind);
    expect(await kinds(guard)).toEqual(['no-hr', 'one-secadmin', 'no-sysadmin', 'no-auditor']);
    expect(await kinds(as('auditor'))).toEqual(['never-verified']);
    await verifyAudit(context, OPERATOR);
    expect(await kinds(as('auditor'))).toEqual([]);
    context.pass(7 * DAY);
    expect(await kinds(as('auditor'))).toEqual([]);
    context.pass(1);
    expect(await kinds(as('auditor'))).toEqual(['not-verified']);
    expect(await kinds(as('sysadmin'))).toEqual([]);
  });
});

const EVERYTHING: LogQuery = {
  ...{ stream: null, action: null, who: null, object: null, follow: null, outcome: null, from: null, to: null },
  ...{ address: null, mentions: false, after: null, before: null },
};

describeOnBothEngines('the auditor’s desk', (fresh) => {
  test('an export has exactly what is filtered, its chain can be checked from it, and it is on record', async () => {
    const { context, as } = await withPeople(fresh);
    context.pass(1);
    const query = { ...EVERYTHING, stream: 'people' };
    const found = taken(await exportLog(context, as('auditor'), { query, format: 'jsonl' }));
    const rows: AuditEntry[] = [];
    for await (const page of found.pages) rows.push(...page);
    const check = checkChain('people');
    for (const row of rows) check.add(JSON.parse(JSON.stringify(row)) as AuditEntry);
    const last = rows.at(-1);
    expect(rows).toHaveLength((await entriesOf(context, 'people')).length);
    expect(check.finish({ n: last?.n ?? 0, hash: last?.hash ?? '' })).toBeNull();
    await found.finish({ rows: rows.length, bytes: 1, sha256: 'x', whole: false });
    expect(await outcomesOf(context, 'system', 'audit.export')).toEqual(['done']);
    expect(await outcomesOf(context, 'system', 'audit.export-end')).toEqual(['interrupted']);
    expect(codeOf(await exportLog(context, as('secadmin'), { query, format: 'csv' }))).toBe('forbidden');
  });

  test('something is found by its code, and by what only mentions it, some thousand entries at a time', async () => {
    const { context, root, as } = await withPeople(fresh);
    await context.database.transaction(async (tx) => {
      const by = { tx, context, actor: OPERATOR };
      const write = (detail: object) =>
        recordAudit(by, { stream: 'system', action: 'x.y', subject: { kind: 'x', id: 'x' }, detail: detail as never });
      await write({ unitId: root });
      await write({ unitCode: '01' });
      await write({ unitCode: '0123' });
    });
    const follow = async (mentions: boolean) =>
      (await searchLog(context, as('auditor'), { ...EVERYTHING, follow: '01', mentions })).rows
        .filter(({ action }) => action === 'x.y' || action === 'unit.create')
        .map(({ action }) => action);
    expect(await follow(false)).toEqual(['unit.create']);
    expect(await follow(true)).toEqual(['x.y', 'x.y', 'unit.create']);
  });

  test('an address is looked for exactly, within ninety days unless told otherwise', async () => {
    const { context, guard, otherId, as } = await withPeople(fresh);
    await grantRole(context, guard, { personId: otherId, role: 'hr', unitCode: '01', reason: 'x', endsAt: null });
    const find = async (address: string, from: string | null = null) =>
      (await searchLog(context, as('auditor'), { ...EVERYTHING, address, from, action: 'role.grant' })).rows.length;
    expect(await find('192.0.2.1')).toBe(1);
    expect(await find('192.0.2')).toBe(0);
    context.pass(91 * DAY);
    expect(await find('192.0.2.1')).toBe(0);
    expect(await find('192.0.2.1', '2026-01-01')).toBe(1);
  });
});
