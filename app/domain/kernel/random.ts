import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Deterministic random numbers: the same seed gives the same sequence on every machine and for ever. */
export type SeededRandom = {
  /** An integer 0 ≤ n < bound, unbiased. @throws RangeError unless 1 ≤ bound ≤ 2^32. */
  readonly below: (bound: number) => number;
};

/**
 * A counter-mode generator over SHA-256(seed, counter): slow next to a toy generator, fast next to everything
 * around it, and specified by a standard rather than by an implementation, so a paper can be re-drawn in any language.
 */
export function seededRandom(seed: string): SeededRandom {
  let counter = 0;
  let block = new DataView(new ArrayBuffer(0));
  let offset = 0;
  const nextWord = () => {
    if (offset + 4 > block.byteLength) {
      const digest = sha256(utf8ToBytes(`${seed}\n${counter}`));
      counter += 1;
      block = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
      offset = 0;
    }
    const word = block.getUint32(offset);
    offset += 4;
    return word;
  };
  return {
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > 0x1_0000_0000) throw new RangeError(`bad bound ${bound}`);
      const limit = Math.floor(0x1_0000_0000 / bound) * bound;
      let word = nextWord();
      while (word >= limit) word = nextWord();
      return word % bound;
    },
  };
}

/** A new array in random order (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    const a = result[i] as T;
    result[i] = result[j] as T;
    result[j] = a;
  }
  return result;
}
