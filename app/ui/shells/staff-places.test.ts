import { expect, test } from 'vitest';
import { placesFor } from './staff-places.ts';

const addresses = (...roles: Parameters<typeof placesFor>[0]) =>
  placesFor(roles).flatMap((group) => group.places.map((place) => place.to));

test('shows each role its own places and no others', () => {
  expect(addresses('hr')).toEqual([
    '/staff/people',
    '/staff/units',
    '/staff/roster',
    '/staff/access',
    '/staff/appraisal',
    '/staff/certificates',
  ]);
  expect(addresses('trainer')).toEqual(['/staff/lessons', '/staff/coverage', '/courses']);
  expect(addresses('auditor')).toEqual(['/staff/roles', '/staff/audit/security', '/staff/audit']);
  expect(addresses('sysadmin')).toEqual(['/staff/system', '/staff/settings']);
  expect(addresses('learner')).toEqual([]);
});

test('offers writing lessons to those who may write, and the same page for reading to those who may not', () => {
  const keys = (...roles: Parameters<typeof placesFor>[0]) =>
    placesFor(roles).flatMap((group) => group.places.filter(({ to }) => to === '/staff/lessons').map(({ key }) => key));
  expect(keys('trainer')).toEqual(['lessons']);
  expect(keys('reviewer')).toEqual(['drafts']);
  expect(keys('trainer', 'reviewer')).toEqual(['lessons']);
});

test('leaves out a group that holds no place', () => {
  expect(placesFor(['examoffice']).map((group) => group.key)).toEqual(['groupExams']);
});
