import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { readSettings } from '#app/usecases/operation/read-settings.server.ts';
import { deleteThrottlesOf, listLockedAccounts as listLocked } from '#db/stores/accounts.ts';

/** More than this at once is an attack on everybody: the list says that it goes on. */
export const MOST_LOCKED = 200;

export type LockedAccount = {
  readonly id: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly username: string;
  readonly failures: number;
  /** When the lock ends by itself. */
  readonly until: Instant;
  readonly byStrangers: boolean;
};

/** Accounts that take no password now because of too many failures. */
export async function listLockedAccounts(context: Context, actor: Actor): Promise<readonly LockedAccount[]> {
  if (!can({ actor, action: 'account.unlock' })) return [];
  const failures = (await readSettings(context))['sign-in.failures'];
  return listLocked(context.database.read, { failures, now: context.clock.now(), limit: MOST_LOCKED });
}

/** Lets an account take passwords again before its time is over. Nobody unlocks their own. */
export async function unlockAccount(
  context: Context,
  actor: Actor,
  { personId, reason }: { personId: string; reason: string },
): Promise<Result<null, 'forbidden' | 'invalid-input' | 'not-found'>> {
  if (!can({ actor, action: 'account.unlock' }) || (actor.kind === 'person' && actor.personId === personId))
    return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const now = context.clock.now();
  return context.database.transaction(async (tx) => {
    if ((await deleteThrottlesOf(tx, { personId, now })) === 0) return refuse('not-found', { person: personId });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'account.unlock',
        subject: { kind: 'account', id: personId },
        detail: { reason },
      },
    );
    return ok(null);
  });
}
