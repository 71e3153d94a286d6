import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Handle } from '#db/open.server.ts';

export async function insertOutboxEvent(
  { db, tables }: Handle,
  {
    handlers,
    notBefore,
    ...event
  }: {
    id: string;
    type: string;
    payload: Json;
    createdAt: number;
    handlers: readonly string[];
    /** When the handlers shall hear of it. */
    notBefore: number;
  },
) {
  await db.insert(tables.outboxEvent).values(event);
  await db
    .insert(tables.outboxDelivery)
    .values(handlers.map((handler) => ({ eventId: event.id, handler, attempts: 0, nextAt: notBefore })));
}

export type DueDelivery = { eventId: string; handler: string; attempts: number; type: string; payload: Json };

/** Deliveries that are due, oldest event first. */
export async function listDueDeliveries(
  { db, tables }: Handle,
  { now, limit }: { now: number; limit: number },
): Promise<DueDelivery[]> {
  const { outboxDelivery, outboxEvent } = tables;
  return db
    .select({
      eventId: outboxDelivery.eventId,
      handler: outboxDelivery.handler,
      attempts: outboxDelivery.attempts,
      type: outboxEvent.type,
      payload: outboxEvent.payload,
    })
    .from(outboxDelivery)
    .innerJoin(outboxEvent, eq(outboxEvent.id, outboxDelivery.eventId))
    .where(and(isNull(outboxDelivery.doneAt), lte(outboxDelivery.nextAt, now)))
    .orderBy(asc(outboxDelivery.eventId))
    .limit(limit);
}

/**
 * Marks a delivery done within the handler's own transaction. False when another node was faster: the row's lock made
 * this call wait for it, and the caller must then change nothing.
 */
export async function claimDelivery(
  { db, tables }: Handle,
  { eventId, handler, now }: { eventId: string; handler: string; now: number },
): Promise<boolean> {
  const { outboxDelivery } = tables;
  const rows = await db
    .update(outboxDelivery)
    .set({ doneAt: now, lastError: null })
    .where(and(eq(outboxDelivery.eventId, eventId), eq(outboxDelivery.handler, handler), isNull(outboxDelivery.doneAt)))
    .returning({ eventId: outboxDelivery.eventId });
  return rows.length > 0;
}

export async function postponeDelivery(
  { db, tables }: Handle,
  { eventId, handler, nextAt, error }: { eventId: string; handler: string; nextAt: number; error: string },
) {
  const { outboxDelivery } = tables;
  await db
    .update(outboxDelivery)
    .set({ nextAt, lastError: error, attempts: sql`${outboxDelivery.attempts} + 1` })
    .where(
      and(eq(outboxDelivery.eventId, eventId), eq(outboxDelivery.handler, handler), isNull(outboxDelivery.doneAt)),
    );
}

/**
 * How many deliveries wait, and since when the oldest does; null when none does. What was put off to a later time from
 * the start does not wait before it; what failed does, from its beginning.
 */
export async function readBacklog(
  { db, tables }: Handle,
  now: number,
): Promise<{ waiting: number; oldestAt: number | null }> {
  const { outboxDelivery, outboxEvent } = tables;
  const { attempts, nextAt, doneAt } = outboxDelivery;
  const [row] = await db
    .select({
      waiting: sql<number>`count(*)`,
      oldestAt: sql<number | null>`min(case when ${attempts} = 0 then ${nextAt} else ${outboxEvent.createdAt} end)`,
    })
    .from(outboxDelivery)
    .innerJoin(outboxEvent, eq(outboxEvent.id, outboxDelivery.eventId))
    .where(and(isNull(doneAt), or(gt(attempts, 0), lte(nextAt, now))));
  return {
    waiting: Number(row?.waiting ?? 0),
    oldestAt: row?.oldestAt === null || row?.oldestAt === undefined ? null : Number(row.oldestAt),
  };
}
