import type { Hundredths } from '#app/domain/kernel/hundredths.ts';

/** One step of the tariff: a lesson of at least so many minutes earns so many hours (hundredths of a 学时). */
export type TariffStep = { readonly fromMinutes: number; readonly hours: Hundredths };

/**
 * Hours that completing a lesson earns: those of the highest step that its estimated minutes reach; nothing below
 * the lowest step. The estimate counts and not the time somebody took, as it does for recorded lectures.
 */
export function hoursOfLesson({ minutes, tariff }: { minutes: number; tariff: readonly TariffStep[] }): Hundredths {
  let reached: TariffStep | null = null;
  for (const step of tariff) {
    if (step.fromMinutes <= minutes && (reached === null || step.fromMinutes > reached.fromMinutes)) reached = step;
  }
  return reached?.hours ?? 0;
}

export type HoursEarned = { readonly source: 'lesson' | 'quiz'; readonly hours: Hundredths };

/**
 * What a completion adds to the ledger: an entry for the lesson and one for its passed quiz. Entries of nothing are
 * left out. A lesson earns once per calendar year, or only once at all where the policy says so.
 * @param earnedYears the years for which the lesson already earned.
 */
export function hoursOfCompletion({
  year,
  earnedYears,
  oncePerYear,
  minutes,
  tariff,
  quizPassed,
  quizHours,
}: {
  year: number;
  earnedYears: readonly number[];
  oncePerYear: boolean;
  minutes: number;
  tariff: readonly TariffStep[];
  quizPassed: boolean;
  quizHours: Hundredths;
}): HoursEarned[] {
  if (oncePerYear ? earnedYears.includes(year) : earnedYears.length > 0) return [];
  const earned: HoursEarned[] = [
    { source: 'lesson', hours: hoursOfLesson({ minutes, tariff }) },
    { source: 'quiz', hours: quizPassed ? quizHours : 0 },
  ];
  return earned.filter(({ hours }) => hours > 0);
}

export const HOURS_KINDS = ['online', 'off-job', 'own-unit'] as const;
export type HoursKind = (typeof HOURS_KINDS)[number];

export type HoursSum = {
  readonly total: Hundredths;
  readonly byKind: Readonly<Record<HoursKind, Hundredths>>;
  /** What is still missing of the yearly requirement, and of its part that must be online; never negative. */
  readonly missing: Hundredths;
  readonly missingOnline: Hundredths;
};

/** Folds the entries of one person and year; counter-entries are negative and simply add up. */
export function sumHours({
  entries,
  yearlyRequired,
  onlineMinimum,
}: {
  entries: readonly { kind: HoursKind; hours: Hundredths }[];
  yearlyRequired: Hundredths;
  onlineMinimum: Hundredths;
}): HoursSum {
  const byKind: Record<HoursKind, Hundredths> = { online: 0, 'off-job': 0, 'own-unit': 0 };
  for (const { kind, hours } of entries) byKind[kind] += hours;
  const total = byKind.online + byKind['off-job'] + byKind['own-unit'];
  return {
    total,
    byKind,
    missing: Math.max(0, yearlyRequired - total),
    missingOnline: Math.max(0, onlineMinimum - byKind.online),
  };
}
