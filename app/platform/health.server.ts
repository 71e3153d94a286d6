import { statfs } from 'node:fs/promises';
import type { Context } from '#app/usecases/context.ts';
import { readLastBackup, readLastDrill } from '#app/usecases/operation/backup-record.server.ts';
import { findLastAnchor, listAuditHeads } from '#db/stores/audit.ts';
import { readMailQueue, readOverdueAttempts, readPendingCertificates } from '#db/stores/operation.ts';
import { readBacklog } from '#db/stores/outbox.ts';
import { listSigningKeys } from '#db/stores/signing-keys.ts';
import { readLiveLevel } from './backup/live-level.server.ts';
import type { Env } from './env.server.ts';

export type HealthCheck = {
  readonly name: string;
  readonly ok: boolean;
  /** Whether this node must not serve while it is not ok; the others are for an operator to mend. */
  readonly required: boolean;
  readonly note: string;
};

/** Figures from which on something is wrong; the full check and `xk doctor` share them. */
export const LIMITS = {
  /** Below this much free space an exam day is at risk. */
  freeBytes: 200 * 1024 * 1024,
  /** An event that waits longer than this means that a handler fails or no node works. */
  backlogMs: 5 * 60_000,
  /** How far the wall clock may have been moved since the process started, or be behind the log. */
  clockStepMs: 5_000,
  /** An attempt is closed within a second of its end, wherever a server runs. */
  overdueMs: 60_000,
  /** Chains are anchored every five minutes. */
  anchorMs: 20 * 60_000,
  /** How old the last backup and the last drill may be. */
  backupMs: 26 * 3_600_000,
  drillMs: 35 * 86_400_000,
  /** A write that takes longer is no write. */
  writeMs: 5_000,
  /** Mail that has waited longer is not going out. */
  mailMs: 60 * 60_000,
} as const;

const started = { wall: Date.now(), monotonic: performance.now() };

/** How far the wall clock was moved since this process started. */
export const clockStep = (): number => Math.round(Date.now() - started.wall - (performance.now() - started.monotonic));

/** The full check. */
export async function checkHealth({ context, env }: { context: Context; env: Env }): Promise<HealthCheck[]> {
  const { read } = context.database;
  const now = context.clock.now();
  const ageOf = (at: number | null) => (at === null ? 0 : now - at);
  return Promise.all([
    check('database', true, async () => {
      await context.database.ping();
      return { ok: true, note: context.database.dialect };
    }),
    check('writes', true, async () => {
      const begun = performance.now();
      await within(
        LIMITS.writeMs,
        context.database.transaction(async () => undefined),
      );
      return { ok: true, note: `a transaction takes ${Math.round(performance.now() - begun)} ms` };
    }),
    check('migrations', true, async () => {
      const level = await readLiveLevel({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL ?? null });
      return { ok: level?.current === true, note: `${level?.applied ?? 0} of ${level?.known ?? '?'} applied` };
    }),
    check('disk', true, async () => {
      const { bavail, bsize } = await statfs(env.DATA_DIR);
      const free = bavail * bsize;
      return { ok: free >= LIMITS.freeBytes, note: `${Math.floor(free / 1024 / 1024)} MB free` };
    }),
    check('clock', true, async () => {
      const step = clockStep();
      return { ok: Math.abs(step) <= LIMITS.clockStepMs, note: `moved ${step} ms since start` };
    }),
    check('events', true, async () => {
      const { waiting, oldestAt } = await readBacklog(read, now);
      const age = ageOf(oldestAt);
      return { ok: age <= LIMITS.backlogMs, note: `${waiting} waiting, the oldest for ${Math.round(age / 1000)} s` };
    }),
    check('attempts', true, async () => {
      const { count, oldestAt } = await readOverdueAttempts(read, now);
      return { ok: ageOf(oldestAt) <= LIMITS.overdueMs, note: `${count} past their deadline` };
    }),
    check('key', false, async () => {
      // Asking for the key in force makes the first one; looking must not.
      if ((await listSigningKeys(read, { retired: false })).length === 0) return { ok: true, note: 'none made yet' };
      const { keyId } = await context.signer.current();
      return { ok: true, note: keyId };
    }),
    check('anchors', false, async () => {
      const moved = (await listAuditHeads(read)).some(({ n, anchoredN }) => n > anchoredN);
      const last = await findLastAnchor(read);
      const age = last ? now - last.at : process.uptime() * 1000;
      return { ok: !moved || age <= LIMITS.anchorMs, note: last ? `the last is ${minutes(age)} min old` : 'none yet' };
    }),
    check('certificates', false, async () => {
      const { count } = await readPendingCertificates(read);
      return { ok: count === 0, note: `${count} wait for a font` };
    }),
    check('mail', false, async () => {
      const { waiting, failed, oldestAt } = await readMailQueue(read);
      return { ok: ageOf(oldestAt) <= LIMITS.mailMs, note: `${waiting} waiting, ${failed} given up` };
    }),
    check('backup', false, async () => {
      const last = await readLastBackup(read);
      return last
        ? { ok: now - last.snapshotAt <= LIMITS.backupMs, note: `${hours(now - last.snapshotAt)} h old` }
        : { ok: false, note: 'none on record' };
    }),
    check('drill', false, async () => {
      const last = await readLastDrill(read);
      return last
        ? {
            ok: last.passed && now - last.at <= LIMITS.drillMs,
            note: `${last.passed ? 'passed' : 'FAILED'}, ${hours(now - last.at)} h ago`,
          }
        : { ok: false, note: 'none on record' };
    }),
  ]);
}

const minutes = (ms: number) => Math.round(ms / 60_000);
const hours = (ms: number) => Math.round(ms / 3_600_000);

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing after ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function check(
  name: string,
  required: boolean,
  look: () => Promise<{ ok: boolean; note: string }>,
): Promise<HealthCheck> {
  try {
    return { name, required, ...(await look()) };
  } catch (error) {
    return { name, required, ok: false, note: error instanceof Error ? error.message : String(error) };
  }
}
