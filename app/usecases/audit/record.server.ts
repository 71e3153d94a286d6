import type { AuditStream } from '#app/domain/audit/chain.ts';
import type { DomainEvent } from '#app/domain/audit/events.ts';
import { EVENT_HANDLERS } from '#app/domain/audit/handlers.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { type Actor, type Anonymous, type Identified, identifyActor } from '#app/domain/people/actor.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { insertAuditEntries, insertAuditEntry } from '#db/stores/audit.ts';
import { insertOutboxEvent } from '#db/stores/outbox.ts';

export type AuditRecord = {
  readonly stream: AuditStream;
  /** What was done, as `area.verb`: `account.sign-in`, `certificate.revoke`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** `done`, or the code of the refusal. */
  readonly outcome?: string;
  /** Before and after, reason, numbers. Never a secret, an answer or a key. */
  readonly detail?: Json;
};

/** Writes who did what, in the transaction of the change itself. */
export async function recordAudit(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Identified },
  { stream, action, subject, outcome = 'done', detail = {} }: AuditRecord,
): Promise<void> {
  await insertAuditEntry(tx, {
    stream,
    at: context.clock.now(),
    ...identifyActor(actor),
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    outcome,
    detail,
  });
}

/** The same for many acts of one stream at once, in their order; a few hundred at a time. */
export async function recordAudits(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor | Anonymous },
  { stream, records }: { stream: AuditStream; records: readonly Omit<AuditRecord, 'stream'>[] },
): Promise<void> {
  const who = { at: context.clock.now(), ...identifyActor(actor) };
  await insertAuditEntries(tx, {
    stream,
    entries: records.map(({ action, subject, outcome = 'done', detail = {} }) => ({
      ...who,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      outcome,
      detail,
    })),
  });
}

/**
 * Tells the other areas, in the transaction of the change. Call `context.events.kick()` after the commit.
 * @param notBefore when they shall hear of it, if that lies ahead.
 */
export async function emitEvent(
  { tx, context }: { tx: Handle; context: Context },
  event: DomainEvent,
  { notBefore = 0 }: { notBefore?: number } = {},
): Promise<void> {
  const { type, ...payload } = event;
  const now = context.clock.now();
  await insertOutboxEvent(tx, {
    id: newId(context, 'evt'),
    type,
    payload,
    createdAt: now,
    notBefore: Math.max(now, notBefore),
    handlers: EVENT_HANDLERS[type],
  });
}
