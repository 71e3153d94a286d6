import type { Instant } from '#app/domain/kernel/instant.ts';

/**
 * How many failures a key may have, and when they are forgotten.
 * `last-failure`: once none was counted for a whole window. No span as long as a window ever holds more failures than
 * the limit, which a window with fixed ends would let happen across its edge. Right for one account.
 * `first-failure`: a window after the first. Right for an address, where an office's typing errors never cease.
 */
export type ThrottleLimit = {
  readonly failures: number;
  readonly windowMs: number;
  readonly forgottenAfter: 'last-failure' | 'first-failure';
};

const QUARTER_HOUR = 15 * 60_000;
export const ACCOUNT_LIMIT: ThrottleLimit = {
  failures: 10,
  windowMs: QUARTER_HOUR,
  forgottenAfter: 'last-failure',
};
/** An office of hundreds may share one address. */
export const ADDRESS_LIMIT: ThrottleLimit = {
  failures: 200,
  windowMs: QUARTER_HOUR,
  forgottenAfter: 'first-failure',
};

/**
 * Wrong activation and reset codes that begin alike (`ACCESS_CODE_STEM` characters), from whichever addresses: what is
 * counted is tries against the same codes, not the office that many people try from. A code has 60 random bits. Of all
 * that share the first 15 of them 10 are tried a quarter of an hour, so that any one open code is hit with 10 / 2^45:
 * one of a million open ones in a hundred years, one of ten thousand in ten thousand.
 */
export const CODE_STEM_LIMIT: ThrottleLimit = {
  failures: 10,
  windowMs: QUARTER_HOUR,
  forgottenAfter: 'first-failure',
};

/**
 * Wrong codes from one address, which are no guesser's work in an office that activates thousands: a guard against
 * floods. An address alone would hit one of a million open codes in sixteen thousand years.
 */
export const CODE_ADDRESS_LIMIT: ThrottleLimit = {
  failures: 2_000,
  windowMs: QUARTER_HOUR,
  forgottenAfter: 'first-failure',
};

/** What is stored per key. One more failure than the limit means that the lock was noticed and put on record. */
export type ThrottleState = { readonly failures: number; readonly windowEndsAt: Instant };

const isOver = (state: ThrottleState | null, now: Instant): boolean => state === null || state.windowEndsAt <= now;

/** How long a key is still locked, in milliseconds; 0 when a try may be made. */
export function lockedForMs({
  state,
  limit,
  now,
}: {
  state: ThrottleState | null;
  limit: ThrottleLimit;
  now: Instant;
}): number {
  if (state === null || isOver(state, now) || state.failures < limit.failures) return 0;
  return state.windowEndsAt - now;
}

/**
 * Counts a try as a failure before it is known to be one: guesses sent side by side would all be let through by a
 * count that comes after the slow check. What succeeds is given back with `refundTry`.
 * Call only where `lockedForMs` is 0: a lock is never prolonged by trying.
 */
export function countTry({
  state,
  limit,
  now,
}: {
  state: ThrottleState | null;
  limit: ThrottleLimit;
  now: Instant;
}): ThrottleState {
  if (state === null || isOver(state, now)) return { failures: 1, windowEndsAt: now + limit.windowMs };
  return {
    failures: state.failures + 1,
    windowEndsAt: limit.forgottenAfter === 'last-failure' ? now + limit.windowMs : state.windowEndsAt,
  };
}

/** Puts on record that a locked key was tried, once: the end of the window stays. */
export function noteRefusal({ state, limit }: { state: ThrottleState; limit: ThrottleLimit }): {
  state: ThrottleState;
  first: boolean;
} {
  const first = state.failures <= limit.failures;
  return { state: { ...state, failures: limit.failures + 1 }, first };
}

/**
 * Takes back the count of a try that succeeded, window included, unless another try moved the window meanwhile.
 * @param before the state before the try was counted, @param counted the one that counting it made, @param current now.
 * @returns null when nothing is left to remember.
 */
export function refundTry({
  before,
  counted,
  current,
  limit,
}: {
  before: ThrottleState | null;
  counted: ThrottleState;
  current: ThrottleState | null;
  limit: ThrottleLimit;
}): ThrottleState | null {
  // Forgotten meanwhile: there is nothing of this try left to give back.
  if (current === null || current.windowEndsAt < counted.windowEndsAt) return current;
  const failures = Math.min(current.failures, limit.failures) - 1;
  if (failures <= 0) return null;
  const untouched = current.windowEndsAt === counted.windowEndsAt;
  const carriedOn = before !== null && counted.failures > 1;
  return { failures, windowEndsAt: untouched && carriedOn ? before.windowEndsAt : current.windowEndsAt };
}
