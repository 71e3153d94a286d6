import { expect, test } from 'vitest';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { createAccount } from '#app/usecases/account/create-account.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { changeRoleEnd } from '#app/usecases/people/change-role-end.server.ts';
import { createPerson } from '#app/usecases/people/create-person.server.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { leavePerson } from '#app/usecases/people/leave-person.server.ts';
import { listRoleHolders } from '#app/usecases/people/list-role-holders.server.ts';
import { listStaff, type StaffQuery } from '#app/usecases/people/list-staff.server.ts';
import { readAuthorityName } from '#app/usecases/people/read-authority-name.server.ts';
import { revokeRole } from '#app/usecases/people/revoke-role.server.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import { viewPerson } from '#app/usecases/people/view-person.server.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { findPlacementOn, insertGrant, listGrants, listPlacementsOn } from '#db/stores/people.ts';
import { setAccountDisabled } from '#db/stores/personnel.ts';
import { findSignedIn } from '#db/stores/sessions.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const SYSTEM = systemActor('test');
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

/** 01 ─ 0101 ─ 010101, and 0102 beside; one person each, named after it. */
async function withOrganisation(context: TestContext) {
  const root = await seedUnit(context, { code: '01' });
  const left = await seedUnit(context, { code: '0101', parentId: root });
  const below = await seedUnit(context, { code: '010101', parentId: left });
  const right = await seedUnit(context, { code: '0102', parentId: root });
  const people = {
    root: await seedPerson(context, { employeeNo: '100', name: '周一', unitId: root }),
    left: await seedPerson(context, { employeeNo: '101', name: '李二', unitId: left }),
    below: await seedPerson(context, { employeeNo: '102', name: '王三', unitId: below }),
    right: await seedPerson(context, { employeeNo: '103', name: '安四', unitId: right }),
  };
  const hr = (unitId: string): PersonActor => actorOf('per_hr', { grants: [{ role: 'hr', unitId }] });
  return { root, left, below, right, people, hr };
}

const codeOf = (result: { ok: boolean; code?: string }) => (result.ok ? 'done' : result.code);

describeOnBothEngines('the organisation', (fresh) => {
  test('a unit is made below one that exists on its first day, not before', async () => {
    const context = makeTestContext(await fresh());
    const parentId = await seedUnit(context, { code: '01', validFrom: '2026-03-01' });
    const child = { code: '0101', name: '办公室', parentId };
    expect(codeOf(await createUnit(context, SYSTEM, { ...child, validFrom: '2026-02-28' }))).toBe('not-found');
    expect(codeOf(await createUnit(context, SYSTEM, { ...child, validFrom: '2026-03-01' }))).toBe('done');
    expect(codeOf(await createUnit(context, SYSTEM, { ...child, validFrom: '2026-03-01' }))).toBe('conflict');
  });

  test('HR makes units and people inside its reach alone, and no root', async () => {
    const context = makeTestContext(await fresh());
    const { left, right, hr } = await withOrganisation(context);
    const unit = { name: '科', validFrom: '2026-01-01' };
    const person = { name: '新人', positionLevel: '一级科员', category: '综合管理类', validFrom: '2026-01-01' };
    const actor = hr(left);
    expect(codeOf(await createUnit(context, actor, { ...unit, code: 'a', parentId: left }))).toBe('done');
    expect(codeOf(await createUnit(context, actor, { ...unit, code: 'b', parentId: right }))).toBe('not-found');
    expect(codeOf(await createUnit(context, actor, { ...unit, code: 'c', parentId: null }))).toBe('forbidden');
    expect(codeOf(await createPerson(context, actor, { ...person, employeeNo: '200', unitId: left }))).toBe('done');
    expect(codeOf(await createPerson(context, actor, { ...person, employeeNo: '201', unitId: right }))).toBe(
      'not-found',
    );
    const learner = actorOf('per_x', { grants: [{ role: 'learner', unitId: left }] });
    expect(codeOf(await createPerson(context, learner, { ...person, employeeNo: '202', unitId: left }))).toBe(
      'forbidden',
    );
  });

  test('HR gives an account to people of its own units alone', async () => {
    const context = makeTestContext(await fresh());
    const { left, people, hr } = await withOrganisation(context);
    const account = { password: 'lighthouse-7', mustChange: true };
    expect(
      codeOf(await createAccount(context, hr(left), { ...account, personId: people.below, username: 'wang' })),
    ).toBe('done');
    expect(codeOf(await createAccount(context, hr(left), { ...account, personId: people.right, username: 'an' }))).toBe(
      'not-found',
    );
  });

  test('one name never means two people: a username may not be another’s employee number, nor the other way round', async () => {
    const context = makeTestContext(await fresh());
    const { left, people } = await withOrganisation(context);
    const person = {
      name: '新人',
      unitId: left,
      positionLevel: '一级科员',
      category: '综合管理类',
      validFrom: '2026-01-01',
    };
    const account = { password: 'lighthouse-7', mustChange: false };
    expect(codeOf(await createPerson(context, SYSTEM, { ...person, employeeNo: 'SF9' }))).toBe('done');
    expect(codeOf(await createPerson(context, SYSTEM, { ...person, employeeNo: 'sf9' }))).toBe('name-taken');
    expect(codeOf(await createAccount(context, SYSTEM, { ...account, personId: people.left, username: 'sf9' }))).toBe(
      'name-taken',
    );
    expect(codeOf(await createAccount(context, SYSTEM, { ...account, personId: people.left, username: 'liger' }))).toBe(
      'done',
    );
    expect(codeOf(await createPerson(context, SYSTEM, { ...person, employeeNo: 'Liger' }))).toBe('name-taken');
  });

  test('a transfer takes effect on its first day, and the past stays as it was', async () => {
    const context = makeTestContext(await fresh());
    const { left, right, people } = await withOrganisation(context);
    taken(
      await transferPerson(context, SYSTEM, {
        personId: people.left,
        unitId: right,
        positionLevel: '四级主任科员',
        category: '综合管理类',
        validFrom: '2026-06-01',
      }),
    );
    const { read } = context.database;
    const unitOn = async (day: string) => (await findPlacementOn(read, { personId: people.left, day }))?.unitId;
    expect(await unitOn('2019-12-31')).toBeUndefined();
    expect(await unitOn('2026-05-31')).toBe(left);
    expect(await unitOn('2026-06-01')).toBe(right);
    const inRight = async (day: string) =>
      (await listPlacementsOn(read, { unitIds: [right], day })).map(({ employeeNo }) => employeeNo);
    expect(await inRight('2026-05-31')).toEqual(['103']);
    expect(await inRight('2026-06-01')).toEqual(['101', '103']);
  });

  test('a transfer on or before the day on which the last posting began is refused', async () => {
    const context = makeTestContext(await fresh());
    const { right, people } = await withOrganisation(context);
    const move = { personId: people.left, unitId: right, positionLevel: '一级科员', category: '综合管理类' };
    expect(codeOf(await transferPerson(context, SYSTEM, { ...move, validFrom: '2020-01-01' }))).toBe('conflict');
    expect(codeOf(await transferPerson(context, SYSTEM, { ...move, validFrom: '2020-01-02' }))).toBe('done');
  });

  test('the authority is the unit above all others', async () => {
    const context = makeTestContext(await fresh());
    expect(await readAuthorityName(context)).toBeNull();
    await withOrganisation(context);
    expect(await readAuthorityName(context)).toBe('单位01');
  });
});

describeOnBothEngines('roles', (fresh) => {
  const grant = (context: TestContext, personId: string, role: Role) =>
    grantRole(context, SYSTEM, { personId, role, unitCode: '01', reason: 'test', endsAt: null });

  test('one person never holds two of the three administrators’ roles', async () => {
    const context = makeTestContext(await fresh());
    const { people } = await withOrganisation(context);
    expect(codeOf(await grant(context, people.left, 'auditor'))).toBe('done');
    const refused = await grant(context, people.left, 'secadmin');
    expect(refused).toMatchObject({ code: 'role-excluded', detail: { role: 'secadmin', other: 'auditor' } });
    expect(codeOf(await grant(context, people.left, 'hr'))).toBe('done');
  });

  test('nor when both are granted at the same moment', async () => {
    const context = makeTestContext(await fresh());
    const { people } = await withOrganisation(context);
    const results = await Promise.all(
      (['sysadmin', 'secadmin', 'auditor'] as const).map((role) => grant(context, people.left, role)),
    );
    expect(results.map(codeOf).sort()).toEqual(['done', 'role-excluded', 'role-excluded']);
    const held = await listGrants(context.database.read, { personId: people.left, now: context.clock.now() });
    expect(held).toHaveLength(1);
  });

  test('the other administrator’s role may be given once the first has ended', async () => {
    const context = makeTestContext(await fresh());
    const { people } = await withOrganisation(context);
    const { grantId } = taken(await grant(context, people.left, 'auditor'));
    taken(await revokeRole(context, SYSTEM, { grantId, reason: 'rotation' }));
    expect(codeOf(await grant(context, people.left, 'secadmin'))).toBe('done');
    expect(codeOf(await revokeRole(context, SYSTEM, { grantId, reason: 'again' }))).toBe('already-revoked');
  });

  test('a role with an end is without effect from that millisecond on', async () => {
    const context = makeTestContext(await fresh());
    const { root } = await withOrganisation(context);
    const personId = await seedPerson(context, { employeeNo: '300', unitId: root, username: 'zhao' });
    const endsAt = context.clock.now() + 1_000;
    taken(await grantRole(context, SYSTEM, { personId, role: 'auditor', unitCode: '01', reason: 'test', endsAt }));
    const rolesAt = async (now: number) =>
      (await findSignedIn(context.database.read, { personId, now }))?.grants.map(({ role }) => role);
    expect(await rolesAt(endsAt - 1)).toEqual(['auditor']);
    expect(await rolesAt(endsAt)).toEqual([]);
  });

  test('only a security administrator grants, and not to themselves', async () => {
    const context = makeTestContext(await fresh());
    const { root, people } = await withOrganisation(context);
    const command = { role: 'marker' as const, unitCode: '01', reason: 'test', endsAt: null };
    const secadmin = actorOf(people.root, { grants: [{ role: 'secadmin', unitId: root }] });
    const auditor = actorOf(people.root, { grants: [{ role: 'auditor', unitId: root }] });
    expect(codeOf(await grantRole(context, auditor, { ...command, personId: people.left }))).toBe('forbidden');
    expect(codeOf(await grantRole(context, secadmin, { ...command, personId: people.root }))).toBe('own-role');
    expect(codeOf(await grantRole(context, secadmin, { ...command, personId: people.left }))).toBe('done');
    expect(codeOf(await grantRole(context, secadmin, { ...command, personId: people.left }))).toBe('conflict');
  });

  test('a security administrator of a lower unit, as earlier releases made, is not who keeps the authority going', async () => {
    const context = makeTestContext(await fresh());
    const { left, people } = await withOrganisation(context);
    for (const [personId, username] of [
      [people.left, 'left'],
      [people.right, 'right'],
    ] as const)
      taken(await createAccount(context, SYSTEM, { personId, username, password: 'lighthouse-7', mustChange: false }));
    const first = taken(await grant(context, people.left, 'secadmin')).grantId;
    const lower = { id: 'grt_lower', personId: people.right, role: 'secadmin', unitId: left } as const;
    const since = { reason: 'test', grantedBy: 'per_x', grantedAt: 0, endsAt: null, revokedAt: null };
    await context.database.transaction((tx) => insertGrant(tx, { ...lower, ...since }));
    const revoke = (grantId: string) => revokeRole(context, SYSTEM, { grantId, reason: 'test' });
    expect(codeOf(await revoke(first))).toBe('last-administrator');
    const soon = { grantId: first, seen: null, endsAt: context.clock.now() + 60_000, reason: 'test' };
    expect(codeOf(await changeRoleEnd(context, SYSTEM, soon))).toBe('last-administrator');
    expect(codeOf(await revoke(lower.id))).toBe('done');
  });

  test('the last security administrator stays, even when two revoke each other at once', async () => {
    const context = makeTestContext(await fresh());
    const { root, people } = await withOrganisation(context);
    const openAccount = async (personId: string, username: string) =>
      taken(await createAccount(context, SYSTEM, { personId, username, password: 'lighthouse-7', mustChange: false }));
    await openAccount(people.left, 'left');
    const first = taken(await grant(context, people.left, 'secadmin')).grantId;
    expect(codeOf(await revokeRole(context, SYSTEM, { grantId: first, reason: 'test' }))).toBe('last-administrator');
    const second = taken(await grant(context, people.right, 'secadmin')).grantId;
    // Whoever cannot sign in grants nothing: neither without an account nor with one that is barred.
    const refused = () => revokeRole(context, SYSTEM, { grantId: first, reason: 'test' });
    expect(codeOf(await refused())).toBe('last-administrator');
    await openAccount(people.right, 'right');
    const bar = (disabledAt: number | null) =>
      context.database.transaction((tx) => setAccountDisabled(tx, { personId: people.right, disabledAt }));
    await bar(context.clock.now());
    expect(codeOf(await refused())).toBe('last-administrator');
    const soon = context.clock.now() + 60_000;
    const move = { grantId: first, seen: null, endsAt: soon, reason: 'test' };
    expect(codeOf(await changeRoleEnd(context, SYSTEM, move))).toBe('last-administrator');
    await bar(null);
    expect(codeOf(await changeRoleEnd(context, SYSTEM, move))).toBe('done');
    taken(await changeRoleEnd(context, SYSTEM, { ...move, seen: soon, endsAt: null }));
    const as = (personId: string) => actorOf(personId, { grants: [{ role: 'secadmin', unitId: root }] });
    const results = await Promise.all([
      revokeRole(context, as(people.left), { grantId: second, reason: 'test' }),
      revokeRole(context, as(people.right), { grantId: first, reason: 'test' }),
    ]);
    expect(results.map(codeOf).sort()).toEqual(['done', 'last-administrator']);
  });

  test('who holds which role is listed without learners, and one’s own cannot be ended by oneself', async () => {
    const context = makeTestContext(await fresh());
    const { root, people } = await withOrganisation(context);
    await grant(context, people.left, 'learner');
    await grant(context, people.left, 'marker');
    await grant(context, people.root, 'secadmin');
    const secadmin = actorOf(people.root, { grants: [{ role: 'secadmin', unitId: root }] });
    const all = await listRoleHolders(context, secadmin, { role: null, page: 1 });
    expect(all.holders.map(({ role, revocable }) => [role, revocable])).toEqual([
      ['marker', true],
      ['secadmin', false],
    ]);
    const auditor = actorOf(people.right, { grants: [{ role: 'auditor', unitId: root }] });
    const seen = await listRoleHolders(context, auditor, { role: 'marker', page: 1 });
    expect(seen.holders.map(({ revocable }) => revocable)).toEqual([false]);
    expect((await listRoleHolders(context, actorOf(people.left), { role: null, page: 1 })).total).toBe(0);
  });
});

describeOnBothEngines('the staff list', (fresh) => {
  const numbers = async (context: TestContext, actor: PersonActor, query: Partial<StaffQuery> = {}) => {
    const result = await listStaff(context, actor, { ...QUERY, ...query });
    return result.ok ? result.value.people.map(({ employeeNo }) => employeeNo) : result.code;
  };

  test('shows the people of one’s reach; those of other units are absent from list, search, count and units', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, right, hr } = await withOrganisation(context);
    expect(await numbers(context, hr(root))).toEqual(['100', '101', '102', '103']);
    expect(await numbers(context, hr(left))).toEqual(['101', '102']);
    expect(await numbers(context, hr(left), { search: '安四' })).toEqual([]);
    const list = taken(await listStaff(context, hr(left), QUERY));
    expect(list.total).toBe(2);
    expect(list.unitPath.map(({ name, people }) => [name, people])).toEqual([['单位0101', 2]]);
    const inside = taken(await listStaff(context, hr(left), { ...QUERY, unitId: left }));
    expect(inside.unitsBelow.map(({ name, people }) => [name, people])).toEqual([['单位010101', 1]]);
    expect(await numbers(context, hr(left), { unitId: right })).toBe('not-found');
    expect(await numbers(context, actorOf('per_x', { grants: [{ role: 'learner', unitId: root }] }))).toEqual([]);
  });

  test('a unit’s people are those at and below it', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, below, hr } = await withOrganisation(context);
    expect(await numbers(context, hr(root), { unitId: left })).toEqual(['101', '102']);
    expect(await numbers(context, hr(root), { unitId: below })).toEqual(['102']);
    expect(taken(await listStaff(context, hr(left), { ...QUERY, unitId: below })).unitPath).toHaveLength(2);
  });

  test('finds by part of a name and by the beginning of a number; a sign that the engine knows means itself', async () => {
    const context = makeTestContext(await fresh());
    const { root, hr } = await withOrganisation(context);
    await seedPerson(context, { employeeNo: 'AB_1', name: '百分%号', unitId: root });
    expect(await numbers(context, hr(root), { search: '二' })).toEqual(['101']);
    expect(await numbers(context, hr(root), { search: ' １０' })).toEqual(['100', '101', '102', '103']);
    expect(await numbers(context, hr(root), { search: '01' })).toEqual([]);
    expect(await numbers(context, hr(root), { search: '%' })).toEqual(['AB_1']);
    expect(await numbers(context, hr(root), { search: 'ab_' })).toEqual(['AB_1']);
    expect(await numbers(context, hr(root), { search: '_' })).toEqual([]);
  });

  test('that finds nobody who serves says how many who left or are to begin match, within the reach', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, right, hr } = await withOrganisation(context);
    const entry = { unitId: right, positionLevel: '一级科员', category: '综合管理类', validFrom: '2099-01-01' };
    taken(await createPerson(context, hr(root), { ...entry, employeeNo: 'N1', name: '未来甲' }));
    const gone = await seedPerson(context, { employeeNo: 'N2', name: '未来乙', unitId: right });
    const leaving = { personId: gone, leftOn: '2026-01-01', reason: '文', seen: null };
    taken(await leavePerson(context, hr(root), leaving));
    const elsewhere = async (unitId: string, search: string) =>
      taken(await listStaff(context, hr(unitId), { ...QUERY, search })).elsewhere;
    expect(await elsewhere(root, '未来')).toEqual({ left: 1, coming: 1 });
    expect(await elsewhere(root, '未来甲')).toEqual({ left: 0, coming: 1 });
    expect(await elsewhere(left, '未来')).toEqual({ left: 0, coming: 0 });
    expect(await elsewhere(root, '安四')).toEqual({ left: 0, coming: 0 });
    expect(await elsewhere(root, '')).toEqual({ left: 0, coming: 0 });
  });

  test('orders names as a Chinese dictionary does, units from the top down', async () => {
    const context = makeTestContext(await fresh());
    const { root, hr } = await withOrganisation(context);
    expect(await numbers(context, hr(root), { sort: 'name' })).toEqual(['103', '101', '102', '100']);
    expect(await numbers(context, hr(root), { sort: 'name', descending: true })).toEqual(['100', '102', '101', '103']);
    expect(await numbers(context, hr(root), { sort: 'unit' })).toEqual(['100', '101', '102', '103']);
    expect(await numbers(context, hr(root), { descending: true })).toEqual(['103', '102', '101', '100']);
  });

  test('a page holds 50, the next one begins after them in every order, one beyond the last is the last', async () => {
    const context = makeTestContext(await fresh());
    const { root, right, hr } = await withOrganisation(context);
    for (let i = 0; i < 51; i += 1)
      await seedPerson(context, { employeeNo: `2${String(i).padStart(2, '0')}`, name: '同名', unitId: right });
    for (const sort of ['employeeNo', 'name', 'unit'] as const) {
      const pages = await Promise.all([1, 2, 3].map((page) => numbers(context, hr(root), { sort, page })));
      expect(
        pages.map((page) => page?.length),
        sort,
      ).toEqual([50, 5, 5]);
      expect(new Set(pages.flat()).size, sort).toBe(55);
    }
    expect(taken(await listStaff(context, hr(root), { ...QUERY, page: 99 })).page).toBe(2);
  });

  test('filters by position level and category', async () => {
    const context = makeTestContext(await fresh());
    const { root, people, hr } = await withOrganisation(context);
    taken(
      await transferPerson(context, SYSTEM, {
        personId: people.right,
        unitId: root,
        positionLevel: '二级调研员',
        category: '专业技术类',
        validFrom: '2026-01-01',
      }),
    );
    expect(await numbers(context, hr(root), { positionLevel: '二级调研员' })).toEqual(['103']);
    expect(await numbers(context, hr(root), { category: '综合管理类' })).toEqual(['100', '101', '102']);
    expect(await numbers(context, hr(root), { category: '专业技术类', positionLevel: '一级科员' })).toEqual([]);
  });
});

describeOnBothEngines('one person', (fresh) => {
  test('is found inside the reach and nowhere else, and each look is on record', async () => {
    const context = makeTestContext(await fresh());
    const { left, right, people, hr } = await withOrganisation(context);
    expect(codeOf(await viewPerson(context, hr(left), people.below))).toBe('done');
    expect(codeOf(await viewPerson(context, hr(left), people.right))).toBe('not-found');
    expect(codeOf(await viewPerson(context, hr(left), 'per_nobody'))).toBe('not-found');
    const looks = (await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 100 })).filter(
      ({ action }) => action === 'person.view',
    );
    expect(looks.map(({ subjectId }) => subjectId)).toEqual([people.below]);
    expect(codeOf(await viewPerson(context, hr(right), people.right))).toBe('done');
  });

  test('belongs to the new unit’s HR from the day of a transfer, and the old unit’s no longer', async () => {
    const context = makeTestContext(await fresh());
    const { left, right, people, hr } = await withOrganisation(context);
    taken(
      await transferPerson(context, SYSTEM, {
        personId: people.left,
        unitId: right,
        positionLevel: '四级主任科员',
        category: '综合管理类',
        validFrom: '2026-11-21',
      }),
    );
    const seenBy = async (unitId: string) => codeOf(await viewPerson(context, hr(unitId), people.left));
    expect([await seenBy(left), await seenBy(right)]).toEqual(['done', 'not-found']);
    // 2026-11-20 23:59:59.999 in Shanghai is still the old day.
    context.setNow(Date.parse('2026-11-20T15:59:59.999Z'));
    expect([await seenBy(left), await seenBy(right)]).toEqual(['done', 'not-found']);
    context.pass(1);
    expect([await seenBy(left), await seenBy(right)]).toEqual(['not-found', 'done']);
    const view = taken(await viewPerson(context, hr(right), people.left));
    expect(view.postings.map(({ unitName, state, lastDay }) => [unitName, state, lastDay])).toEqual([
      ['单位0102', 'current', null],
      ['单位0101', 'past', '2026-11-20'],
    ]);
  });

  test('shows present and past roles with who granted them', async () => {
    const context = makeTestContext(await fresh());
    const { root, people, hr } = await withOrganisation(context);
    const secadmin = actorOf(people.root, { grants: [{ role: 'secadmin', unitId: root }] });
    const grant = { personId: people.left, unitCode: '01', reason: '阅卷', endsAt: null };
    const { grantId } = taken(await grantRole(context, secadmin, { ...grant, role: 'marker' }));
    taken(await grantRole(context, SYSTEM, { ...grant, role: 'learner' }));
    taken(await revokeRole(context, secadmin, { grantId, reason: '结束' }));
    const view = taken(await viewPerson(context, hr(root), people.left));
    expect(view.roles.map(({ role, grantedByName, endedAt }) => [role, grantedByName, endedAt !== null])).toEqual(
      expect.arrayContaining([
        ['marker', '周一', true],
        ['learner', '', false],
      ]),
    );
  });
});
