import type { Json } from '#app/domain/kernel/canonical.ts';

/** One numbered change of an answer. `null` clears it. */
export type AnswerEntry = { readonly slot: number; readonly seq: number; readonly answer: Json };
export type LatestAnswer = { readonly seq: number; readonly answer: Json };

/**
 * The answers that count: per slot the entry with the highest `seq`, in whatever order they came. A cleared slot keeps
 * its entry with `null`, because whoever goes on numbering must know where it stands.
 */
export function foldAnswers(entries: Iterable<AnswerEntry>): Map<number, LatestAnswer> {
  const latest = new Map<number, LatestAnswer>();
  for (const { slot, seq, answer } of entries) {
    const known = latest.get(slot);
    if (!known || seq > known.seq) latest.set(slot, { seq, answer });
  }
  return latest;
}

/** How many slots hold an answer. */
export function countAnswered(latest: ReadonlyMap<number, LatestAnswer>): number {
  let answered = 0;
  for (const { answer } of latest.values()) if (answer !== null) answered += 1;
  return answered;
}
