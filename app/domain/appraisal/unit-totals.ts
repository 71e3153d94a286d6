import type { Hundredths } from '#app/domain/kernel/hundredths.ts';

/** What the current records of one unit alone add up to, for one suggested rating. */
export type UnitTally = {
  readonly unitId: string;
  readonly suggestedRating: string;
  readonly records: number;
  readonly certified: number;
  /** Records with at least one entry of hours, and their sum: without an entry hours are not known. */
  readonly withHours: number;
  readonly hours: Hundredths;
  readonly scored: number;
  /** Sum of the marks in hundredths of a per cent of the full mark. */
  readonly percents: number;
};

export type UnitTotals = Omit<UnitTally, 'unitId' | 'suggestedRating'> & {
  readonly ratings: Readonly<Record<string, number>>;
};

const NOTHING: UnitTotals = { records: 0, certified: 0, withHours: 0, hours: 0, scored: 0, percents: 0, ratings: {} };

export function addTotals(a: UnitTotals, b: UnitTotals): UnitTotals {
  const ratings: Record<string, number> = { ...a.ratings };
  for (const [word, total] of Object.entries(b.ratings)) ratings[word] = (ratings[word] ?? 0) + total;
  return {
    records: a.records + b.records,
    certified: a.certified + b.certified,
    withHours: a.withHours + b.withHours,
    hours: a.hours + b.hours,
    scored: a.scored + b.scored,
    percents: a.percents + b.percents,
    ratings,
  };
}

/** Sums the lines of each unit. */
export function totalByUnit(lines: readonly UnitTally[]): Map<string, UnitTotals> {
  const totals = new Map<string, UnitTotals>();
  for (const { unitId, suggestedRating, ...line } of lines)
    totals.set(
      unitId,
      addTotals(totals.get(unitId) ?? NOTHING, { ...line, ratings: { [suggestedRating]: line.records } }),
    );
  return totals;
}

/** The sum over some units; those without records add nothing. */
export const sumOver = (totals: ReadonlyMap<string, UnitTotals>, unitIds: readonly string[]): UnitTotals =>
  unitIds.reduce((sum, id) => {
    const one = totals.get(id);
    return one ? addTotals(sum, one) : sum;
  }, NOTHING);

/** The mean rounded half up; null over nothing, which is not 0. */
export const meanOf = (sum: number, over: number): number | null => (over === 0 ? null : Math.round(sum / over));
