import type { CertificateStatus } from '#app/domain/certification/status.ts';

/** How many records of a year have the same rating, certificate status and standing. */
export type TallyLine = {
  readonly suggestedRating: string;
  readonly certificateStatus: string | null;
  readonly withdrawn: boolean;
  readonly total: number;
};

/** Counts of records. `records` is the sum of the five certificate counts and of `ratings`; withdrawn ones stand apart. */
export type YearCounts = {
  readonly records: number;
  readonly certificates: Readonly<Record<CertificateStatus | 'none', number>>;
  /** By the policy's word, most points first; a word without records has 0. */
  readonly ratings: readonly { readonly word: string; readonly total: number }[];
  readonly withdrawn: number;
};

/**
 * The counts of a year. @param words the suggested ratings of the year's policy in their order; a word that records
 * have and the policy does not is added behind them, so that nothing is missing from the sum.
 */
export function countYear({ lines, words }: { lines: readonly TallyLine[]; words: readonly string[] }): YearCounts {
  const certificates = { valid: 0, expired: 0, suspended: 0, revoked: 0, none: 0 };
  const ratings = new Map(words.map((word) => [word, 0]));
  let records = 0;
  let withdrawn = 0;
  for (const line of lines) {
    if (line.withdrawn) {
      withdrawn += line.total;
      continue;
    }
    records += line.total;
    certificates[(line.certificateStatus ?? 'none') as keyof typeof certificates] += line.total;
    ratings.set(line.suggestedRating, (ratings.get(line.suggestedRating) ?? 0) + line.total);
  }
  return { records, certificates, ratings: [...ratings].map(([word, total]) => ({ word, total })), withdrawn };
}
