import { expect, test } from 'vitest';
import { createAccount } from '#app/usecases/account/create-account.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { amendPersonAct } from '#app/usecases/people/amend-person-act.server.ts';
import { cancelPlan } from '#app/usecases/people/cancel-plan.server.ts';
import { cancelUnitAct } from '#app/usecases/people/cancel-unit-act.server.ts';
import { changeUnits } from '#app/usecases/people/change-units.server.ts';
import { correctPerson } from '#app/usecases/people/correct-person.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { leavePerson } from '#app/usecases/people/leave-person.server.ts';
import { registerPerson } from '#app/usecases/people/register-person.server.ts';
import { returnPerson } from '#app/usecases/people/return-person.server.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import { viewPerson } from '#app/usecases/people/view-person.server.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { listEntriesAbout } from '#db/stores/audited.ts';
import { findPerson, listGrants, listPostings } from '#db/stores/people.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const SYSTEM = systemActor('test');
const SERVICE = { positionLevel: '一级科员', category: '综合管理类' };
const PAPER = { reason: '人发〔2026〕1号', seen: null };
const codeOf = (result: { ok: boolean; code?: string }) => (result.ok ? 'done' : result.code);

describeOnBothEngines('the latest act on a person', (fresh) => {
  /** Today is 2026-11-20. 01 above 0101 (where 李二 has served since 2020) and 0102. */
  async function start() {
    const context = makeTestContext(await fresh());
    const root = await seedUnit(context, { code: '01' });
    const left = await seedUnit(context, { code: '0101', parentId: root });
    const right = await seedUnit(context, { code: '0102', parentId: root });
    const personId = await seedPerson(context, { employeeNo: '101', name: '李二', unitId: left });
    const hr = (unitId: string) => actorOf('per_hr', { grants: [{ role: 'hr', unitId }] });
    const { read } = context.database;
    return {
      ...{ context, root, left, right, personId, hr },
      served: async () =>
        (await listPostings(read, personId))
          .map(({ unitId, validFrom, validTo }) =>
            `${unitId === left ? '左' : unitId === right ? '右' : unitId} ${validFrom} ${validTo ?? ''}`.trim(),
          )
          .reverse(),
      transfer: async (validFrom: string, unitId = right) =>
        taken(await transferPerson(context, hr(root), { personId, unitId, validFrom, ...SERVICE, ...PAPER })),
      leave: async (leftOn: string) => taken(await leavePerson(context, hr(root), { personId, leftOn, ...PAPER })),
      amend: async (day: string | null) =>
        codeOf(await amendPersonAct(context, hr(root), { personId, day, reason: '日期录错', seen: null })),
      merge: async (from: string, into: string, day: string) =>
        taken(
          await changeUnits(context, hr(root), {
            ...{ kind: 'merge', fromIds: [from], into: { unitId: into }, roles: 'end', day },
            ...PAPER,
          }),
        ),
      isActive: async () => (await findPerson(read, personId))?.active,
      leftOn: async () => (await findPerson(read, personId))?.leftOn,
      isBarred: async () => (await findAccount(read, personId))?.disabledAt !== null,
      openAccount: async () =>
        taken(
          await createAccount(context, SYSTEM, {
            personId,
            username: 'li',
            password: 'harbour-li-7',
            mustChange: false,
          }),
        ),
    };
  }

  test('a transfer entered with a wrong day gets the right one; the log holds both, and who looked earlier is told', async () => {
    const { context, root, hr, personId, transfer, amend, served } = await start();
    await transfer('2025-11-02');
    const { version, latest, acts } = taken(await viewPerson(context, hr(root), personId));
    expect(latest).toEqual({ kind: 'transfer', day: '2025-11-02', fromUnit: '单位0101', toUnit: '单位0102' });
    expect(acts.slice(-2)).toEqual(['redate', 'retract']);
    expect(await amend('2026-11-02')).toBe('done');
    expect(await served()).toEqual(['左 2020-01-01 2026-11-02', '右 2026-11-02']);
    const stale = { personId, day: null, reason: '录错', seen: version };
    expect(codeOf(await amendPersonAct(context, hr(root), stale))).toBe('stale-version');
    const [entry] = await listEntriesAbout(context.database.read, {
      subjectIds: [personId],
      actions: ['person.redate'],
    });
    expect(entry?.detail).toMatchObject({
      kind: 'transfer',
      from: '2025-11-02',
      to: '2026-11-02',
      before: { postings: [{ validTo: '2025-11-02' }, { validFrom: '2025-11-02' }], leftOn: null },
      after: { postings: [{ validTo: '2026-11-02' }, { validFrom: '2026-11-02' }], leftOn: null },
      reason: '日期录错',
    });
  });

  test('can be moved to the day after the posting before began, not to that day; not without a reason', async () => {
    const { context, root, hr, personId, transfer, amend, served } = await start();
    await transfer('2026-11-02');
    expect(await amend('2020-01-01')).toBe('contradicts-record');
    expect(await amend('2026-11-02')).toBe('no-change');
    expect(await amend('2020-01-02')).toBe('done');
    expect(await served()).toEqual(['左 2020-01-01 2020-01-02', '右 2020-01-02']);
    const blank = { personId, day: null, reason: ' ', seen: null };
    expect(codeOf(await amendPersonAct(context, hr(root), blank))).toBe('invalid-input');
  });

  test('moved to a day to come is a plan again, which is cancelled and not corrected', async () => {
    const { context, root, right, hr, personId, transfer, amend, served } = await start();
    await transfer('2026-01-21');
    expect(await amend('2026-11-21')).toBe('done');
    expect(await amend('2026-11-22')).toBe('conflict');
    const { acts, planned, latest } = taken(await viewPerson(context, hr(root), personId));
    expect([acts.includes('redate'), acts.includes('cancel'), latest]).toEqual([false, true, null]);
    expect(planned).toEqual({ kind: 'transfer', day: '2026-11-21', fromUnit: '单位0101', toUnit: '单位0102' });
    const blank = { personId, reason: ' ', seen: null };
    expect(codeOf(await cancelPlan(context, hr(root), blank))).toBe('invalid-input');
    const self = actorOf(personId, { grants: [{ role: 'hr', unitId: root }] });
    expect(codeOf(await cancelPlan(context, self, { personId, ...PAPER }))).toBe('own-role');
    const own = { personId, unitId: right, validFrom: '2026-11-19', ...SERVICE, ...PAPER };
    expect(codeOf(await transferPerson(context, self, own))).toBe('own-role');
    expect(codeOf(await returnPerson(context, self, own))).toBe('own-role');
    expect(codeOf(await leavePerson(context, self, { personId, leftOn: '2026-11-25', ...PAPER }))).toBe('own-role');
    const names = { personId, name: '李二二', employeeNo: '101', email: '', ...PAPER };
    expect(codeOf(await correctPerson(context, self, names))).toBe('own-role');
    const seen = taken(await viewPerson(context, self, personId));
    expect([seen.acts, seen.ownBarred]).toEqual([[], true]);
    expect(taken(await viewPerson(context, hr(root), personId)).ownBarred).toBe(false);
    taken(await cancelPlan(context, hr(root), { personId, ...PAPER }));
    expect(await served()).toEqual(['左 2020-01-01']);
    const [entry] = await listEntriesAbout(context.database.read, {
      subjectIds: [personId],
      actions: ['person.cancel-plan'],
    });
    expect(entry?.detail).toMatchObject({ to: right, validFrom: '2026-11-21', reason: PAPER.reason });
  });

  test('an entry to come is cancelled: nothing is left of it but the log; entered again it is the same person', async () => {
    const { context, root, left, right, hr } = await start();
    const entry = { employeeNo: '300', name: '钱三', unitId: right, validFrom: '2026-11-21', email: null, ...SERVICE };
    const { personId } = taken(await registerPerson(context, hr(root), entry));
    const password = { personId, username: 'qian', password: 'harbour-qian-7', mustChange: false };
    taken(await createAccount(context, SYSTEM, password));
    const { acts, planned, state } = taken(await viewPerson(context, hr(root), personId));
    expect([acts.includes('cancel'), acts.includes('redate'), state]).toEqual([true, true, 'coming']);
    expect(planned).toEqual({ kind: 'entry', day: '2026-11-21', fromUnit: '', toUnit: '单位0102' });
    const day = { personId, ...PAPER };
    expect(await leavePerson(context, hr(root), { ...day, leftOn: '2026-11-21' })).toMatchObject({
      code: 'not-serving',
      detail: { begins: '2026-11-21' },
    });
    const transfer = { ...day, unitId: left, ...SERVICE, validFrom: '2026-11-21' };
    expect(await transferPerson(context, hr(root), transfer)).toMatchObject({ detail: { begins: '2026-11-21' } });
    expect(codeOf(await cancelPlan(context, hr(left), day))).toBe('not-found');
    expect(taken(await cancelPlan(context, hr(root), day))).toEqual({ neverBegan: true });
    const { read } = context.database;
    expect(await listPostings(read, personId)).toEqual([]);
    expect(await listGrants(read, { personId, now: context.clock.now() })).toEqual([]);
    expect((await findAccount(read, personId))?.disabledAt).not.toBeNull();
    expect(codeOf(await viewPerson(context, hr(root), personId))).toBe('not-found');
    const [told] = await listEntriesAbout(read, { subjectIds: [personId], actions: ['person.cancel-plan'] });
    expect(told?.detail).toMatchObject({ kind: 'entry', to: right, validFrom: '2026-11-21', reason: PAPER.reason });
    expect(codeOf(await registerPerson(context, hr(root), { ...entry, name: '别人' }))).toBe('name-taken');
    const again = taken(await registerPerson(context, hr(left), { ...entry, unitId: left, validFrom: '2026-12-01' }));
    expect(again.personId).toBe(personId);
    expect((await findAccount(read, personId))?.disabledAt).toBeNull();
    expect((await listGrants(read, { personId, now: context.clock.now() })).map(({ role }) => role)).toEqual([
      'learner',
    ]);
    expect((await listPostings(read, personId)).map(({ validFrom }) => validFrom)).toEqual(['2026-12-01']);
  });

  test('who begins today has begun: the entry is not cancelled', async () => {
    const { context, root, right, hr } = await start();
    const entry = { employeeNo: '300', name: '钱三', unitId: right, validFrom: '2026-11-20', email: null, ...SERVICE };
    const { personId } = taken(await registerPerson(context, hr(root), entry));
    expect(taken(await viewPerson(context, hr(root), personId)).acts).not.toContain('cancel');
    expect(codeOf(await cancelPlan(context, hr(root), { personId, ...PAPER }))).toBe('no-change');
  });

  test('a unit to come says who is to begin in it, and its plan is cancelled once they are not', async () => {
    const { context, root, hr } = await start();
    const to = { kind: 'create', day: '2026-12-01', unit: '0103' } as const;
    const unitId = await seedUnit(context, { code: to.unit, parentId: root, validFrom: to.day });
    const entry = { employeeNo: '300', name: '钱三', unitId, validFrom: to.day, email: null, ...SERVICE };
    const { personId } = taken(await registerPerson(context, hr(root), entry));
    const plan = { kind: to.kind, unitId, day: to.day, reason: '不设了' };
    expect(codeOf(await cancelUnitAct(context, hr(root), { ...plan, reason: ' ' }))).toBe('invalid-input');
    expect(await cancelUnitAct(context, hr(root), plan)).toMatchObject({
      code: 'contradicts-record',
      detail: { people: 1, personIds: [personId], names: ['钱三'] },
    });
    taken(await cancelPlan(context, hr(root), { personId, ...PAPER }));
    expect(codeOf(await cancelUnitAct(context, hr(root), plan))).toBe('done');
    const told = await listEntriesAbout(context.database.read, {
      subjectIds: [unitId],
      actions: ['unit.cancel-plan'],
    });
    expect(told.map(({ detail }) => detail)).toMatchObject([{ kind: 'create', reason: '不设了' }]);
  });

  test('is taken back: the posting before goes on; then the entry is the latest, whose day alone can be corrected', async () => {
    const { context, root, hr, personId, transfer, amend, served } = await start();
    await transfer('2026-11-02');
    expect(await amend(null)).toBe('done');
    expect(await served()).toEqual(['左 2020-01-01']);
    expect(taken(await viewPerson(context, hr(root), personId)).acts).not.toContain('retract');
    expect(await amend(null)).toBe('no-change');
    expect(await amend('2019-12-31')).toBe('unit-not-then');
    expect(await amend('2026-11-21')).toBe('day-in-future');
    expect(await amend('2026-11-20')).toBe('done');
    expect(await served()).toEqual(['左 2026-11-20']);
  });

  test('an entry cannot be moved past the merge of its unit: what was served before would be forgotten', async () => {
    const { left, right, amend, merge, served } = await start();
    await merge(left, right, '2026-06-01');
    expect(await amend('2026-06-01')).toBe('contradicts-record');
    expect(await amend('2026-06-15')).toBe('contradicts-record');
    expect(await served()).toEqual(['左 2020-01-01 2026-06-01', '右 2026-06-01']);
    expect(await amend('2026-05-31')).toBe('done');
    expect(await amend('2021-01-06')).toBe('done');
    expect(await served()).toEqual(['左 2021-01-06 2026-06-01', '右 2026-06-01']);
  });

  test('an entry cannot come to lie after hours that were earned, in the zone of the office', async () => {
    const { context, personId, amend, served } = await start();
    const entry = {
      ...{ id: 'hrs_1', personId, year: 2026, kind: 'online' as const, hours: 50 },
      ...{ sourceKind: 'test', sourceId: '1', policyVersionId: 'pol_1', reversesId: null },
      // The first of March has begun in Shanghai.
      at: Date.UTC(2026, 1, 28, 16),
    };
    await context.database.transaction((tx) => tx.db.insert(tx.tables.hoursEntry).values(entry));
    expect(await amend('2026-03-02')).toBe('earned-before');
    expect(await amend('2026-03-01')).toBe('done');
    expect(await served()).toEqual(['左 2026-03-01']);
  });

  test('needs both units within reach', async () => {
    const { context, left, right, hr, personId, transfer } = await start();
    await transfer('2026-11-02');
    const by = async (unitId: string) =>
      codeOf(await amendPersonAct(context, hr(unitId), { personId, day: null, reason: '录错', seen: null }));
    expect([await by(right), await by(left)]).toEqual(['outside-reach', 'not-found']);
  });

  test('a leaving taken back: serves on, signs in, may learn; the other roles stay ended', async () => {
    const { context, root, left, hr, served, isActive, leftOn } = await start();
    const personId = await seedPerson(context, {
      ...{ employeeNo: '300', unitId: left, username: 'mark' },
      roles: [
        { role: 'marker', unitCode: '01' },
        { role: 'learner', unitCode: '01' },
      ],
    });
    taken(await leavePerson(context, hr(root), { personId, leftOn: '2026-10-01', ...PAPER }));
    const lost = async () =>
      taken(await viewPerson(context, hr(root), personId)).rolesLost.map(({ role, unit }) => `${role} ${unit.name}`);
    taken(await amendPersonAct(context, hr(root), { personId, day: null, reason: '人不对', seen: null }));
    const { read } = context.database;
    expect(await lost()).toEqual(['marker 单位01']);
    expect((await listGrants(read, { personId, now: context.clock.now() })).map(({ role }) => role)).toEqual([
      'learner',
    ]);
    expect((await findAccount(read, personId))?.disabledAt).toBeNull();
    expect((await findPerson(read, personId))?.leftOn).toBeNull();
    expect([await served(), await isActive(), await leftOn()]).toEqual([['左 2020-01-01'], true, null]);
    const again = { personId, role: 'marker' as const, unitCode: '01', reason: '恢复', endsAt: null };
    taken(await grantRole(context, SYSTEM, again));
    expect(await lost()).toEqual([]);
  });

  test('a leaving on another past day still lets the account in again on a return', async () => {
    const { context, root, left, hr, personId, leave, amend, openAccount, isBarred, leftOn, served } = await start();
    await openAccount();
    await leave('2026-10-01');
    context.pass(3 * 86_400_000);
    expect(await amend('2026-11-22')).toBe('done');
    expect([await leftOn(), await isBarred(), await served()]).toEqual([
      '2026-11-22',
      true,
      ['左 2020-01-01 2026-11-22'],
    ]);
    const back = { personId, unitId: left, validFrom: '2026-11-23', ...SERVICE, ...PAPER };
    taken(await returnPerson(context, hr(root), back));
    expect(await isBarred()).toBe(false);
  });

  test('a leaving moved to tomorrow has not happened yet; a return taken back ends service again', async () => {
    const { context, root, left, hr, personId, leave, amend, openAccount, isBarred, isActive, leftOn } = await start();
    await openAccount();
    await leave('2026-10-01');
    expect(await amend('2026-11-21')).toBe('done');
    expect([await isActive(), await isBarred(), await leftOn()]).toEqual([true, false, '2026-11-21']);
    taken(await cancelPlan(context, hr(root), { personId, ...PAPER }));
    await leave('2026-10-01');
    taken(
      await returnPerson(context, hr(root), { personId, unitId: left, validFrom: '2026-10-05', ...SERVICE, ...PAPER }),
    );
    expect(await amend('2026-09-30')).toBe('contradicts-record');
    expect(await amend('2026-10-01')).toBe('done');
    taken(await amendPersonAct(context, hr(root), { personId, day: null, reason: '没有返回', seen: null }));
    expect(await isActive()).toBe(true);
  });

  test('a return after a gap is taken back: left again on the same day, account barred', async () => {
    const { context, root, left, hr, personId, leave, amend, openAccount, isBarred, isActive, leftOn, served } =
      await start();
    await openAccount();
    await leave('2026-10-01');
    taken(
      await returnPerson(context, hr(root), { personId, unitId: left, validFrom: '2026-10-05', ...SERVICE, ...PAPER }),
    );
    expect(await amend(null)).toBe('done');
    expect([await isActive(), await isBarred(), await leftOn()]).toEqual([false, true, '2026-10-01']);
    expect(await served()).toEqual(['左 2020-01-01 2026-10-01']);
  });

  test('a retirement is entered for a day before the unit was merged, and its day is corrected across the merge', async () => {
    const { left, right, leave, amend, served, merge } = await start();
    await merge(left, right, '2026-11-01');
    expect(await served()).toEqual(['左 2020-01-01 2026-11-01', '右 2026-11-01']);
    await leave('2026-11-01');
    expect(await served()).toEqual(['左 2020-01-01 2026-11-01']);
    expect(await amend('2026-10-15')).toBe('done');
    expect(await served()).toEqual(['左 2020-01-01 2026-10-15']);
    expect(await amend('2026-11-10')).toBe('done');
    expect(await served()).toEqual(['左 2020-01-01 2026-11-01', '右 2026-11-01 2026-11-10']);
    expect(await amend(null)).toBe('done');
    expect(await served()).toEqual(['左 2020-01-01 2026-11-01', '右 2026-11-01']);
  });

  test('a transfer taken back goes with the merge of the unit before; from one that was dissolved it is refused', async () => {
    const { context, root, left, right, hr, transfer, amend, served, merge } = await start();
    const third = await seedUnit(context, { code: '0103', parentId: root });
    await transfer('2026-09-01', third);
    await merge(left, right, '2026-10-01');
    expect(await amend(null)).toBe('done');
    expect(await served()).toEqual(['左 2020-01-01 2026-10-01', '右 2026-10-01']);
    await transfer('2026-11-01', third);
    taken(await changeUnits(context, hr(root), { kind: 'dissolve', unitId: right, day: '2026-11-10', ...PAPER }));
    expect(await amend(null)).toBe('unit-not-then');
    expect(await amend('2026-11-10')).toBe('done');
    expect(await amend('2026-11-11')).toBe('unit-not-then');
  });

  test('nobody corrects their own record, nor ends the service of the last security administrator', async () => {
    const { context, root, left, hr } = await start();
    const personId = await seedPerson(context, { employeeNo: '400', unitId: left });
    taken(await leavePerson(context, hr(root), { personId, leftOn: '2026-10-01', ...PAPER }));
    const back = { personId, unitId: left, validFrom: '2026-10-05', ...SERVICE, ...PAPER };
    taken(await returnPerson(context, hr(root), back));
    const retract = { personId, day: null, reason: '录错', seen: null };
    const self = actorOf(personId, { grants: [{ role: 'hr', unitId: root }] });
    expect(codeOf(await amendPersonAct(context, self, retract))).toBe('own-role');
    expect(codeOf(await amendPersonAct(context, self, { ...retract, day: '2026-10-06' }))).toBe('own-role');
    const secadmin = { personId, role: 'secadmin' as const, unitCode: '01', reason: 'test', endsAt: null };
    taken(await grantRole(context, SYSTEM, secadmin));
    expect(codeOf(await amendPersonAct(context, hr(root), retract))).toBe('last-administrator');
  });
});
