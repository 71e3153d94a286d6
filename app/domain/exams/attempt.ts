import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';

export const ATTEMPT_STATUSES = ['in-progress', 'submitted', 'awaiting-marking', 'graded', 'voided'] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

/** Where an attempt may go from where it is. A paper without human marking passes `submitted` within one transaction. */
const NEXT: Record<AttemptStatus, readonly AttemptStatus[]> = {
  'in-progress': ['submitted', 'voided'],
  submitted: ['awaiting-marking', 'graded', 'voided'],
  'awaiting-marking': ['graded', 'voided'],
  graded: ['voided'],
  voided: [],
};

export const canMove = ({ from, to }: { from: AttemptStatus; to: AttemptStatus }): boolean => NEXT[from].includes(to);

/** The status after the moves in `through`. @throws Error when one of them is not allowed: that is a bug. */
export function moveStatus(from: AttemptStatus, ...through: readonly AttemptStatus[]): AttemptStatus {
  return through.reduce((at, to) => {
    if (!canMove({ from: at, to })) throw new Error(`an attempt cannot go from ${at} to ${to}`);
    return to;
  }, from);
}

/** What decides whether an attempt takes an answer. */
export type AttemptGate = {
  readonly status: AttemptStatus;
  readonly deadlineAt: Instant;
  readonly lease: string;
  readonly leaseSessionId: string;
};

/** Whether the time is over: the last millisecond that counts is the one before the deadline. There is no grace. */
export const isOver = ({ deadlineAt, now }: { deadlineAt: Instant; now: Instant }): boolean => now >= deadlineAt;

/**
 * Whether a request may write. The end comes first: a device that was fenced off learns that all is over rather than
 * that another device goes on.
 * @param at when the server had received the whole request, not when its turn to be written came.
 */
export function judgeWrite({
  attempt,
  lease,
  sessionId,
  at,
}: {
  attempt: AttemptGate;
  lease: string;
  sessionId: string;
  at: Instant;
}): Result<null, 'attempt-closed' | 'lease-lost'> {
  if (attempt.status !== 'in-progress' || isOver({ deadlineAt: attempt.deadlineAt, now: at }))
    return refuse('attempt-closed');
  if (attempt.lease !== lease || attempt.leaseSessionId !== sessionId) return refuse('lease-lost');
  return ok(null);
}

/** The end of a session as its row has it; null when the row is gone (signed out, or ended by an administrator). */
export type HoldingSession = { readonly expiresAt: Instant; readonly absoluteExpiresAt: Instant } | null;

/**
 * One device at a time. The session that holds the lease keeps it, also after the server restarted; another gets a new
 * one only when the holder's session no longer exists or has expired, and the old device is fenced off from then on.
 */
export function judgeLease({
  holderId,
  holder,
  callerId,
  now,
}: {
  holderId: string;
  holder: HoldingSession;
  callerId: string;
  now: Instant;
}): Result<'keep' | 'take-over', 'lease-held'> {
  if (holderId === callerId) return ok('keep');
  const alive = holder !== null && holder.expiresAt > now && holder.absoluteExpiresAt > now;
  return alive ? refuse('lease-held') : ok('take-over');
}

export type StartFacts = {
  readonly sitting: {
    readonly opensAt: Instant;
    readonly closesAt: Instant;
    /** When the office closed it before its time; null or left out while its window alone decides. */
    readonly closedAt?: Instant | null;
    /** How many attempts one candidate may make; null is without limit. */
    readonly attemptLimit: number | null;
  };
  /** The candidate's attempts of this sitting, in any order. */
  readonly attempts: readonly { readonly id: string; readonly status: AttemptStatus; readonly deadlineAt: Instant }[];
  readonly now: Instant;
};

export type StartVerdict =
  | { readonly act: 'start'; readonly number: number }
  /** The attempt's own account decides, so it may still be resumed after the sitting closed. */
  | { readonly act: 'resume'; readonly attemptId: string };

/** `cancelled`: closed by the office before it had opened. */
export type SittingState = 'upcoming' | 'open' | 'closed' | 'cancelled';

/** Where a sitting stands in its window. The first millisecond of `closesAt` and of `closedAt` is already closed. */
export function stateOfSitting(
  { opensAt, closesAt, closedAt = null }: StartFacts['sitting'],
  now: Instant,
): SittingState {
  if (closedAt !== null && now >= closedAt) return closedAt < opensAt ? 'cancelled' : 'closed';
  if (now < opensAt) return 'upcoming';
  return now < closesAt ? 'open' : 'closed';
}

/** When a sitting takes no new attempt any more: the end of its window, or the moment at which the office closed it. */
export const endOfSitting = ({ opensAt, closesAt, closedAt = null }: StartFacts['sitting']): Instant =>
  closedAt === null || closedAt < opensAt ? closesAt : Math.min(closesAt, closedAt);

/**
 * What a candidate can do with a sitting now. An attempt whose time is over counts as made, though nobody closed it yet.
 * A sitting closed by the office takes no new attempt; those that run keep the time that they were given.
 * @param asIfOpen leaves the window aside.
 */
export function judgeStart(
  { sitting, attempts, now }: StartFacts,
  { asIfOpen = false }: { asIfOpen?: boolean } = {},
): Result<StartVerdict, 'sitting-not-open' | 'attempt-limit-reached'> {
  const open = attempts.find(({ status, deadlineAt }) => status === 'in-progress' && !isOver({ deadlineAt, now }));
  if (open) return ok({ act: 'resume', attemptId: open.id });
  const state = asIfOpen ? 'open' : stateOfSitting(sitting, now);
  if (state !== 'open') return refuse('sitting-not-open', { state });
  if (sitting.attemptLimit !== null && attempts.length >= sitting.attemptLimit)
    return refuse('attempt-limit-reached', { limit: sitting.attemptLimit });
  return ok({ act: 'start', number: attempts.length + 1 });
}
