import type { SittingPlan } from '#app/domain/exams/sitting-plan.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { titleOf } from '#app/usecases/exams/create-sitting.server.ts';
import { isWithinReach, type ReachToday, readReach } from '#app/usecases/people/read-reach.server.ts';
import type { Handle } from '#db/open.server.ts';
import { findSitting, type SittingRow } from '#db/stores/exams.ts';
import { insertSittingEvent, listSittingEvents, type SittingEventRow } from '#db/stores/sittings.ts';

export type ReachedSitting = ReachToday & { readonly sitting: SittingRow };

/** A sitting held by a unit within the caller's reach; null for any other, as for one that does not exist. */
export async function findReachedSitting(
  context: Context,
  actor: Actor,
  { sittingId, action }: { sittingId: string; action: Action },
): Promise<ReachedSitting | null> {
  const sitting = await findSitting(context.database.read, sittingId);
  const reached = await readReach({ context, actor, action });
  return sitting && isWithinReach(reached.reach, sitting.unitId) ? { ...reached, sitting } : null;
}

/** What of a sitting its plan says. */
export const planOf = (sitting: SittingRow): SittingPlan => {
  const { code, opensAt, closesAt, durationMs, attemptLimit, release, audience } = sitting;
  const { zh, en } = titleOf(sitting);
  return { code, title: { zh, en: en ?? '' }, opensAt, closesAt, durationMs, attemptLimit, release, audience };
};

const AUDIT_ACTION = {
  changed: 'sitting.change',
  closed: 'sitting.close',
  reopened: 'sitting.reopen',
  released: 'sitting.release',
  'release-withdrawn': 'sitting.withdraw-release',
} as const satisfies Record<SittingEventRow['kind'], string>;

/** The moment of the next act: after the last one in any case, since acts are told apart and put in order by it. */
export async function momentOfAct(context: Context, tx: Handle, sittingId: string): Promise<Instant> {
  const last = (await listSittingEvents(tx, sittingId)).at(-1);
  return Math.max(context.clock.now(), (last?.at ?? 0) + 1);
}

/**
 * Whether what is asked for is what the same person has just done, with the same words: a button pressed twice. It is
 * answered as done; what anyone else did meanwhile is another matter.
 * @param revision what the officer saw when asking.
 */
export async function isRepeatedAct(
  tx: Handle,
  {
    sitting,
    actor,
    revision,
    kind,
    reason,
    detail = {},
  }: {
    sitting: SittingRow;
    actor: Actor;
    revision: number;
    kind: SittingEventRow['kind'];
    reason: string;
    /** What else tells acts of one kind apart. */
    detail?: Record<string, Json>;
  },
): Promise<boolean> {
  if (sitting.revision !== revision + 1) return false;
  const last = (await listSittingEvents(tx, sitting.id)).at(-1);
  const noted = (last?.detail ?? {}) as Record<string, Json>;
  return (
    last?.kind === kind &&
    last.actorId === identifyActor(actor).actorId &&
    last.reason === reason &&
    Object.entries(detail).every(([key, value]) => noted[key] === value)
  );
}

/** Notes what the office did with a sitting, for its page and for the log. The caller holds the sitting's lock. */
export async function recordAct(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  {
    sittingId,
    kind,
    at,
    reason,
    detail,
  }: {
    sittingId: string;
    kind: SittingEventRow['kind'];
    at: Instant;
    reason: string;
    detail: Record<string, Json>;
  },
): Promise<void> {
  const id = newId(context, 'sev');
  await insertSittingEvent(tx, { id, sittingId, kind, at, actorId: identifyActor(actor).actorId, reason, detail });
  const action = AUDIT_ACTION[kind];
  await recordAudit(
    { tx, context, actor },
    {
      stream: `sitting:${sittingId}`,
      action,
      subject: { kind: 'sitting', id: sittingId },
      detail: { ...detail, eventId: id, reason },
    },
  );
}
