import { addTotals, meanOf, sumOver, totalByUnit, type UnitTotals } from '#app/domain/appraisal/unit-totals.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { isWithinReach } from '#app/usecases/people/read-reach.server.ts';
import { findYear } from '#db/stores/appraisal.ts';
import { tallyUnits } from '#db/stores/appraisal-units.ts';
import { readYearRules } from './open-year.server.ts';
import { readRecordReach } from './record-reach.server.ts';

export type UnitSum = {
  /** Null for what stands in no unit of today's organisation. */
  readonly id: string | null;
  readonly name: string;
  readonly code: string;
  /** Whether there are units below it. */
  readonly parent: boolean;
  readonly totals: UnitTotals;
  /** Means in hundredths over those of whom it is known; null where it is known of none. */
  readonly meanHours: number | null;
  readonly meanPercent: number | null;
};

export type UnitTotalsView = {
  readonly year: number;
  readonly ratings: readonly LocalText[];
  readonly hoursRequired: number;
  /** From the highest unit within reach down to the one that is looked at; empty at the top. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
  /** The sum of the lines. */
  readonly sum: UnitSum;
  /** The unit's own staff first, then each unit directly below it with all that is below that. */
  readonly lines: readonly (UnitSum & { readonly own: boolean })[];
};

const sumOf = (unit: Pick<UnitSum, 'id' | 'name' | 'code' | 'parent'>, totals: UnitTotals): UnitSum => ({
  ...unit,
  totals,
  meanHours: meanOf(totals.hours, totals.withHours),
  meanPercent: meanOf(totals.percents, totals.scored),
});

/** A unit's records of a year added up over the tree below it, within reach; without a unit the top of one's reach. */
export async function readUnitTotals(
  context: Context,
  actor: Actor,
  { year, unitId }: { year: number; unitId: string | null },
): Promise<Result<UnitTotalsView, 'year-not-open' | 'not-found'>> {
  const { read } = context.database;
  const { organisation, reach, unitIds, whole } = await readRecordReach({ context, actor, action: 'appraisal.view' });
  const row = await findYear(read, year);
  if (!row) return refuse('year-not-open', { year });
  const unit = unitId === null ? undefined : organisation.find(unitId);
  if (unitId !== null && !(unit && isWithinReach(reach, unitId))) return refuse('not-found', { unit: unitId });

  const { policy, hoursRequired } = await readYearRules(read, row);
  const totals = totalByUnit(await tallyUnits(read, { year, unitIds }));
  const inside = (id: string) => isWithinReach(reach, id);
  // The highest units within reach: those whose parent is not.
  const tops = unit
    ? organisation.childrenOf(unit.id)
    : [...new Set([...totals.keys(), ...organisation.roots.map(({ id }) => id)])].flatMap((id) => {
        const top = organisation.pathOf(id).find((one) => inside(one.id));
        return top ? [top] : [];
      });
  const children = [...new Map(tops.filter(({ id }) => inside(id)).map((one) => [one.id, one])).values()];
  const lines = children.map(({ id, name, code }) => ({
    ...sumOf(
      { id, name, code, parent: organisation.childrenOf(id).length > 0 },
      sumOver(totals, organisation.within(id)),
    ),
    own: false,
  }));
  if (unit) {
    const own = sumOver(totals, [unit.id]);
    if (own.records > 0 || lines.length === 0)
      lines.unshift({ ...sumOf({ id: unit.id, name: unit.name, code: unit.code, parent: false }, own), own: true });
  } else if (whole) {
    // People may have left from a unit that no longer exists: their records must not be missing from the sum.
    const gone = sumOver(
      totals,
      [...totals.keys()].filter((id) => !organisation.find(id)),
    );
    if (gone.records > 0) lines.push({ ...sumOf({ id: null, name: '', code: '', parent: false }, gone), own: false });
  }
  const all = lines.reduce<UnitTotals>((sum, line) => addTotals(sum, line.totals), sumOver(totals, []));
  return ok({
    year,
    ratings: policy.suggested.map(({ word }) => word),
    hoursRequired,
    path: unit ? organisation.pathOf(unit.id).filter(({ id }) => inside(id)) : [],
    sum: sumOf({ id: unitId, name: unit?.name ?? '', code: unit?.code ?? '', parent: false }, all),
    lines,
  });
}
