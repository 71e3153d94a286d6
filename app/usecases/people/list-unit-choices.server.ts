import type { Actor } from '#app/domain/people/actor.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import type { Context } from '#app/usecases/context.ts';
import { listUnitsTopDown, readReach } from './read-reach.server.ts';

/** The units in which an actor may do something today, each above those below it. `id` is the unit's code. */
export async function listUnitChoices(
  context: Context,
  actor: Actor,
  { action }: { action: Action },
): Promise<readonly { readonly id: string; readonly name: string; readonly depth: number }[]> {
  const today = await readReach({ context, actor, action });
  return listUnitsTopDown(today).map((line) => ({ ...line, id: today.organisation.find(line.id)?.code ?? '' }));
}
