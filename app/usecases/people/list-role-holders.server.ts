import { addDays, dayOf, type Instant, startOfDay } from '#app/domain/kernel/instant.ts';
import { type Actor, reachOf } from '#app/domain/people/actor.ts';
import { nameUnitNow, type UnitNow } from '#app/domain/people/organisation.ts';
import { type Role, STAFF_ROLES } from '#app/domain/people/roles.ts';
import type { Context } from '#app/usecases/context.ts';
import { countGrants, type GrantFilter, listGrantRows } from '#db/stores/people.ts';
import { isWithinReach, listUnitsTopDown, readReach, type UnitLine } from './read-reach.server.ts';

const HOLDERS_PAGE_SIZE = 50;
/** An end within so many days is near: time to extend the role or to hand over. */
export const ENDING_DAYS = 30;

export type RoleHoldersQuery = {
  readonly role: Role | null;
  /** The unit at and below which the role holds; null is any. */
  readonly unitId?: string | null;
  /** Part of a name, or the beginning of an employee number. */
  readonly search?: string;
  readonly state?: GrantFilter['state'];
  /** From 1; one beyond the last is the last. */
  readonly page: number;
};

export type RoleHolders = {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly counts: { readonly held: number; readonly ending: number; readonly ended: number };
  readonly holders: readonly {
    readonly grantId: string;
    readonly personId: string;
    readonly name: string;
    readonly employeeNo: string;
    readonly role: Role;
    readonly unit: UnitNow;
    readonly reason: string;
    readonly grantedAt: Instant;
    readonly endsAt: Instant | null;
    readonly revokedAt: Instant | null;
    /** Whether the actor may end it: its unit is within their reach, and it is not their own. */
    readonly revocable: boolean;
  }[];
  /** Units among which to choose, from the root down. */
  readonly units: readonly UnitLine[];
};

/** The end of the day up to which an end is near. */
export const endingSoon = ({ clock, zone }: Pick<Context, 'clock' | 'zone'>): Instant =>
  startOfDay(addDays(dayOf(clock.now(), zone), ENDING_DAYS + 1), zone);

/** Who holds which staff role, or held it: one page of what the query finds. */
export async function listRoleHolders(
  context: Context,
  actor: Actor,
  { role, unitId = null, search = '', state = 'held', page }: RoleHoldersQuery,
): Promise<RoleHolders> {
  const { read } = context.database;
  const now = context.clock.now();
  const today = await readReach({ context, actor, action: 'role.view' });
  const { organisation, reach } = today;
  const filter: GrantFilter = {
    roles: reach === 'none' ? [] : role === null ? STAFF_ROLES : [role],
    unitIds: unitId === null ? null : organisation.within(unitId),
    search: search.normalize('NFKC').trim(),
    state,
    now,
    soon: endingSoon(context),
  };
  const counts = {
    held: await countGrants(read, { ...filter, state: 'held' }),
    ending: await countGrants(read, { ...filter, state: 'ending' }),
    ended: await countGrants(read, { ...filter, state: 'ended' }),
  };
  const total = counts[state];
  const pages = Math.max(1, Math.ceil(total / HOLDERS_PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await listGrantRows(read, {
    ...filter,
    offset: (shown - 1) * HOLDERS_PAGE_SIZE,
    limit: HOLDERS_PAGE_SIZE,
  });
  const grantable = reachOf({ actor, action: 'role.grant', unitsWithin: organisation.within });
  return {
    total,
    page: shown,
    pageSize: HOLDERS_PAGE_SIZE,
    counts,
    units: listUnitsTopDown(today),
    holders: rows.map((row) => ({
      grantId: row.grantId,
      personId: row.personId,
      name: row.name,
      employeeNo: row.employeeNo,
      role: row.role,
      unit: nameUnitNow(organisation, row.unitId),
      reason: row.reason,
      grantedAt: row.grantedAt,
      endsAt: row.endsAt,
      revokedAt: row.revokedAt,
      revocable:
        isWithinReach(grantable, row.unitId) &&
        row.revokedAt === null &&
        (row.endsAt === null || row.endsAt > now) &&
        !(actor.kind === 'person' && actor.personId === row.personId),
    })),
  };
}
