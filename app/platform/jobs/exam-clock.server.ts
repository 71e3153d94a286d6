import type { Context } from '#app/usecases/context.ts';
import { closeOverdueAttempts } from '#app/usecases/exams/end-attempts.server.ts';

const EVERY_MS = 1_000;

/** Closes attempts whose time is over: every second, one run at a time, on every node (whoever comes second does nothing). */
export function openExamClock(context: Context): { readonly start: () => void; readonly stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  async function run() {
    try {
      await closeOverdueAttempts(context);
    } catch (error) {
      context.log.error({ error: String(error) }, 'closing overdue attempts failed');
    }
    running = undefined;
  }
  return {
    start() {
      timer ??= setInterval(() => {
        running ??= run();
      }, EVERY_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
