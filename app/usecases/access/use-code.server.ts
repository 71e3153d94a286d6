import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { parseAccessCode, proposeUsernames } from '#app/domain/people/access-code.ts';
import { parseUsername } from '#app/domain/people/account-names.ts';
import type { Anonymous, PersonActor } from '#app/domain/people/actor.ts';
import { checkNewPassword } from '#app/domain/people/password-rules.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { createAccount } from '#app/usecases/account/create-account.server.ts';
import { withPasswordHashed } from '#app/usecases/account/create-user.server.ts';
import { recordSignIn } from '#app/usecases/account/record-sign-in.server.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, randomSecret, systemActor } from '#app/usecases/context.ts';
import { inOneTransaction } from '#app/usecases/one-transaction.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import type { Handle } from '#db/open.server.ts';
import { claimAccessCode, findOpenAccessCode } from '#db/stores/access.ts';
import { isKnownDevice, isNameTaken, saveKnownDevice, saveThrottle, updatePassword } from '#db/stores/accounts.ts';
import { listUnitCodes } from '#db/stores/audited.ts';
import { listGrants, listPostings } from '#db/stores/people.ts';
import { deleteIdleSessionsOfPerson } from '#db/stores/sessions.ts';
import { openCode } from './open-code.server.ts';

type UsedCode = { readonly personId: string; readonly username: string };

/**
 * Sets a password with a code. An activation makes the account, whose name is the employee number where that can be
 * one, and lets its owner learn and sit exams; a reset replaces the password, ends the sessions and lifts a lock.
 * All of it or nothing; of two at once, one.
 */
export async function useCode(
  context: Context,
  actor: Anonymous | PersonActor,
  {
    code: typed,
    password,
    device,
  }: {
    code: string;
    password: string;
    /** What the browser's device cookie says; null when it has none. */
    device: string | null;
  },
): Promise<
  Result<
    UsedCode & { readonly roles: readonly Role[]; readonly device: string },
    'link-expired' | 'too-many-attempts' | 'weak-password'
  >
> {
  const opened = await openCode(context, actor, typed);
  if (!opened.ok) return opened;
  const id = sha256Hex(parseAccessCode(typed) ?? '');
  const row = await findOpenAccessCode(context.database.read, { id, now: context.clock.now() });
  if (!row) return refuse('link-expired');
  const { personId, employeeNo, purpose } = row;
  const username = row.username ?? (await findFreeName(context.database.read, { employeeNo, personId }));
  const allowed = checkNewPassword({ password, username, employeeNo });
  if (!allowed.ok) return allowed;
  const hashed = await withPasswordHashed(context, password);
  const passwordHash = await hashed.passwords.hash(password);

  const keptDevice = device ?? randomSecret(context);
  const deviceId = sha256Hex(keptDevice);

  const used = await inOneTransaction<UsedCode, 'link-expired'>(hashed, async (joined) => {
    const { read: tx } = joined.database;
    const now = context.clock.now();
    if (!(await claimAccessCode(tx, { id, now }))) return refuse('link-expired');
    const made = purpose === 'activation' ? await activate(joined, { personId, username, password }) : null;
    if (made === false) return refuse('link-expired');
    if (purpose === 'reset') await updatePassword(tx, { personId, passwordHash, changedAt: now });
    const sessionsEnded = purpose === 'reset' ? await deleteIdleSessionsOfPerson(tx, { personId, now }) : 0;
    await saveThrottle(tx, { key: `account:${personId}`, state: null });
    await recordAudit(
      { tx, context: joined, actor: { kind: 'anonymous', address: actor.address } },
      {
        stream: 'people',
        action: 'access.use-code',
        subject: { kind: 'person', id: personId },
        detail: { purpose, issuedBy: row.createdBy, issuedAt: row.createdAt, sessionsEnded },
      },
    );
    // Whoever has used a code is signed in with it, and their browser is one that signed in to the account.
    const knownDevice = await isKnownDevice(tx, { id: deviceId, personId });
    await recordSignIn({ tx, context: joined, address: actor.address }, { personId, knownDevice, purpose });
    await saveKnownDevice(tx, { id: deviceId, personId, lastUsedAt: now });
    return ok({ personId, username });
  });
  if (!used.ok) return used;
  const grants = await listGrants(context.database.read, { personId, now: context.clock.now() });
  return ok({ ...used.value, roles: grants.map(({ role }) => role), device: keptDevice });
}

/** Makes the account and grants what every civil servant has; false when someone else was first. */
async function activate(
  joined: Context,
  { personId, username, password }: { personId: string; username: string; password: string },
): Promise<boolean> {
  const { read: tx } = joined.database;
  const self = systemActor('activation');
  const account = await createAccount(joined, self, { personId, username, password, mustChange: false });
  if (!account.ok) return false;
  const [posting] = await listPostings(tx, personId);
  const unitCode = posting && (await listUnitCodes(tx, [posting.unitId])).get(posting.unitId);
  if (!unitCode) return false;
  const granted = await grantRole(joined, self, {
    personId,
    role: 'learner',
    unitCode,
    reason: '账号激活',
    endsAt: null,
  });
  // Whoever was a learner before they had an account stays one.
  return granted.ok || granted.code === 'conflict';
}

async function findFreeName(read: Handle, who: { employeeNo: string; personId: string }): Promise<string> {
  const proposed = proposeUsernames(who).filter((name) => parseUsername(name) === name);
  for (const name of proposed) if (!(await isNameTaken(read, { name, exceptPersonId: who.personId }))) return name;
  throw new Error(`no username is free for ${who.personId}`);
}
