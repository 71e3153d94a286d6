import { dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { listUsableGrants, type UsableGrant } from '#db/stores/people.ts';
import { readOrganisation } from './read-reach.server.ts';

/**
 * The grants by which somebody can grant roles in the whole authority: of security administrators who can sign in, for a
 * highest unit. One for a lower unit, which earlier releases gave, reaches no more than that unit and is none of them.
 * @param at the instant at which they hold.
 * @param until how long they hold at least; null: for good. Left out, `at` alone counts.
 * @param lock within a transaction: nobody else ends one of them meanwhile.
 */
export async function listAdministratorGrants(
  handle: Handle,
  { zone, at, until, lock }: Pick<Context, 'zone'> & { at: Instant; until?: Instant | null; lock: boolean },
): Promise<UsableGrant[]> {
  const grants = await listUsableGrants(handle, {
    role: 'secadmin',
    now: at,
    lock,
    ...(until === undefined ? {} : { until }),
  });
  if (grants.length === 0) return [];
  const { roots, within } = await readOrganisation(handle, dayOf(at, zone));
  const highest = new Set(roots.map(({ id }) => id));
  return grants.filter(({ unitId }) => within(unitId).some((id) => highest.has(id)));
}
