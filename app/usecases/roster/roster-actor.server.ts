import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { findSignedIn } from '#db/stores/sessions.ts';
import type { StoredActor } from './roster-state.ts';

export const storeActor = (actor: Actor): StoredActor => {
  const { actorId, address } = identifyActor(actor);
  return { kind: actor.kind === 'person' ? 'person' : 'system', id: actorId, address };
};

/**
 * Whoever began an import, as they are now: work that goes on without them has the roles that they still hold, and
 * none once they left.
 */
export async function restoreActor(context: Context, { kind, id, address }: StoredActor): Promise<Actor> {
  if (kind === 'system') return systemActor(id);
  const found = await findSignedIn(context.database.read, { personId: id, now: context.clock.now() });
  return {
    kind: 'person',
    personId: id,
    name: found?.name ?? '',
    employeeNo: found?.employeeNo ?? '',
    grants: found?.grants ?? [],
    sessionId: '',
    address,
    mustChangePassword: false,
  };
}
