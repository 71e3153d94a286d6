import { endOfSitting } from '#app/domain/exams/attempt.ts';
import type { CandidateVerdict } from '#app/domain/exams/eligibility.ts';
import { sizeOf } from '#app/domain/exams/paper-plan.ts';
import type { ReleaseRule } from '#app/domain/exams/release.ts';
import { allotTime } from '#app/domain/exams/time-account.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findSitting, isCandidate, listAttemptsOfPerson, type SittingRow } from '#db/stores/exams.ts';
import { judgeOwn } from './candidacy.server.ts';
import { titleOf } from './create-sitting.server.ts';
import { getBlueprint, getGradingPolicy } from './papers.server.ts';
import { isConcerned } from './read-own-sittings.server.ts';

/** What a candidate should know before the clock starts. */
export type SittingBriefing = {
  readonly id: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly durationMs: number;
  /** What an attempt would get if it began now; less than the duration shortly before the sitting closes. */
  readonly allottedMs: number;
  readonly questionCount: number;
  readonly maxScore: number;
  /** Hundredths of a per cent. */
  readonly passPercent: number;
  readonly bands: readonly { readonly word: LocalText; readonly fromPercent: number }[];
  readonly types: readonly string[];
  readonly release: ReleaseRule;
  readonly attemptsMade: number;
  readonly attemptLimit: number | null;
  readonly state:
    | { readonly kind: 'startable' }
    | { readonly kind: 'running'; readonly attemptId: string }
    | { readonly kind: 'upcoming' }
    | { readonly kind: 'closed' }
    | { readonly kind: 'used-up' }
    | { readonly kind: 'cancelled' }
    | { readonly kind: 'certificate-missing'; readonly tier: number }
    /** They sat it once and are not, or no longer, among those who may. */
    | { readonly kind: 'not-yours' };
};

/** One sitting that concerns the caller, with its rules. */
export async function readOwnSitting(
  context: Context,
  actor: PersonActor,
  { sittingId }: { sittingId: string },
): Promise<Result<SittingBriefing, 'not-found'>> {
  const { read } = context.database;
  const { personId } = actor;
  const sitting = await findSitting(read, sittingId);
  if (!sitting) return refuse('not-found');
  const attempts = await listAttemptsOfPerson(read, { personId, sittingId });
  const named = await isCandidate(read, { sittingId, personId });
  const verdict = (await judgeOwn(context, read, { personId, concerns: [{ sitting, named, attempts }] })).get(
    sittingId,
  );
  if (!verdict || !isConcerned({ verdict, attempts })) return refuse('not-found');
  const blueprint = await getBlueprint(read, sitting.blueprintVersionId);
  const size = sizeOf(blueprint);
  const policy = await getGradingPolicy(read, sitting.gradingPolicyVersionId);
  const now = context.clock.now();
  const { tier, track, opensAt, closesAt, durationMs, release, attemptLimit } = sitting;
  return ok({
    id: sittingId,
    title: titleOf(sitting),
    tier,
    track,
    opensAt,
    closesAt: endOfSitting(sitting),
    durationMs,
    allottedMs: allotTime({ durationMs, closesAt, now: Math.max(now, opensAt) }),
    questionCount: size.questions,
    maxScore: size.marks,
    passPercent: policy.passPercent,
    bands: policy.bands,
    types: blueprint.allowedTypes,
    release,
    attemptsMade: attempts.length,
    attemptLimit,
    state: stateOf(sitting, verdict),
  });
}

function stateOf({ audience }: SittingRow, verdict: CandidateVerdict): SittingBriefing['state'] {
  if (!verdict.ok) {
    switch (verdict.code) {
      case 'attempt-limit-reached':
        return { kind: 'used-up' };
      case 'certificate-missing':
        return { kind: 'certificate-missing', tier: audience?.requiredTier ?? 0 };
      case 'not-in-audience':
      case 'left-service':
        return { kind: 'not-yours' };
      case 'sitting-not-open': {
        const state = verdict.detail?.state;
        return { kind: state === 'upcoming' || state === 'cancelled' ? state : 'closed' };
      }
    }
  }
  return verdict.value.act === 'resume'
    ? { kind: 'running', attemptId: verdict.value.attemptId }
    : { kind: 'startable' };
}
