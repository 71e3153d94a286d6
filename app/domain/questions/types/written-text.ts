/** Typed by hand in an exam, even a long one, with room to spare. */
export const LONGEST_WRITTEN = 20_000;

/** How long a written answer is to be, in characters as `countWritten` counts them. */
export type WrittenLength = { readonly min?: number | undefined; readonly max: number };

/**
 * The length of a text as 字数 is counted in offices: every Chinese character and every punctuation mark is one, a run
 * of Latin letters or digits is one word, spaces are none.
 */
export const countWritten = (text: string): number =>
  text.match(/[\p{Script=Latin}\p{Nd}]+(?:['’.-][\p{Script=Latin}\p{Nd}]+)*|[^\s\p{Cf}]/gu)?.length ?? 0;
