import { listCarryings } from '#app/domain/people/service-acts.ts';
import type { Handle } from '#db/open.server.ts';
import { listEntriesAbout } from '#db/stores/audited.ts';
import { readUnitHistory } from '#db/stores/organisation.ts';
import { listPostings } from '#db/stores/people.ts';

/**
 * The entries of merges and splits of units with which a person went. Such an act is one entry about the units, however
 * many thousand people go with them: who they are stands in their postings. Undefined where there is none.
 */
export async function findUnitMoves(
  handle: Handle,
  personId: string,
): Promise<{ readonly stream: 'people'; readonly n: readonly number[] } | undefined> {
  const postings = await listPostings(handle, personId);
  if (postings.length < 2) return undefined;
  const carryings = listCarryings(postings, await readUnitHistory(handle));
  if (carryings.length === 0) return undefined;
  const entries = await listEntriesAbout(handle, {
    subjectIds: carryings.map(({ fromUnitId }) => fromUnitId),
    actions: ['unit.merge', 'unit.split'],
  });
  const n = entries
    .filter(({ subjectId, detail }) =>
      carryings.some(
        ({ fromUnitId, at }) => fromUnitId === subjectId && (detail as { plannedAt?: number }).plannedAt === at,
      ),
    )
    .map((entry) => entry.n);
  return n.length === 0 ? undefined : { stream: 'people', n };
}
