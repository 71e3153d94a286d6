import { type FloodGuard, openFloodGuard, type Repeated } from '#app/domain/audit/flood-guard.ts';
import type { Actor, Anonymous } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { recordAudit } from './record.server.ts';

/** A request that was turned away before any use case ran: what was asked, and why not. */
export type Refusal = {
  readonly actor: Actor | Anonymous;
  readonly method: string;
  /** The address asked for; cut where it is long. */
  readonly path: string;
} & (
  | { /** No permission for this action. */ readonly kind: 'access'; readonly action: string }
  | { /** A write from another site's page. */ readonly kind: 'foreign-write'; readonly origin: string }
  | {
      readonly kind: 'token';
      readonly tokenId: string | null;
      readonly reason: 'token-expired' | 'token-revoked' | 'token-unknown';
    }
);

const WINDOW_MS = 10 * 60_000;
const LONGEST = 200;
/** What one address, and what everybody together, can make the log tell apart within a window. */
const MOST_PER_ADDRESS = 20;
const MOST_IN_ALL = 200;

const guards = new WeakMap<Context['database'], FloodGuard<Refusal>>();

function guardOf({ database }: Context): FloodGuard<Refusal> {
  let guard = guards.get(database);
  if (!guard) {
    guard = openFloodGuard<Refusal>({
      windowMs: WINDOW_MS,
      mostPerGroup: MOST_PER_ADDRESS,
      mostInAll: MOST_IN_ALL,
      inGeneral: (refusal) => ({ ...refusal, path: '*' }),
    });
    guards.set(database, guard);
  }
  return guard;
}

const addressOf = (actor: Refusal['actor']) => (actor.kind === 'system' ? '' : actor.address);

function keyOf(refusal: Refusal): string {
  const who = refusal.actor.kind === 'person' ? refusal.actor.personId : addressOf(refusal.actor);
  switch (refusal.kind) {
    case 'access':
      return `access ${who} ${refusal.method} ${refusal.action}`;
    case 'foreign-write':
      return `foreign ${who} ${refusal.path}`;
    case 'token':
      return `token ${addressOf(refusal.actor)} ${refusal.tokenId ?? ''}`;
  }
}

/**
 * Puts on record that a request was turned away. The first of its kind from one place is written at once, what follows
 * within ten minutes is counted and written as one entry afterwards (`tellRepeatedRefusals`): nobody can flood the log
 * by asking again and again, and nothing waits for it. Never throws: an answer must not depend on the record of it.
 */
export async function noteRefusal(context: Context, refusal: Refusal): Promise<void> {
  const cut = { ...refusal, path: refusal.path.slice(0, LONGEST), method: refusal.method.slice(0, 10) };
  const fact = guardOf(context).note({
    key: keyOf(cut),
    // A person is their own group: colleagues behind one address do not hide each other.
    group: cut.actor.kind === 'person' ? cut.actor.personId : addressOf(cut.actor),
    now: context.clock.now(),
    fact: cut,
  });
  if (!fact) return;
  try {
    await write(context, fact, null);
  } catch (error) {
    context.log.error({ error: String(error) }, 'a refused request could not be put on record');
  }
}

/** Writes what was only counted. To be run every minute, and with `all` when the process ends. */
export async function tellRepeatedRefusals(context: Context, { all = false } = {}): Promise<void> {
  const now = context.clock.now();
  for (const repeated of guardOf(context).due(all ? Number.POSITIVE_INFINITY : now))
    await write(context, repeated.fact, repeated);
}

async function write(context: Context, refusal: Refusal, repeated: Repeated<Refusal> | null): Promise<void> {
  const { actor, method, path } = refusal;
  const counted = repeated ? { times: repeated.times, since: repeated.since } : {};
  await context.database.transaction((tx) => {
    const by = { tx, context, actor };
    switch (refusal.kind) {
      case 'access':
        return recordAudit(by, {
          stream: 'system',
          action: 'access.refuse',
          subject: { kind: 'action', id: refusal.action },
          outcome: 'forbidden',
          detail: { method, path, ...counted },
        });
      case 'foreign-write':
        return recordAudit(by, {
          stream: 'system',
          action: 'access.foreign-write',
          subject: { kind: 'path', id: path },
          outcome: 'foreign-origin',
          detail: { method, origin: refusal.origin.slice(0, LONGEST), ...counted },
        });
      case 'token':
        return recordAudit(by, {
          stream: 'system',
          action: 'token.misuse',
          subject: { kind: 'token', id: refusal.tokenId ?? '' },
          outcome: refusal.reason,
          detail: { method, path, ...counted },
        });
    }
  });
}
