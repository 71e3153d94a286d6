import { expect, test } from 'vitest';
import { planUnitAct, type UnitAct } from './unit-acts.ts';
import type { UnitVersion } from './unit-history.ts';

const version = (unitId: string, name: string, over: Partial<UnitVersion> = {}): UnitVersion => ({
  id: `v-${unitId}`,
  unitId,
  name,
  parentId: 'root',
  validFrom: '2020-01-01',
  validTo: null,
  ...over,
});
const HISTORY = {
  versions: [
    version('root', '市政府', { parentId: null }),
    version('a', '综合科'),
    version('b', '信息科'),
    version('late', '数据科', { validFrom: '2026-06-01' }),
    version('gone', '档案科', { validTo: '2025-01-01' }),
    version('below', '综合科', { parentId: 'b' }),
  ],
  successions: [],
};
const plan = (act: UnitAct) => planUnitAct({ history: HISTORY, act, makeId: () => 'new' });

test.each([
  [{ kind: 'rename', unitId: 'b', name: '综合科', day: '2026-01-01' }, 'unit-namesake', '2026-01-01'],
  // It is the later unit that has the name, from its first day on.
  [{ kind: 'rename', unitId: 'a', name: '数据科', day: '2026-01-01' }, 'unit-namesake', '2026-06-01'],
  [{ kind: 'move', unitId: 'below', parentId: 'root', day: '2026-01-01' }, 'unit-namesake', '2026-01-01'],
  [{ kind: 'create', unitId: 'c', name: '信息科', parentId: 'root', day: '2026-01-01' }, 'unit-namesake', '2026-01-01'],
  [{ kind: 'dissolve', unitId: 'a', day: '2019-12-31' }, 'unit-absent', '2020-01-01'],
  [{ kind: 'rename', unitId: 'late', name: '新科', day: '2026-05-31' }, 'unit-absent', '2026-06-01'],
  [{ kind: 'dissolve', unitId: 'gone', day: '2025-01-01' }, 'unit-absent', '2020-01-01'],
] as const)('%j is refused: %s, %s', (act, code, day) => {
  expect(plan(act)).toMatchObject({ ok: false, code, detail: { day } });
});

test.each([
  { kind: 'rename', unitId: 'a', name: '档案科', day: '2026-01-01' },
  { kind: 'create', unitId: 'c', name: '综合科', parentId: 'a', day: '2026-01-01' },
  {
    kind: 'merge',
    fromIds: ['a', 'b'],
    intoId: 'c',
    make: { unitId: 'c', name: '综合科', parentId: 'root' },
    day: '2026-01-01',
  },
] as const)('%j may be: the name is free below that unit then', (act) => {
  expect(plan(act as UnitAct)).toMatchObject({ ok: true });
});

test('units of one name that stood there before hinder nothing else', () => {
  const history = { ...HISTORY, versions: [...HISTORY.versions, version('twin', '信息科')] };
  const act = { kind: 'rename', unitId: 'a', name: '办公室', day: '2026-01-01' } as const;
  expect(planUnitAct({ history, act, makeId: () => 'new' })).toMatchObject({ ok: true });
});
