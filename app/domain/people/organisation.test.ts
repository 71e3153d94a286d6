import { expect, test } from 'vitest';
import { buildOrganisation, isEffectiveOn, nameUnitNow, type Unit } from './organisation.ts';

const unit = (id: string, parentId: string | null): Unit => ({ id, code: id, name: id, parentId });

test('a unit and everything below it, and the way down to it', () => {
  const tree = buildOrganisation([unit('c', 'b'), unit('b', 'a'), unit('a', null), unit('d', 'a')]);
  expect(tree.within('b').sort()).toEqual(['b', 'c']);
  expect(tree.within('a').sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(tree.within('nowhere')).toEqual([]);
  expect(tree.pathOf('c').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(tree.childrenOf('a').map(({ id }) => id)).toEqual(['b', 'd']);
});

test('a unit whose parent does not exist that day stands as a root', () => {
  expect(buildOrganisation([unit('b', 'gone')]).roots.map(({ id }) => id)).toEqual(['b']);
});

test('a cycle ends where it closes', () => {
  const tree = buildOrganisation([unit('a', 'b'), unit('b', 'a')]);
  expect(tree.within('a').sort()).toEqual(['a', 'b']);
  expect(tree.pathOf('a').map(({ id }) => id)).toEqual(['b', 'a']);
});

test('whoever took over is found through units that ended too; an existing unit has nobody who took over', () => {
  const ended = (id: string, ...successorIds: string[]) => ({ id, code: id, name: id, homeId: null, successorIds });
  const tree = buildOrganisation(
    [unit('c', null), unit('d', null)],
    [ended('a', 'b'), ended('b', 'c', 'd'), ended('e')],
  );
  const namesOf = (id: string) => tree.successorsOf(id).map(({ name }) => name);
  expect([namesOf('a'), namesOf('e'), namesOf('c')]).toEqual([[unit('c', null).name, unit('d', null).name], [], []]);
});

test('a unit that ended is called by all that took over, one that exists or was dissolved by its own name', () => {
  const ended = (id: string, ...successorIds: string[]) => ({ id, code: id, name: id, homeId: null, successorIds });
  const tree = buildOrganisation(
    [unit('c', null), unit('d', null)],
    [ended('a', 'b'), ended('b', 'c', 'd'), ended('e')],
  );
  expect(['a', 'c', 'e', 'nobody'].map((id) => nameUnitNow(tree, id))).toEqual([
    { name: 'c、d', former: 'a' },
    { name: 'c', former: null },
    { name: 'e', former: null },
    { name: '', former: null },
  ]);
});

test('a row holds on its first day and no longer on the day after its last', () => {
  const row = { validFrom: '2026-03-01', validTo: '2026-06-01' };
  expect(['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map((day) => isEffectiveOn(row, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isEffectiveOn({ validFrom: '2026-03-01', validTo: null }, '2099-01-01')).toBe(true);
});
