import { existsSync } from 'node:fs';
import path from 'node:path';
import { readLiveLevel } from '#app/platform/backup/live-level.server.ts';
import { SQLITE_FILE } from '#app/platform/backup/make-backup.server.ts';
import type { Env } from '#app/platform/env.server.ts';
import { openPostgresConnection } from '#db/backup/postgres.server.ts';
import { openSqliteFile } from '#db/backup/sqlite.server.ts';
import { advice, type Look, type Said, well, wrong } from './finding.ts';

/** The engine itself, before anything is asked of the records. */
export function lookAtDatabase(env: Env): { readonly looks: Look[] } {
  const { DATABASE_URL: url, DATA_DIR } = env;
  const file = path.join(DATA_DIR, SQLITE_FILE);
  return {
    looks: [
      { name: 'database', look: async () => (url ? lookAtPostgres(url) : lookAtSqlite(file)) },
      { name: 'migrations', look: () => lookAtLevel(env) },
    ],
  };
}

async function lookAtSqlite(file: string): Promise<Said[]> {
  if (!existsSync(file)) return [wrong('database-missing', { file })];
  const { connection, close } = openSqliteFile(file, { writable: true });
  try {
    const check = connection.pragma('quick_check(3)') as { quick_check: string }[];
    const faults = check.map((row) => row.quick_check).filter((text) => text !== 'ok');
    if (faults.length > 0) return [wrong('database-damaged', { file, error: faults.join('; ') })];
    const said: Said[] = [];
    const journal = String(connection.pragma('journal_mode', { simple: true }));
    if (journal !== 'wal') said.push(advice('database-journal', { journal }));
    try {
      connection.exec('BEGIN IMMEDIATE; ROLLBACK;');
    } catch (error) {
      return [wrong('database-not-writable', { file, error: error instanceof Error ? error.message : String(error) })];
    }
    return said.length > 0 ? said : [well('database-sqlite', { file })];
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: unknown }).code))) throw error;
    return [wrong('database-damaged', { file, error: error instanceof Error ? error.message : String(error) })];
  } finally {
    close();
  }
}

async function lookAtPostgres(url: string): Promise<Said[]> {
  const { host, pathname } = new URL(url);
  const values = { host, name: pathname.slice(1) };
  let connection: Awaited<ReturnType<typeof openPostgresConnection>>;
  try {
    connection = await openPostgresConnection(url);
  } catch (error) {
    const { message = '', code = '' } = (error ?? {}) as { message?: string; code?: string };
    return [wrong('database-unreachable', { ...values, error: message || code })];
  }
  const { raw, close } = connection;
  try {
    const [state] = await raw.rows<{
      standby: boolean;
      readonly: string;
      version: string;
      synchronous: string;
      fsync: string;
    }>(
      `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') AS readonly,
       current_setting('server_version') AS version, current_setting('synchronous_commit') AS synchronous,
       current_setting('fsync') AS fsync`,
    );
    if (!state || state.standby || state.readonly === 'on') return [wrong('database-read-only', values)];
    const said: Said[] = [];
    if (state.fsync === 'off' || state.synchronous === 'off') said.push(wrong('database-not-durable', values));
    return said.length > 0 ? said : [well('database-postgres', { ...values, version: state.version })];
  } finally {
    await close();
  }
}

async function lookAtLevel({ DATA_DIR, DATABASE_URL }: Env): Promise<Said> {
  const level = await readLiveLevel({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL ?? null });
  if (!level) return wrong('migrations-none');
  const { applied, known, current, newer } = level;
  if (newer) return wrong('migrations-newer');
  return current ? well('migrations', { applied }) : wrong('migrations-behind', { applied, known });
}
