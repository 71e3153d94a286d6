/**
 * Honest progress: time is credited by the server's clock alone. A person has one active lesson, held by a lease that
 * one tab got when it began. A beat of that lease credits the time since the lease's last beat, at most `BEAT_CAP_MS`.
 * Another tab or lesson takes the lease over; the beats of the old one then earn nothing. Since the intervals that
 * are credited to a person never overlap, their sum never exceeds the wall clock.
 */

/** The pages beat every 30 s; a beat may come late, but a gap beyond this was not study. */
export const BEAT_CAP_MS = 75_000;

/** Time credited in one lesson stops growing here (500 hours), well inside a 32-bit column. */
const MOST_CREDIT_MS = 1_800_000_000;

export type ActiveStudy = { readonly lessonId: string; readonly lease: string; readonly lastBeatAt: number };

/**
 * A tab begins to study: whoever held the lease before loses it, and the gap between the two is nobody's.
 * After a clock that was set back the lease begins where the last one had got to, or that stretch would count twice.
 */
export function takeLease({
  active,
  lessonId,
  lease,
  now,
}: {
  active: ActiveStudy | null;
  lessonId: string;
  lease: string;
  now: number;
}): ActiveStudy {
  return { lessonId, lease, lastBeatAt: Math.max(now, active?.lastBeatAt ?? now) };
}

export type BeatVerdict =
  | { readonly kind: 'credited'; readonly creditMs: number; readonly next: ActiveStudy }
  | { readonly kind: 'lease-lost' };

/**
 * Judges one beat.
 * @param now the server's clock. One that was set back credits nothing and does not move `lastBeatAt` back either, so
 * that the same stretch of time is not credited twice.
 */
export function judgeBeat({
  active,
  lessonId,
  lease,
  now,
}: {
  active: ActiveStudy | null;
  lessonId: string;
  lease: string;
  now: number;
}): BeatVerdict {
  if (active === null || active.lease !== lease || active.lessonId !== lessonId) return { kind: 'lease-lost' };
  const elapsed = Math.max(0, now - active.lastBeatAt);
  return {
    kind: 'credited',
    creditMs: Math.min(elapsed, BEAT_CAP_MS),
    next: { lessonId, lease, lastBeatAt: Math.max(now, active.lastBeatAt) },
  };
}

/** Credited time in a lesson after a beat. It counts per calendar year: a new year begins again at nothing. */
export function addCredit({
  before,
  year,
  creditMs,
}: {
  before: { readonly year: number; readonly creditedMs: number } | null;
  year: number;
  creditMs: number;
}): { year: number; creditedMs: number } {
  const base = before !== null && before.year === year ? before.creditedMs : 0;
  return { year, creditedMs: Math.min(base + creditMs, MOST_CREDIT_MS) };
}
