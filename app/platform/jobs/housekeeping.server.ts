import { sendDueMails } from '#app/usecases/access/send-due-mails.server.ts';
import { anchorChains } from '#app/usecases/audit/anchor-chains.server.ts';
import { retryPendingCertificates } from '#app/usecases/certification/retry-pending-certificates.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { fillNameKeys } from '#app/usecases/people/fill-name-keys.server.ts';
import { settleOrganisation } from '#app/usecases/people/settle-organisation.server.ts';
import { discardStaleRosters } from '#app/usecases/roster/discard-roster.server.ts';
import { repeat } from './repeat.server.ts';
import { makeRetentionJob } from './retention.server.ts';

/** What must happen now and then, but not at any moment in particular. */
export function openHousekeeping(context: Context): { readonly start: () => void; readonly stop: () => Promise<void> } {
  const jobs = [
    repeat({
      name: 'anchoring the audit chains',
      everyMs: 5 * 60_000,
      log: context.log,
      work: () => anchorChains(context),
    }),
    repeat({
      name: 'deleting what nobody can use any more',
      everyMs: 15 * 60_000,
      log: context.log,
      work: makeRetentionJob(context),
    }),
    ...(context.mail
      ? [
          repeat({
            name: 'sending mails',
            everyMs: 2_000,
            log: context.log,
            work: () => sendDueMails(context),
          }),
        ]
      : []),
    repeat({
      name: 'putting aside rosters that nobody applied',
      everyMs: 60 * 60_000,
      log: context.log,
      work: () => discardStaleRosters(context),
    }),
    // At start and every hour, since a font may have been added.
    repeat({
      name: 'issuing certificates that waited for a font',
      everyMs: 60 * 60_000,
      atStart: true,
      log: context.log,
      work: () => retryPendingCertificates(context),
    }),
    // At start and every minute: what was planned takes effect soon after midnight.
    repeat({
      name: 'settling what the day brings for people and units',
      everyMs: 60_000,
      atStart: true,
      log: context.log,
      work: () => settleOrganisation(context),
    }),
    // At start, for a database that comes from an earlier version; afterwards there is nothing left.
    repeat({
      name: 'making the pinyin of names',
      everyMs: 24 * 60 * 60_000,
      atStart: true,
      log: context.log,
      work: () => fillNameKeys(context),
    }),
  ];
  return {
    start() {
      for (const job of jobs) job.start();
    },
    async stop() {
      for (const job of jobs) await job.stop();
    },
  };
}
