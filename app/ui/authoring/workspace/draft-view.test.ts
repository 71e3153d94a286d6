import { expect, test } from 'vitest';
import { whyReadOnly } from './draft-view.ts';

test.each([
  ['editing', true, null],
  ['returned', true, null],
  ['editing', false, 'no-author'],
  ['returned', false, 'no-author'],
  ['in-review', false, 'in-review'],
  ['published', false, 'published'],
  ['discarded', false, 'discarded'],
] as const)('a draft that is %s, writable %s: %s', (status, mayEdit, why) =>
  expect(whyReadOnly({ status, mayEdit })).toBe(why),
);
