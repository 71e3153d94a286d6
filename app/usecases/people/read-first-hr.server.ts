import { dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import type { Context } from '#app/usecases/context.ts';
import { listAccessOfHolders } from '#db/stores/access.ts';
import { readOrganisation } from './read-reach.server.ts';

/**
 * How far an authority is with its first HR officer. `nobody` serves as HR; those who do are `waiting`, since none of
 * them has an account yet; somebody is `serving` who has one, and from then on HR looks after itself.
 */
export type FirstHr =
  | { readonly state: 'nobody' | 'serving' }
  | {
      readonly state: 'waiting';
      readonly people: readonly {
        readonly id: string;
        readonly name: string;
        readonly employeeNo: string;
        /** The characters of the name that no font has: the slip shows a sign in their place. */
        readonly missing: readonly string[];
        /** Until when the slip opens; null without one. */
        readonly slipUntil: Instant | null;
      }[];
    };

export async function readFirstHr(context: Context): Promise<FirstHr> {
  const holders = await listAccessOfHolders(context.database.read, { role: 'hr', now: context.clock.now() });
  if (holders.length === 0) return { state: 'nobody' };
  if (holders.some(({ accountAt }) => accountAt !== null)) return { state: 'serving' };
  const people = holders.map(({ personId, name, employeeNo, slipUntil }) => ({
    id: personId,
    name,
    employeeNo,
    missing: context.glyphs.findMissing(name),
    slipUntil,
  }));
  return { state: 'waiting', people };
}

/** The units above all others today: in which the first HR officer can serve. */
export async function listTopUnits(context: Context): Promise<readonly { id: string; name: string }[]> {
  const today = dayOf(context.clock.now(), context.zone);
  return (await readOrganisation(context.database.read, today)).roots.map(({ id, name }) => ({ id, name }));
}
