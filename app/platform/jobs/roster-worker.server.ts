import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Context } from '#app/usecases/context.ts';
import { WorkStopped } from '#app/usecases/roster/work-lease.server.ts';
import { workAllRosters } from '#app/usecases/roster/work-roster.server.ts';
import { repeat } from './repeat.server.ts';

/** Goes on with rosters that were handed in or are being applied: every second, on every node, one of them at a time. */
export function openRosterWorker(context: Context) {
  const owner = randomUUID();
  let stopping = false;
  const job = repeat({
    name: 'working at rosters',
    everyMs: 1_000,
    log: context.log,
    work: () =>
      workAllRosters(context, {
        owner,
        async pause() {
          if (stopping) throw new WorkStopped();
          // Whatever arrived while a batch was written goes before the next one.
          await turn();
        },
      }),
  });
  return {
    start: job.start,
    stop() {
      stopping = true;
      return job.stop();
    },
  };
}
