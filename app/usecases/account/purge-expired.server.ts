import type { Context } from '#app/usecases/context.ts';
import { readSettings } from '#app/usecases/operation/read-settings.server.ts';
import { deleteExpiredThrottles, deleteKnownDevicesUnusedSince } from '#db/stores/accounts.ts';
import { deleteExpiredSessions } from '#db/stores/sessions.ts';

/**
 * Removes what sign-in left behind and nobody can use any more: ended sessions (but none with a running exam), counts
 * of failures whose window is over, browsers unused for as long as the setting says. Run now and then by a timer; changes nothing that
 * anyone could notice, so it is not put on record.
 */
export async function purgeExpired(context: Context): Promise<{ sessions: number }> {
  const now = context.clock.now();
  const days = (await readSettings(context))['retention.known-devices-days'];
  return context.database.transaction(async (tx) => {
    await deleteExpiredThrottles(tx, now);
    await deleteKnownDevicesUnusedSince(tx, now - days * 86_400_000);
    return { sessions: await deleteExpiredSessions(tx, now) };
  });
}
