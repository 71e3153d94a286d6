import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { foldAccountName } from '#app/domain/people/account-names.ts';
import type { Anonymous, PersonActor } from '#app/domain/people/actor.ts';
import { countTry, lockedForMs, type ThrottleLimit } from '#app/domain/people/sign-in-throttle.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findAccountByName, lockThrottle, saveThrottle } from '#db/stores/accounts.ts';
import { countMailJobsSince, insertMailJob } from '#db/stores/mail-jobs.ts';
import { findPerson } from '#db/stores/people.ts';

const HOUR = 3_600_000;
/** A mailbox must not be filled by strangers. */
const MAILS_PER_HOUR = 3;
/** An office may share an address. */
const REQUEST_LIMIT: ThrottleLimit = { failures: 60, windowMs: HOUR, forgottenAfter: 'first-failure' };

/**
 * Asks that a mail with a code be sent to whoever a name means. The answer, and the work, are the same whether or not
 * there is such an account with an address: a stranger learns nothing. What is sent is decided here, the code is made
 * when the mail goes out (`sendDueMails`).
 */
export async function requestResetMail(
  context: Context,
  actor: Anonymous | PersonActor,
  { name, language }: { name: string; language: Language },
): Promise<Result<null, 'not-found' | 'too-many-attempts'>> {
  if (!context.mail) return refuse('not-found');
  const now = context.clock.now();
  const account = await findAccountByName(context.database.read, foldAccountName(name));
  const person = await findPerson(context.database.read, account?.personId ?? '');
  const stranger: Anonymous = { kind: 'anonymous', address: actor.address };
  return context.database.transaction(async (tx) => {
    const key = `mail:${actor.address}`;
    const before = await lockThrottle(tx, key);
    const wait = lockedForMs({ state: before, limit: REQUEST_LIMIT, now });
    if (wait > 0) return refuse('too-many-attempts', { retryAfterSeconds: Math.ceil(wait / 1000) });
    await saveThrottle(tx, { key, state: countTry({ state: before, limit: REQUEST_LIMIT, now }) });
    const asked = await countMailJobsSince(tx, {
      personId: account?.personId ?? '',
      kind: 'password-reset',
      since: now - HOUR,
    });
    const reachable = account?.active === true && account.disabledAt === null && Boolean(person?.email);
    if (reachable && asked < MAILS_PER_HOUR)
      await insertMailJob(tx, {
        id: newId(context, 'mai'),
        kind: 'password-reset',
        personId: account.personId,
        language,
        createdAt: now,
        tries: 0,
        nextAt: now,
      });
    await recordAudit(
      { tx, context, actor: stranger },
      {
        stream: 'people',
        action: 'access.request-mail',
        subject: { kind: 'account', id: account?.personId ?? '' },
        outcome: !reachable ? 'not-found' : asked < MAILS_PER_HOUR ? 'done' : 'too-many-attempts',
        // What was typed may be a password: only that it was the same text again can be told.
        detail: account ? {} : { typed: sha256Hex(foldAccountName(name)).slice(0, 16) },
      },
    );
    return ok(null);
  });
}
