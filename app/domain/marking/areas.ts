import { type Hundredths, percentHundredths } from '#app/domain/kernel/hundredths.ts';

/** What a candidate earned in one knowledge area. */
export type AreaScore = {
  readonly area: string;
  readonly mark: Hundredths;
  readonly maxMark: Hundredths;
  /** Hundredths of a per cent, rounded down. */
  readonly percent: Hundredths;
};

/** Sums marks by area, in the order in which the areas are given first; areas worth nothing are left out. */
export function sumByArea(
  marks: readonly { readonly area: string; readonly mark: Hundredths; readonly maxMark: Hundredths }[],
): AreaScore[] {
  const sums = new Map<string, { mark: number; maxMark: number }>();
  for (const { area, mark, maxMark } of marks) {
    const sum = sums.get(area) ?? { mark: 0, maxMark: 0 };
    sums.set(area, { mark: sum.mark + mark, maxMark: sum.maxMark + maxMark });
  }
  return [...sums]
    .filter(([, { maxMark }]) => maxMark > 0)
    .map(([area, { mark, maxMark }]) => ({
      area,
      mark,
      maxMark,
      percent: percentHundredths({ part: mark, whole: maxMark }),
    }));
}
