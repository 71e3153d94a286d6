import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isEffectiveOn } from './organisation.ts';
import type { Posting } from './service.ts';
import { groupVersions, type Succession, successionsInForce, type UnitHistory } from './unit-history.ts';

/**
 * What was recorded last of someone's service. `before` is where they served until then, `own` what the act began:
 * each oldest first, one posting and those that followed from it when its unit was merged or split.
 */
export type LatestAct = {
  readonly kind: 'entry' | 'transfer' | 'regrade' | 'leave' | 'return';
  /** The day from which it holds. */
  readonly day: Day;
  readonly before: readonly Posting[];
  readonly own: readonly Posting[];
};

/** A posting as it should stand; one that is not there yet has no id. */
export type WantedPosting = Omit<Posting, 'id'> & { readonly id: string | null };

export type ServiceRefusal = 'contradicts-record' | 'day-in-future' | 'earned-before' | 'no-change' | 'unit-not-then';

/** What someone did or earned, with its day: results that rest on their serving. */
export type Earned = { readonly kind: 'attempt' | 'hours' | 'certificate'; readonly day: Day };

/** What is still to come for someone, until whose day nothing earlier is corrected. */
export type PlannedChange = {
  readonly kind: 'transfer' | 'regrade' | 'leave' | 'return';
  /** The day from which it will hold. */
  readonly day: Day;
  /** Where they serve until then, or served last, and where from then on; the latter is null for a leaving. */
  readonly fromUnitId: string;
  readonly toUnitId: string | null;
};

type ServiceNow = {
  /** Newest first. */
  readonly postings: readonly Posting[];
  readonly leftOn: Day | null;
  readonly today: Day;
  readonly history: UnitHistory;
};

/**
 * The latest act on someone that has taken effect; an entry also before its day. 'planned' while another act is still
 * to come, which has to be cancelled before this one is touched; null without any posting.
 */
export function findLatestAct({ postings, leftOn, today, history }: ServiceNow): LatestAct | 'planned' | null {
  const own = lastStretch(postings, history);
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last) return null;
  if (findPlannedChange({ postings, leftOn, today, history })) return 'planned';
  if (leftOn !== null && last.validTo === leftOn) return { kind: 'leave', day: leftOn, before: own, own: [] };
  const before = lastStretch(postings.slice(own.length), history);
  const prior = before.at(-1);
  const { validFrom: day } = first;
  if (!prior) return { kind: 'entry', day, before, own };
  return { kind: kindOfBeginning(prior, first), day, before, own };
}

/** What is still to come for someone; null where nothing is. The first posting of someone who has not begun is no plan. */
export function findPlannedChange({ postings, leftOn, today, history }: ServiceNow): PlannedChange | null {
  const own = lastStretch(postings, history);
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last) return null;
  if (leftOn !== null && leftOn > today && last.validTo === leftOn)
    return { kind: 'leave', day: leftOn, fromUnitId: last.unitId, toUnitId: null };
  const prior = postings[own.length];
  if (!prior || first.validFrom <= today) return null;
  // Who comes back on the very day of leaving has left in between.
  const kind = leftOn !== null ? 'return' : kindOfBeginning(prior, first);
  return { kind, day: first.validFrom, fromUnitId: prior.unitId, toUnitId: first.unitId };
}

/** Whether the act is the entry of someone who has not begun to serve: a plan like any other until its day. */
export const isEntryToCome = ({ kind, day }: Pick<LatestAct, 'kind' | 'day'>, today: Day): boolean =>
  kind === 'entry' && day > today;

const kindOfBeginning = (prior: Posting, first: Posting) =>
  prior.validTo !== first.validFrom ? 'return' : prior.unitId === first.unitId ? 'regrade' : 'transfer';

/**
 * The newest posting with those from which it followed because units were merged or split, oldest first: together one
 * act on the person.
 * @param postings newest first.
 */
export function lastStretch(postings: readonly Posting[], { successions }: UnitHistory): Posting[] {
  const inForce = successionsInForce(successions);
  const stretch: Posting[] = [];
  for (const [i, posting] of postings.entries()) {
    stretch.unshift(posting);
    if (!carryingTo(posting, { before: postings[i + 1], inForce })) break;
  }
  return stretch;
}

/** The merge or split by which someone came from one posting to the next; undefined when it was an act on themselves. */
const carryingTo = (
  posting: Posting,
  { before, inForce }: { before: Posting | undefined; inForce: readonly Succession[] },
): Succession | undefined =>
  before?.validTo === posting.validFrom &&
  before.positionLevel === posting.positionLevel &&
  before.category === posting.category
    ? inForce.find(
        (each) =>
          each.fromUnitId === before.unitId &&
          each.toUnitId === posting.unitId &&
          each.effectiveFrom === posting.validFrom,
      )
    : undefined;

/**
 * The merges and splits of units with which someone went, the latest first, planned ones too.
 * @param postings newest first.
 */
export function listCarryings(postings: readonly Posting[], { successions }: UnitHistory): Succession[] {
  const inForce = successionsInForce(successions);
  return postings.flatMap((posting, i) => carryingTo(posting, { before: postings[i + 1], inForce }) ?? []);
}

/**
 * A stretch as it stands when it ends on a day (the first on which it no longer holds) or goes on (null). Where the
 * unit was merged meanwhile the people go with it; where it was dissolved, or split so that nobody can tell with which
 * part they went, it is refused, as is a day on or before the first.
 */
export function serveUntil(
  stretch: readonly Posting[],
  { until, history }: { until: Day | null; history: UnitHistory },
): Result<WantedPosting[], ServiceRefusal> {
  const kept = stretch.filter(({ validFrom }) => until === null || validFrom < until);
  const last = kept.at(-1);
  if (!last) return refuse('contradicts-record', { day: stretch[0]?.validFrom ?? null });
  const versions = groupVersions(history.versions);
  const inForce = successionsInForce(history.successions);
  const pieces: WantedPosting[] = kept.slice(0, -1);
  let at: WantedPosting = last;
  for (;;) {
    const endsOn = versions.get(at.unitId)?.at(-1)?.validTo ?? null;
    if (endsOn === null || (until !== null && until <= endsOn)) {
      pieces.push({ ...at, validTo: until });
      return ok(pieces);
    }
    const [heir, another] = inForce.filter(
      (each) => each.fromUnitId === at.unitId && each.effectiveFrom === endsOn && endsOn > at.validFrom,
    );
    if (!heir || another) return refuse('unit-not-then', { unit: at.unitId, day: endsOn });
    pieces.push({ ...at, validTo: endsOn });
    at = { ...at, id: null, unitId: heir.toUnitId, validFrom: endsOn };
  }
}

/**
 * A stretch as it stands when it begins on another day; refused where its unit did not exist then, and where it would
 * begin only after its unit was merged: what was served before that would be forgotten, and no correction brings it back.
 */
function serveFrom(
  stretch: readonly Posting[],
  { from, history }: { from: Day; history: UnitHistory },
): Result<WantedPosting[], ServiceRefusal> {
  const [first, ...rest] = stretch;
  if (!first) throw new Error('an act that began nothing');
  if (first.validTo !== null && first.validTo <= from) return refuse('contradicts-record', { day: first.validTo });
  const exists = history.versions.some((version) => version.unitId === first.unitId && isEffectiveOn(version, from));
  return exists
    ? ok([{ ...first, validFrom: from }, ...rest])
    : refuse('unit-not-then', { unit: first.unitId, day: from });
}

/** Someone's service after a correction: all postings of the act and before it that should stand, and the leaving. */
export type CorrectedService = {
  readonly postings: readonly WantedPosting[];
  /** The first day on which they no longer serve, as `person.leftOn`; null while they do. */
  readonly leftOn: Day | null;
};

/**
 * The same act on another day, which may be past, today or to come. Not on or before the day on which what went before
 * began; a return not before the day of leaving; an entry that has taken effect not to a day to come, since who was
 * entered has an account and roles by now, nor later to a day after something that they did or earned.
 * @param earned in any order; looked at for an entry alone.
 */
export function redateAct(
  { kind, day: present, before, own }: LatestAct,
  { day, today, history, earned }: { day: Day; today: Day; history: UnitHistory; earned: readonly Earned[] },
): Result<CorrectedService, ServiceRefusal> {
  if (day === present) return refuse('no-change');
  if (kind === 'leave') {
    const served = serveUntil(before, { until: day, history });
    return served.ok ? ok({ postings: served.value, leftOn: day }) : served;
  }
  if (kind === 'entry') {
    if (present <= today && day > today) return refuse('day-in-future');
    const first = day > present ? findEarnedBefore(earned, day) : null;
    if (first) return refuse('earned-before', { what: first.kind, day: first.day });
  }
  const begun = serveFrom(own, { from: day, history });
  if (!begun.ok) return begun;
  if (kind === 'entry') return ok({ postings: begun.value, leftOn: null });
  if (kind === 'return') {
    const leftOn = before.at(-1)?.validTo ?? null;
    if (leftOn !== null && day < leftOn) return refuse('contradicts-record', { day: leftOn });
    return ok({ postings: [...before, ...begun.value], leftOn: day > today ? leftOn : null });
  }
  const served = serveUntil(before, { until: day, history });
  return served.ok ? ok({ postings: [...served.value, ...begun.value], leftOn: null }) : served;
}

/** The first thing that someone did or earned before a day; null where all of it was on that day or later. */
export function findEarnedBefore(earned: readonly Earned[], day: Day): Earned | null {
  let first: Earned | null = null;
  for (const each of earned) if (each.day < day && (first === null || each.day < first.day)) first = each;
  return first;
}

/** Service as if the act had never been recorded. How someone was entered is not taken back: they would have no unit. */
export function retractAct(
  { kind, before }: LatestAct,
  { history }: { history: UnitHistory },
): Result<CorrectedService, ServiceRefusal> {
  if (kind === 'entry') return refuse('no-change');
  if (kind === 'return') return ok({ postings: before, leftOn: before.at(-1)?.validTo ?? null });
  const served = serveUntil(before, { until: null, history });
  return served.ok ? ok({ postings: served.value, leftOn: null }) : served;
}
