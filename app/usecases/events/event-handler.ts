import type { DomainEvent } from '#app/domain/audit/events.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';

/**
 * What a handler does, inside the transaction that marks its delivery done: the effect and the mark are one.
 * It must not call a use case that opens a transaction of its own.
 */
export type EventHandler = (input: { tx: Handle; context: Context; event: DomainEvent }) => Promise<void>;

/**
 * A handler that needs more than its transaction may wait for (a signing key, a font): it gets that ready first, and
 * what it returns then runs inside the transaction.
 */
export type PreparedEventHandler = {
  readonly prepare: (input: { context: Context; event: DomainEvent }) => Promise<EventHandler>;
};
