import type { Context } from '#app/usecases/context.ts';
import { deleteExpiredThrottles, deleteKnownDevicesUnusedSince } from '#db/stores/accounts.ts';
import { deleteExpiredSessions } from '#db/stores/sessions.ts';

/** A browser that was not used for this long is a stranger again; its cookie lives no longer either. */
export const DEVICE_DAYS = 365;

/**
 * Removes what sign-in left behind and nobody can use any more: ended sessions (but none with a running exam), counts
 * of failures whose window is over, browsers unused for a year. Run now and then by a timer; changes nothing that
 * anyone could notice, so it is not put on record.
 */
export async function purgeExpired(context: Context): Promise<{ sessions: number }> {
  const now = context.clock.now();
  return context.database.transaction(async (tx) => {
    await deleteExpiredThrottles(tx, now);
    await deleteKnownDevicesUnusedSince(tx, now - DEVICE_DAYS * 86_400_000);
    return { sessions: await deleteExpiredSessions(tx, now) };
  });
}
