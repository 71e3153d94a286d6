import { addDays, type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { isEffectiveOn } from '#app/domain/people/organisation.ts';
import { listPlannedActs, type PlannedAct } from '#app/domain/people/planned-acts.ts';
import { groupVersions, successionsInForce } from '#app/domain/people/unit-history.ts';
import type { Context } from '#app/usecases/context.ts';
import { findUnit, readUnitHistory } from '#db/stores/organisation.ts';
import { countStaffByKind } from '#db/stores/people.ts';
import { isWithinReach, readOrganisation, readReach } from './read-reach.server.ts';

export type UnitView = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly day: Day;
  readonly today: Day;
  readonly state: 'exists' | 'ended' | 'planned';
  readonly path: readonly { readonly id: string; readonly name: string }[];
  readonly children: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  /** Of a unit that has ended: the existing ones that took over, where its people and records are found. */
  readonly successors: readonly { readonly id: string; readonly name: string }[];
  /** In the unit itself, and with everything below it; of one that does not exist on the day, none. */
  readonly people: number;
  readonly peopleWithin: number;
  readonly versions: readonly {
    readonly id: string;
    readonly name: string;
    readonly parentName: string;
    readonly validFrom: Day;
    readonly lastDay: Day | null;
  }[];
  readonly successions: readonly {
    readonly kind: 'merge' | 'split';
    /** Whether this unit gave, or received. */
    readonly gave: boolean;
    readonly otherId: string;
    readonly otherName: string;
    readonly day: Day;
    readonly note: string;
  }[];
  readonly planned: readonly Pick<PlannedAct, 'kind' | 'day' | 'unitId' | 'note'>[];
  readonly mayChange: boolean;
};

/** A unit as it was on a day, with its history and what is planned for it. Outside the reach it is not found. */
export async function viewUnit(
  context: Context,
  actor: Actor,
  { unitId, on }: { readonly unitId: string; readonly on: Day | null },
): Promise<Result<UnitView, 'not-found'>> {
  const { read } = context.database;
  const today = dayOf(context.clock.now(), context.zone);
  const day = on ?? today;
  const reachToday = await readReach({ context, actor, action: 'staff.view' });
  const row = await findUnit(read, unitId);
  if (!row || !isWithinReach(reachToday.reach, unitId)) return refuse('not-found');
  const organisation = day === today ? reachToday.organisation : await readOrganisation(read, day);
  const history = await readUnitHistory(read);
  const groups = groupVersions(history.versions);
  const versions = groups.get(unitId) ?? [];
  const unit = organisation.find(unitId);
  if (!unit) return refuse('not-found');
  const nameOn = (id: string | null, at: Day) => {
    const own = id === null ? [] : (groups.get(id) ?? []);
    return (own.find((version) => isEffectiveOn(version, at)) ?? own.at(-1))?.name ?? '';
  };
  const within = !organisation.exists(unitId)
    ? []
    : organisation.within(unitId).filter((id) => isWithinReach(reachToday.reach, id));
  const kinds = await countStaffByKind(read, { unitIds: within, day });
  const sum = (ids: readonly { unitId: string; people: number }[]) => ids.reduce((n, each) => n + each.people, 0);
  return ok({
    id: unitId,
    code: row.code,
    name: unit.name,
    day,
    today,
    state: organisation.exists(unitId)
      ? 'exists'
      : versions.some(({ validFrom }) => validFrom <= day)
        ? 'ended'
        : 'planned',
    path: organisation.pathOf(unitId).filter(({ id }) => id !== unitId && isWithinReach(reachToday.reach, id)),
    children: organisation.childrenOf(unitId).map(({ id, code, name }) => ({ id, code, name })),
    successors: organisation
      .successorsOf(unitId)
      .filter(({ id }) => isWithinReach(reachToday.reach, id))
      .map(({ id, name }) => ({ id, name })),
    people: sum(kinds.filter((kind) => kind.unitId === unitId)),
    peopleWithin: sum(kinds),
    versions: [...versions].reverse().map(({ id, name, parentId, validFrom, validTo }) => ({
      id,
      name,
      parentName: nameOn(parentId, validFrom),
      validFrom,
      lastDay: validTo === null ? null : addDays(validTo, -1),
    })),
    successions: successionsInForce(history.successions)
      .filter(({ fromUnitId, toUnitId }) => fromUnitId === unitId || toUnitId === unitId)
      .map(({ kind, fromUnitId, toUnitId, effectiveFrom, note }) => {
        const gave = fromUnitId === unitId;
        const otherId = gave ? toUnitId : fromUnitId;
        return { kind, gave, otherId, otherName: nameOn(otherId, effectiveFrom), day: effectiveFrom, note };
      })
      .sort((a, b) => (a.day < b.day ? 1 : -1)),
    planned: listPlannedActs(history, today)
      .filter((act) => act.unitId === unitId || act.fromIds.includes(unitId) || act.toIds.includes(unitId))
      .map(({ kind, day: at, unitId: about, note }) => ({ kind, day: at, unitId: about, note })),
    mayChange: can({ actor, action: 'unit.change' }),
  });
}
