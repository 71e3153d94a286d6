import { type Day, dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import { type Refused, refuse } from '#app/domain/kernel/result.ts';
import type { Actor, Reach } from '#app/domain/people/actor.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import { decidingPosting, versionOfPerson } from '#app/domain/people/service.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { lockOrganisation } from '#db/stores/organisation.ts';
import { listPostings, lockPerson } from '#db/stores/people.ts';
import { isWithinReach, type ReachToday, readReach } from './read-reach.server.ts';

type Taken = Extract<Awaited<ReturnType<typeof takePersonWithin>>, { ok: true }>['value'];
/** Someone taken for an act on their service, with the transaction that holds them and the organisation still. */
export type PersonInHand = Taken & ReachToday & { readonly tx: Handle; readonly now: Instant; readonly today: Day };

/**
 * How every act on someone's service begins: in one transaction takes the organisation and the person, who must be
 * within the reach that the action gives. What `act` refuses undoes nothing: it writes when all is checked.
 */
export async function actOnService<Outcome>(
  context: Context,
  actor: Actor,
  { action, personId, seen }: { action: Action; personId: string; seen: string | null },
  act: (inHand: PersonInHand) => Promise<Outcome>,
): Promise<Outcome | Refused<'not-found' | 'own-role' | 'stale-version'>> {
  const reachToday = await readReach({ context, actor, action });
  const now = context.clock.now();
  const today = dayOf(now, context.zone);
  return context.database.transaction(async (tx) => {
    await lockOrganisation(tx);
    const taken = await takePersonWithin(tx, { actor, personId, reach: reachToday.reach, today, seen });
    if (!taken.ok) return taken;
    return act({ ...taken.value, ...reachToday, tx, now, today });
  });
}

/** Whether the act is on the actor's own record: another HR officer does that. */
export const isOwnRecord = (actor: Actor, personId: string): boolean =>
  actor.kind === 'person' && actor.personId === personId;

/**
 * Takes a person for a change, with their postings, the newest first. Nobody changes their own record. Who serves, or
 * served last, outside the reach is not found; a form filled in before somebody else's change is told so.
 * @param seen what the form was filled in from (`versionOfPerson`); null where nobody looked at a form.
 */
export async function takePersonWithin(
  tx: Handle,
  {
    actor,
    personId,
    reach,
    today,
    seen,
  }: { actor: Actor; personId: string; reach: Reach; today: Day; seen: string | null },
) {
  if (isOwnRecord(actor, personId)) return refuse('own-role');
  const person = await lockPerson(tx, personId);
  if (!person) return refuse('not-found', { person: personId });
  const postings = await listPostings(tx, personId);
  const deciding = decidingPosting(postings, today);
  if (deciding ? !isWithinReach(reach, deciding.unitId) : reach !== 'all')
    return refuse('not-found', { person: personId });
  if (seen !== null && seen !== versionOfPerson({ person, postings })) return refuse('stale-version');
  return { ok: true as const, value: { person, postings } };
}
