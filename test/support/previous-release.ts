import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, constants } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { Dialect } from '#db/open.server.ts';

const FOLDER = path.join(import.meta.dirname, '../golden/previous-release');
const MIGRATIONS = path.join(import.meta.dirname, '../../db/postgres/migrations');
/** How many of the numbered migrations each kept release had. */
const RELEASES = [{ version: '0.1.0', migrations: 2 }];

type Row = Record<string, unknown>;
export type Release = (typeof RELEASES)[number];

/** The releases whose databases are kept; a folder without an entry here fails its test. */
export const listReleases = (): readonly Release[] => {
  const kept = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return kept.map(({ name }) => {
    const release = RELEASES.find(({ version }) => version === name);
    if (!release) throw new Error(`say in test/support/previous-release.ts how many migrations ${name} had`);
    return release;
  });
};

function readLines({ version }: Release, engine: Dialect): [string, unknown][] {
  const packed = readFileSync(path.join(FOLDER, version, engine, 'rows.jsonl.br'));
  const text = brotliDecompressSync(packed, { params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } });
  return text
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as [string, unknown]);
}

/** Puts the keys and kept anchors of a release into a data folder. */
function unpackKeys(release: Release, engine: Dialect, dataDir: string): void {
  cpSync(path.join(FOLDER, release.version, engine), path.join(dataDir, 'keys'), {
    recursive: true,
    filter: (file) => !file.endsWith('.br'),
  });
}

/** Makes a data folder as that release left it, SQLite file included. */
export function unpackSqlite(release: Release, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  unpackKeys(release, 'sqlite', dataDir);
  const file = path.join(dataDir, 'xunkao.sqlite');
  const database = new Sqlite(file);
  database.pragma('foreign_keys = OFF');
  database.pragma('journal_mode = WAL');
  database.exec('BEGIN');
  const later: string[] = [];
  for (const [table, value] of readLines(release, 'sqlite')) {
    if (table === '') {
      // Triggers come after the rows: they would do again what is in them already.
      if (/^CREATE TRIGGER/.test(value as string)) later.push(value as string);
      else database.exec(value as string);
      continue;
    }
    const row = value as Row;
    const names = Object.keys(row);
    database
      .prepare(
        `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(row));
  }
  for (const statement of later) database.exec(statement);
  database.exec(`INSERT INTO search_index(search_index) VALUES ('rebuild')`);
  database.exec('COMMIT');
  database.close();
  return file;
}

/** Fills an empty PostgreSQL database as that release left it, and the keys of a data folder. */
export async function unpackPostgres(release: Release, { url, dataDir }: { url: string; dataDir: string }) {
  mkdirSync(dataDir, { recursive: true });
  unpackKeys(release, 'postgres', dataDir);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(
    'CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)',
  );
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'));
  for (const file of files.sort().slice(0, release.migrations))
    await client.query(readFileSync(path.join(MIGRATIONS, file), 'utf8'));
  const rows = new Map<string, unknown[]>();
  for (const [table, row] of readLines(release, 'postgres')) {
    const known = rows.get(table);
    if (known) known.push(row);
    else rows.set(table, [row]);
  }
  const constraints = await dropForeignKeys(client);
  for (const [table, lines] of rows)
    await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(null::${table}, $1::json)`, [
      JSON.stringify(lines),
    ]);
  await client.query(
    "SELECT setval('drizzle.__drizzle_migrations_id_seq', (SELECT max(id) FROM drizzle.__drizzle_migrations))",
  );
  for (const restore of constraints) await client.query(restore);
  await client.query('COMMIT');
  await client.end();
}

/** Drops the foreign keys, so that rows come in any order, and says how they are made again. */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f'`,
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  return rows.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${definition}`);
}
