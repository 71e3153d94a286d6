import { type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { checkNewPassword } from '#app/domain/people/password-rules.ts';
import { ACCOUNT_LIMIT } from '#app/domain/people/sign-in-throttle.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findAccount, updatePassword } from '#db/stores/accounts.ts';
import { deleteSessionsOfPerson } from '#db/stores/sessions.ts';
import { verifyThrottled } from './throttled-verification.server.ts';

export type ChangePasswordCommand = { readonly current: string; readonly next: string };

/**
 * Changes one's own password and ends one's other sessions, so that whoever held one is out. The current password is
 * asked for under the same limit as at sign-in: a browser left open must not be a place to guess it.
 */
export async function changePassword(
  context: Context,
  actor: PersonActor,
  { current, next }: ChangePasswordCommand,
): Promise<Result<null, 'weak-password' | 'wrong-password' | 'too-many-attempts' | 'not-found'>> {
  const { database, clock, passwords } = context;
  const account = await findAccount(database.read, actor.personId);
  if (!account) return refuse('not-found');
  const { personId, username, employeeNo, passwordHash } = account;
  const allowed = checkNewPassword({ password: next, username, employeeNo });
  if (!allowed.ok) return allowed;
  if (next === current) return refuse('weak-password', { reason: 'unchanged' });

  const newHash = await passwords.hash(next);
  const entry = {
    stream: 'people',
    action: 'account.change-password',
    subject: { kind: 'account', id: personId },
  } as const;
  const verified = await verifyThrottled({
    context,
    keys: [{ key: `change:${personId}`, limit: ACCOUNT_LIMIT }],
    verify: () => passwords.verify({ hash: passwordHash, password: current }),
    async onSuccess(tx) {
      await updatePassword(tx, { personId, passwordHash: newHash, changedAt: clock.now() });
      const ended = await deleteSessionsOfPerson(tx, { personId, exceptId: actor.sessionId });
      await recordAudit({ tx, context, actor }, { ...entry, detail: { sessionsEnded: ended } });
    },
    onFailure: (tx, { failures }) =>
      recordAudit({ tx, context, actor }, { ...entry, outcome: 'wrong-password', detail: { failures } }),
    onFirstRefusal: (tx) => recordAudit({ tx, context, actor }, { ...entry, outcome: 'too-many-attempts' }),
  });
  if (verified.ok) return verified;
  return refuse(verified.code === 'wrong-credentials' ? 'wrong-password' : verified.code, verified.detail);
}
