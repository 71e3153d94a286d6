import type { Instant } from '#app/domain/kernel/instant.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findLastAnchor } from '#db/stores/audit.ts';
import { countRunningAttempts } from '#db/stores/exams.ts';
import { readBacklog } from '#db/stores/outbox.ts';
import { countLiveSessions } from '#db/stores/sessions.ts';
import { countMigrations, countPendingCertificates, findKeyInForce, readDatabaseSize } from '#db/stores/system.ts';
import { readLastBackup, readLastDrill } from './backup-record.server.ts';

/** How the system stands, in figures: never the content of anybody's data. */
export type SystemState = {
  readonly engine: 'sqlite' | 'postgres';
  /** Bytes on disk. */
  readonly size: number;
  readonly migrations: number;
  readonly backlog: { readonly waiting: number; readonly oldestAt: Instant | null };
  readonly certificatesWaiting: number;
  readonly attemptsRunning: number;
  readonly sessions: number;
  readonly lastAnchorAt: Instant | null;
  readonly keySince: Instant | null;
  /** As of when the newest backup on record tells, and how large it is. */
  readonly lastBackup: { readonly at: Instant; readonly bytes: number } | null;
  /** When a backup was last restored for trial, and whether everything was there. */
  readonly lastDrill: { readonly at: Instant; readonly passed: boolean; readonly originalFaults: number } | null;
};

/** Null for whoever does not operate the system. */
export async function readSystemState(context: Context, actor: Actor): Promise<SystemState | null> {
  if (!can({ actor, action: 'system.view' })) return null;
  const { read, dialect } = context.database;
  const made = await readLastBackup(read);
  const tried = await readLastDrill(read);
  return {
    engine: dialect,
    size: await readDatabaseSize(read),
    migrations: await countMigrations(read),
    backlog: await readBacklog(read, context.clock.now()),
    certificatesWaiting: await countPendingCertificates(read),
    attemptsRunning: await countRunningAttempts(read),
    sessions: await countLiveSessions(read, { personIds: null, address: '', now: context.clock.now() }),
    lastAnchorAt: (await findLastAnchor(read))?.at ?? null,
    keySince: (await findKeyInForce(read))?.createdAt ?? null,
    lastBackup: made ? { at: made.snapshotAt, bytes: made.bytes } : null,
    lastDrill: tried ? { at: tried.at, passed: tried.passed, originalFaults: tried.originalFaults } : null,
  };
}
