import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { inOneTransaction } from '#app/usecases/one-transaction.server.ts';
import { updatePerson } from '#db/stores/personnel.ts';
import { type CreatePersonCommand, createPerson } from './create-person.server.ts';
import { giveLearnerRole } from './learner-role.server.ts';

/** Enters someone as HR does by hand: with a mail address, and able to learn from the first day on. */
export async function registerPerson(
  context: Context,
  actor: Actor,
  { email, ...command }: CreatePersonCommand & { readonly email: string | null },
): Promise<Result<{ personId: string }, 'forbidden' | 'invalid-input' | 'not-found' | 'name-taken' | 'unit-in-use'>> {
  return inOneTransaction(context, async (joined) => {
    const made = await createPerson(joined, actor, command);
    if (!made.ok) return made;
    const { personId } = made.value;
    const tx = joined.database.read;
    if (email !== null) await updatePerson(tx, personId, { email });
    await giveLearnerRole({ tx, context: joined, actor }, { personId, unitId: command.unitId });
    return ok({ personId });
  });
}
