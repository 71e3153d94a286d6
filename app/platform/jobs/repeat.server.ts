import { jobFailures, jobSucceeded } from '#app/platform/metrics.server.ts';
import type { Log } from '#app/usecases/context.ts';

/**
 * Runs work again and again, one run at a time; a failed run is logged and the next one comes as usual. The first run
 * comes after one interval, or with `atStart` at once.
 */
export function repeat({
  name,
  everyMs,
  atStart = false,
  log,
  work,
}: {
  name: string;
  everyMs: number;
  atStart?: boolean;
  log: Log;
  work: () => Promise<unknown>;
}): {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
} {
  const job = name.replaceAll(' ', '-');
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  async function run() {
    try {
      await work();
      jobSucceeded(job);
    } catch (error) {
      jobFailures.inc({ job });
      log.error({ error }, `${name} failed`);
    }
    running = undefined;
  }
  return {
    start() {
      timer ??= setInterval(() => {
        running ??= run();
      }, everyMs);
      timer.unref();
      if (atStart) running ??= run();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
