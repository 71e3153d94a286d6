import { expect, test } from 'vitest';
import { listPersonActs } from './person-acts.ts';
import type { Role } from './roles.ts';

const TODAY = '2026-11-20';

/** What HR is offered for someone who serves since a transfer, unless told otherwise. */
const acts = ({ role = 'hr', ...facts }: Partial<Parameters<typeof listPersonActs>[0]> & { role?: Role }) =>
  listPersonActs({
    actor: {
      kind: 'person',
      personId: 'per_hr',
      name: '',
      employeeNo: '',
      grants: [{ role, unitId: 'org_1' }],
      sessionId: 's',
      address: '',
      mustChangePassword: false,
    },
    own: false,
    leftOn: null,
    today: TODAY,
    latest: 'transfer',
    planned: null,
    ...facts,
  }).join(' ');

test('who serves is corrected, transferred, regraded and leaves; the latest act is redated or taken back', () => {
  expect(acts({})).toBe('correct transfer regrade leave redate retract');
  expect(acts({ latest: 'entry' })).toBe('correct transfer regrade leave redate');
  expect(acts({ role: 'trainer' })).toBe('');
});

test('who is to leave tomorrow is not transferred and does not return: the plan is cancelled first', () => {
  expect(acts({ leftOn: '2026-11-21', planned: 'leave', latest: null })).toBe('correct cancel');
});

test('who left today can return, and the leaving is put right', () => {
  expect(acts({ leftOn: TODAY, latest: 'leave' })).toBe('correct return redate retract');
});

test('who left and is to return does not return twice', () => {
  expect(acts({ leftOn: '2026-11-01', planned: 'return', latest: null })).toBe('correct cancel');
});

test('with a transfer to come another may be planned, and leaving; nothing earlier is corrected', () => {
  expect(acts({ planned: 'transfer', latest: null })).toBe('correct transfer regrade leave cancel');
});

test('who has not begun does not have to: the entry is cancelled, or gets another day', () => {
  expect(acts({ planned: 'entry', latest: 'entry' })).toBe('correct transfer regrade leave cancel redate');
});

test('nobody does anything on their own record', () => {
  expect(acts({ own: true })).toBe('');
  expect(acts({ own: true, planned: 'transfer', latest: null })).toBe('');
  expect(acts({ own: true, leftOn: TODAY, latest: 'leave' })).toBe('');
});
