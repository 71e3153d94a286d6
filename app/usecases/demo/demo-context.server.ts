import { seededRandom } from '#app/domain/kernel/random.ts';
import type { Context } from '#app/usecases/context.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import { type Handle, joinTransaction } from '#db/open.server.ts';

export type DemoContext = Context & {
  /** Sets the time at which the next use case believes to run. */
  readonly setNow: (now: number) => void;
};

/**
 * A context inside one open transaction, with a clock that is set and chance that repeats: through it the real use
 * cases build the past of the demo organisation. Events are handled when `drain` is called, at the time set then.
 */
export function makeDemoContext({
  context,
  tx,
  seed,
  passwordHash,
}: {
  context: Context;
  tx: Handle;
  seed: string;
  /** Every demo account has the same password: hashing it once is enough, and it happens outside the transaction. */
  passwordHash: string;
}): DemoContext {
  const random = seededRandom(seed);
  let time = context.clock.now();
  const demo: DemoContext = {
    ...context,
    database: joinTransaction(tx),
    clock: { now: () => time },
    setNow: (now) => {
      time = now;
    },
    random: { bytes: (length) => Uint8Array.from({ length }, () => random.below(256)) },
    passwords: { ...context.passwords, hash: async () => passwordHash },
    events: { kick: () => undefined, drain: () => dispatchDueEvents(demo) },
    // A handler that fails is tried again later and only logged; here its half-done work would be committed with the
    // rest.
    log: {
      ...context.log,
      error: (fields, message) => {
        throw new Error(`the demo failed: ${message} ${JSON.stringify(fields)}`);
      },
    },
  };
  return demo;
}
