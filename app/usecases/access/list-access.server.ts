import { dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import {
  isWithinReach,
  listUnitsTopDown,
  readReach,
  type UnitLine,
  unitFilterOf,
} from '#app/usecases/people/read-reach.server.ts';
import { type AccessState, countAccess, listAccess } from '#db/stores/access.ts';

export const ACCESS_PAGE_SIZE = 50;

export type AccessPerson = {
  readonly id: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly state: AccessState;
  readonly accountAt: Instant | null;
  readonly slipUntil: Instant | null;
};

/** Who of one's units can sign in, who holds a slip, and who has neither. */
export async function listAccessOfUnits(
  context: Context,
  actor: Actor,
  { unitId, state, page }: { unitId: string | null; state: AccessState | null; page: number },
): Promise<
  Result<
    {
      readonly units: readonly UnitLine[];
      readonly counts: Readonly<Record<AccessState, number>>;
      readonly total: number;
      readonly page: number;
      readonly people: readonly AccessPerson[];
    },
    'not-found'
  >
> {
  const { read } = context.database;
  const now = context.clock.now();
  const within = await unitsWithin(context, actor, unitId);
  if (!within) return refuse('not-found');
  const { unitIds, organisation, reach } = within;
  const filter = { unitIds, day: dayOf(now, context.zone), now, state };
  const counts = await countAccess(read, filter);
  const total = state === null ? counts.none + counts.slip + counts.account : counts[state];
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / ACCESS_PAGE_SIZE)));
  const lines = await listAccess(read, { filter, offset: (shown - 1) * ACCESS_PAGE_SIZE, limit: ACCESS_PAGE_SIZE });
  return ok({
    units: listUnitsTopDown({ organisation, reach }),
    counts,
    total,
    page: shown,
    people: lines.map(({ personId, unitId: unit, username: _username, ...line }) => ({
      ...line,
      id: personId,
      unitName: organisation.find(unit)?.name ?? '',
      state: line.accountAt !== null ? 'account' : line.slipUntil !== null ? 'slip' : 'none',
    })),
  });
}

/** The units that an act of access means, as a store's filter; null when the one that is named is out of reach. */
export async function unitsWithin(context: Context, actor: Actor, unitId: string | null) {
  const { reach, organisation } = await readReach({ context, actor, action: 'access.issue' });
  if (unitId === null) return { unitIds: unitFilterOf(reach), organisation, reach };
  if (!organisation.find(unitId) || !isWithinReach(reach, unitId)) return null;
  return { unitIds: organisation.within(unitId).filter((id) => isWithinReach(reach, id)), organisation, reach };
}
