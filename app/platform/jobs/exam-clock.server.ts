import type { Context } from '#app/usecases/context.ts';
import { closeOverdueAttempts } from '#app/usecases/exams/end-attempts.server.ts';
import { repeat } from './repeat.server.ts';

/** Closes attempts whose time is over: every second, on every node (whoever comes second does nothing). */
export const openExamClock = (context: Context) =>
  repeat({
    name: 'closing overdue attempts',
    everyMs: 1_000,
    log: context.log,
    work: () => closeOverdueAttempts(context),
  });
