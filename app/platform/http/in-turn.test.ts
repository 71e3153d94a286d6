import { expect, test } from 'vitest';
import { makeTurns } from './in-turn.server.ts';

test('one at a time, in the order in which they came, and a failure holds nobody up', async () => {
  const inTurn = makeTurns();
  const log: string[] = [];
  const piece = (name: string, fails = false) =>
    inTurn(async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const all = await Promise.allSettled([piece('a'), piece('b', true), piece('c')]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
