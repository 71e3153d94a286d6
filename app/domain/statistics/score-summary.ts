/** From how many scores on a spread and a distribution say something; below it they are "too few". */
export const ENOUGH_SCORES = 5;

export type ScoreSummary = {
  readonly count: number;
  /** In the unit of the scores; null without a score: unknown is not zero. */
  readonly mean: number | null;
  readonly median: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Sample standard deviation (divided by n - 1); null under ENOUGH_SCORES. */
  readonly spread: number | null;
};

/** Mean, median and spread of scores, unrounded. */
export function summariseScores(scores: readonly number[]): ScoreSummary {
  const count = scores.length;
  if (count === 0) return { count, mean: null, median: null, lowest: null, highest: null, spread: null };
  const sorted = [...scores].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, score) => sum + score, 0) / count;
  const middle = Math.floor(count / 2);
  const upper = sorted[middle] ?? 0;
  const squares = sorted.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return {
    count,
    mean,
    median: count % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2,
    lowest: sorted[0] ?? null,
    highest: sorted.at(-1) ?? null,
    spread: count < ENOUGH_SCORES ? null : Math.sqrt(squares / (count - 1)),
  };
}

export type ScoreBin = { readonly fromPercent: number; readonly toPercent: number; readonly count: number };

/**
 * How scores are spread over ten equal parts of the full marks. A score on a border belongs to the part above it, full
 * marks to the last. Null under ENOUGH_SCORES.
 */
export function binScores(scores: readonly { readonly score: number; readonly maxScore: number }[]): ScoreBin[] | null {
  if (scores.length < ENOUGH_SCORES) return null;
  const counts = new Array<number>(10).fill(0);
  for (const { score, maxScore } of scores) {
    const bin = maxScore > 0 ? Math.min(9, Math.max(0, Math.floor((score * 10) / maxScore))) : 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, bin) => ({ fromPercent: bin * 10, toPercent: (bin + 1) * 10, count }));
}
