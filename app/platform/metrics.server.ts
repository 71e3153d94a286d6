import { readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '#app/usecases/context.ts';
import { readLastBackup, readLastDrill } from '#app/usecases/operation/backup-record.server.ts';
import { countRunningAttempts } from '#db/stores/exams.ts';
import { countPendingCertificates, readMailQueue, readOverdueAttempts } from '#db/stores/operation.ts';
import { readBacklog } from '#db/stores/outbox.ts';
import { migrationsFolderOf } from './migrations-folder.server.ts';
import { PRODUCT_VERSION } from './product-version.server.ts';

const registry = new Registry();
const registers = [registry];
collectDefaultMetrics({ register: registry });

// ── Counted as it happens, by this process ───────────────────────────────────────────────────────────────────────

/** Labels are bounded: methods of HTTP, patterns of our routes, the class of the status. */
export const requestSeconds = new Histogram({
  name: 'xunkao_http_request_seconds',
  help: 'Time from request to the end of the response, by route pattern and class of status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  registers,
});

export const answersReceived = new Counter({
  name: 'xunkao_answers_received_total',
  help: 'Answers that came in readable requests, whatever became of them',
  registers,
});

export const answersSaved = new Counter({
  name: 'xunkao_answers_saved_total',
  help: 'Answers made durable and receipted by this process',
  registers,
});

export const answerCommitRequests = new Histogram({
  name: 'xunkao_answer_commit_requests',
  help: 'Requests whose answers went into one commit',
  buckets: [1, 2, 5, 10, 25, 50, 100, 200, 400],
  registers,
});

export const answerCommitSeconds = new Histogram({
  name: 'xunkao_answer_commit_seconds',
  help: 'How long such a commit took',
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  registers,
});

const jobSuccess = new Gauge({
  name: 'xunkao_job_last_success_timestamp_seconds',
  help: 'When each job last came to its end without a fault in this process',
  labelNames: ['job'],
  registers,
});

export const jobFailures = new Counter({
  name: 'xunkao_job_failures_total',
  help: 'Runs of jobs that failed',
  labelNames: ['job'],
  registers,
});

/** Remembers that a job came to its end. */
export const jobSucceeded = (job: string): void => jobSuccess.set({ job }, Date.now() / 1000);

export const purgedRows = new Counter({
  name: 'xunkao_retention_deleted_total',
  help: 'Rows deleted because their time was over',
  labelNames: ['what'],
  registers,
});

// ── Read from the database when asked ────────────────────────────────────────────────────────────────────────────

const gauge = (name: string, help: string) => new Gauge({ name: `xunkao_${name}`, help, registers });

const attemptsRunning = gauge('attempts_in_progress', 'Attempts whose clock runs');
const attemptsOverdue = gauge('attempts_overdue', 'Attempts past their deadline that are not closed yet');
const eventsWaiting = gauge('events_waiting', 'Deliveries of domain events not yet done');
const eventsOldest = gauge('events_oldest_seconds', 'Age of the oldest of them');
const certificatesWaiting = gauge('certificates_waiting', 'Passed exams whose certificate waits for a font');
const mailWaiting = gauge('mail_waiting', 'Messages not yet sent');
const mailFailed = gauge('mail_failed', 'Messages given up');
const backupAt = gauge(
  'backup_timestamp_seconds',
  'The moment that the last backup on record is of; 0 when there is none',
);
const drillAt = gauge('backup_drill_timestamp_seconds', 'When a backup was last tried out; 0 when none ever was');
const drillPassed = gauge('backup_drill_passed', '1 when that backup was whole');
const diskFree = gauge('disk_free_bytes', 'Free space where DATA_DIR is');
const migrationsApplied = gauge('migrations_applied', 'Numbered migrations that the database has');

const buildInfo = new Gauge({
  name: 'xunkao_build_info',
  help: 'Always 1; the labels say what runs',
  labelNames: ['version', 'node', 'engine'],
  registers,
});

/** Everything in Prometheus' text form. */
export async function renderMetrics(
  context: Context,
  { dataDir }: { dataDir: string },
): Promise<{ contentType: string; body: string }> {
  const { read, dialect } = context.database;
  const now = context.clock.now();
  const { waiting, oldestAt } = await readBacklog(read, context.clock.now());
  attemptsRunning.set(await countRunningAttempts(read));
  attemptsOverdue.set((await readOverdueAttempts(read, now)).count);
  eventsWaiting.set(waiting);
  eventsOldest.set(oldestAt === null ? 0 : (now - oldestAt) / 1000);
  certificatesWaiting.set(await countPendingCertificates(read));
  const mail = await readMailQueue(read);
  mailWaiting.set(mail.waiting);
  mailFailed.set(mail.failed);
  backupAt.set(((await readLastBackup(read))?.snapshotAt ?? 0) / 1000);
  const drill = await readLastDrill(read);
  drillAt.set((drill?.at ?? 0) / 1000);
  drillPassed.set(drill?.passed ? 1 : 0);
  const { bavail, bsize } = await statfs(dataDir);
  diskFree.set(bavail * bsize);
  // The process opened the database through all of them.
  migrationsApplied.set(readdirSync(migrationsFolderOf(dialect)).filter((name) => name.endsWith('.sql')).length);
  buildInfo.set({ version: PRODUCT_VERSION, node: process.versions.node, engine: dialect }, 1);
  return { contentType: registry.contentType, body: await registry.metrics() };
}
