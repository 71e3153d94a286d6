import { expect, test } from 'vitest';
import { createAccount } from '#app/usecases/account/create-account.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { cancelPlan } from '#app/usecases/people/cancel-plan.server.ts';
import { cancelUnitAct } from '#app/usecases/people/cancel-unit-act.server.ts';
import { changeUnits, previewUnitAct } from '#app/usecases/people/change-units.server.ts';
import { correctPerson } from '#app/usecases/people/correct-person.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { leavePerson } from '#app/usecases/people/leave-person.server.ts';
import { listRoleHolders } from '#app/usecases/people/list-role-holders.server.ts';
import { listStaff, type StaffQuery } from '#app/usecases/people/list-staff.server.ts';
import { listUnits } from '#app/usecases/people/list-units.server.ts';
import { readReach } from '#app/usecases/people/read-reach.server.ts';
import { registerPerson } from '#app/usecases/people/register-person.server.ts';
import { returnPerson } from '#app/usecases/people/return-person.server.ts';
import { settleOrganisation } from '#app/usecases/people/settle-organisation.server.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import { viewPerson } from '#app/usecases/people/view-person.server.ts';
import { viewUnit } from '#app/usecases/people/view-unit.server.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { listEntriesAbout } from '#db/stores/audited.ts';
import { findPerson, findPlacementOn, listGrants, listPostings } from '#db/stores/people.ts';
import { setAccountDisabled } from '#db/stores/personnel.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const SYSTEM = systemActor('test');
const PAPER = { reason: '人发〔2026〕1号', seen: null };
const DAY_MS = 86_400_000;
const codeOf = (result: { ok: boolean; code?: string }) => (result.ok ? 'done' : result.code);

/** Today is 2026-11-20. 01 ─ 0101 ─ 010101, and 0102 beside; one person each. */
async function withOrganisation(context: TestContext) {
  const root = await seedUnit(context, { code: '01' });
  const left = await seedUnit(context, { code: '0101', parentId: root });
  const below = await seedUnit(context, { code: '010101', parentId: left });
  const right = await seedUnit(context, { code: '0102', parentId: root });
  const people = {
    root: await seedPerson(context, { employeeNo: '100', name: '周一', unitId: root }),
    left: await seedPerson(context, { employeeNo: '101', name: '李二', unitId: left }),
    below: await seedPerson(context, { employeeNo: '102', name: '王三', unitId: below }),
    right: await seedPerson(context, { employeeNo: '103', name: '单四', unitId: right }),
  };
  const hr = (unitId: string) => actorOf('per_hr', { grants: [{ role: 'hr', unitId }] });
  const unitOn = async (personId: string, day: string) =>
    (await findPlacementOn(context.database.read, { personId, day }))?.unitId ?? null;
  return { root, left, below, right, people, hr, unitOn };
}

describeOnBothEngines('a person by hand', (fresh) => {
  test('is entered with a mail address and may learn at once; outside the reach nobody is entered', async () => {
    const context = makeTestContext(await fresh());
    const { left, right, hr } = await withOrganisation(context);
    const person = {
      employeeNo: '200',
      name: '新人',
      email: 'xin@example.gov.cn',
      positionLevel: '一级科员',
      category: '综合管理类',
      validFrom: '2026-11-20',
    };
    expect(codeOf(await registerPerson(context, hr(left), { ...person, unitId: right }))).toBe('not-found');
    const { personId } = taken(await registerPerson(context, hr(left), { ...person, unitId: left }));
    expect((await findPerson(context.database.read, personId))?.email).toBe('xin@example.gov.cn');
    const grants = await listGrants(context.database.read, { personId, now: context.clock.now() });
    expect(grants.map(({ role }) => role)).toEqual(['learner']);
  });

  test('is corrected with before and after on record; the second of two at once is told and overwrites nothing', async () => {
    const context = makeTestContext(await fresh());
    const { left, people, hr } = await withOrganisation(context);
    const { version } = taken(await viewPerson(context, hr(left), people.left));
    const correct = (name: string, seen: string | null) =>
      correctPerson(context, hr(left), {
        personId: people.left,
        name,
        employeeNo: '101',
        email: '',
        reason: '户口簿',
        seen,
      });
    expect(codeOf(await correct('李贰', version))).toBe('done');
    expect(codeOf(await correct('李两', version))).toBe('stale-version');
    const person = await findPerson(context.database.read, people.left);
    expect([person?.name, person?.pinyin.includes('|lier|')]).toEqual(['李贰', true]);
    const [entry] = await listEntriesAbout(context.database.read, {
      subjectIds: [people.left],
      actions: ['person.correct'],
    });
    expect(entry?.detail).toMatchObject({ before: { name: '李二' }, after: { name: '李贰' }, reason: '户口簿' });
    expect(codeOf(await correct('李贰', null))).toBe('no-change');
    expect(codeOf(await correct('', null))).toBe('invalid-input');
    const taking = { personId: people.left, name: '李贰', employeeNo: '103', email: '', ...PAPER };
    expect(codeOf(await correctPerson(context, hr(left), taking))).toBe('name-taken');
  });

  test('cannot be transferred out of the reach, nor into a unit that is to end', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, below, right, people, hr } = await withOrganisation(context);
    const service = { positionLevel: '四级主任科员', category: '综合管理类', ...PAPER };
    const to = (unitId: string, validFrom: string) => ({ personId: people.left, unitId, validFrom, ...service });
    expect(codeOf(await transferPerson(context, hr(left), to(right, '2026-11-20')))).toBe('outside-reach');
    const merge = { kind: 'merge' as const, fromIds: [below], into: { unitId: left }, roles: 'end' as const, ...PAPER };
    taken(await changeUnits(context, hr(root), { ...merge, day: '2026-12-01' }));
    expect(codeOf(await transferPerson(context, hr(left), to(below, '2026-11-25')))).toBe('unit-in-use');
  });

  test('a planned transfer is taken back before its day, not on it', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, right, people, hr, unitOn } = await withOrganisation(context);
    const plan = { personId: people.left, unitId: right, positionLevel: '一级科员', category: '综合管理类' };
    taken(await transferPerson(context, hr(root), { ...plan, validFrom: '2026-11-21' }));
    expect(await unitOn(people.left, '2026-11-21')).toBe(right);
    expect(codeOf(await cancelPlan(context, hr(root), { personId: people.left, ...PAPER }))).toBe('done');
    expect(await unitOn(people.left, '2026-11-21')).toBe(left);
    taken(await transferPerson(context, hr(root), { ...plan, validFrom: '2026-11-21' }));
    context.pass(DAY_MS);
    expect(codeOf(await cancelPlan(context, hr(root), { personId: people.left, ...PAPER }))).toBe('no-change');
  });

  test('leaves on the day, not the day before: account barred, roles ended; comes back as a learner alone', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, people, hr, unitOn } = await withOrganisation(context);
    const personId = await seedPerson(context, {
      employeeNo: '300',
      unitId: left,
      username: 'mark',
      roles: [
        { role: 'marker', unitCode: '01' },
        { role: 'learner', unitCode: '01' },
      ],
    });
    const roles = async () =>
      (await listGrants(context.database.read, { personId, now: context.clock.now() })).map(({ role }) => role);
    taken(await leavePerson(context, hr(root), { personId, leftOn: '2026-11-22', ...PAPER }));
    context.pass(DAY_MS);
    await settleOrganisation(context);
    expect([await roles(), await unitOn(personId, '2026-11-21')]).toEqual([['learner', 'marker'], left]);
    context.pass(DAY_MS);
    await settleOrganisation(context);
    expect([await roles(), await unitOn(personId, '2026-11-22')]).toEqual([[], null]);
    expect((await findAccount(context.database.read, personId))?.disabledAt).not.toBeNull();
    const service = { unitId: left, positionLevel: '一级科员', category: '综合管理类', ...PAPER };
    expect(codeOf(await returnPerson(context, hr(root), { personId, ...service, validFrom: '2026-11-21' }))).toBe(
      'contradicts-record',
    );
    taken(await returnPerson(context, hr(root), { personId, ...service, validFrom: '2026-11-22' }));
    expect(await roles()).toEqual(['learner']);
    expect((await findAccount(context.database.read, personId))?.disabledAt).toBeNull();
    expect((await listPostings(context.database.read, personId)).map(({ validFrom }) => validFrom)).toEqual([
      '2026-11-22',
      '2020-01-01',
    ]);
    expect(
      codeOf(
        await leavePerson(context, actorOf(people.root, { grants: [{ role: 'hr', unitId: root }] }), {
          personId: people.root,
          leftOn: '2026-11-22',
          ...PAPER,
        }),
      ),
    ).toBe('own-role');
  });

  test('the last security administrator does not leave', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, hr } = await withOrganisation(context);
    const roles = [{ role: 'secadmin' as const, unitCode: '01' }];
    const first = await seedPerson(context, { employeeNo: '400', unitId: left, roles });
    const leave = { personId: first, leftOn: '2026-11-20', ...PAPER };
    expect(codeOf(await leavePerson(context, hr(root), leave))).toBe('last-administrator');
    const second = await seedPerson(context, { employeeNo: '401', unitId: left, roles });
    expect(codeOf(await leavePerson(context, hr(root), leave))).toBe('last-administrator');
    const account = { personId: second, username: 'second', password: 'lighthouse-7', mustChange: false };
    taken(await createAccount(context, SYSTEM, account));
    const bar = (disabledAt: number | null) =>
      context.database.transaction((tx) => setAccountDisabled(tx, { personId: second, disabledAt }));
    await bar(context.clock.now());
    expect(codeOf(await leavePerson(context, hr(root), leave))).toBe('last-administrator');
    await bar(null);
    expect(codeOf(await leavePerson(context, hr(root), leave))).toBe('done');
  });

  test('an account barred before the leaving stays barred after the return', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, people, hr } = await withOrganisation(context);
    const account = { personId: people.left, username: 'lier', password: 'lighthouse-7', mustChange: false };
    taken(await createAccount(context, SYSTEM, account));
    await context.database.transaction(async (tx) => {
      await tx.db.update(tx.tables.account).set({ disabledAt: context.clock.now() - 10 * DAY_MS });
    });
    taken(await leavePerson(context, hr(root), { personId: people.left, leftOn: '2026-11-20', ...PAPER }));
    const service = { unitId: left, positionLevel: '一级科员', category: '综合管理类', validFrom: '2026-11-20' };
    taken(await returnPerson(context, hr(root), { personId: people.left, ...service, ...PAPER }));
    expect((await findAccount(context.database.read, people.left))?.disabledAt).not.toBeNull();
  });
});

describeOnBothEngines('units by hand', (fresh) => {
  test('a merge takes effect on its day: people, units below and roles; the ended unit’s things stay in the reach', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, below, right, people, hr, unitOn } = await withOrganisation(context);
    const marker = { personId: people.below, role: 'marker' as const, unitCode: '0101', reason: '阅卷', endsAt: null };
    taken(await grantRole(context, SYSTEM, marker));
    const merge = { kind: 'merge' as const, fromIds: [left], into: { unitId: right }, roles: 'follow' as const };
    const command = { ...merge, day: '2026-11-21', ...PAPER };
    expect(codeOf(await changeUnits(context, hr(left), command))).toBe('outside-reach');
    const preview = taken(await previewUnitAct(context, hr(root), command));
    expect([preview.people, preview.units, preview.planned]).toEqual([1, 1, true]);
    taken(await changeUnits(context, hr(root), { ...command, seen: preview.seen }));
    expect([await unitOn(people.left, '2026-11-20'), await unitOn(people.left, '2026-11-21')]).toEqual([left, right]);
    const reachOfLeft = async () => [
      ...((await readReach({ context, actor: hr(left), action: 'staff.view' })).reach as Set<string>),
    ];
    expect((await reachOfLeft()).includes(right)).toBe(false);
    context.pass(DAY_MS);
    await settleOrganisation(context);
    const { holders } = await listRoleHolders(context, SYSTEM, { role: 'marker', page: 1 });
    expect(holders.map(({ unit }) => unit)).toEqual([{ name: '单位0102', former: '单位0101' }]);
    // The role follows; and whoever has the successor answers for what stands under the ended unit.
    expect((await reachOfLeft()).sort()).toEqual([left, below, right].sort());
    const { reach } = await readReach({ context, actor: hr(right), action: 'staff.view' });
    expect((reach as Set<string>).has(left)).toBe(true);
    const view = taken(await viewUnit(context, hr(root), { unitId: left, on: null }));
    expect([view.state, view.successions.map(({ otherId }) => otherId)]).toEqual(['ended', [right]]);
    // Its people are counted where they are.
    expect([view.people, view.peopleWithin, view.successors.map(({ id }) => id)]).toEqual([0, 0, [right]]);
    expect(taken(await viewUnit(context, hr(root), { unitId: right, on: null })).successors).toEqual([]);
    expect(taken(await viewUnit(context, hr(root), { unitId: left, on: '2026-11-20' })).people).toBe(1);
  });

  test('roles end with the unit when that was chosen, on the day and not before', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, right, hr } = await withOrganisation(context);
    const holder = await seedPerson(context, {
      employeeNo: '500',
      unitId: right,
      roles: [
        { role: 'hr', unitCode: '0101' },
        { role: 'learner', unitCode: '0101' },
      ],
    });
    const held = async () =>
      (await listGrants(context.database.read, { personId: holder, now: context.clock.now() })).map(({ role }) => role);
    const merge = { kind: 'merge' as const, fromIds: [left], into: { unitId: right }, roles: 'end' as const };
    taken(await changeUnits(context, hr(root), { ...merge, day: '2026-11-21', ...PAPER }));
    await settleOrganisation(context);
    expect(await held()).toEqual(['hr', 'learner']);
    context.pass(DAY_MS);
    await settleOrganisation(context);
    // Whoever may learn goes on learning.
    expect(await held()).toEqual(['learner']);
  });

  test('a planned merge is taken back whole, and can be planned again', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, below, right, people, hr, unitOn } = await withOrganisation(context);
    const into = { code: '0103', name: '新局', parentId: root };
    const merge = { kind: 'merge' as const, fromIds: [left, right], into, roles: 'end' as const };
    const command = { ...merge, day: '2026-12-01', ...PAPER };
    const { unitId } = taken(await changeUnits(context, hr(root), command));
    const planned = (await listUnits(context, hr(root), { on: null, search: '', page: 1 })).planned;
    expect(planned.map(({ kind, day }) => [kind, day])).toEqual([['merge', '2026-12-01']]);
    context.pass(1);
    taken(await cancelUnitAct(context, hr(root), { kind: 'merge', unitId, day: '2026-12-01', reason: '不合并了' }));
    expect([await unitOn(people.left, '2026-12-01'), await unitOn(people.below, '2026-12-01')]).toEqual([left, below]);
    expect(
      (await listUnits(context, hr(root), { on: '2026-12-01', search: '', page: 1 })).units.map(({ code }) => code),
    ).toEqual(['01', '0101', '010101', '0102']);
    context.pass(1);
    expect(codeOf(await changeUnits(context, hr(root), command))).toBe('done');
  });

  test('no unit comes to stand below itself, also where two plans would close the circle', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, below, right, hr } = await withOrganisation(context);
    const move = (unitId: string, parentId: string, day: string) =>
      changeUnits(context, hr(root), { kind: 'move', unitId, parentId, day, ...PAPER });
    expect(codeOf(await move(left, below, '2026-11-20'))).toBe('unit-cycle');
    expect(codeOf(await move(left, left, '2026-11-20'))).toBe('unit-cycle');
    taken(await move(left, right, '2026-12-10'));
    expect(codeOf(await move(right, below, '2026-12-01'))).toBe('unit-cycle');
    expect(codeOf(await move(left, root, '2026-12-10'))).toBe('contradicts-record');
    expect(codeOf(await move(root, right, '2026-12-01'))).toBe('outside-reach');
  });

  test('nobody is moved into a unit that ends later, whichever was entered first', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, below, right, hr } = await withOrganisation(context);
    const merge = (from: string, to: string, day: string) =>
      changeUnits(context, hr(root), {
        kind: 'merge',
        fromIds: [from],
        into: { unitId: to },
        roles: 'end',
        day,
        ...PAPER,
      });
    taken(await merge(right, left, '2026-11-20'));
    expect(codeOf(await merge(below, right, '2026-11-13'))).toBe('unit-in-use');
  });

  test('a split places everyone; who is not placed keeps the unit from ending', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, below, right, people, hr, unitOn } = await withOrganisation(context);
    const extra = await seedPerson(context, { employeeNo: '600', unitId: left });
    const split = (over: object) =>
      changeUnits(context, hr(root), {
        kind: 'split',
        unitId: left,
        continues: false,
        parts: [{ code: '0104', name: '甲局', parentId: root }, { unitId: right }],
        people: new Map([['101', 0]]),
        rest: null,
        below: new Map([[below, 1]]),
        roles: 'end',
        day: '2026-11-20',
        ...PAPER,
        ...over,
      });
    expect(codeOf(await split({}))).toBe('unit-in-use');
    expect(codeOf(await split({ people: new Map([['999', 0]]), rest: 1 }))).toBe('not-found');
    taken(await split({ rest: 1 }));
    expect(await unitOn(people.left, '2026-11-19')).toBe(left);
    expect(await unitOn(extra, '2026-11-20')).toBe(right);
    expect(await unitOn(people.left, '2026-11-20')).not.toBe(left);
    const view = taken(await viewUnit(context, hr(root), { unitId: below, on: null }));
    expect(view.path.at(-1)?.id).toBe(right);
  });

  test('a unit with people or units below is not dissolved; an empty one is, and its history can be read', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, right, people, hr } = await withOrganisation(context);
    const dissolve = (unitId: string, day: string) =>
      changeUnits(context, hr(root), { kind: 'dissolve', unitId, day, ...PAPER });
    expect([codeOf(await dissolve(left, '2026-11-20')), codeOf(await dissolve(right, '2026-11-20'))]).toEqual([
      'unit-in-use',
      'unit-in-use',
    ]);
    const service = { positionLevel: '一级科员', category: '综合管理类' };
    taken(
      await transferPerson(context, hr(root), {
        personId: people.right,
        unitId: root,
        validFrom: '2026-11-19',
        ...service,
      }),
    );
    expect(codeOf(await dissolve(right, '2026-11-18'))).toBe('unit-in-use');
    expect(codeOf(await dissolve(right, '2026-11-19'))).toBe('done');
    expect(taken(await viewUnit(context, hr(root), { unitId: right, on: null })).state).toBe('ended');
  });
});

describeOnBothEngines('people of any day', (fresh) => {
  const QUERY: StaffQuery = {
    on: null,
    state: 'serving',
    search: '',
    unitId: null,
    positionLevel: null,
    category: null,
    sort: 'employeeNo',
    descending: false,
    page: 1,
  };

  test('are found by pinyin, initials and either reading; leavers when asked for; those to come too', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, people, hr } = await withOrganisation(context);
    const numbers = async (query: Partial<StaffQuery>) =>
      taken(await listStaff(context, hr(root), { ...QUERY, ...query })).people.map(({ employeeNo }) => employeeNo);
    expect(await numbers({ search: 'shansi' })).toEqual(['103']);
    expect(await numbers({ search: 'DAN s' })).toEqual(['103']);
    expect(await numbers({ search: '单s' })).toEqual(['103']);
    expect(await numbers({ search: 'ws' })).toEqual(['102']);
    expect(await numbers({ search: 'an' })).toEqual([]);
    await seedPerson(context, { employeeNo: '104', name: '古力娜扎·买买提', unitId: left });
    await seedPerson(context, { employeeNo: '105', name: '古力娜扎•艾力', unitId: root });
    for (const text of ['古力娜扎买买提', '娜扎・买买', '古力娜扎·买买提', '古力娜扎 买买提'])
      expect(await numbers({ search: text }), text).toEqual(['104']);
    expect(await numbers({ search: '扎艾' })).toEqual(['105']);
    taken(await leavePerson(context, hr(root), { personId: people.left, leftOn: '2026-11-20', ...PAPER }));
    expect(await numbers({ state: 'left' })).toEqual(['101']);
    expect(await numbers({ on: '2026-11-19' })).toEqual(['100', '101', '102', '103', '104', '105']);
    expect(await numbers({ on: '2026-11-20' })).toEqual(['100', '102', '103', '104', '105']);
    expect(await numbers({ on: '2026-11-19', state: 'left' })).toEqual([]);
    taken(
      await registerPerson(context, hr(root), {
        employeeNo: '700',
        name: '新来',
        email: null,
        unitId: left,
        positionLevel: '一级科员',
        category: '综合管理类',
        validFrom: '2026-12-01',
      }),
    );
    expect(await numbers({ state: 'coming' })).toEqual(['700']);
    expect(await numbers({ on: '2026-12-01', search: 'xl' })).toEqual(['700']);
  });
});
