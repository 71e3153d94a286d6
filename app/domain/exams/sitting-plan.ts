import type { Instant } from '#app/domain/kernel/instant.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type AttemptStatus, type SittingState, stateOfSitting } from './attempt.ts';
import { judgeRelease, type ReleaseRule } from './release.ts';
import type { SittingAudience } from './sitting-audience.ts';

/** Fixed bounds of a plan: minutes of an attempt (as a blueprint's), attempts per candidate, characters, people named at once. */
export const SITTING_BOUNDS = {
  minMinutes: 5,
  maxMinutes: 600,
  maxAttempts: 20,
  codeLength: 40,
  titleLength: 100,
  reasonLength: 500,
  /** Ten years: an exam that is open at any time has a long window; a longer one is a slip of the hand. */
  maxWindowDays: 3_660,
  namedAtOnce: 20_000,
} as const;

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const DAY_MS = 86_400_000;

/** What the office may set about a sitting; instants in UTC milliseconds. */
export type SittingPlan = {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly durationMs: number;
  readonly attemptLimit: number | null;
  readonly release: ReleaseRule;
  readonly audience: SittingAudience | null;
};

export type PlanFault = {
  readonly field: 'code' | 'titleZh' | 'titleEn' | 'closesAt' | 'duration' | 'attemptLimit' | 'release';
  readonly fault:
    | 'code-form'
    | 'title-missing'
    | 'title-long'
    | 'closes-before-opens'
    | 'closes-in-the-past'
    | 'window-too-long'
    | 'window-shorter-than-duration'
    | 'duration-bounds'
    | 'attempts-bounds'
    | 'release-before-close';
};

/** Everything that is wrong with a plan by itself; empty when nothing is. */
export function checkSittingPlan(plan: SittingPlan, now: Instant): PlanFault[] {
  const { code, title, opensAt, closesAt, durationMs, attemptLimit, release } = plan;
  const { minMinutes, maxMinutes, maxAttempts, codeLength, titleLength, maxWindowDays } = SITTING_BOUNDS;
  const faults: PlanFault[] = [];
  const add = (field: PlanFault['field'], fault: PlanFault['fault']) => faults.push({ field, fault });
  if (!CODE.test(code) || code.length > codeLength) add('code', 'code-form');
  if (!isVisibleText(title.zh)) add('titleZh', 'title-missing');
  else if ([...title.zh].length > titleLength) add('titleZh', 'title-long');
  if ([...title.en].length > titleLength * 2) add('titleEn', 'title-long');
  const minutes = durationMs / 60_000;
  const lasts = Number.isInteger(minutes) && minutes >= minMinutes && minutes <= maxMinutes;
  if (!lasts) add('duration', 'duration-bounds');
  if (closesAt <= opensAt) add('closesAt', 'closes-before-opens');
  else if (closesAt <= now) add('closesAt', 'closes-in-the-past');
  else if (closesAt - opensAt > maxWindowDays * DAY_MS) add('closesAt', 'window-too-long');
  else if (lasts && closesAt - opensAt < durationMs) add('closesAt', 'window-shorter-than-duration');
  if (attemptLimit !== null && (!Number.isInteger(attemptLimit) || attemptLimit < 1 || attemptLimit > maxAttempts))
    add('attemptLimit', 'attempts-bounds');
  // Before the last attempt has begun a published result would tell of questions that others still meet.
  if (release.mode === 'at-time' && release.at < closesAt) add('release', 'release-before-close');
  return faults;
}

/** What a change of a sitting touches. `unit` and `blueprint` are no part of the plan itself. */
export type ChangedField = keyof SittingPlan | 'unit' | 'blueprint' | 'removed';

/**
 * Which of the changes would hurt candidates once the sitting has opened: then the window may only grow at its end, the
 * attempts only become more, people be added, those who have not begun be struck off until it closes, titles be mended; the rule of release may change while nothing was
 * released. Empty when all may be done. Before the sitting opens everything may change.
 */
export function findForbiddenChanges({
  state,
  before,
  after,
  changed,
  released,
  removedSat,
}: {
  state: SittingState;
  before: SittingPlan;
  after: SittingPlan;
  changed: readonly ChangedField[];
  /** Whether a candidate may see a result already. */
  released: boolean;
  /** Whether someone whose name is to go has begun an attempt. */
  removedSat: boolean;
}): ChangedField[] {
  const forbidden = changed.filter((field) => {
    if (field === 'release') return released;
    if (state === 'upcoming' || state === 'cancelled') return false;
    switch (field) {
      case 'title':
        return false;
      case 'removed':
        return state !== 'open' || removedSat;
      case 'closesAt':
        return after.closesAt < before.closesAt || (state === 'closed' && released);
      case 'attemptLimit':
        return (
          after.attemptLimit !== null && (before.attemptLimit === null || after.attemptLimit < before.attemptLimit)
        );
      default:
        return true;
    }
  });
  return forbidden;
}

/** Whether results of a sitting are visible to their candidates now, judged by its attempts. */
export const isReleased = ({
  rule,
  statuses,
  now,
}: {
  rule: ReleaseRule;
  statuses: readonly AttemptStatus[];
  now: Instant;
}): boolean => statuses.some((status) => judgeRelease({ rule, status, now }).released);

/**
 * Whether results come out by hand while others may still meet the same questions: who can see a result can tell of them.
 * @param inProgress how many attempts run.
 */
export const releasesEarly = ({ state, inProgress }: { state: SittingState; inProgress: number }): boolean =>
  state === 'open' || inProgress > 0;

/**
 * Whether results wait for the office: the sitting is over, some attempts have a result, and it comes out by hand alone.
 * A release that was withdrawn waits again.
 */
export const awaitsRelease = ({
  sitting,
  graded,
  now,
}: {
  sitting: {
    readonly opensAt: Instant;
    readonly closesAt: Instant;
    readonly closedAt: Instant | null;
    readonly release: ReleaseRule;
  };
  /** How many attempts have a result. */
  graded: number;
  now: Instant;
}): boolean =>
  graded > 0 &&
  sitting.release.mode === 'manual' &&
  sitting.release.releasedAt === undefined &&
  stateOfSitting({ ...sitting, attemptLimit: null }, now) === 'closed';

export type SittingAct = 'close' | 'cancel' | 'reopen' | 'release' | 'withdraw';

/**
 * What the office can do with a sitting now. Closing before the opening is a cancellation. Reopening needs that no
 * result was seen yet, and a window that has not run out. Results are released or withheld as a whole.
 */
export function listSittingActs({
  sitting,
  release,
  graded,
  now,
}: {
  sitting: { readonly opensAt: Instant; readonly closesAt: Instant; readonly closedAt: Instant | null };
  release: ReleaseRule;
  /** How many attempts have a result. */
  graded: number;
  now: Instant;
}): SittingAct[] {
  const state = stateOfSitting({ ...sitting, attemptLimit: null }, now);
  const released = isReleased({ rule: release, statuses: graded > 0 ? ['graded'] : [], now });
  const acts: SittingAct[] = [];
  if (state === 'upcoming') acts.push('cancel');
  if (state === 'open') acts.push('close');
  if (sitting.closedAt !== null && !released && now < sitting.closesAt) acts.push('reopen');
  if (graded > 0) acts.push(released ? 'withdraw' : 'release');
  return acts;
}
