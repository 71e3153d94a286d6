import { createHash } from 'node:crypto';
import { chmodSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { TableFacts } from '#app/domain/operation/backup-manifest.ts';
import type { Migration } from './migrations.server.ts';
import type { Raw } from './raw.ts';
import type { ColumnKinds, RowLines } from './rows.ts';

/** Pages per step of a copy: 16 MB, after which progress is told. */
const PAGES_PER_STEP = 4096;
const ROWS_PER_HASHING = 200;

export type SqliteFile = {
  readonly raw: Raw;
  readonly connection: Sqlite.Database;
  readonly close: () => void;
};

/** Opens an existing file as it is: no migration, no change of its journal. @throws when there is none. */
export function openSqliteFile(file: string, { writable = false }: { writable?: boolean } = {}): SqliteFile {
  const connection = new Sqlite(file, { fileMustExist: true });
  connection.pragma('busy_timeout = 10000');
  if (!writable) connection.pragma('query_only = ON');
  const raw: Raw = {
    dialect: 'sqlite',
    rows: async <Row>(text: string, values: readonly unknown[] = []) =>
      connection.prepare(text).all(...values) as Row[],
  };
  return { raw, connection, close: () => connection.close() };
}

/**
 * Copies a database that is being written to, as of one moment. A read transaction stays open on the copying
 * connection: with WAL it holds up no writer, and without it every commit of another process would begin the copy
 * anew, which under an exam never ends. The copy needs no file beside it.
 * @param now asked once, when the moment is fixed.
 * @throws Error when the copy is not a sound database.
 */
export async function copySqlite({
  file,
  to,
  now,
  onProgress,
}: {
  file: string;
  to: string;
  now: () => number;
  onProgress: (share: number) => void;
}): Promise<{ at: number }> {
  const { connection, close } = openSqliteFile(file);
  let at: number;
  try {
    connection.exec('BEGIN');
    connection.prepare('SELECT count(*) FROM sqlite_master').get();
    at = now();
    await connection.backup(to, {
      progress({ totalPages, remainingPages }) {
        if (totalPages > 0) onProgress(1 - remainingPages / totalPages);
        return PAGES_PER_STEP;
      },
    });
  } finally {
    close();
  }
  chmodSync(to, 0o600);
  const copy = new Sqlite(to);
  try {
    copy.pragma('journal_mode = DELETE');
    const faults = findIntegrityFaults(copy);
    if (faults.length > 0) throw new Error(`the copy is not a sound database: ${faults.join('; ')}`);
  } finally {
    copy.close();
  }
  return { at };
}

/** What SQLite's own full check complains of; empty when nothing. */
export function findIntegrityFaults(connection: Sqlite.Database): string[] {
  const rows = connection.pragma('integrity_check(10)') as { integrity_check: string }[];
  const faults = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const foreign = connection.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  return [
    ...faults,
    ...foreign
      .slice(0, 10)
      .map(({ table, rowid, parent }) => `row ${rowid} of ${table} refers to nothing in ${parent}`),
  ];
}

export function listSqliteTables(connection: Sqlite.Database): string[] {
  const rows = connection
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name")
    .all() as { name: string }[];
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_') && !name.startsWith('__'));
}

/** When the last migration that this database knows was made; 0 when it has no schema. */
export function readSqliteLevel(connection: Sqlite.Database): number {
  const [known] = connection.prepare("SELECT name FROM sqlite_master WHERE name = '__drizzle_migrations'").all();
  if (!known) return 0;
  const row = connection.prepare('SELECT max(created_at) AS last FROM __drizzle_migrations').get() as { last: number };
  return Number(row.last ?? 0);
}

/** Counts and hashes every row of every table, in the order of the file, in constant memory. */
export function hashSqliteTables(connection: Sqlite.Database, onTable: (name: string) => void): TableFacts[] {
  return listSqliteTables(connection).map((name) => {
    onTable(name);
    const hash = createHash('sha256');
    let rows = 0;
    let some: unknown[] = [];
    for (const row of connection.prepare(`SELECT * FROM "${name}" ORDER BY rowid`).raw().iterate()) {
      rows += 1;
      if (some.push((row as unknown[]).map(forHashing)) < ROWS_PER_HASHING) continue;
      hash.update(JSON.stringify(some));
      some = [];
    }
    hash.update(JSON.stringify(some));
    return { name, rows, sha256: hash.digest('hex') };
  });
}

const forHashing = (value: unknown) => (Buffer.isBuffer(value) ? value.toString('base64') : value);

/** A new file with the schema as far as the first `count` migrations make it. */
export function createSqliteAt({
  file,
  migrations,
  count,
}: {
  file: string;
  migrations: readonly Migration[];
  count: number;
}): Sqlite.Database {
  const connection = new Sqlite(file);
  connection.pragma('foreign_keys = OFF');
  connection.exec('CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)');
  const known = connection.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
  connection.exec('BEGIN');
  for (const { statements, hash, when } of migrations.slice(0, count)) {
    for (const statement of statements) connection.exec(statement);
    known.run(hash, when);
  }
  connection.exec('COMMIT');
  return connection;
}

/** Writes rows that another engine gave out. Types are told by where they come from: SQLite knows neither booleans nor JSON. */
export async function loadIntoSqlite(
  connection: Sqlite.Database,
  { table, kinds, lines }: { table: string; kinds: ColumnKinds; lines: RowLines },
): Promise<number> {
  const columns = Object.keys(kinds);
  const insert = connection.prepare(
    `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  let rows = 0;
  for await (const some of lines) {
    connection.exec('BEGIN');
    for (const line of some) {
      const row = JSON.parse(line) as Record<string, unknown>;
      insert.run(...columns.map((name) => toSqlite(row[name], kinds[name])));
      rows += 1;
    }
    connection.exec('COMMIT');
  }
  return rows;
}

function toSqlite(value: unknown, kind: string | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return value ? 1 : 0;
  if (kind === 'bytea') return Buffer.from(String(value).replace(/^\\x/, ''), 'hex');
  return kind === 'jsonb' || kind === 'json' ? JSON.stringify(value) : value;
}

/** Rows of a table as PostgreSQL takes them. @param kinds the columns' types over there. */
export function* readSqliteLines(
  connection: Sqlite.Database,
  { table, kinds }: { table: string; kinds: ColumnKinds },
): Generator<string[]> {
  let some: string[] = [];
  for (const row of connection.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).iterate()) {
    const entries = Object.entries(row as Record<string, unknown>);
    some.push(
      JSON.stringify(Object.fromEntries(entries.map(([name, value]) => [name, fromSqlite(value, kinds[name])]))),
    );
    if (some.length < ROWS_PER_HASHING) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function fromSqlite(value: unknown, kind: string | undefined): unknown {
  if (value === null) return null;
  if (kind === 'boolean') return value === 1;
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return kind === 'jsonb' || kind === 'json' ? JSON.parse(String(value)) : value;
}
