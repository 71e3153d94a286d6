import type { Actor } from '#app/domain/people/actor.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import type { Context } from '#app/usecases/context.ts';
import { type ReachToday, readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';

/** Whose records an actor may see or change. */
export type RecordReach = ReachToday & {
  /** Units as a store's filter: null is everywhere. */
  readonly unitIds: readonly string[] | null;
  /** Whether it is the whole authority, units that no longer exist included: people may have left from there. */
  readonly whole: boolean;
};

export async function readRecordReach({
  context,
  actor,
  action,
}: {
  context: Context;
  actor: Actor;
  action: Action;
}): Promise<RecordReach> {
  const { reach, organisation } = await readReach({ context, actor, action });
  const units = unitFilterOf(reach);
  const { roots } = organisation;
  const whole = units === null || (roots.length > 0 && roots.every(({ id }) => units.includes(id)));
  return { reach, organisation, whole, unitIds: whole ? null : units };
}

/** The part of a reach at and below a unit, empty when there is none; without a unit all of it. */
export function narrowUnits({ unitIds, organisation }: RecordReach, unitId: string | null): readonly string[] | null {
  if (unitId === null) return unitIds;
  const wanted = organisation.within(unitId);
  return unitIds === null ? wanted : wanted.filter((id) => unitIds.includes(id));
}
