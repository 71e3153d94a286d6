import type { Day } from '#app/domain/kernel/instant.ts';
import { refuse } from '#app/domain/kernel/result.ts';
import type { Reach } from '#app/domain/people/actor.ts';
import { decidingPosting, versionOfPerson } from '#app/domain/people/service.ts';
import type { Handle } from '#db/open.server.ts';
import { listPostings, lockPerson } from '#db/stores/people.ts';
import { isWithinReach } from './read-reach.server.ts';

/**
 * Takes a person for a change, with their postings, the newest first. Who serves, or served last, outside the reach is
 * not found; a form filled in before somebody else's change is told so.
 * @param seen what the form was filled in from (`versionOfPerson`); null where nobody looked at a form.
 */
export async function takePersonWithin(
  tx: Handle,
  { personId, reach, today, seen }: { personId: string; reach: Reach; today: Day; seen: string | null },
) {
  const person = await lockPerson(tx, personId);
  if (!person) return refuse('not-found', { person: personId });
  const postings = await listPostings(tx, personId);
  const deciding = decidingPosting(postings, today);
  if (deciding ? !isWithinReach(reach, deciding.unitId) : reach !== 'all')
    return refuse('not-found', { person: personId });
  if (seen !== null && seen !== versionOfPerson({ person, postings })) return refuse('stale-version');
  return { ok: true as const, value: { person, postings } };
}
