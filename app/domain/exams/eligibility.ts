import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { judgeStart, type StartFacts, type StartVerdict } from './attempt.ts';
import type { SittingAudience } from './sitting-audience.ts';

/** A sitting's audience with its units written out, those below them included; null when nobody but the named may sit. */
export type OpenAudience = Omit<SittingAudience, 'unitIds'> & {
  /** Null asks for no unit. */
  readonly units: ReadonlySet<string> | null;
};

/** @param within a unit with everything below it, on the day that is asked about. */
export function openAudience(
  audience: SittingAudience | null,
  within: (unitId: string) => Iterable<string>,
): OpenAudience | null {
  if (audience === null) return null;
  const { unitIds, ...rest } = audience;
  return { ...rest, units: unitIds.length === 0 ? null : new Set(unitIds.flatMap((unitId) => [...within(unitId)])) };
}

/** What is known of a person on the day of the question. */
export type CandidateFacts = {
  /** Whether the office named them: then the audience's conditions do not matter. */
  readonly named: boolean;
  /** Whether they still serve. */
  readonly serves: boolean;
  readonly posting: {
    readonly unitId: string;
    readonly positionLevel: string;
    readonly category: string;
  } | null;
  /** Whether they hold a valid certificate of the tier that the audience asks for; not looked at when it asks for none. */
  readonly holdsRequiredTier: boolean;
};

export const ENTITLEMENT_REASONS = ['left-service', 'not-in-audience', 'certificate-missing'] as const;
export type EntitlementReason = (typeof ENTITLEMENT_REASONS)[number];

/** Whether units, level and category of a posting are those that an audience asks for. */
export function isInAudience(audience: OpenAudience, posting: CandidateFacts['posting']): boolean {
  const { units, positionLevels, categories } = audience;
  if (posting === null) return false;
  return (
    (units === null || units.has(posting.unitId)) &&
    (positionLevels.length === 0 || positionLevels.includes(posting.positionLevel)) &&
    (categories.length === 0 || categories.includes(posting.category))
  );
}

/**
 * Why a person is no candidate of a sitting; null when they are one. Whoever the office named needs only to serve; all
 * others must stand in the audience on that day and hold the certificate that it asks for.
 */
export function judgeEntitlement({
  audience,
  candidate: { named, serves, posting, holdsRequiredTier },
}: {
  audience: OpenAudience | null;
  candidate: CandidateFacts;
}): EntitlementReason | null {
  if (!serves) return 'left-service';
  if (named) return null;
  if (audience === null || !isInAudience(audience, posting)) return 'not-in-audience';
  return audience.requiredTier !== null && !holdsRequiredTier ? 'certificate-missing' : null;
}

export type CandidateVerdict = Result<StartVerdict, EntitlementReason | 'sitting-not-open' | 'attempt-limit-reached'>;

/**
 * What a person can do with a sitting now, or the first reason why nothing. The one rule behind the start of an attempt,
 * the list of one's own exams and the office's list of who may sit. An attempt that runs may be finished whatever became
 * of its candidate or the sitting meanwhile.
 * @param asIfOpen leaves the window aside: may they, once it is open?
 */
export function judgeCandidate({
  audience,
  candidate,
  start,
  asIfOpen = false,
}: {
  audience: OpenAudience | null;
  candidate: CandidateFacts;
  start: StartFacts;
  asIfOpen?: boolean;
}): CandidateVerdict {
  const verdict = judgeStart(start, { asIfOpen });
  if (verdict.ok && verdict.value.act === 'resume') return verdict;
  const reason = judgeEntitlement({ audience, candidate });
  if (reason) return refuse(reason);
  return verdict.ok ? ok(verdict.value) : verdict;
}
