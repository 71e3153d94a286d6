import { RETENTION, type Retained, retentionDays } from '#app/domain/operation/retention.ts';
import { purgeExpired } from '#app/usecases/account/purge-expired.server.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findNewestAuditEntry } from '#db/stores/audit.ts';
import { deleteClosedCodes, deleteClosedLinks, deleteDoneDeliveries, deleteOldMail } from '#db/stores/operation.ts';
import { findSetting } from '#db/stores/settings.ts';

const DAY = 86_400_000;
/** Rows per transaction: answers of an exam wait no longer than these take. */
const BATCH = 500;
/** Batches per run and kind; the rest comes with the next run. */
const MOST_BATCHES = 200;

const DELETE: Record<Retained, (tx: Handle, batch: { before: number; limit: number }) => Promise<number>> = {
  'closed-links': deleteClosedLinks,
  'access-codes': deleteClosedCodes,
  mail: deleteOldMail,
  deliveries: deleteDoneDeliveries,
};

/** How many rows went, by kind. */
export type Purged = { readonly sessions: number } & Readonly<Record<Retained, number>>;

/** Deletes what nobody can use any more, some rows at a time. Two nodes at once: the second finds nothing left. */
export async function applyRetention(context: Context): Promise<Purged> {
  const now = context.clock.now();
  const { sessions } = await purgeExpired(context);
  const purged: Record<string, number> = {};
  for (const what of Object.keys(RETENTION) as Retained[]) {
    const days = retentionDays(what, await findSetting(context.database.read, RETENTION[what].setting));
    const batch = { before: now - days * DAY, limit: BATCH };
    let rows = 0;
    for (let i = 0; i < MOST_BATCHES; i += 1) {
      const gone = await context.database.transaction((tx) => DELETE[what](tx, batch));
      rows += gone;
      if (gone < BATCH) break;
    }
    purged[what] = rows;
  }
  return { sessions, ...purged } as Purged;
}

/**
 * Puts on record what was deleted since the last such entry, at most once a day and never that it was nothing.
 * @returns false while it is too early; the caller then adds what comes until it is not.
 */
export async function recordRetention(context: Context, purged: Readonly<Record<string, number>>): Promise<boolean> {
  if (!Object.values(purged).some((rows) => rows > 0)) return false;
  const last = await findNewestAuditEntry(context.database.read, { stream: 'system', action: 'retention.purge' });
  if (last && context.clock.now() - last.at < DAY) return false;
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor: systemActor('retention') },
      {
        stream: 'system',
        action: 'retention.purge',
        subject: { kind: 'retention', id: 'all' },
        detail: { purged },
      },
    ),
  );
  return true;
}
