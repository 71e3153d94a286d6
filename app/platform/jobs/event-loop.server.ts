import { jobFailures, jobSucceeded } from '#app/platform/metrics.server.ts';
import type { Context, Log } from '#app/usecases/context.ts';

const JOB = 'dispatching-events';

/**
 * Runs what is due in the outbox: at once when kicked, and every second, since another node or a moment ago may have
 * left something. One run at a time per process.
 */
export function openEventLoop({
  dispatch,
  log,
  everyMs = 1_000,
}: {
  dispatch: () => Promise<void>;
  log: Log;
  everyMs?: number;
}): Context['events'] & { readonly start: () => void; readonly stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const run = (): Promise<void> => {
    // A kick that comes during a run needs one more run after it, and no more than one.
    waiting ??= running.then(async () => {
      waiting = undefined;
      try {
        await dispatch();
        jobSucceeded(JOB);
      } catch (error) {
        log.error({ error }, 'event dispatch failed');
        jobFailures.inc({ job: JOB });
      }
    });
    running = waiting;
    return waiting;
  };
  return {
    kick: () => void run(),
    drain: run,
    start() {
      timer ??= setInterval(() => void run(), everyMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
