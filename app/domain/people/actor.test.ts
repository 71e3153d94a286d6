import { expect, test } from 'vitest';
import { type Actor, can, type Grant, type PersonActor, reachOf } from './actor.ts';
import { buildOrganisation, type Unit } from './organisation.ts';
import { type Action, PERMISSIONS } from './permissions.ts';

const units: Unit[] = [
  { id: 'root', code: '1', name: 'root', parentId: null },
  { id: 'left', code: '11', name: 'left', parentId: 'root' },
  { id: 'left-below', code: '111', name: 'left below', parentId: 'left' },
  { id: 'right', code: '12', name: 'right', parentId: 'root' },
];
const { within } = buildOrganisation(units);
const person = (...grants: Grant[]): PersonActor => ({
  kind: 'person',
  personId: 'per_1',
  name: '甲',
  employeeNo: '1',
  grants,
  sessionId: 's',
  address: '',
  mustChangePassword: false,
});
const reach = (actor: Actor, action: Action) => {
  const found = reachOf({ actor, action, unitsWithin: within });
  return typeof found === 'string' ? found : [...found].sort();
};

test('an HR officer reaches the unit of the grant and what is below it, and nothing beside it', () => {
  expect(reach(person({ role: 'hr', unitId: 'left' }), 'staff.view')).toEqual(['left', 'left-below']);
});

test('another role’s unit adds nothing to what HR may see', () => {
  const actor = person({ role: 'hr', unitId: 'left' }, { role: 'learner', unitId: 'root' });
  expect(reach(actor, 'staff.view')).toEqual(['left', 'left-below']);
});

test('two grants of one role add up', () => {
  const actor = person({ role: 'hr', unitId: 'left-below' }, { role: 'hr', unitId: 'right' });
  expect(reach(actor, 'staff.view')).toEqual(['left-below', 'right']);
});

test('someone without the role reaches nothing', () => {
  expect(reach(person({ role: 'learner', unitId: 'root' }), 'staff.view')).toBe('none');
});

test('a grant at a unit that no longer exists reaches nobody', () => {
  expect(reach(person({ role: 'hr', unitId: 'gone' }), 'staff.view')).toEqual([]);
});

test('a token does what its scope says for the whole authority, and nothing else', () => {
  const token: Actor = { kind: 'token', tokenId: 't', scopes: ['appraisal:read'], address: '' };
  expect(reach(token, 'appraisal.view')).toBe('all');
  expect((Object.keys(PERMISSIONS) as Action[]).filter((action) => can({ actor: token, action })).sort()).toEqual([
    'appraisal.export',
    'appraisal.view',
  ]);
});

test('a stranger may do nothing', () => {
  for (const action of Object.keys(PERMISSIONS) as Action[])
    expect(can({ actor: { kind: 'anonymous', address: '' }, action })).toBe(false);
});
