import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Anonymous, PersonActor } from '#app/domain/people/actor.ts';
import { checkNewPassword } from '#app/domain/people/password-rules.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { inOneTransaction } from '#app/usecases/one-transaction.server.ts';
import { claimLink, findOpenLink, hasAccounts } from '#db/stores/accounts.ts';
import { addUser, type CreateUserRefusal, withPasswordHashed } from './create-user.server.ts';

export type FirstAdministratorCommand = {
  /** What the one-time link carries. */
  readonly token: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly positionLevel: string;
  readonly category: string;
  readonly username: string;
  readonly password: string;
};

/** Whether a link still opens. */
export async function isFirstAdministratorLinkOpen(context: Context, token: string): Promise<boolean> {
  const { read } = context.database;
  const link = await findOpenLink(read, { id: sha256Hex(token), now: context.clock.now() });
  return link !== null && !(await hasAccounts(read));
}

/**
 * Uses the link up: makes the authority's root unit where there is none, the person, their account, and gives them the
 * one role from which all others come: security administrator. All of it or nothing; of two at once, one.
 */
export async function createFirstAdministrator(
  context: Context,
  actor: Anonymous | PersonActor,
  {
    token,
    unitCode,
    unitName,
    employeeNo,
    name,
    positionLevel,
    category,
    username,
    password,
  }: FirstAdministratorCommand,
): Promise<Result<{ personId: string }, 'link-expired' | CreateUserRefusal>> {
  if (!(await isFirstAdministratorLinkOpen(context, token))) return refuse('link-expired');
  const allowed = checkNewPassword({ password, username, employeeNo });
  if (!allowed.ok) return allowed;
  const link = sha256Hex(token);
  const hashed = await withPasswordHashed(context, password);

  return inOneTransaction(hashed, async (joined) => {
    const { read: tx } = joined.database;
    const claimed = await claimLink(tx, { id: link, now: context.clock.now() });
    if (!claimed || (await hasAccounts(tx))) return refuse('link-expired');
    const user = await addUser(joined, systemActor('first-administrator'), {
      employeeNo,
      username,
      password,
      mustChange: false,
      person: { name, unitCode, unitName, positionLevel, category },
      roles: [{ role: 'secadmin', unitCode, reason: 'first administrator' }],
    });
    if (!user.ok) return user;
    const { personId } = user.value;
    await recordAudit(
      { tx, context: joined, actor: { kind: 'anonymous', address: actor.address } },
      {
        stream: 'people',
        action: 'account.create-first-administrator',
        subject: { kind: 'account', id: personId },
        detail: { link },
      },
    );
    return ok({ personId });
  });
}
