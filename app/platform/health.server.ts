import { statfs } from 'node:fs/promises';
import type { Context } from '#app/usecases/context.ts';
import { readBacklog } from '#db/stores/outbox.ts';

export type HealthCheck = { readonly name: string; readonly ok: boolean; readonly note: string };

/** Below this much free space an exam day is at risk. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024;
/** An event that waits longer than this means that a handler fails or no node works. */
const LONGEST_BACKLOG_MS = 5 * 60_000;
/** How far the wall clock may have been moved since this process started. */
const LARGEST_CLOCK_STEP_MS = 5_000;
const started = { wall: Date.now(), monotonic: performance.now() };

/** The full check. Migrations are in whenever the process serves: it opens the database through them. */
export async function checkHealth({ context, dataDir }: { context: Context; dataDir: string }): Promise<HealthCheck[]> {
  return Promise.all([
    check('database', async () => {
      await context.database.ping();
      return { ok: true, note: context.database.dialect };
    }),
    check('migrations', async () => ({ ok: true, note: 'applied at start' })),
    check('disk', async () => {
      const { bavail, bsize } = await statfs(dataDir);
      const free = bavail * bsize;
      return { ok: free >= LEAST_FREE_BYTES, note: `${Math.floor(free / 1024 / 1024)} MB free` };
    }),
    check('clock', async () => {
      const step = Math.round(Date.now() - started.wall - (performance.now() - started.monotonic));
      return { ok: Math.abs(step) <= LARGEST_CLOCK_STEP_MS, note: `moved ${step} ms since start` };
    }),
    check('events', async () => {
      const { waiting, oldestAt } = await readBacklog(context.database.read, context.clock.now());
      const age = oldestAt === null ? 0 : context.clock.now() - oldestAt;
      return { ok: age <= LONGEST_BACKLOG_MS, note: `${waiting} waiting, the oldest for ${Math.round(age / 1000)} s` };
    }),
  ]);
}

async function check(name: string, look: () => Promise<{ ok: boolean; note: string }>): Promise<HealthCheck> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    return { name, ok: false, note: error instanceof Error ? error.message : String(error) };
  }
}
