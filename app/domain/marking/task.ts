import type { Instant } from '#app/domain/kernel/instant.ts';

/** `closed`: the paper is graded, and the mark stays as it is. */
export type MarkingState = 'waiting' | 'marked' | 'closed';

/** How long an answer stays with the marker who opened it before somebody else may get it. */
export const CLAIM_MS = 30 * 60_000;

/** Whether somebody else has the answer before them now. */
export const isClaimedByOther = (
  { claimedBy, claimedUntil }: { claimedBy: string | null; claimedUntil: Instant | null },
  { markerId, now }: { markerId: string; now: Instant },
): boolean => claimedBy !== null && claimedBy !== markerId && claimedUntil !== null && now < claimedUntil;

/** Characters of a comment. */
export const LONGEST_COMMENT = 2_000;
