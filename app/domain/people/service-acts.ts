import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isEffectiveOn } from './organisation.ts';
import type { Posting } from './service.ts';
import { groupVersions, successionsInForce, type UnitHistory } from './unit-history.ts';

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

export type ServiceRefusal = 'contradicts-record' | 'no-change' | 'unit-not-then';

/**
 * The latest act on someone that has taken effect; an entry also before its day. 'planned' while another act is still
 * to come, which has to be cancelled before this one is touched; null without any posting.
 */
export function findLatestAct({
  postings,
  leftOn,
  today,
  history,
}: {
  /** Newest first. */
  postings: readonly Posting[];
  leftOn: Day | null;
  today: Day;
  history: UnitHistory;
}): LatestAct | 'planned' | null {
  const own = lastStretch(postings, history);
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last) return null;
  if (leftOn !== null && last.validTo === leftOn)
    return leftOn > today ? 'planned' : { kind: 'leave', day: leftOn, before: own, own: [] };
  const before = lastStretch(postings.slice(own.length), history);
  const prior = before.at(-1);
  const { validFrom: day } = first;
  if (!prior) return { kind: 'entry', day, before, own };
  if (day > today) return 'planned';
  if (prior.validTo !== day) return { kind: 'return', day, before, own };
  return { kind: prior.unitId === first.unitId ? 'regrade' : 'transfer', day, before, own };
}

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
    const before = postings[i + 1];
    const carried =
      before?.validTo === posting.validFrom &&
      before.positionLevel === posting.positionLevel &&
      before.category === posting.category &&
      inForce.some(
        (each) =>
          each.fromUnitId === before.unitId &&
          each.toUnitId === posting.unitId &&
          each.effectiveFrom === posting.validFrom,
      );
    if (!carried) break;
  }
  return stretch;
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
 * entered has an account, roles and maybe results by now.
 */
export function redateAct(
  { kind, day: present, before, own }: LatestAct,
  { day, today, history }: { day: Day; today: Day; history: UnitHistory },
): Result<CorrectedService, ServiceRefusal> {
  if (day === present) return refuse('no-change');
  if (kind === 'leave') {
    const served = serveUntil(before, { until: day, history });
    return served.ok ? ok({ postings: served.value, leftOn: day }) : served;
  }
  if (kind === 'entry' && present <= today && day > today) return refuse('contradicts-record', { day: present });
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
