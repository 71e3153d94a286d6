import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { parseUsername } from '#app/domain/people/account-names.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { checkNewPassword } from '#app/domain/people/password-rules.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { isWithinReach, readReach } from '#app/usecases/people/read-reach.server.ts';
import { findAccount, insertAccount, isNameTaken } from '#db/stores/accounts.ts';
import { findPerson, listPostings } from '#db/stores/people.ts';

export type CreateAccountCommand = {
  readonly personId: string;
  readonly username: string;
  readonly password: string;
  /** Whether the person must choose another password before anything else. */
  readonly mustChange: boolean;
  /** The demo organisation's one password is known to everyone; it alone is let past the rules. */
  readonly demo?: boolean;
};

/** Gives someone on the roster a way to sign in. */
export async function createAccount(
  context: Context,
  actor: Actor,
  { personId, username: typed, password, mustChange, demo = false }: CreateAccountCommand,
): Promise<
  Result<
    { username: string },
    'forbidden' | 'not-found' | 'invalid-input' | 'weak-password' | 'name-taken' | 'conflict'
  >
> {
  const { reach } = await readReach({ context, actor, action: 'account.create' });
  if (reach === 'none') return refuse('forbidden');
  const username = parseUsername(typed);
  if (username === null) return refuse('invalid-input', { field: 'username' });
  const person = await findPerson(context.database.read, personId);
  const [posting] = await listPostings(context.database.read, personId);
  if (!person || !(posting ? isWithinReach(reach, posting.unitId) : reach === 'all'))
    return refuse('not-found', { person: personId });
  if (!demo) {
    const allowed = checkNewPassword({ password, username, employeeNo: person.employeeNo });
    if (!allowed.ok) return allowed;
  }
  const passwordHash = await context.passwords.hash(password);
  return context.database.transaction(async (tx) => {
    if (await findAccount(tx, personId)) return refuse('conflict', { person: personId });
    if (await isNameTaken(tx, { name: username, exceptPersonId: personId }))
      return refuse('name-taken', { name: username });
    await insertAccount(tx, {
      personId,
      username,
      passwordHash,
      mustChange,
      changedAt: context.clock.now(),
      disabledAt: null,
      language: null,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'account.create',
        subject: { kind: 'account', id: personId },
        detail: { username, mustChange },
      },
    );
    return ok({ username });
  });
}
