import { expect, test } from 'vitest';
import { startSplit } from '#app/domain/people/unit-split.ts';
import { systemActor } from '#app/usecases/context.ts';
import { changeUnits, previewUnitAct } from '#app/usecases/people/change-units.server.ts';
import { findSplitPeople, SPLIT_PAGE_SIZE, type SplitFilter } from '#app/usecases/people/find-split-people.server.ts';
import { leavePerson } from '#app/usecases/people/leave-person.server.ts';
import { parseSplit } from '#app/usecases/people/parse-split.server.ts';
import { findPlacementOn } from '#db/stores/people.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const WHOLE: SplitFilter = { search: '', positionLevel: null, of: 'all', page: 1 };
const PAPER = { reason: '人发〔2026〕1号', roles: 'end' as const, seen: null, day: '2026-11-20' };
const part = (over: object) => ({ code: '', name: '', parent: '', people: '', ...over });

/** Today is 2026-11-20. 01 ─ 0101 ─ 010101, and 0102 beside. 李二 and two others are in 0101. */
async function withUnit(context: TestContext) {
  const root = await seedUnit(context, { code: '01' });
  const unit = await seedUnit(context, { code: '0101', parentId: root });
  const below = await seedUnit(context, { code: '010101', parentId: unit });
  const beside = await seedUnit(context, { code: '0102', parentId: root });
  const people = {
    li: await seedPerson(context, { employeeNo: '101', name: '李二', unitId: unit }),
    wang: await seedPerson(context, { employeeNo: '102', name: '王三', unitId: unit }),
    shan: await seedPerson(context, { employeeNo: '103', name: '单四', unitId: unit }),
  };
  await seedPerson(context, { employeeNo: '104', name: '李五', unitId: below });
  const hr = (unitId: string) => actorOf('per_hr', { grants: [{ role: 'hr', unitId }] });
  return { root, unit, below, beside, people, hr };
}

describeOnBothEngines('the people of a unit that is split', (fresh) => {
  test('are those of the unit itself, found by name, pinyin, number and part; a fault is told by its line', async () => {
    const context = makeTestContext(await fresh());
    const { root, unit, beside, hr } = await withUnit(context);
    const parts = [part({ people: '102' }), part({ people: '104\n103\n102' })];
    const find = async (filter: Partial<SplitFilter>) =>
      taken(
        await findSplitPeople(context, hr(root), {
          unitId: unit,
          day: '2026-11-20',
          parts,
          filter: { ...WHOLE, ...filter },
        }),
      );
    const { list, found } = await find({});
    expect(list.people.map((each) => [each.employeeNo, each.part])).toEqual([
      ['101', null],
      ['102', 0],
      ['103', 1],
    ]);
    expect([list.everyone, list.total, found]).toEqual([3, 3, ['101', '102', '103']]);
    expect(list.faults.map(({ line, employeeNo, fault }) => [line, employeeNo, fault.kind])).toEqual([
      [1, '104', 'unknown'],
      [3, '102', 'twice'],
    ]);
    for (const search of ['李', 'lier', 'le', '101']) expect((await find({ search })).found, search).toEqual(['101']);
    expect((await find({ of: 'rest' })).found).toEqual(['101']);
    expect((await find({ of: 1 })).found).toEqual(['103']);
    expect((await find({ positionLevel: '二级科员' })).list.everyone).toBe(3);
    expect((await find({ positionLevel: '二级科员' })).found).toEqual([]);
    const other = await findSplitPeople(context, hr(beside), { unitId: unit, day: null, parts, filter: WHOLE });
    expect(other.ok).toBe(false);
  });

  test('are as they will be on the day: who has left by then is not among them', async () => {
    const context = makeTestContext(await fresh());
    const { root, unit, people, hr } = await withUnit(context);
    taken(
      await leavePerson(context, systemActor('test'), {
        personId: people.wang,
        leftOn: '2026-12-01',
        reason: '文',
        seen: null,
      }),
    );
    const find = async (day: string) =>
      taken(await findSplitPeople(context, hr(root), { unitId: unit, day, parts: [], filter: WHOLE })).found;
    expect(await find('2026-11-30')).toEqual(['101', '102', '103']);
    expect(await find('2026-12-01')).toEqual(['101', '103']);
  });

  test('come by pages; a page beyond the last is the last', async () => {
    const context = makeTestContext(await fresh());
    const { root, unit, hr } = await withUnit(context);
    for (let i = 0; i < SPLIT_PAGE_SIZE; i += 1)
      await seedPerson(context, { employeeNo: `2${String(i).padStart(2, '0')}`, unitId: unit });
    const find = async (page: number) =>
      taken(
        await findSplitPeople(context, hr(root), { unitId: unit, day: null, parts: [], filter: { ...WHOLE, page } }),
      ).list;
    expect((await find(1)).people.length).toBe(SPLIT_PAGE_SIZE);
    const last = await find(9);
    expect([last.filter.page, last.people.length, last.total]).toEqual([2, 3, SPLIT_PAGE_SIZE + 3]);
  });
});

describeOnBothEngines('a split as its form tells it', (fresh) => {
  test('goes to one unit that exists and one that is new, an empty part between them left out', async () => {
    const context = makeTestContext(await fresh());
    const { root, unit, below, beside, people, hr } = await withUnit(context);
    const parsed = await parseSplit(context, hr(root), {
      unitId: unit,
      draft: {
        parts: [
          part({ code: '0102', parent: root, people: '101' }),
          part({ parent: root }),
          part({ code: '0103', name: '新局', parent: '01', people: '103' }),
        ],
        below: { [below]: 2 },
        rest: 2,
      },
      ...PAPER,
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    expect(parsed.parts.map(({ n, code, unitsBelow }) => [n, code, unitsBelow])).toEqual([
      [1, '0102', []],
      [3, '0103', ['单位010101']],
    ]);
    const preview = taken(await previewUnitAct(context, hr(root), parsed.command));
    expect([preview.shares, preview.staying]).toEqual([[1, 2], 0]);
    taken(await changeUnits(context, hr(root), parsed.command));
    const at = async (personId: string) =>
      (await findPlacementOn(context.database.read, { personId, day: '2026-11-20' }))?.unitId;
    expect(await at(people.li)).toBe(beside);
    expect(await at(people.wang)).toBe(await at(people.shan));
    expect(await at(people.wang)).not.toBe(unit);
  });

  test('twenty parts take one person each, and everyone else stays', async () => {
    const context = makeTestContext(await fresh());
    const { root, unit, hr } = await withUnit(context);
    const parts = [];
    for (let i = 0; i < 20; i += 1) {
      await seedPerson(context, { employeeNo: `3${String(i).padStart(2, '0')}`, unitId: unit });
      parts.push(
        part({
          code: `09${String(i).padStart(2, '0')}`,
          name: `第${i}科`,
          parent: root,
          people: `3${String(i).padStart(2, '0')}`,
        }),
      );
    }
    const parsed = await parseSplit(context, hr(root), {
      unitId: unit,
      draft: { parts, below: {}, rest: null },
      ...PAPER,
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const { shares, staying } = taken(await previewUnitAct(context, hr(root), parsed.command));
    expect([shares, staying]).toEqual([Array.from({ length: 20 }, () => 1), 3]);
    taken(await changeUnits(context, hr(root), parsed.command));
  });

  test('names each field at fault by its part', async () => {
    const context = makeTestContext(await fresh());
    const { root, unit, hr } = await withUnit(context);
    const faultsOf = async (parts: readonly object[], rest: number | null = null) => {
      const draft = { parts: parts.map(part), below: {}, rest };
      const parsed = await parseSplit(context, hr(root), { unitId: unit, draft, ...PAPER });
      return parsed.ok ? [] : parsed.faults.map(({ field, kind }) => `${field} ${kind}`);
    };
    expect(await faultsOf([{}, {}])).toEqual(['code1 empty']);
    expect(await faultsOf([{ code: '0102' }, { people: '101' }])).toEqual(['code2 empty']);
    expect(await faultsOf([{ code: '0102' }, {}], 1)).toEqual(['code2 empty']);
    expect(await faultsOf([{ code: '0199' }])).toEqual(['code1 unit']);
    expect(await faultsOf([{ code: '0101' }])).toEqual(['code1 itself']);
    expect(await faultsOf([{ code: '0102' }, {}, { code: '单位0102' }])).toEqual(['code3 same']);
    expect(await faultsOf([{ code: '空 格', name: '<', parent: '无' }])).toEqual([
      'code1 code',
      'name1 name',
      'parent1 unit',
    ]);
    expect(
      await faultsOf([
        { code: 'n1', name: '甲', parent: root },
        { code: 'N1', name: '乙', parent: root },
      ]),
    ).toEqual(['code2 same']);
    const bare = { unitId: unit, draft: startSplit(root), ...PAPER, day: '2026-13-01', reason: ' ' };
    const parsed = await parseSplit(context, hr(root), bare);
    expect(parsed.ok ? [] : parsed.faults.map(({ field }) => field)).toEqual(['day', 'reason', 'code1']);
  });
});
