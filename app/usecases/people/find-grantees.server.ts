import type { Actor } from '#app/domain/people/actor.ts';
import { can } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listPeopleMeant, type PersonLabel } from '#db/stores/people.ts';

const MOST = 20;

/** Whom a typed name, employee number or username may mean, for whoever may grant roles; at most twenty. */
export async function findGrantees(
  context: Context,
  actor: Actor,
  { typed }: { typed: string },
): Promise<{ people: readonly PersonLabel[]; many: boolean }> {
  const text = typed.normalize('NFKC').trim();
  if (text === '' || !can({ actor, action: 'role.grant' })) return { people: [], many: false };
  const people = await listPeopleMeant(context.database.read, { text, limit: MOST + 1 });
  return { people: people.slice(0, MOST), many: people.length > MOST };
}
