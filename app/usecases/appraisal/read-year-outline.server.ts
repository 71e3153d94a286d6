import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findYear } from '#db/stores/appraisal.ts';
import { readRulesToBe } from './open-year.server.ts';
import { narrowUnits, readRecordReach } from './record-reach.server.ts';

export type YearOutline = {
  readonly year: number;
  readonly whole: boolean;
  /** Whether all records were computed at least once. */
  readonly computed: boolean;
  readonly ratings: readonly LocalText[];
  /** The units that are asked for, at and below one or of the whole reach; null is everywhere. */
  readonly unitIds: readonly string[] | null;
};

/** What a page about computing a year needs before anything is computed. */
export async function readYearOutline(
  context: Context,
  actor: Actor,
  { year, unitId }: { year: number; unitId: string | null },
): Promise<Result<YearOutline, 'year-not-open' | 'not-found'>> {
  const reach = await readRecordReach({ context, actor, action: 'appraisal.compute' });
  const unitIds = narrowUnits(reach, unitId);
  if (unitId !== null && unitIds?.length === 0) return refuse('not-found', { unit: unitId });
  const rules = await readRulesToBe(context, year);
  if (!rules) return refuse('year-not-open', { year });
  const row = await findYear(context.database.read, year);
  return ok({
    year,
    whole: reach.whole,
    computed: row !== null && row.computedAt !== null,
    ratings: rules.policy.suggested.map(({ word }) => word),
    unitIds: unitId === null ? null : unitIds,
  });
}
