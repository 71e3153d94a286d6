import { endOfSitting, stateOfSitting } from '#app/domain/exams/attempt.ts';
import { judgeRelease } from '#app/domain/exams/release.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { type AttemptRow, listCurrentGrades, type SittingRow } from '#db/stores/exams.ts';
import { titleOf } from './create-sitting.server.ts';
import { type OwnSitting, readOwnSittings } from './read-own-sittings.server.ts';

export type SittingCard = {
  readonly id: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly durationMs: number;
  readonly attemptsMade: number;
  readonly attemptLimit: number | null;
};

export type PastAttempt = {
  readonly attemptId: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly endedAt: number;
  readonly result:
    | {
        readonly kind: 'released';
        readonly score: number;
        readonly maxScore: number;
        readonly grade: LocalText;
        readonly passed: boolean;
      }
    | { readonly kind: 'withheld'; readonly releaseAt: number | null }
    | { readonly kind: 'voided' };
};

export type OwnSittings = {
  readonly running: readonly (SittingCard & { readonly attemptId: string; readonly deadlineAt: number })[];
  readonly open: readonly SittingCard[];
  readonly upcoming: readonly SittingCard[];
  /** Open or still to come, and not for them as things stand: what is missing, or that the office cancelled it. */
  readonly blocked: readonly (SittingCard & { readonly why: Blocked })[];
  /** Sittings that closed without an attempt. */
  readonly missed: readonly SittingCard[];
  readonly past: readonly PastAttempt[];
  readonly pastTotal: number;
};

export type Blocked = { readonly kind: 'certificate-missing'; readonly tier: number } | { readonly kind: 'cancelled' };

/** A person's exams as their page shows them: running, open now, still to come, and what became of past ones. */
export async function listOwnSittings(
  context: Context,
  actor: PersonActor,
  { offset, limit }: { offset: number; limit: number },
): Promise<OwnSittings> {
  const sittings = await readOwnSittings(context, actor);
  const now = context.clock.now();
  const running = sittings.flatMap((own) => {
    if (!own.verdict.ok || own.verdict.value.act !== 'resume') return [];
    const { attemptId } = own.verdict.value;
    const deadlineAt = own.attempts.find(({ id }) => id === attemptId)?.deadlineAt ?? 0;
    return [{ ...cardOf(own), attemptId, deadlineAt }];
  });
  const runningIds = new Set(running.map(({ attemptId }) => attemptId));
  const ended = sittings
    .flatMap(({ sitting, attempts }) => attempts.map((attempt) => ({ sitting, attempt })))
    .filter(({ attempt }) => !runningIds.has(attempt.id))
    .sort((a, b) => endOf(b.attempt) - endOf(a.attempt));
  const page = ended.slice(offset, offset + limit);
  const grades = await listCurrentGrades(
    context.database.read,
    page.map(({ attempt }) => attempt.id),
  );
  return {
    running,
    open: sittings.filter(({ verdict }) => verdict.ok && verdict.value.act === 'start').map(cardOf),
    upcoming: sittings
      .filter(({ sitting, verdict }) => stateOfSitting(sitting, now) === 'upcoming' && !isBarred(verdict))
      .map(cardOf)
      .sort((a, b) => a.opensAt - b.opensAt),
    blocked: sittings.flatMap((own) => {
      const why = whyBlocked(own, now);
      return why ? [{ ...cardOf(own), why }] : [];
    }),
    missed: sittings
      .filter(
        ({ sitting, attempts, verdict }) =>
          stateOfSitting(sitting, now) === 'closed' && attempts.length === 0 && !isBarred(verdict),
      )
      .map(cardOf)
      .reverse(),
    past: page.map(({ sitting, attempt }) => pastOf({ sitting, attempt, grade: grades.get(attempt.id), now })),
    pastTotal: ended.length,
  };
}

/** Whether it is the person that keeps them out, not the clock or the number of attempts. */
const isBarred = (verdict: OwnSitting['verdict']) =>
  !verdict.ok && verdict.code !== 'sitting-not-open' && verdict.code !== 'attempt-limit-reached';

function whyBlocked({ sitting, verdict }: OwnSitting, now: number): Blocked | null {
  const state = stateOfSitting(sitting, now);
  if (sitting.closesAt <= now || state === 'closed') return null;
  if (state === 'cancelled') return { kind: 'cancelled' };
  const missing = !verdict.ok && verdict.code === 'certificate-missing';
  return missing ? { kind: 'certificate-missing', tier: sitting.audience?.requiredTier ?? 0 } : null;
}

const endOf = ({ endedAt, deadlineAt }: AttemptRow) => endedAt ?? deadlineAt;

function cardOf({ sitting, attempts }: OwnSitting): SittingCard {
  const { id, tier, track, opensAt, durationMs, attemptLimit } = sitting;
  return {
    id,
    title: titleOf(sitting),
    tier,
    track,
    opensAt,
    closesAt: endOfSitting(sitting),
    durationMs,
    attemptLimit,
    attemptsMade: attempts.length,
  };
}

function pastOf({
  sitting,
  attempt,
  grade,
  now,
}: {
  sitting: SittingRow;
  attempt: AttemptRow;
  grade: { score: number; maxScore: number; gradeZh: string; gradeEn: string; passed: number } | undefined;
  now: number;
}): PastAttempt {
  const common = { attemptId: attempt.id, title: titleOf(sitting), tier: sitting.tier, endedAt: endOf(attempt) };
  if (attempt.status === 'voided') return { ...common, result: { kind: 'voided' } };
  const release = judgeRelease({ rule: sitting.release, status: attempt.status, now });
  if (!release.released || !grade)
    return { ...common, result: { kind: 'withheld', releaseAt: release.released ? null : release.releaseAt } };
  const { score, maxScore, gradeZh, gradeEn, passed } = grade;
  return {
    ...common,
    result: { kind: 'released', score, maxScore, grade: { zh: gradeZh, en: gradeEn }, passed: passed === 1 },
  };
}
