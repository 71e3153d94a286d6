import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { anchorText, readAnchor } from '#app/domain/audit/anchor.ts';
import { SQLITE_FILE } from '#app/platform/backup/make-backup.server.ts';
import type { Env } from '#app/platform/env.server.ts';
import { LIMITS } from '#app/platform/health.server.ts';
import { openKeptAnchors } from '#app/platform/kept-anchors.server.ts';
import { describeFailure } from '#app/platform/log.server.ts';
import { isServing } from '#app/platform/serving-lock.server.ts';
import { readLastBackup, readLastDrill } from '#app/usecases/operation/backup-record.server.ts';
import { type Handle, openToRead } from '#db/open.server.ts';
import { findLastAnchor, listAnchorsByNumber, listAuditHeads } from '#db/stores/audit.ts';
import {
  findLatestEntryAt,
  listFailingDeliveries,
  readMailQueue,
  readOverdueAttempts,
  readPendingCertificates,
} from '#db/stores/operation.ts';
import { readBacklog } from '#db/stores/outbox.ts';
import { listSigningKeys } from '#db/stores/signing-keys.ts';
import { advice, type Look, type Said, well, wrong } from './finding.ts';

const FAILING_SHOWN = 3;
/** Anchors of the last days; the whole file is compared by `audit verify`. */
const ANCHORS_COMPARED = 500;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What stands in the records, and beside them in DATA_DIR. */
export function lookAtRecords(env: Env): { readonly looks: Look[]; readonly close: () => Promise<void> } {
  const { read, close } = openToRead(
    env.DATABASE_URL ? { url: env.DATABASE_URL } : { file: path.join(env.DATA_DIR, SQLITE_FILE) },
  );
  const now = Date.now();
  const keys = path.join(env.DATA_DIR, 'keys');
  const serving = env.DATABASE_URL ? null : isServing(env.DATA_DIR);
  return {
    close,
    looks: [
      {
        name: 'server',
        look: async () => (serving === false ? advice('server-off') : well(serving ? 'server' : 'server-unknown')),
      },
      { name: 'keys', look: () => lookAtKeys(read, keys) },
      { name: 'clock', look: () => lookAtClock(read, now) },
      { name: 'events', look: () => lookAtEvents(read, now) },
      { name: 'attempts', look: () => lookAtAttempts(read, now) },
      { name: 'certificates', look: () => lookAtCertificates(read, now) },
      { name: 'anchors', look: () => lookAtAnchors(read, { now, keys, serving }) },
      { name: 'mail', look: () => lookAtMail(read, now) },
      { name: 'backup', look: () => lookAtBackup(read, now) },
      { name: 'drill', look: () => lookAtDrill(read, now) },
    ],
  };
}

async function lookAtKeys(read: Handle, folder: string): Promise<Said[]> {
  const [key] = await listSigningKeys(read, { retired: false });
  if (!key) return [well('keys-none')];
  const file = path.join(folder, `${key.id}.jwk.json`);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (text instanceof Error) return [wrong(text.code === 'ENOENT' ? 'keys-missing' : 'keys-unreadable', { file })];
  const said: Said[] = [];
  // A thumbprint is made of the public parts alone, which the private file carries too.
  const thumbprint = await calculateJwkThumbprint(JSON.parse(text) as JWK).catch(() => '');
  if (thumbprint !== key.id) said.push(wrong('keys-other', { file }));
  const open = (await stat(folder)).mode & 0o077 ? [folder] : [];
  for (const name of await readdir(folder))
    if ((await stat(path.join(folder, name))).mode & 0o077) open.push(path.join(folder, name));
  if (open.length > 0) said.push(wrong('keys-open', { files: open.join(', '), folder }));
  return said.length > 0 ? said : [well('keys', { key: key.id })];
}

async function lookAtClock(read: Handle, now: number): Promise<Said> {
  const latest = await findLatestEntryAt(read);
  const ahead = latest === null ? 0 : latest - now;
  const values = { seconds: Math.round(ahead / 1000), time: new Date(now).toISOString() };
  return ahead > LIMITS.clockStepMs ? wrong('clock-behind', values) : well('clock', values);
}

async function lookAtEvents(read: Handle, now: number): Promise<Said[]> {
  const { waiting, oldestAt } = await readBacklog(read, now);
  const failing = await listFailingDeliveries(read, FAILING_SHOWN);
  const age = oldestAt === null ? 0 : now - oldestAt;
  const said: Said[] = failing.map(({ type, handler, attempts, lastError, eventId }) =>
    wrong('event-failing', { type, handler, attempts, eventId, error: describeFailure(lastError ?? '').slice(0, 300) }),
  );
  if (age > LIMITS.backlogMs) said.push(wrong('events-late', { waiting, minutes: Math.round(age / 60_000) }));
  return said.length > 0 ? said : [well('events', { waiting })];
}

async function lookAtAttempts(read: Handle, now: number): Promise<Said> {
  const { count, oldestAt } = await readOverdueAttempts(read, now);
  const late = oldestAt === null ? 0 : now - oldestAt;
  const values = { count, minutes: Math.round(late / 60_000) };
  return late > LIMITS.overdueMs ? wrong('attempts-overdue', values) : well('attempts');
}

async function lookAtCertificates(read: Handle, now: number): Promise<Said> {
  const { count, oldestAt } = await readPendingCertificates(read);
  const days = oldestAt === null ? 0 : Math.floor((now - oldestAt) / 86_400_000);
  return count > 0 ? wrong('certificates-waiting', { count, days }) : well('certificates');
}

async function lookAtAnchors(
  read: Handle,
  { now, keys, serving }: { now: number; keys: string; serving: boolean | null },
): Promise<Said[]> {
  const last = await findLastAnchor(read);
  const kept: string[] = [];
  for await (const line of openKeptAnchors({ folder: keys, log: SILENT }).read()) {
    if (kept.push(line) > ANCHORS_COMPARED) kept.shift();
  }
  const anchors = kept.flatMap((line) => readAnchor(line) ?? []);
  const own = new Map(
    (
      await listAnchorsByNumber(
        read,
        anchors.map(({ n }) => n),
      )
    ).map((one) => [one.n, one]),
  );
  const different = anchors.find((anchor) => {
    const known = own.get(anchor.n);
    return !known || known.signature !== anchor.signature || anchorText(known) !== anchorText(anchor);
  });
  if (different) return [wrong('anchors-differ', { n: different.n })];
  if (last && (anchors.at(-1)?.n ?? 0) < last.n)
    return [wrong('anchors-not-kept', { n: last.n, file: path.join(keys, 'anchors.jsonl') })];
  const moved = (await listAuditHeads(read)).some(({ n, anchoredN }) => n > anchoredN);
  const minutes = last ? Math.round((now - last.at) / 60_000) : 0;
  // Only a running server anchors; a stopped one has nothing to be blamed for.
  if (serving !== false && moved && last && now - last.at > LIMITS.anchorMs)
    return [wrong('anchors-late', { minutes })];
  return [well('anchors', { n: last?.n ?? 0 })];
}

async function lookAtMail(read: Handle, now: number): Promise<Said> {
  const { waiting, failed, oldestAt, lastError } = await readMailQueue(read);
  const values = { waiting, failed, error: describeFailure(lastError ?? '').slice(0, 300) };
  if (oldestAt !== null && now - oldestAt > LIMITS.mailMs) return wrong('mail-late', values);
  return failed > 0 ? advice('mail-failed', values) : well('mail', values);
}

async function lookAtBackup(read: Handle, now: number): Promise<Said> {
  const last = await readLastBackup(read);
  if (!last) return wrong('backup-none');
  const hours = Math.floor((now - last.snapshotAt) / 3_600_000);
  if (now - last.snapshotAt > LIMITS.backupMs) return wrong('backup-old', { hours });
  return hours < 1 ? well('backup-fresh') : well('backup', { hours });
}

async function lookAtDrill(read: Handle, now: number): Promise<Said> {
  const last = await readLastDrill(read);
  if (!last) return wrong('drill-none');
  if (!last.passed) return wrong('drill-failed', { time: new Date(last.at).toISOString() });
  const days = Math.floor((now - last.at) / 86_400_000);
  if (now - last.at > LIMITS.drillMs) return wrong('drill-old', { days });
  return last.originalFaults > 0
    ? advice('drill-original', { days, faults: last.originalFaults })
    : well('drill', { days });
}
