import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DomainEvent } from '#app/domain/audit/events.ts';
import type { EventHandlerName } from '#app/domain/audit/handlers.ts';
import { refreshAppraisalOnChange } from '#app/usecases/appraisal/refresh-appraisal.server.ts';
import { followRelease } from '#app/usecases/certification/follow-release.server.ts';
import { issueCertificateOnExamGraded } from '#app/usecases/certification/issue-certificate.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { creditHours } from '#app/usecases/training/credit-hours.server.ts';
import { claimDelivery, type DueDelivery, listDueDeliveries, postponeDelivery } from '#db/stores/outbox.ts';
import type { EventHandler, PreparedEventHandler } from './event-handler.ts';

const HANDLERS: Record<EventHandlerName, EventHandler | PreparedEventHandler> = {
  'credit-hours': creditHours,
  'follow-release': followRelease,
  'issue-certificate': issueCertificateOnExamGraded,
  'refresh-appraisal': refreshAppraisalOnChange,
};

const BATCH = 100;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Runs every due delivery, including those that handlers add meanwhile. A failing one waits longer each time. */
export async function dispatchDueEvents(context: Context): Promise<void> {
  for (;;) {
    const due = await listDueDeliveries(context.database.read, { now: context.clock.now(), limit: BATCH });
    if (due.length === 0) return;
    for (const delivery of due) {
      await deliver(context, delivery);
      // On SQLite nothing else waits for anything: thousands of deliveries must not keep answers waiting.
      await nextTurn();
    }
  }
}

async function deliver(context: Context, { eventId, handler, attempts, type, payload }: DueDelivery): Promise<void> {
  try {
    const event = { type, ...(payload as object) } as DomainEvent;
    const named = HANDLERS[handler as EventHandlerName];
    if (!named) throw new Error(`no handler named ${handler}`);
    const handle = typeof named === 'function' ? named : await named.prepare({ context, event });
    await context.database.transaction(async (tx) => {
      if (await claimDelivery(tx, { eventId, handler, now: context.clock.now() })) await handle({ tx, context, event });
    });
  } catch (error) {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS);
    context.log.error({ eventId, handler, attempts: attempts + 1, error: String(error) }, 'event handler failed');
    await context.database.transaction((tx) =>
      postponeDelivery(tx, { eventId, handler, nextAt: context.clock.now() + wait, error: String(error) }),
    );
  }
}
