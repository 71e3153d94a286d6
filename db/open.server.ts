import { closeSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import pg from 'pg';
import * as postgresTables from '#db/postgres/schema.ts';
import * as sqliteTables from '#db/sqlite/schema.ts';
import { withKeptStatements } from './kept-statements.ts';

export type Tables = typeof sqliteTables;
export type Dialect = 'sqlite' | 'postgres';

/** What a store's query works on. Queries are awaited; `.get() .all() .run()` do not exist on PostgreSQL. */
export type Handle = {
  readonly dialect: Dialect;
  readonly db: BaseSQLiteDatabase<'async', unknown>;
  readonly tables: Tables;
};

export type Database = {
  readonly dialect: Dialect;
  /** For queries outside a transaction. On SQLite a connection that cannot write. */
  readonly read: Handle;
  /**
   * The only way to write. On SQLite: one dedicated writer, one transaction at a time, committed to disk when the
   * promise resolves. Inside, await nothing but `tx` (another writer waits meanwhile). On PostgreSQL the work is
   * repeated after a serialization failure or a deadlock, so it must have no effect besides its writes.
   */
  readonly transaction: <T>(work: (tx: Handle) => Promise<T>) => Promise<T>;
  /** Resolves when the engine answers. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Opens (creating when absent) a SQLite file and brings its schema up to date.
 * With WAL, `synchronous` falls back to NORMAL on every open after the first: it is set to FULL each time, because a
 * commit lost with the power is an answer lost.
 */
export async function openSqlite({ file, migrations }: { file: string; migrations: string }): Promise<Database> {
  // A new file is its owner's alone; the log beside it takes its mode.
  closeSync(openSync(file, 'a', 0o600));
  const writer = new Sqlite(file);
  configure(writer);
  writer.pragma('journal_mode = WAL');
  migrateUnderFileLock({ writer, file, folder: migrations });
  const reader = new Sqlite(file);
  configure(reader);
  reader.pragma('query_only = ON');

  const read: Handle = {
    dialect: 'sqlite',
    db: asAsync(drizzleSqlite({ client: withKeptStatements(reader) })),
    tables: sqliteTables,
  };
  const tx: Handle = {
    dialect: 'sqlite',
    db: asAsync(drizzleSqlite({ client: withKeptStatements(writer) })),
    tables: sqliteTables,
  };
  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const rollback = writer.prepare('ROLLBACK');
  let tail: Promise<unknown> = Promise.resolve();

  return {
    dialect: 'sqlite',
    read,
    transaction(work) {
      const turn = tail.then(async () => {
        begin.run();
        try {
          const value = await work(tx);
          commit.run();
          return value;
        } catch (error) {
          if (writer.inTransaction) rollback.run();
          throw error;
        }
      });
      tail = turn.catch(() => undefined);
      return turn;
    },
    async ping() {
      reader.prepare('SELECT 1').get();
    },
    async close() {
      await tail;
      reader.close();
      writer.close();
    },
  };
}

function configure(connection: Sqlite.Database) {
  connection.pragma('busy_timeout = 10000');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
}

/**
 * drizzle's migrator looks at what is applied before it takes a lock, so two starting processes could both begin.
 * A second, empty database beside the first serves as the lock between processes; the system frees it if one dies.
 */
function migrateUnderFileLock({ writer, file, folder }: { writer: Sqlite.Database; file: string; folder: string }) {
  const lock = new Sqlite(`${file}.lock`);
  lock.pragma('busy_timeout = 60000');
  lock.exec('BEGIN EXCLUSIVE');
  try {
    migrateSqlite(drizzleSqlite(writer), { migrationsFolder: folder });
  } finally {
    lock.exec('ROLLBACK');
    lock.close();
  }
}

const RETRIED = new Set(['40001', '40P01']);
const MIGRATION_LOCK = 0x786b616f;

/** Connects to PostgreSQL and brings its schema up to date under an advisory lock. */
export async function openPostgres({ url, migrations }: { url: string; migrations: string }): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 16, application_name: 'xunkao' });
  // A connection lost while idle must not end the process; the next query reports it.
  pool.on('error', () => undefined);
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migratePostgres(drizzlePostgres(client), { migrationsFolder: migrations });
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
  const db = drizzlePostgres(pool);
  const handleOf = (value: unknown): Handle => ({
    dialect: 'postgres',
    db: value as Handle['db'],
    tables: postgresTables as unknown as Tables,
  });
  return {
    dialect: 'postgres',
    read: handleOf(db),
    async transaction(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await db.transaction((tx) => work(handleOf(tx)));
        } catch (error) {
          if (attempt >= 5 || !RETRIED.has(sqlStateOf(error))) throw error;
        }
      }
    },
    async ping() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

/** The five-character SQLSTATE of a driver error, wherever drizzle put it; empty when there is none. */
function sqlStateOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}

/**
 * A Database inside a transaction that is already open: what is written is seen at once and kept or dropped with the
 * whole. For work that strings many use cases together and must be all or nothing. Nothing may run side by side in it.
 */
export function joinTransaction(tx: Handle): Database {
  return {
    dialect: tx.dialect,
    read: tx,
    transaction: (work) => work(tx),
    ping: async () => undefined,
    close: async () => undefined,
  };
}

// better-sqlite3 answers at once, yet its query builders can be awaited, which is all that a Handle promises.
function asAsync(db: unknown): Handle['db'] {
  return db as Handle['db'];
}

/**
 * Opens a database to look at, as it is: nothing is made, migrated or written. For what must work on a database that the
 * product itself would refuse to open.
 */
export function openToRead(place: { file: string } | { url: string }): {
  readonly read: Handle;
  readonly close: () => Promise<void>;
} {
  if ('file' in place) {
    const connection = new Sqlite(place.file, { fileMustExist: true });
    connection.pragma('busy_timeout = 10000');
    connection.pragma('query_only = ON');
    const read: Handle = { dialect: 'sqlite', db: asAsync(drizzleSqlite(connection)), tables: sqliteTables };
    return { read, close: async () => void connection.close() };
  }
  const pool = new pg.Pool({ connectionString: place.url, max: 2, application_name: 'xunkao doctor' });
  pool.on('error', () => undefined);
  const read: Handle = {
    dialect: 'postgres',
    db: drizzlePostgres(pool) as unknown as Handle['db'],
    tables: postgresTables as unknown as Tables,
  };
  return { read, close: () => pool.end() };
}
