import type { Context } from '#app/usecases/context.ts';
import { closeOverdueMocks } from '#app/usecases/practice/end-mock.server.ts';
import { repeat } from './repeat.server.ts';

/** Closes mock exams whose time is over, on every node; whoever opens one in between closes it at once. */
export const openMockClock = (context: Context) =>
  repeat({
    name: 'closing overdue mock exams',
    everyMs: 5_000,
    log: context.log,
    work: () => closeOverdueMocks(context),
  });
