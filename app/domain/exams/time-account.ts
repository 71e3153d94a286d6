import type { Instant } from '#app/domain/kernel/instant.ts';

export type TimeEntryKind = 'allotted' | 'extra' | 'pause' | 'outage';

/** One line of a candidate's time account, in milliseconds. Entries are never changed; a mistake is countered. */
export type TimeEntry = { readonly kind: TimeEntryKind; readonly ms: number };

/** What a candidate gets at the start: the whole duration, or what is left until the sitting closes if that is less. */
export function allotTime({
  durationMs,
  closesAt,
  now,
}: {
  durationMs: number;
  closesAt: Instant;
  now: Instant;
}): number {
  return Math.max(0, Math.min(durationMs, closesAt - now));
}

/** When an attempt ends: its start plus everything that stands in its account. */
export function foldDeadline({ startedAt, entries }: { startedAt: Instant; entries: readonly TimeEntry[] }): Instant {
  return entries.reduce((sum, { ms }) => sum + ms, startedAt);
}

/** Milliseconds left; never below zero. */
export function remainingMs({ deadlineAt, now }: { deadlineAt: Instant; now: Instant }): number {
  return Math.max(0, deadlineAt - now);
}
