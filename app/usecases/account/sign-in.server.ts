import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import { ok, type Result } from '#app/domain/kernel/result.ts';
import { foldAccountName } from '#app/domain/people/account-names.ts';
import type { Anonymous, PersonActor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT } from '#app/domain/people/sign-in-throttle.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, randomSecret } from '#app/usecases/context.ts';
import { readSettings } from '#app/usecases/operation/read-settings.server.ts';
import type { Handle } from '#db/open.server.ts';
import { findAccountByName, isKnownDevice, saveKnownDevice } from '#db/stores/accounts.ts';
import { listGrants } from '#db/stores/people.ts';
import { recordSignIn } from './record-sign-in.server.ts';
import { verifyThrottled } from './throttled-verification.server.ts';

export type SignInCommand = {
  /** Username or employee number, as typed. */
  readonly username: string;
  readonly password: string;
  /** What the browser's device cookie holds; null when it has none. */
  readonly device: string | null;
};

export type SignedIn = {
  readonly personId: string;
  /** The roles that they hold now. */
  readonly roles: readonly Role[];
  /** To be kept in the browser's device cookie. */
  readonly device: string;
};

/**
 * Verifies who someone is. An account that does not exist, is disabled, or whose person left is refused with the same
 * code after the same work as a wrong password.
 *
 * Failures are counted for the account apart by browser: one that signed in to it before has a count of its own, all
 * others share one, and with everybody else at their address another. So a stranger who guesses does not lock the
 * colleague out of their own browser, nor does one who guesses at the whole office from its address.
 *
 * On record: every success, every counted failure, and the first refusal of each lock. Refusals after it are not, or
 * anyone could fill the log; what was typed as a name is not either, since people type passwords there. An
 * administrator's sign-in from a browser that was never used for it stands out as an entry of its own.
 */
export async function signIn(
  context: Context,
  actor: Anonymous | PersonActor,
  { username, password, device }: SignInCommand,
): Promise<Result<SignedIn, 'wrong-credentials' | 'too-many-attempts'>> {
  const { database, clock, passwords } = context;
  const name = foldAccountName(username);
  const decoy = await decoyHash(context);
  const account = await findAccountByName(database.read, name);
  const deviceId = device === null ? null : sha256Hex(device);
  const known =
    account !== null &&
    deviceId !== null &&
    (await isKnownDevice(database.read, { id: deviceId, personId: account.personId }));
  const open = account?.active === true && account.disabledAt === null;
  const subject = { kind: 'account', id: account?.personId ?? '' };
  const stranger: Anonymous = { kind: 'anonymous', address: actor.address };
  const record = (tx: Handle, outcome: string, detail: Record<string, string | number | boolean>) =>
    recordAudit(
      { tx, context, actor: stranger },
      { stream: 'people', action: 'account.sign-in', subject, outcome, detail },
    );
  const keptDevice = device ?? randomSecret(context);
  const settings = await readSettings(context);

  const verified = await verifyThrottled({
    context,
    keys: [
      {
        key: known
          ? `device:${account.personId}:${deviceId}`
          : account
            ? `account:${account.personId}`
            : `name:${sha256Hex(name)}`,
        limit: { ...ACCOUNT_LIMIT, failures: settings['sign-in.failures'] },
      },
      // Its own count holds a known browser to few tries: what an office's strangers do is none of its business.
      ...(known ? [] : [{ key: `address:${actor.address}`, limit: ADDRESS_LIMIT }]),
    ],
    verify: async () => (await passwords.verify({ hash: account?.passwordHash ?? decoy, password })) && open,
    async onSuccess(tx) {
      if (!account) return;
      await saveKnownDevice(tx, { id: sha256Hex(keptDevice), personId: account.personId, lastUsedAt: clock.now() });
      await recordSignIn({ tx, context, address: actor.address }, { personId: account.personId, knownDevice: known });
    },
    onFailure: (tx, { failures }) => record(tx, 'wrong-credentials', { knownDevice: known, failures }),
    onFirstRefusal: (tx) => record(tx, 'too-many-attempts', { knownDevice: known }),
  });
  if (!verified.ok) return verified;
  if (!account) throw new Error('verified without an account');
  const grants = await listGrants(database.read, { personId: account.personId, now: clock.now() });
  return ok({ personId: account.personId, roles: grants.map(({ role }) => role), device: keptDevice });
}

const decoys = new WeakMap<Context['passwords'], Promise<string>>();

/** A hash that no password matches, made like the real ones, so that an unknown account costs the same to verify. */
function decoyHash(context: Context): Promise<string> {
  let decoy = decoys.get(context.passwords);
  if (!decoy) {
    decoy = context.passwords.hash(randomSecret(context));
    decoys.set(context.passwords, decoy);
    decoy.catch(() => decoys.delete(context.passwords));
  }
  return decoy;
}
