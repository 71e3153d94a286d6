import { randomFillSync } from 'node:crypto';

const POOL = 4_096;

/** The system's secure source, asked for some hundred ids at a time: each asking costs more than an id. */
export function openRandom() {
  const pool = new Uint8Array(POOL);
  let used = POOL;
  return {
    bytes(length: number): Uint8Array {
      if (length > POOL) return randomFillSync(new Uint8Array(length));
      if (used + length > POOL) {
        randomFillSync(pool);
        used = 0;
      }
      used += length;
      const bytes = pool.slice(used - length, used);
      // What was given out is kept nowhere else.
      pool.fill(0, used - length, used);
      return bytes;
    },
  };
}
