import { expect, test } from 'vitest';
import type { Anonymous } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { issueFirstHrSlip } from '#app/usecases/access/issue-first-hr-slip.server.ts';
import { useCode as setPasswordWithCode } from '#app/usecases/access/use-code.server.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { enterFirstHr } from '#app/usecases/people/enter-first-hr.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { leavePerson } from '#app/usecases/people/leave-person.server.ts';
import { listTopUnits, readFirstHr } from '#app/usecases/people/read-first-hr.server.ts';
import { revokeRole } from '#app/usecases/people/revoke-role.server.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { findPersonByEmployeeNo, findPlacementOn, listGrants } from '#db/stores/people.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines, type Fresh } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const OPERATOR = systemActor('test');
const DAY = 86_400_000;
const stranger: Anonymous = { kind: 'anonymous', address: '192.0.2.9' };
const codeOf = (result: { ok: boolean; code?: string }) => (result.ok ? 'done' : result.code);

/** As the printed link leaves it: one top unit, and one person in it, who guards. */
async function withGuard(fresh: Fresh) {
  const context = makeTestContext(await fresh());
  const root = await seedUnit(context, { code: '01' });
  const guardId = await seedPerson(context, {
    ...{ employeeNo: 'G1', unitId: root, username: 'guard', roles: [{ role: 'secadmin' as const, unitCode: '01' }] },
  });
  const as = (role: Role, personId = `per_${role}`) => actorOf(personId, { grants: [{ role, unitId: root }] });
  const person = {
    ...{ employeeNo: 'H1', name: '任士', unitId: root, positionLevel: '一级科员', category: '综合管理类' },
    reason: '人发〔2026〕1号',
  };
  return { context, root, guardId, guard: as('secadmin', guardId), as, person };
}

const entriesOf = async (context: TestContext) =>
  (await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 1_000 })).map(
    ({ action, outcome, actorId, subjectId }) => ({ action, outcome, actorId, subjectId }),
  );
const refusalsOf = async (context: TestContext) =>
  (await entriesOf(context)).flatMap(({ action, outcome }) => (outcome === 'done' ? [] : [`${action} ${outcome}`]));

describeOnBothEngines('the first HR officer', (fresh) => {
  test('is entered in the top unit with the HR role and its reason, and the log tells both acts as the guard’s', async () => {
    const { context, root, guardId, guard, person } = await withGuard(fresh);
    expect(await readFirstHr(context)).toEqual({ state: 'nobody' });
    expect(await listTopUnits(context)).toEqual([{ id: root, name: '单位01' }]);
    const { personId } = taken(await enterFirstHr(context, guard, { ...person, employeeNo: ' Ｈ1 ' }));
    const { read } = context.database;
    expect(await findPlacementOn(read, { personId, day: '2026-11-20' })).toMatchObject({
      ...{ employeeNo: 'H1', name: '任士', unitId: root, positionLevel: '一级科员', active: true },
    });
    expect(await listGrants(read, { personId, now: context.clock.now() })).toMatchObject([
      { role: 'hr', unitId: root, reason: '人发〔2026〕1号', grantedBy: guardId, endsAt: null },
    ]);
    const acts = ['person.create', 'role.grant'];
    expect((await entriesOf(context)).slice(-2)).toEqual(
      acts.map((action) => ({ action, outcome: 'done', actorId: guardId, subjectId: personId })),
    );
    expect((await verifyAudit(context, OPERATOR)).value.faults).toEqual([]);
  });

  test('comes once: whoever sends the form again is refused, and so are the second of two at once', async () => {
    const { context, guard, as, person } = await withGuard(fresh);
    const both = await Promise.all([
      enterFirstHr(context, guard, person),
      enterFirstHr(context, as('secadmin'), { ...person, employeeNo: 'H2', name: '任二' }),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['conflict', 'done']);
    expect(codeOf(await enterFirstHr(context, guard, person))).toBe('conflict');
    const entered = await Promise.all(['H1', 'H2'].map((no) => findPersonByEmployeeNo(context.database.read, no)));
    expect(entered.filter((found) => found !== null)).toHaveLength(1);
    expect(await refusalsOf(context)).toEqual(['role.grant conflict', 'role.grant conflict']);
  });

  test('must be new, another person, and in a top unit; every refusal is on record and nothing is left of it', async () => {
    const { context, root, guard, as, person } = await withGuard(fresh);
    const below = await seedUnit(context, { code: '0101', parentId: root });
    await seedPerson(context, { employeeNo: 'P1', unitId: below });
    const enter = async (changes: Partial<typeof person>, actor = guard) =>
      codeOf(await enterFirstHr(context, actor, { ...person, ...changes }));
    expect(await enter({ employeeNo: 'p1' })).toBe('name-taken');
    expect(await enter({ employeeNo: 'guard' })).toBe('name-taken');
    expect(await enter({ employeeNo: 'G1' })).toBe('own-role');
    expect(await enter({ unitId: below })).toBe('not-found');
    for (const role of ['sysadmin', 'auditor', 'hr', 'learner'] as const)
      expect(await enter({}, as(role))).toBe('forbidden');
    expect(await refusalsOf(context)).toEqual(
      ['name-taken', 'name-taken', 'own-role', 'not-found', ...Array(4).fill('forbidden')].map(
        (code) => `role.grant ${code}`,
      ),
    );
    expect(await enter({ reason: ' \u200b' })).toBe('invalid-input');
    expect(await enter({ employeeNo: '' })).toBe('invalid-input');
    expect(await refusalsOf(context)).toHaveLength(8);
    expect(await findPersonByEmployeeNo(context.database.read, 'H1')).toBeNull();
    expect(await enter({})).toBe('done');
  });

  test('is needed again when nobody who holds the role serves: it was ended, or they left', async () => {
    const { context, guard, as, person } = await withGuard(fresh);
    const { personId } = taken(await enterFirstHr(context, guard, person));
    const [grant] = await listGrants(context.database.read, { personId, now: context.clock.now() });
    taken(await revokeRole(context, guard, { grantId: grant?.id ?? '', reason: '登记错了' }));
    expect(await readFirstHr(context)).toEqual({ state: 'nobody' });
    expect(codeOf(await enterFirstHr(context, guard, person))).toBe('name-taken');
    const second = taken(await enterFirstHr(context, guard, { ...person, employeeNo: 'H2' }));
    expect(codeOf(await enterFirstHr(context, guard, { ...person, employeeNo: 'H3' }))).toBe('conflict');
    context.pass(DAY);
    const left = await leavePerson(context, as('hr'), {
      ...{ personId: second.personId, leftOn: '2026-11-21', reason: '调走', seen: null },
    });
    expect(codeOf(left)).toBe('done');
    expect(codeOf(await enterFirstHr(context, guard, { ...person, employeeNo: 'H3' }))).toBe('done');
  });

  test('opens their own account with the slip; a lost one is made anew until then, and none after', async () => {
    const { context, guard, guardId, as, person } = await withGuard(fresh);
    const { personId } = taken(await enterFirstHr(context, guard, person));
    const slip = (actor = guard, whose = personId) => issueFirstHrSlip(context, actor, { personId: whose });
    expect(codeOf(await slip(as('auditor')))).toBe('forbidden');
    expect(codeOf(await slip(guard, guardId))).toBe('not-found');
    const lost = taken(await slip());
    expect(lost).toMatchObject({ name: '任士', employeeNo: 'H1', unitName: '单位01' });
    const { code, validUntil } = taken(await slip());
    expect(validUntil).toBe(context.clock.now() + 30 * DAY);
    expect(await readFirstHr(context)).toEqual({
      state: 'waiting',
      people: [{ id: personId, name: '任士', employeeNo: 'H1', missing: [], slipUntil: validUntil }],
    });
    const use = (each: string) =>
      setPasswordWithCode(context, stranger, { code: each, password: 'a quiet harbour at noon', device: null });
    expect(codeOf(await use(lost.code))).toBe('link-expired');
    expect(taken(await use(code)).roles.toSorted()).toEqual(['hr', 'learner']);
    expect(await readFirstHr(context)).toEqual({ state: 'serving' });
    expect(codeOf(await slip())).toBe('conflict');
    expect(await refusalsOf(context)).toEqual([
      ...['access.issue forbidden', 'access.issue not-found', 'access.issue conflict'],
    ]);
    expect((await verifyAudit(context, OPERATOR)).value.faults).toEqual([]);
  });

  test('may be somebody on the roster who was granted the role: they get a slip too', async () => {
    const { context, root, guard } = await withGuard(fresh);
    const personId = await seedPerson(context, { employeeNo: 'P1', unitId: root });
    taken(await grantRole(context, guard, { personId, role: 'hr', unitCode: '01', reason: '任人事', endsAt: null }));
    expect(await readFirstHr(context)).toMatchObject({ state: 'waiting', people: [{ id: personId, slipUntil: null }] });
    expect((await issueFirstHrSlip(context, guard, { personId })).ok).toBe(true);
  });
});
