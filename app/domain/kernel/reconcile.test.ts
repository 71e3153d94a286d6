import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconcile } from './reconcile.ts';

const [A, B, C] = ['a', 'b', 'c'];

test.each([
  ['a new file comes into force', B, null, null, 'take-files'],
  ['a file that only the files changed comes into force', B, A, A, 'take-files'],
  ['an unchanged file leaves alone what the browser published', A, A, B, 'keep'],
  ['an unchanged file leaves alone what the browser took out of force', A, A, null, 'keep'],
  ['what both changed differently is a conflict', B, A, C, 'conflict'],
  ['what both changed alike is agreed on', B, A, B, 'agree'],
  ['what both made under one code is a conflict', B, null, C, 'conflict'],
  ['what was never agreed on and is equal is agreed on', B, null, B, 'agree'],
  ['a file changed after the browser took it out of force is a conflict', B, A, null, 'conflict'],
  ['what is equal and agreed on stays', A, A, A, 'keep'],
  ['a deleted file that nobody changed goes out of force', null, A, A, 'retire'],
  ['a deleted file that the browser changed is a conflict', null, A, B, 'conflict'],
  ['what is gone on both sides is forgotten', null, A, null, 'forget'],
  ['what was never in a file is none of the files’ business', null, null, B, 'keep'],
  ['what nobody has stays so', null, null, null, 'keep'],
] as const)('%s', (_title, files, agreed, inForce, expected) => {
  expect(reconcile({ files: files ?? null, agreed: agreed ?? null, inForce: inForce ?? null })).toBe(expected);
});

const hash = fc.option(fc.constantFrom('a', 'b', 'c'));

test('a version in force is given up only where it is the one agreed on, whatever the hashes', () => {
  fc.assert(
    fc.property(hash, hash, hash, (files, agreed, inForce) => {
      const outcome = reconcile({ files, agreed, inForce });
      if (inForce !== null && (outcome === 'take-files' || outcome === 'retire')) expect(inForce).toBe(agreed);
    }),
  );
});
