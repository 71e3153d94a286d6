import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Kit } from '#db/kit.ts';

/** The chained log, the outbox and what handlers did with it. `audit_entry` and `audit_anchor` refuse UPDATE and DELETE. */
export function defineAuditTables(kit: Kit) {
  const { table, text, int, at, json, primaryKey, index, uniqueIndex } = kit;

  const auditEntry = table(
    'audit_entry',
    {
      stream: text('stream').notNull(),
      n: int('n').notNull(),
      at: at('at').notNull(),
      actorKind: text('actor_kind').notNull(),
      actorId: text('actor_id').notNull(),
      address: text('address').notNull(),
      action: text('action').notNull(),
      subjectKind: text('subject_kind').notNull(),
      subjectId: text('subject_id').notNull(),
      outcome: text('outcome').notNull(),
      detail: json<Json>('detail').notNull(),
      prevHash: text('prev_hash').notNull(),
      hash: text('hash').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.stream, t.n] }),
      // Each way of narrowing the log, followed by the order in which it is read: a page costs what it shows.
      index('audit_entry_at').on(t.at, t.stream, t.n),
      index('audit_entry_stream').on(t.stream, t.at, t.n),
      index('audit_entry_actor').on(t.actorId, t.at, t.stream, t.n),
      index('audit_entry_subject').on(t.subjectId, t.at, t.stream, t.n),
      index('audit_entry_action').on(t.action, t.at, t.stream, t.n),
      index('audit_entry_outcome').on(t.outcome, t.at, t.stream, t.n),
    ],
  );

  /** Where each chain stands; updating its row is what makes two writers of one stream wait for each other. */
  const auditHead = table('audit_head', {
    stream: text('stream').primaryKey(),
    n: int('n').notNull(),
    hash: text('hash').notNull(),
    /** The last entry that an anchor covers; 0 when none does. */
    anchoredN: int('anchored_n').notNull(),
  });

  /**
   * From time to time the heads that moved are signed together, so that a chain cannot be rebuilt as a whole. Anchors
   * are chained too: each carries the hash of the one before.
   */
  const auditAnchor = table(
    'audit_anchor',
    {
      id: text('id').primaryKey(),
      n: int('n').notNull(),
      at: at('at').notNull(),
      prevHash: text('prev_hash').notNull(),
      heads: json<{ stream: string; n: number; hash: string }[]>('heads').notNull(),
      keyId: text('key_id').notNull(),
      signature: text('signature').notNull(),
    },
    (t) => [uniqueIndex('audit_anchor_n').on(t.n)],
  );

  const outboxEvent = table(
    'outbox_event',
    {
      id: text('id').primaryKey(),
      type: text('type').notNull(),
      payload: json<Json>('payload').notNull(),
      createdAt: at('created_at').notNull(),
    },
    (t) => [index('outbox_event_created').on(t.createdAt)],
  );

  /** One row per event and handler, written with the event; `doneAt` null is work to do. */
  const outboxDelivery = table(
    'outbox_delivery',
    {
      eventId: text('event_id')
        .notNull()
        .references(() => outboxEvent.id),
      handler: text('handler').notNull(),
      doneAt: at('done_at'),
      attempts: int('attempts').notNull(),
      nextAt: at('next_at').notNull(),
      lastError: text('last_error'),
    },
    (t) => [primaryKey({ columns: [t.eventId, t.handler] }), index('outbox_delivery_due').on(t.doneAt, t.nextAt)],
  );

  const signingKey = table('signing_key', {
    id: text('id').primaryKey(),
    algorithm: text('algorithm').notNull(),
    publicJwk: json<Json>('public_jwk').notNull(),
    createdAt: at('created_at').notNull(),
    retiredAt: at('retired_at'),
  });

  /** Settings and markers of what was loaded; each change is a new row, the newest counts. */
  const setting = table(
    'setting',
    {
      id: text('id').primaryKey(),
      key: text('key').notNull(),
      value: json<Json>('value').notNull(),
      at: at('at').notNull(),
      /** Who changed it and why; null for what the product marks by itself. */
      actorId: text('actor_id'),
      reason: text('reason'),
    },
    (t) => [index('setting_key').on(t.key, t.id)],
  );

  return { auditEntry, auditHead, auditAnchor, outboxEvent, outboxDelivery, signingKey, setting };
}
