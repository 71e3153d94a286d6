import type { Instant } from '#app/domain/kernel/instant.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { readSettings } from '#app/usecases/operation/read-settings.server.ts';
import { listPeopleMeant } from '#db/stores/people.ts';
import { countLiveSessions, listLiveSessions, listSessionsInExams } from '#db/stores/sessions.ts';

const PAGE_SIZE = 50;
/** As many people as one typed name may mean. */
const MOST_PEOPLE = 200;

export type LiveSession = {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly startedAt: Instant;
  /** About when it was last used: at most a quarter of an hour too early. */
  readonly lastUsedAt: Instant;
  readonly address: string;
  readonly agent: string;
  /** Whether an exam runs in it. */
  readonly inExam: boolean;
  /** Whether the actor acts from it. */
  readonly current: boolean;
};

export type SessionList = {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly sessions: readonly LiveSession[];
};

/** When a session was last used, told from when it would end by itself. */
export const lastUseOf = (
  { createdAt, expiresAt }: { createdAt: Instant; expiresAt: Instant },
  { idleMs, now }: { idleMs: number; now: Instant },
): Instant => Math.max(createdAt, Math.min(now, expiresAt - idleMs));

/** Who is signed in now: one page, the most lately used first. */
export async function listSessions(
  context: Context,
  actor: Actor,
  { who, address, page }: { who: string; address: string; page: number },
): Promise<SessionList> {
  const { read } = context.database;
  const now = context.clock.now();
  if (!can({ actor, action: 'session.view' })) return { total: 0, page: 1, pageSize: PAGE_SIZE, sessions: [] };
  const typed = who.normalize('NFKC').trim();
  const people = typed === '' ? null : await listPeopleMeant(read, { text: typed, limit: MOST_PEOPLE });
  const filter = { personIds: people?.map(({ id }) => id) ?? null, address: address.normalize('NFKC').trim(), now };
  const total = await countLiveSessions(read, filter);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / PAGE_SIZE)));
  const rows = await listLiveSessions(read, { ...filter, offset: (shown - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  const inExam = await listSessionsInExams(read, {
    sessionIds: rows.map(({ id }) => id),
    personIds: rows.map(({ personId }) => personId),
    now,
  });
  const idleMs = (await readSettings(context))['session.idle-hours'] * 3_600_000;
  return {
    total,
    page: shown,
    pageSize: PAGE_SIZE,
    sessions: rows.map(({ createdAt, expiresAt, ...row }) => ({
      ...row,
      startedAt: createdAt,
      lastUsedAt: lastUseOf({ createdAt, expiresAt }, { idleMs, now }),
      inExam: inExam.has(row.id),
      current: actor.kind === 'person' && actor.sessionId === row.id,
    })),
  };
}
