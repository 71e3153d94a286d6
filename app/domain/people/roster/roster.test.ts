import { describe, expect, test } from 'vitest';
import { buildOrganisation } from '../organisation.ts';
import { LONGEST_NAME, parsePersonName } from '../service.ts';
import { compareRow, isMassLeave, type KnownPerson } from './compare-row.ts';
import { findHeadingRow, foldHeading, listMissing, mapColumns, mappingKey } from './fields.ts';
import { readRow, type UnitRef } from './read-row.ts';
import { resolveUnits } from './resolve-units.ts';

const MAPPING = { employeeNo: 0, name: 1, unitCode: 2, positionLevel: 3, category: 4, effectiveFrom: 5, status: 6 };
const read = (...cells: string[]) => readRow(cells, MAPPING);
const codes = (faults: readonly { code: string }[]) => faults.map(({ code }) => code);

describe('headings', () => {
  test('are known in both languages, whatever their width, case, spaces and remarks', () => {
    expect(mapColumns(['Employee No', '姓 名', '部门编码（必填）', 'ORG_NAME', '职级'])).toEqual({
      employeeNo: 0,
      name: 1,
      unitCode: 2,
      unitName: 3,
      positionLevel: 4,
    });
  });

  test('stand below a title', () => {
    expect(
      findHeadingRow([['某市公务员花名册', '', ''], ['2026年11月'], ['工号', '姓名', '部门'], ['1', '张三', '办']]),
    ).toBe(2);
  });

  test('that are all unknown are the first row with three cells', () => {
    expect(findHeadingRow([['花名册'], ['a', 'b', 'c'], ['1', '2', '3']])).toBe(1);
    expect(findHeadingRow([])).toBeNull();
  });

  test('share a mapping when they are the same in the same order', () => {
    expect(mappingKey(['工号', '姓 名'])).toBe(mappingKey(['工号', '姓名']));
    expect(mappingKey(['姓名', '工号'])).not.toBe(mappingKey(['工号', '姓名']));
    expect(foldHeading('Ｎａｍｅ (full)')).toBe('name');
  });

  test('need a number, a name and a unit', () => {
    expect(listMissing({})).toEqual(['employeeNo', 'name', 'unit']);
    expect(listMissing({ employeeNo: 0, name: 1, unitPath: 2 })).toEqual([]);
  });
});

describe('a row', () => {
  test('keeps leading zeros and reads full-width digits', () => {
    expect(read('００１２', '张三', '01').record.employeeNo).toBe('0012');
    expect(read("'0012", '张三', '01').record.employeeNo).toBe('0012');
  });

  test.each([
    ['1.2E+10', 'employee-no-scientific'],
    ['', 'employee-no-missing'],
    ['12 34', 'employee-no-invalid'],
    ['a'.repeat(33), 'too-long'],
    ['12\u200b34', 'invisible'],
    ['#N/A', 'cell-error'],
    ['=A1', 'cell-formula'],
    ['=', 'cell-formula'],
  ])('with the number %j is refused as %s', (number, code) => {
    expect(codes(read(number, '张三', '01').faults)).toContain(code);
  });

  test('a name that is a formula without a value is called that, and not missing', () => {
    expect(codes(read('1', '=VLOOKUP(A2,B:C,2)', '01').faults)).toEqual(['cell-formula']);
  });

  test('says that spaces inside a name of single characters were closed, and leaves other names alone', () => {
    const spaced = read('1', '张　三', '01');
    expect(spaced.record.name).toBe('张三');
    expect(codes(spaced.faults)).toEqual(['name-spaces']);
    expect(read('1', '买买提·艾力', '01')).toMatchObject({ record: { name: '买买提·艾力' }, faults: [] });
    expect(read('1', 'Li  Na', '01').record.name).toBe('Li Na');
  });

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026/1/5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2026-01-05 00:00:00', '2026-01-05'],
    ['２０２６．１．５', '2026-01-05'],
    ['2026.03', '2026-03-01'],
  ])('reads the day %s', (text, day) => {
    expect(read('1', '张三', '01', '', '', text).record.effectiveFrom).toBe(day);
  });

  test.each([
    ['17898', null],
    ['17899', '1949-01-01'],
    ['45678', '2025-01-21'],
    ['73415', '2100-12-31'],
    ['73416', null],
    ['045678', null],
  ])('of a workbook reads the number %s in a date column as %s, and says so', (text, day) => {
    const { record, faults } = readRow(['1', '张三', '01', '', '', text], MAPPING, { serialDays: true });
    expect(record.effectiveFrom).toBe(day);
    expect(codes(faults)).toEqual([day === null ? 'date-invalid' : 'date-serial']);
  });

  test('may have a name as long as a form allows', () => {
    const name = (length: number) => codes(read('1', '长'.repeat(length), '01').faults);
    expect([name(LONGEST_NAME), name(LONGEST_NAME + 1)]).toEqual([[], ['too-long']]);
    expect(parsePersonName('长'.repeat(LONGEST_NAME + 1))).toBeNull();
  });

  test.each(['2026-02-30', '1948-12-31', '2101-01-01', '45231', '明天'])('refuses the day %s', (text) => {
    expect(codes(read('1', '张三', '01', '', '', text).faults)).toEqual(['date-invalid']);
  });

  test('warns of an unknown level and refuses an unknown category', () => {
    expect(codes(read('1', '张三', '01', '三级警长').faults)).toEqual(['level-unknown']);
    expect(codes(read('1', '张三', '01', '', '临时工').faults)).toEqual(['category-unknown']);
    expect(read('1', '张三', '01', '', '综合管理').record.category).toBe('综合管理类');
  });

  test('of a leaver needs no unit', () => {
    expect(read('1', '张三', '', '', '', '', '退休')).toMatchObject({ record: { left: true }, faults: [] });
    expect(codes(read('1', '张三', '', '', '', '', '在职').faults)).toEqual(['unit-missing']);
    expect(codes(read('1', '张三', '01', '', '', '', '出差').faults)).toEqual(['status-unknown']);
  });
});

describe('units', () => {
  const organisation = buildOrganisation([
    { id: 'root', code: '01', name: '某市', parentId: null },
    { id: 'a', code: '0101', name: '财政局', parentId: 'root' },
    { id: 'b', code: '0102', name: '公安局', parentId: 'root' },
  ]);
  const ref = (given: Partial<UnitRef>): UnitRef => ({ code: '', name: '', parentCode: '', path: [], ...given });
  const resolve = (refs: readonly UnitRef[], outside: readonly string[] = []) => {
    let made = 0;
    return resolveUnits({
      uses: refs.map((each, i) => ({ ref: each, rows: 1, line: i + 2, from: '2026-05-01' })),
      organisation,
      asOf: '2026-05-01',
      isWithin: (id) => !outside.includes(id),
      topUnitId: 'root',
      takenCodes: new Map([
        ['01', 'root'],
        ['0101', 'a'],
        ['0102', 'b'],
        ['0199', 'gone'],
      ]),
      beginningOf: () => '2026-03-01',
      mayMakeRoot: false,
      makeId: () => {
        made += 1;
        return `new${made}`;
      },
    });
  };
  const faultOf = (found: ReturnType<ReturnType<typeof resolve>['find']>) =>
    'fault' in found ? found.fault.code : 'found';

  test('are found by code, and another name is a renaming to be confirmed', () => {
    const named = ref({ code: '0101', name: '市财政局' });
    const units = resolve([named]);
    expect(units.find(named)).toEqual({ unitId: 'a' });
    expect(units.plan.rename).toEqual([{ unitId: 'a', from: '财政局', to: '市财政局', rows: 1 }]);
    expect(units.plan.create).toEqual([]);
  });

  test('are made below a parent that the file itself brings, in any order', () => {
    const child = ref({ code: '010301', name: '一科', parentCode: '0103' });
    const parent = ref({ code: '0103', name: '水利局' });
    const { plan } = resolve([child, parent]);
    expect(plan.create.map(({ code, parentId }) => [code, parentId])).toEqual([
      ['0103', 'root'],
      ['010301', plan.create[0]?.id],
    ]);
  });

  test('are made along a path, once, with a code of the product', () => {
    const path = ref({ path: ['某市', '财政局', '预算处'] });
    const again = ref({ path: ['财政局', '预算处'] });
    const units = resolve([path, again]);
    expect(units.plan.create).toMatchObject([{ code: '010101', name: '预算处', parentId: 'a', ownCode: true }]);
    expect(units.find(again)).toEqual(units.find(path));
  });

  test('begin with their first row, but never before what they stand below', () => {
    expect(resolve([ref({ code: '0103', name: '水利局' })]).plan.create[0]?.validFrom).toBe('2026-05-01');
    const early = resolveUnits({
      uses: [{ ref: ref({ code: '0103', name: '水利局' }), rows: 1, line: 2, from: '2010-01-01' }],
      organisation,
      asOf: '2026-05-01',
      isWithin: () => true,
      topUnitId: 'root',
      takenCodes: new Map(),
      beginningOf: () => '2026-03-01',
      mayMakeRoot: false,
      makeId: () => 'new',
    });
    expect(early.plan.create[0]?.validFrom).toBe('2026-03-01');
  });

  test.each([
    ['unit-closed', ref({ code: '0199', name: '旧局' })],
    ['unit-name-missing', ref({ code: '0105' })],
    ['unit-parent-unknown', ref({ code: '0105', name: '新局', parentCode: '77' })],
  ])('are refused as %s', (code, wanted) => {
    expect(faultOf(resolve([wanted]).find(wanted))).toBe(code);
  });

  test('whose parents go round in a circle are refused', () => {
    const one = ref({ code: '0105', name: '甲', parentCode: '0106' });
    const two = ref({ code: '0106', name: '乙', parentCode: '0105' });
    expect(faultOf(resolve([one, two]).find(one))).toBe('unit-cycle');
  });

  test('of one code have one name', () => {
    const one = ref({ code: '0105', name: '甲' });
    const two = ref({ code: '0105', name: '乙' });
    const units = resolve([one, two]);
    expect(faultOf(units.find(one))).toBe('found');
    expect(faultOf(units.find(two))).toBe('unit-name-conflict');
  });

  test('outside the reach are refused, and nothing is made below them', () => {
    const units = resolve([ref({ code: '0102' }), ref({ code: '010201', name: '科', parentCode: '0102' })], ['b']);
    expect(faultOf(units.find(ref({ code: '0102' })))).toBe('unit-out-of-reach');
    expect(faultOf(units.find(ref({ code: '010201', name: '科', parentCode: '0102' })))).toBe('unit-out-of-reach');
    expect(units.plan.create).toEqual([]);
  });

  test('named alone must be the only one of that name', () => {
    const twice = [
      ref({ code: '010101', name: '办公室', parentCode: '0101' }),
      ref({ code: '010201', name: '办公室', parentCode: '0102' }),
    ];
    expect(faultOf(resolve([...twice, ref({ name: '办公室' })]).find(ref({ name: '办公室' })))).toBe('unit-ambiguous');
    expect(resolve([ref({ name: '公安局' })]).find(ref({ name: '公安局' }))).toEqual({ unitId: 'b' });
  });
});

describe('comparing', () => {
  const person: KnownPerson = {
    personId: 'p',
    employeeNo: '1',
    name: '张三',
    email: null,
    active: true,
    posting: {
      id: 'x',
      unitId: 'a',
      positionLevel: '一级科员',
      category: '综合管理类',
      validFrom: '2026-05-01',
      validTo: null,
    },
  };
  const compare = (cells: string[], unitId: string | null = 'a', known: KnownPerson | null = person) => {
    const { record, faults } = read(...cells);
    return compareRow({
      record,
      faults,
      unitId,
      unitFrom: '2020-01-01',
      person: known,
      day: '2026-11-20',
      today: '2026-11-20',
    });
  };

  test('a dot between the parts of a name may be missing or another one; one that was missing is added', () => {
    const names = (known: string, read: string) => {
      const { kind, target } = compare(['1', read, 'x'], 'a', { ...person, name: known });
      return kind === 'unchanged' ? known : target?.name;
    };
    expect(names('古力娜扎·买买提', '古力娜扎买买提')).toBe('古力娜扎·买买提');
    expect(names('古力娜扎•买买提', '古力娜扎・买买提')).toBe('古力娜扎•买买提');
    expect(names('古力娜扎买买提', '古力娜扎‧买买提')).toBe('古力娜扎·买买提');
    expect(names('古力娜扎·买买提', '古力娜·买买提')).toBe('古力娜·买买提');
  });

  test('the same is unchanged, and what the file does not say stays', () => {
    expect(compare(['1', '张三', 'x']).kind).toBe('unchanged');
    expect(compare(['1', '张　三', 'x', '一级科员']).kind).toBe('unchanged');
  });

  test('another unit moves, another level changes, each from the effective day', () => {
    expect(compare(['1', '张三', 'x'], 'b')).toMatchObject({
      kind: 'moved',
      target: { unitId: 'b', positionLevel: '一级科员', day: '2026-11-20' },
    });
    expect(compare(['1', '张三', 'x', '二级科员']).kind).toBe('changed');
  });

  test('another name is told beside the row', () => {
    const renamed = compare(['1', '张山', 'x']);
    expect(renamed.kind).toBe('changed');
    expect(codes(renamed.faults)).toEqual(['name-changes']);
  });

  test('a day on or before the present posting would rewrite history; the day after does not', () => {
    expect(compare(['1', '张三', 'x', '', '', '2026-05-01'], 'b').kind).toBe('refused');
    expect(compare(['1', '张三', 'x', '', '', '2026-05-02'], 'b').kind).toBe('moved');
  });

  test('a posting whose end is planned already is left to whoever planned it', () => {
    const planned = { ...person, posting: person.posting && { ...person.posting, validTo: '2026-12-01' } };
    expect(compare(['1', '张三', 'x'], 'a', planned).kind).toBe('unchanged');
    expect(compare(['1', '张三', 'x'], 'b', planned).kind).toBe('refused');
  });

  test('a posting that begins today may be put right today', () => {
    const today = { ...person, posting: person.posting && { ...person.posting, validFrom: '2026-11-20' } };
    expect(compare(['1', '张三', 'x'], 'b', today).kind).toBe('moved');
  });

  test('who left comes back, and a leaver leaves, but not from a day to come', () => {
    const gone: KnownPerson = {
      ...person,
      active: false,
      posting: person.posting && { ...person.posting, validTo: '2026-06-01' },
    };
    expect(compare(['1', '张三', 'x'], 'a', gone).kind).toBe('returned');
    expect(compare(['1', '张三', '', '', '', '', '离职'], null)).toMatchObject({
      kind: 'left',
      target: { day: '2026-11-20' },
    });
    expect(codes(compare(['1', '张三', '', '', '', '2026-11-21', '离职'], null).faults)).toEqual(['leave-in-future']);
    expect(compare(['9', '李四', '', '', '', '', '离职'], null, null).kind).toBe('unchanged');
  });

  test('ten leavers must be confirmed when they are more than a tenth', () => {
    expect(isMassLeave({ leavers: 9, serving: 10 })).toBe(false);
    expect(isMassLeave({ leavers: 10, serving: 100 })).toBe(false);
    expect(isMassLeave({ leavers: 10, serving: 99 })).toBe(true);
  });
});
