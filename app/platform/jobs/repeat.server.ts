import type { JobName } from '#app/domain/operation/jobs.ts';
import { jobFailures, jobSucceeded } from '#app/platform/metrics.server.ts';
import type { Log } from '#app/usecases/context.ts';
import { keepInProcess } from '../process-state.server.ts';

/** How the jobs of this process went: UTC milliseconds, null for never. */
export type JobRun = {
  readonly name: JobName;
  readonly everyMs: number;
  doneAt: number | null;
  failedAt: number | null;
};

/** Every job of this process by its name. */
export const jobRuns = (): Map<string, JobRun> => keepInProcess('job-runs', () => new Map<string, JobRun>());

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
  name: JobName;
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
  const told: JobRun = { name, everyMs, doneAt: null, failedAt: null };
  async function run() {
    try {
      await work();
      told.doneAt = Date.now();
      jobSucceeded(job);
    } catch (error) {
      told.failedAt = Date.now();
      jobFailures.inc({ job });
      log.error({ error }, `${name} failed`);
    }
    running = undefined;
  }
  return {
    start() {
      jobRuns().set(name, told);
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
