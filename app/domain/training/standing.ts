import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';

export type ExamFact = {
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
};

/** One clause of the sentence that tells someone where they stand; the words are the interface's. */
export type StandingClause =
  | { readonly kind: 'exam-running'; readonly title: LocalText }
  | { readonly kind: 'hours-missing'; readonly hours: Hundredths }
  | { readonly kind: 'hours-complete' }
  | { readonly kind: 'no-course' }
  | { readonly kind: 'lessons-left'; readonly lessons: number }
  | { readonly kind: 'lessons-done' }
  | { readonly kind: 'exam-open'; readonly title: LocalText; readonly until: Instant }
  | { readonly kind: 'exam-ahead'; readonly title: LocalText; readonly from: Instant };

/**
 * Where a learner stands, in the order in which it matters: an exam that runs now, hours of the year, lessons of the
 * chosen courses, the next exam. An exam for a tier and track that is held already is not what comes next.
 * @param missing hours still missing this year. @param open by their end, @param upcoming by their beginning.
 */
export function judgeStanding({
  missing,
  enrolledCourses,
  lessonsLeft,
  running,
  open,
  upcoming,
  held,
}: {
  missing: Hundredths;
  enrolledCourses: number;
  lessonsLeft: number;
  running: readonly ExamFact[];
  open: readonly ExamFact[];
  upcoming: readonly ExamFact[];
  /** Tiers and tracks of the certificates that are valid today. */
  held: readonly { readonly tier: number; readonly track: string }[];
}): StandingClause[] {
  const isNew = (exam: ExamFact) => !held.some(({ tier, track }) => tier === exam.tier && track === exam.track);
  const clauses: StandingClause[] = [];
  const [now] = running;
  if (now) clauses.push({ kind: 'exam-running', title: now.title });
  clauses.push(missing > 0 ? { kind: 'hours-missing', hours: missing } : { kind: 'hours-complete' });
  if (enrolledCourses === 0) clauses.push({ kind: 'no-course' });
  else clauses.push(lessonsLeft > 0 ? { kind: 'lessons-left', lessons: lessonsLeft } : { kind: 'lessons-done' });
  const next = open.find(isNew);
  const later = upcoming.find(isNew);
  if (!now && next) clauses.push({ kind: 'exam-open', title: next.title, until: next.closesAt });
  else if (!now && later) clauses.push({ kind: 'exam-ahead', title: later.title, from: later.opensAt });
  return clauses;
}
