import type { Refused, Result } from '#app/domain/kernel/result.ts';
import type { Context } from '#app/usecases/context.ts';
import { joinTransaction } from '#db/open.server.ts';

class RolledBack extends Error {
  constructor(readonly refusal: Refused<string>) {
    super(refusal.code);
  }
}

/**
 * Runs several use cases as one: all of what they write, or nothing when the last word is a refusal or an exception.
 * Handlers of the events that they emit run after the commit, as always. The work must not wait for anything outside
 * the database; on PostgreSQL it may run again after a conflict.
 */
export async function inOneTransaction<T, Code extends string>(
  context: Context,
  work: (context: Context) => Promise<Result<T, Code>>,
): Promise<Result<T, Code>> {
  try {
    const result = await context.database.transaction(async (tx) => {
      const events = { kick: () => undefined, drain: async () => undefined };
      const done = await work({ ...context, database: joinTransaction(tx), events });
      if (!done.ok) throw new RolledBack(done as Refused<Code>);
      return done;
    });
    context.events.kick();
    return result;
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal as Result<T, Code>;
    throw error;
  }
}
