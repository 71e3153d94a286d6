import { expect, test } from 'vitest';
import { retentionDays } from './retention.ts';

test.each([
  [null, 90],
  [6, 90],
  [7, 7],
  [3650, 3650],
  [3651, 90],
  [30.5, 90],
  ['30', 90],
])('a stored %s means %i days for deliveries', (stored, days) => {
  expect(retentionDays('deliveries', stored)).toBe(days);
});
