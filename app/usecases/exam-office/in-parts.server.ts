import { setImmediate as nextTurn } from 'node:timers/promises';

/** Rows that are read at once: on SQLite a query holds up everything else until its rows are made. */
const PART = 2_500;

/** Reads a long list part by part and lets others, such as the answers of candidates, have their turn in between. */
export async function collectInParts<T>(
  read: (part: { offset: number; limit: number }) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const part = await read({ offset: all.length, limit: PART });
    for (const row of part) all.push(row);
    await nextTurn();
    if (part.length < PART) return all;
  }
}
