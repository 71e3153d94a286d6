import type { Instant } from '#app/domain/kernel/instant.ts';
import type { AttemptStatus } from './attempt.ts';

/** When candidates may see results. Set when the sitting is planned; `releasedAt` is filled by the act of releasing. */
export type ReleaseRule =
  | { mode: 'at-submission' }
  | { mode: 'at-time'; at: Instant }
  | { mode: 'manual'; releasedAt?: Instant };

export type ReleaseState =
  | { readonly released: true }
  /** `releaseAt` null: nobody knows yet. */
  | { readonly released: false; readonly releaseAt: Instant | null };

/** Whether a candidate may see the result now. A result that does not exist yet is never released, whatever the rule. */
export function judgeRelease({
  rule,
  status,
  now,
}: {
  rule: ReleaseRule;
  status: AttemptStatus;
  now: Instant;
}): ReleaseState {
  const releaseAt = rule.mode === 'at-submission' ? now : rule.mode === 'at-time' ? rule.at : (rule.releasedAt ?? null);
  if (status === 'graded' && releaseAt !== null && now >= releaseAt) return { released: true };
  return { released: false, releaseAt: releaseAt !== null && releaseAt > now ? releaseAt : null };
}
