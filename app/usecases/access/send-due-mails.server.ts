import { ACCESS_CODE_MS, findResetObstacle } from '#app/domain/people/access-code.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, type Mailer, systemActor } from '#app/usecases/context.ts';
import { replaceAccessCodes } from '#db/stores/access.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { settleMailJob, takeDueMailJob } from '#db/stores/mail-jobs.ts';
import { findPerson, listGrants } from '#db/stores/people.ts';
import { makeCode } from './new-code.server.ts';

const MINUTE = 60_000;
/** Waits after the first, second… failed try. Whoever asked an hour ago has found another way. */
const BACKOFF_MS = [MINUTE, 4 * MINUTE, 15 * MINUTE, 40 * MINUTE];
/** Longer than any mail server is waited for, so that a try under way is not taken by another node. */
const LEASE_MS = 3 * MINUTE;

/**
 * Sends every mail that is due, one after another, and returns how many went out. The code is made with the try and
 * ends the one before: nothing secret lies in the queue, and of several mails the last one counts.
 */
export async function sendDueMails(context: Context): Promise<number> {
  const { mail, clock } = context;
  if (!mail) return 0;
  let sent = 0;
  for (;;) {
    const due = await takeNext(context);
    if (due === null) return sent;
    if (due === 'dropped') continue;
    try {
      await mail.sendPasswordReset(due.mail);
      sent += 1;
      await context.database.transaction((tx) => settleMailJob(tx, { id: due.id, sentAt: clock.now() }));
    } catch (error) {
      const wait = BACKOFF_MS[due.tries - 1];
      const lastError = String(error).slice(0, 300);
      await context.database.transaction((tx) =>
        settleMailJob(tx, {
          id: due.id,
          lastError,
          ...(wait === undefined ? { failedAt: clock.now() } : { nextAt: clock.now() + wait }),
        }),
      );
      context.log.warn(
        { mail: due.id, tries: due.tries, error: lastError },
        wait === undefined ? 'a mail was given up' : 'a mail could not be sent and is tried again',
      );
    }
  }
}

type Due = { id: string; tries: number; mail: Parameters<Mailer['sendPasswordReset']>[0] };

const entryOf = (personId: string) =>
  ({
    stream: 'people',
    action: 'access.issue-reset',
    subject: { kind: 'person', id: personId },
    detail: { purpose: 'reset' },
  }) as const;

/**
 * Takes the next mail with a fresh code; `dropped` when its reader may not have one: that is no error of the mail, so the
 * job ends without one and no operator is told to mend anything.
 */
function takeNext(context: Context): Promise<Due | 'dropped' | null> {
  return context.database.transaction(async (tx) => {
    const now = context.clock.now();
    const job = await takeDueMailJob(tx, { now, leaseUntil: now + LEASE_MS });
    if (!job) return null;
    const { id, personId, tries } = job;
    const account = await findAccount(tx, personId);
    const person = await findPerson(tx, personId);
    if (!account?.active || account.disabledAt !== null || !person?.email) {
      await settleMailJob(tx, { id, failedAt: now });
      return 'dropped';
    }
    // HR keeps the addresses: a mail opens no account that HR could not reset by hand, or with an address of their own
    // choosing they would take over one with powers.
    const held = await listGrants(tx, { personId, now });
    const obstacle = findResetObstacle({ by: ['hr'], targetRoles: held.map(({ role }) => role), own: false });
    if (obstacle) {
      await settleMailJob(tx, { id, failedAt: now });
      await recordAudit({ tx, context, actor: systemActor('mail') }, { ...entryOf(personId), outcome: obstacle });
      return 'dropped';
    }
    const made = { personId, purpose: 'reset', createdBy: 'mail', lifeMs: ACCESS_CODE_MS.mailed } as const;
    const { code, row } = makeCode(context, made);
    await replaceAccessCodes(tx, { now, codes: [row] });
    await recordAudit({ tx, context, actor: systemActor('mail') }, entryOf(personId));
    return {
      id,
      tries,
      mail: {
        to: person.email,
        language: job.language === 'en' ? 'en' : 'zh-CN',
        name: person.name,
        code,
        minutes: ACCESS_CODE_MS.mailed / MINUTE,
      },
    };
  });
}
