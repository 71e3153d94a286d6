import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAccount } from '#app/usecases/account/create-account.server.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { cancelPlan } from '#app/usecases/people/cancel-plan.server.ts';
import { createPerson } from '#app/usecases/people/create-person.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import { beginApply } from '#app/usecases/roster/begin-apply.server.ts';
import { discardRoster, discardStaleRosters, STALE_DAYS } from '#app/usecases/roster/discard-roster.server.ts';
import { listRosters } from '#app/usecases/roster/list-rosters.server.ts';
import { readRoster } from '#app/usecases/roster/read-roster.server.ts';
import { setColumns } from '#app/usecases/roster/set-columns.server.ts';
import { stageRoster } from '#app/usecases/roster/stage-roster.server.ts';
import { workRoster } from '#app/usecases/roster/work-roster.server.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { listUnitsOn } from '#db/stores/organisation.ts';
import { findPersonByEmployeeNo, listGrants, listPlacementsOn, listPostings } from '#db/stores/people.ts';
import { listRosterRows } from '#db/stores/roster.ts';
import { insertSession, listSessionsOfPerson } from '#db/stores/sessions.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';
import {
  applyImport,
  compareRows,
  HEADINGS,
  noPause,
  OPERATOR,
  rowsOf,
  sourceOf,
  viewOf,
} from '#test/support/roster.ts';

const TODAY = '2026-11-20';
const codeOf = (result: { ok: boolean; code?: string }) => (result.ok ? 'done' : result.code);
const row = (
  number: string,
  name: string,
  unit: string,
  more: Partial<Record<'unitName' | 'parent' | 'level' | 'day' | 'status', string>> = {},
) => [
  number,
  name,
  unit,
  more.unitName ?? '',
  more.parent ?? '',
  more.level ?? '一级科员',
  '综合管理类',
  more.day ?? '',
  more.status ?? '',
];
const kindsOf = async (context: TestContext, importId: string) => {
  const { kinds } = (await viewOf(context, importId)).counts;
  return Object.fromEntries(Object.entries(kinds).filter(([, count]) => count > 0));
};

/** 01 ─ 0101, 0102; two people in the first, one in the second. */
async function withOrganisation(context: TestContext) {
  const root = await seedUnit(context, { code: '01' });
  const left = await seedUnit(context, { code: '0101', parentId: root });
  const right = await seedUnit(context, { code: '0102', parentId: root });
  const one = await seedPerson(context, { employeeNo: '0001', name: '张三', unitId: left, username: 'zhangsan' });
  const two = await seedPerson(context, { employeeNo: '0002', name: '李四', unitId: left });
  const three = await seedPerson(context, { employeeNo: '0003', name: '王五', unitId: right });
  return { root, left, right, one, two, three };
}
const KNOWN = [row('0001', '张三', '0101'), row('0002', '李四', '0101'), row('0003', '王五', '0102')];

describeOnBothEngines('a roster', (fresh) => {
  test('makes units and people of an empty installation, below each other as the file says', async () => {
    const context = makeTestContext(await fresh());
    const importId = await compareRows(context, [
      row('0001', '张三', '0101', { unitName: '财政局', parent: '01', day: '2026-03-01' }),
      row('0002', '李四', '010101', { unitName: '预算科', parent: '0101' }),
      row('0003', '王五', '01', { unitName: '某市' }),
    ]);
    expect(await kindsOf(context, importId)).toEqual({ new: 3 });
    await applyImport(context, importId);
    const units = await listUnitsOn(context.database.read, TODAY);
    const byId = new Map(units.map((unit) => [unit.id, unit.code]));
    expect(units.map(({ code, name, parentId }) => [code, name, byId.get(parentId ?? '') ?? null])).toEqual([
      ['01', '某市', null],
      ['0101', '财政局', '01'],
      ['010101', '预算科', '0101'],
    ]);
    const placed = await listPlacementsOn(context.database.read, { unitIds: null, day: '2026-03-01' });
    expect(placed.map(({ employeeNo }) => employeeNo)).toEqual(['0001']);
    const person = await findPersonByEmployeeNo(context.database.read, '0001');
    expect(person).toMatchObject({ name: '张三', active: true, leftOn: null });
    expect(person?.pinyin).toContain('zhangsan');
    expect(taken(await verifyAudit(context, OPERATOR)).intact).toBe(true);
  });

  test('that says what is there already changes nothing', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const importId = await compareRows(context, KNOWN);
    expect(await kindsOf(context, importId)).toEqual({ unchanged: 3 });
    await applyImport(context, importId);
    expect((await viewOf(context, importId)).status).toBe('applied');
  });

  test('handed in twice changes nothing the second time, also in a unit that begins on a later day', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const rows = [
      ...KNOWN,
      row('0004', '赵六', '0109', { unitName: '新设科', parent: '01', day: '2027-01-01' }),
      row('0005', '钱七', '', { unitName: '新设科', day: '2027-01-01' }),
    ];
    const first = await compareRows(context, rows);
    expect(await kindsOf(context, first)).toEqual({ unchanged: 3, new: 2 });
    await applyImport(context, first);
    const again = await compareRows(context, rows);
    expect(await kindsOf(context, again)).toEqual({ unchanged: 5 });
    const early = await compareRows(context, [...KNOWN, row('0006', '孙八', '0109')]);
    expect((await rowsOf(context, early)).at(-1)).toMatchObject({
      kind: 'new',
      faults: [expect.objectContaining({ code: 'date-before-unit', fact: '2027-01-01' })],
    });
  });

  test('brings back whoever was entered for a day to come and withdrawn, as the same person', async () => {
    const context = makeTestContext(await fresh());
    const { root, left } = await withOrganisation(context);
    const officer = {
      employeeNo: '0009',
      unitId: root,
      username: 'hr',
      roles: [{ role: 'hr', unitCode: '01' }],
    } as const;
    const hr = actorOf(await seedPerson(context, officer), { grants: [{ role: 'hr', unitId: root }] });
    const entry = { employeeNo: '0004', name: '赵六', unitId: left, positionLevel: '一级科员', category: '综合管理类' };
    const { personId } = taken(await createPerson(context, hr, { ...entry, validFrom: '2026-12-01' }));
    const password = { personId, username: 'zhaoliu', password: 'harbour-zhao-7', mustChange: false };
    taken(await createAccount(context, OPERATOR, password));
    taken(await cancelPlan(context, hr, { personId, reason: '不来了', seen: null }));
    const importId = await compareRows(context, [...KNOWN, row('0004', '赵六', '0101')], {}, hr);
    const { kinds } = taken(await readRoster(context, hr, importId)).counts;
    expect([kinds.unchanged, kinds.returned]).toEqual([3, 1]);
    await applyImport(context, importId, {}, hr);
    const { read } = context.database;
    expect(await findPersonByEmployeeNo(read, '0004')).toMatchObject({ id: personId, active: true });
    expect((await findAccount(read, personId))?.disabledAt).toBeNull();
  });

  test('leaves the record of whoever hands it in, or applies it, as it is', async () => {
    const context = makeTestContext(await fresh());
    const { root, one, two } = await withOrganisation(context);
    for (const personId of [one, two])
      taken(await grantRole(context, OPERATOR, { personId, role: 'hr', unitCode: '01', reason: 'x', endsAt: null }));
    await giveAccount(context, two);
    const officer = (personId: string) => actorOf(personId, { grants: [{ role: 'hr', unitId: root }] });
    const promoted = [row('0001', '张三', '0102'), row('0002', '李四', '0101', { level: '四级主任科员' })];
    const importId = await compareRows(context, promoted, {}, officer(two));
    expect((await rowsOf(context, importId, officer(two))).map(({ kind, faults }) => [kind, faults[0]?.code])).toEqual([
      ['moved', undefined],
      ['refused', 'own-record'],
    ]);
    await applyImport(context, importId, {}, officer(one));
    expect(await listPostings(context.database.read, one)).toHaveLength(1);
    const same = await compareRows(context, KNOWN, {}, officer(two));
    expect((await rowsOf(context, same, officer(two))).map(({ kind }) => kind)).toEqual(Array(3).fill('unchanged'));
  });

  test('moves people from the effective day on, and history stays', async () => {
    const context = makeTestContext(await fresh());
    const { left, right, one } = await withOrganisation(context);
    const importId = await compareRows(context, [
      row('0001', '张三', '0102', { level: '二级科员', day: '2026-11-01' }),
    ]);
    expect((await rowsOf(context, importId))[0]).toMatchObject({
      kind: 'moved',
      changes: [
        { field: 'unit', before: '单位0101', after: '单位0102' },
        { field: 'positionLevel', before: '一级科员', after: '二级科员' },
      ],
    });
    await applyImport(context, importId);
    expect(await listPostings(context.database.read, one)).toMatchObject([
      { unitId: right, positionLevel: '二级科员', validFrom: '2026-11-01', validTo: null },
      { unitId: left, positionLevel: '一级科员', validFrom: '2020-01-01', validTo: '2026-11-01' },
    ]);
    const entries = await listAuditEntries(context.database.read, { stream: 'people', after: 0, limit: 1_000 });
    expect(entries.filter(({ subjectId }) => subjectId === one).at(-1)).toMatchObject({
      action: 'person.transfer',
      detail: { from: left, to: right, validFrom: '2026-11-01', importId },
    });
  });

  test('that is complete lets go who is missing: posting, account, sessions and roles end, nothing is deleted', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, one } = await withOrganisation(context);
    taken(
      await grantRole(context, OPERATOR, { personId: one, role: 'trainer', unitCode: '01', reason: 'x', endsAt: null }),
    );
    await context.database.transaction((tx) =>
      insertSession(tx, {
        id: 's',
        personId: one,
        createdAt: 1,
        expiresAt: 9e12,
        absoluteExpiresAt: 9e12,
        address: '',
        agent: '',
      }),
    );
    const importId = await compareRows(context, [row('0002', '李四', '0101')], { completeUnitId: left });
    // 王五 serves outside the scope.
    expect(await kindsOf(context, importId)).toEqual({ left: 1, unchanged: 1 });
    expect((await viewOf(context, importId)).counts).toMatchObject({
      serving: 2,
      leavers: 1,
      leaversRoles: [{ personId: one, role: 'trainer' }],
    });
    await applyImport(context, importId);
    const { read } = context.database;
    expect(await findPersonByEmployeeNo(read, '0001')).toMatchObject({ active: false, leftOn: TODAY });
    expect((await listPostings(read, one))[0]).toMatchObject({ validTo: TODAY });
    expect((await findAccount(read, one))?.disabledAt).not.toBeNull();
    expect(await listSessionsOfPerson(read, one)).toEqual([]);
    expect(await listGrants(read, { personId: one, now: context.clock.now() })).toEqual([]);
    expect(taken(await verifyAudit(context, OPERATOR)).intact).toBe(true);

    context.pass(86_400_000);
    const back = await compareRows(context, [row('0001', '张三', '0102')]);
    expect(await kindsOf(context, back)).toEqual({ returned: 1 });
    await applyImport(context, back);
    expect(await findPersonByEmployeeNo(read, '0001')).toMatchObject({ id: one, active: true, leftOn: null });
    expect(await listPostings(read, one)).toHaveLength(2);
    expect((await findAccount(read, one))?.disabledAt).toBeNull();
    expect(root).not.toBe(left);
  });

  test('asks for the number when many leave', async () => {
    const context = makeTestContext(await fresh());
    const root = await seedUnit(context, { code: '01' });
    for (let i = 0; i < 12; i += 1) await seedPerson(context, { employeeNo: `n${i}`, unitId: root });
    const importId = await compareRows(context, [row('n0', '人员n0', '01')], { completeUnitId: root });
    const order = { importId, skipRefused: true, renameUnitIds: [] };
    const refused = await beginApply(context, OPERATOR, { ...order, confirmedLeavers: 10 });
    expect(refused).toMatchObject({ code: 'leavers-unconfirmed', detail: { leavers: 11, serving: 12 } });
    expect(codeOf(await beginApply(context, OPERATOR, { ...order, confirmedLeavers: 11 }))).toBe('done');
  });

  test('never lets the last security administrator go, nor whoever hands it in', async () => {
    const context = makeTestContext(await fresh());
    const { root, one, two } = await withOrganisation(context);
    for (const personId of [one, two])
      taken(
        await grantRole(context, OPERATOR, { personId, role: 'secadmin', unitCode: '01', reason: 'x', endsAt: null }),
      );
    // Two has no account yet and counts for nothing.
    const withoutOne = await compareRows(context, [row('0002', '李四', '0101'), row('0003', '王五', '0102')], {
      completeUnitId: root,
    });
    expect(await kindsOf(context, withoutOne)).toEqual({ refused: 1, unchanged: 2 });
    const account = { personId: two, username: 'lisi', password: 'lighthouse-7', mustChange: false };
    taken(await createAccount(context, OPERATOR, account));
    const importId = await compareRows(context, [row('0003', '王五', '0102')], { completeUnitId: root });
    expect(await kindsOf(context, importId)).toEqual({ refused: 2, unchanged: 1 });
    const oneOfTwo = await compareRows(context, [row('0001', '张三', '0101'), row('0003', '王五', '0102')], {
      completeUnitId: root,
    });
    expect(await kindsOf(context, oneOfTwo)).toEqual({ left: 1, unchanged: 2 });
    taken(
      await grantRole(context, OPERATOR, {
        personId: await findIdOf(context, '0003'),
        role: 'hr',
        unitCode: '01',
        reason: 'x',
        endsAt: null,
      }),
    );
  });

  test('stops as a whole for one refused row, unless it is to be skipped', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const importId = await compareRows(context, [row('', '无号', '0101'), row('0009', '赵九', '0101')]);
    const order = { importId, confirmedLeavers: null, renameUnitIds: [] };
    expect(await beginApply(context, OPERATOR, { ...order, skipRefused: false })).toMatchObject({
      code: 'rows-refused',
      detail: { rows: 1 },
    });
    await applyImport(context, importId);
    expect((await viewOf(context, importId)).counts.applied?.new).toBe(1);
  });

  test('names both rows of a number that stands in it twice', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const importId = await compareRows(context, [
      row('A1', '甲', '0101'),
      row('B', '乙', '0101'),
      row('a1', '丙', '0101'),
    ]);
    const refused = (await rowsOf(context, importId)).filter(({ kind }) => kind === 'refused');
    expect(refused.map(({ line, faults }) => [line, faults[0]?.code, faults[0]?.fact])).toEqual([
      [2, 'duplicate', '4'],
      [4, 'duplicate', '2'],
    ]);
  });

  test('takes a mail address that several have, and says beside each row whose it is besides', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const mailed = (number: string, email: string) => row(number, `人员${number}`, '0101', { status: email });
    const importId = await compareRows(
      context,
      [mailed('A', 'Two@example.cn'), mailed('B', 'own@example.cn'), mailed('C', 'two@example.cn'), mailed('D', '')],
      { columns: [{ field: 'email', heading: '状态' }] },
    );
    const told = (await rowsOf(context, importId)).map(({ kind, faults }) => [
      kind,
      ...faults.map(({ level, code, fact }) => `${level} ${code} ${fact}`),
    ]);
    expect(told).toEqual([['new', 'warning email-shared 4'], ['new'], ['new', 'warning email-shared 2'], ['new']]);
  });

  test('takes a number that lost its zeros for nobody new, and whose it is for nobody missing', async () => {
    const context = makeTestContext(await fresh());
    const { left } = await withOrganisation(context);
    const importId = await compareRows(context, [row('1', '张三', '0101'), row('0002', '李四', '0101')], {
      completeUnitId: left,
    });
    const rows = await rowsOf(context, importId);
    expect(rows.map(({ kind, faults }) => [kind, faults[0]?.code, faults[0]?.fact])).toEqual([
      ['refused', 'employee-no-zeros-lost', '0001'],
      ['unchanged', undefined, undefined],
    ]);
  });

  test('does not overwrite what changed since it was compared', async () => {
    const context = makeTestContext(await fresh());
    const { right, one } = await withOrganisation(context);
    const importId = await compareRows(context, [row('0001', '张三丰', '0101'), row('0002', '李四光', '0101')]);
    taken(
      await transferPerson(context, OPERATOR, {
        personId: one,
        unitId: right,
        positionLevel: '一级科员',
        category: '综合管理类',
        validFrom: '2026-11-10',
      }),
    );
    await applyImport(context, importId);
    expect((await findPersonByEmployeeNo(context.database.read, '0001'))?.name).toBe('张三');
    expect((await findPersonByEmployeeNo(context.database.read, '0002'))?.name).toBe('李四光');
    const { counts } = await viewOf(context, importId);
    expect(counts).toMatchObject({ overtaken: 1, applied: { changed: 1 } });
    expect((await rowsOf(context, importId))[0]).toMatchObject({ kind: 'refused', appliedAt: null });
  });

  test('gives a unit another name only when told to', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const rows = [row('0001', '张三', '0101', { unitName: '新名' })];
    await applyImport(context, await compareRows(context, rows));
    const nameOf = async (day: string) =>
      (await listUnitsOn(context.database.read, day)).find(({ code }) => code === '0101')?.name;
    expect(await nameOf(TODAY)).toBe('单位0101');
    await applyImport(context, await compareRows(context, rows), { renameUnitIds: 'all' });
    expect(await nameOf(TODAY)).toBe('新名');
    expect(await nameOf('2026-11-19')).toBe('单位0101');
  });

  test('is applied one at a time, and goes on with whoever comes after a crash', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const rows = Array.from({ length: 550 }, (_, i) => row(`n${i}`, `新人${i}`, '0101'));
    const importId = await compareRows(context, rows);
    const other = await compareRows(context, [row('0001', '张三', '0102')]);
    const order = { skipRefused: false, confirmedLeavers: null, renameUnitIds: [] };
    taken(await beginApply(context, OPERATOR, { ...order, importId }));
    expect(codeOf(await beginApply(context, OPERATOR, { ...order, importId: other }))).toBe('import-running');
    let batches = 0;
    const crash = async () => {
      batches += 1;
      if (batches === 2) throw new Error('power cut');
    };
    await expect(workRoster(context, { importId, owner: 'first', pause: crash })).rejects.toThrow('power cut');
    expect((await viewOf(context, importId)).rowsDone).toBe(400);
    // The first one might still be alive: nobody else begins before its lease is over.
    expect(await workRoster(context, { importId, owner: 'second', pause: noPause })).toBe(false);
    context.pass(16_000);
    expect(await workRoster(context, { importId, owner: 'second', pause: noPause })).toBe(true);
    expect((await viewOf(context, importId)).counts.applied?.new).toBe(550);
    expect(await listPlacementsOn(context.database.read, { unitIds: null, day: TODAY })).toHaveLength(553);
    expect(taken(await verifyAudit(context, OPERATOR)).intact).toBe(true);
    expect(codeOf(await beginApply(context, OPERATOR, { ...order, importId: other }))).toBe('done');
  });

  test('keeps the cells of the file no longer than it needs them', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const cellsIn = async (importId: string) =>
      (await listRosterRows(context.database.read, { importId, after: 0, limit: 10 })).filter(
        ({ after }) => 'cells' in Object(after),
      ).length;
    const importId = await compareRows(context, KNOWN);
    expect(await cellsIn(importId)).toBe(3);
    await applyImport(context, importId);
    expect(await cellsIn(importId)).toBe(0);
    const put = await compareRows(context, KNOWN);
    taken(await discardRoster(context, OPERATOR, { importId: put }));
    expect(await listRosterRows(context.database.read, { importId: put, after: 0, limit: 10 })).toEqual([]);
    const stale = await compareRows(context, KNOWN);
    context.pass(STALE_DAYS * 86_400_000);
    expect(await discardStaleRosters(context)).toBe(1);
    expect((await viewOf(context, stale)).status).toBe('discarded');
  });

  test('asks which column is which once, and remembers it for these headings', async () => {
    const context = makeTestContext(await fresh());
    await withOrganisation(context);
    const file = [
      ['编', '称', '处'],
      ['0001', '张三', '0101'],
    ];
    const hand = async () =>
      taken(
        await stageRoster(context, OPERATOR, {
          source: sourceOf(file),
          effectiveFrom: null,
          completeUnitId: null,
          topUnitId: null,
          sheet: null,
          columns: [],
        }),
      );
    const first = await hand();
    expect(first.missing).toEqual(['employeeNo', 'name', 'unit']);
    const set = { importId: first.importId, effectiveFrom: TODAY, completeUnitId: null, topUnitId: null };
    expect(
      codeOf(await setColumns(context, OPERATOR, { ...set, columns: { employeeNo: 0, name: 0, unitCode: 2 } })),
    ).toBe('invalid-input');
    taken(await setColumns(context, OPERATOR, { ...set, columns: { employeeNo: 0, name: 1, unitCode: 2 } }));
    await workRoster(context, { importId: first.importId, owner: 'test', pause: noPause });
    expect(await kindsOf(context, first.importId)).toEqual({ unchanged: 1 });
    expect((await hand()).missing).toEqual([]);
  });

  test('of an officer reaches no further than they do, and is seen by them and those above', async () => {
    const context = makeTestContext(await fresh());
    const { root, left, two } = await withOrganisation(context);
    taken(
      await grantRole(context, OPERATOR, { personId: two, role: 'hr', unitCode: '0101', reason: 'x', endsAt: null }),
    );
    await giveAccount(context, two);
    const officer = actorOf(two, { grants: [{ role: 'hr', unitId: left }] });
    const importId = await compareRows(
      context,
      [row('0003', '王五', '0101'), row('0008', '新人', '0102'), row('0009', '新人', '0101')],
      {},
      officer,
    );
    const rows = await rowsOf(context, importId, officer);
    expect(rows.map(({ kind, faults }) => [kind, faults[0]?.code])).toEqual([
      ['refused', 'person-out-of-reach'],
      ['refused', 'unit-out-of-reach'],
      ['new', undefined],
    ]);
    const other = actorOf('per_other', { grants: [{ role: 'hr', unitId: left }] });
    expect(codeOf(await readRoster(context, other, importId))).toBe('not-found');
    expect(
      codeOf(await readRoster(context, actorOf('per_top', { grants: [{ role: 'hr', unitId: root }] }), importId)),
    ).toBe('done');
    expect((await listRosters(context, other, { page: 1 })).total).toBe(0);
    const scope = {
      source: sourceOf([HEADINGS, ...KNOWN]),
      effectiveFrom: null,
      topUnitId: null,
      sheet: null,
      columns: [],
    };
    expect(codeOf(await stageRoster(context, officer, { ...scope, completeUnitId: root }))).toBe('not-found');
    const leaving = await compareRows(context, [row('0001', '张三', '0101')], { completeUnitId: left }, officer);
    expect((await rowsOf(context, leaving, officer))[1]).toMatchObject({
      kind: 'refused',
      faults: [{ code: 'own-leave' }],
    });
  });
});

async function findIdOf(context: TestContext, employeeNo: string): Promise<string> {
  return (await findPersonByEmployeeNo(context.database.read, employeeNo))?.id ?? '';
}

async function giveAccount(context: TestContext, personId: string): Promise<void> {
  const { insertAccount } = await import('#db/stores/accounts.ts');
  await context.database.transaction((tx) =>
    insertAccount(tx, {
      personId,
      username: `u-${personId.slice(-8)}`,
      passwordHash: '',
      mustChange: false,
      changedAt: 0,
      disabledAt: null,
      language: null,
    }),
  );
}

describeOnBothEngines('a workbook', (fresh) => {
  const NOTE = [['说明'], ['请在本月20日前交人事处']];
  const PEOPLE = [
    ['工号', '姓名', '单位'],
    ['001', '张三', '01'],
  ];
  const OTHER = [
    ['Staff no', 'Name', 'Dept'],
    ['002', '李四', '01'],
  ];
  const hand = async (
    sheets: Readonly<Record<string, readonly (readonly string[])[]>>,
    sheet: string | null = null,
  ) => {
    const context = makeTestContext(await fresh());
    await seedUnit(context, { code: '01' });
    const names = Object.keys(sheets);
    const staged = await stageRoster(context, OPERATOR, {
      source: {
        ...{ fileName: 'a.xlsx', fileHash: 'x', format: 'xlsx', encoding: '', sheets: names, serialDays: true },
        async *rows(asked) {
          for (const [i, cells] of (sheets[asked ?? names[0] ?? ''] ?? []).entries()) yield { line: i + 1, cells };
        },
      },
      ...{ effectiveFrom: null, completeUnitId: null, topUnitId: null, sheet, columns: [] },
    });
    if (!staged.ok) return staged.detail;
    return (await listRosterRows(context.database.read, { importId: staged.value.importId, after: 0, limit: 9 }))
      .map(({ after }) => (after as { cells: string[] }).cells[0])
      .join();
  };

  test('gives its first sheet where that is a roster, else the one that is', async () => {
    expect(await hand({ 名册: PEOPLE, other: OTHER })).toBe('001');
    expect(await hand({ 说明: NOTE, 名册: PEOPLE })).toBe('001');
    expect(await hand({ 说明: NOTE, 名册: PEOPLE, other: OTHER }, 'other')).toBe('002');
  });

  test('of which several sheets or none could be the roster is refused with their names', async () => {
    const several = { 说明: NOTE, 名册: PEOPLE, other: OTHER };
    const none = { 说明: NOTE, 图例: NOTE };
    for (const sheets of [several, none])
      expect(await hand(sheets)).toMatchObject({ reason: 'which-sheet', sheets: Object.keys(sheets) });
  });
});

describe('whatever a roster says', () => {
  const word = fc.constantFrom('张', '李', '王', '一', '二', ' ', '　', '·', 'A', 'b', '1');
  const person = fc.record({
    number: fc.integer({ min: 0, max: 30 }).map((n) => String(n).padStart(4, '0')),
    name: fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    unit: fc.constantFrom('01', '0101', '0102', '0103', ''),
    unitName: fc.constantFrom('甲局', '乙局', ''),
    level: fc.constantFrom('一级科员', '二级科员', '警长', ''),
    day: fc.constantFrom('', '2026-05-01', '2026.3', '明天'),
    status: fc.constantFrom('', '在职', '退休', '?'),
  });

  describeOnBothEngines('imported twice', (fresh) => {
    test('the second time changes nothing that can be applied (seed 7)', { timeout: 120_000 }, async () => {
      const context = makeTestContext(await fresh());
      await seedUnit(context, { code: '01' });
      await fc.assert(
        fc.asyncProperty(fc.array(person, { maxLength: 12 }), async (people) => {
          const rows = people.map(({ number, name, unit, ...more }) => row(number, name, unit, more));
          if (rows.length === 0) return;
          await applyImport(context, await compareRows(context, rows));
          const { changes, newUnits } = await viewOf(context, await compareRows(context, rows));
          expect({ changes, newUnits }).toEqual({ changes: 0, newUnits: [] });
        }),
        { seed: 7, numRuns: 25 },
      );
    });
  });
});
