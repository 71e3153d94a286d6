import pg from 'pg';
import type { Migration } from './migrations.server.ts';
import type { Raw } from './raw.ts';
import type { ColumnKinds, RowLines } from './rows.ts';

/** What one fetch or one insert should carry, in characters. */
const CHARACTERS_PER_FETCH = 2_000_000;
const FIRST_FETCH = 50;
const MOST_PER_FETCH = 20_000;

export type PostgresConnection = {
  readonly raw: Raw;
  readonly close: () => Promise<void>;
};

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const numbered = (text: string) => {
  let n = 0;
  return text.replace(/\?/g, () => {
    n += 1;
    return `$${n}`;
  });
};

/** One connection, asked in plain SQL; nothing is migrated. */
export async function openPostgresConnection(url: string): Promise<PostgresConnection> {
  const client = new pg.Client({ connectionString: url, application_name: 'xunkao xk' });
  // A connection that is lost reports itself as an event too, which would end the process unheard.
  client.on('error', () => undefined);
  await client.connect();
  return {
    raw: {
      dialect: 'postgres',
      rows: async <Row>(text: string, values: readonly unknown[] = []) =>
        (await client.query(values.length > 0 ? numbered(text) : text, [...values])).rows as Row[],
    },
    close: () => client.end(),
  };
}

/** Fixes one moment: everything asked afterwards is as of it, however long it takes. Holds up no writer. */
export async function beginSnapshot({ rows }: Raw): Promise<void> {
  await rows('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await rows('SELECT 1 FROM pg_class LIMIT 1');
}

export async function listPostgresTables({ rows }: Raw): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace",
  );
  return tables.map(({ name }) => name).sort();
}

/** The types of a table's columns, in their order. */
export async function readColumnKinds({ rows }: Raw, table: string): Promise<ColumnKinds> {
  const columns = await rows<{ name: string; kind: string }>(
    `SELECT column_name AS name, data_type AS kind FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position`,
    [table],
  );
  return Object.fromEntries(columns.map(({ name, kind }) => [name, kind]));
}

/** When the last migration that this database knows was made; 0 when it has no schema. */
export async function readPostgresLevel({ rows }: Raw): Promise<number> {
  const [known] = await rows(
    "SELECT 1 FROM information_schema.tables WHERE table_schema = 'drizzle' AND table_name = '__drizzle_migrations'",
  );
  if (!known) return 0;
  const [row] = await rows<{ last: string | null }>('SELECT max(created_at) AS last FROM drizzle.__drizzle_migrations');
  return Number(row?.last ?? 0);
}

/**
 * Every row of a table through a cursor, as JSON objects. The server writes the JSON, and a fetch grows and shrinks
 * with the rows, so memory stays the same for a table of any size.
 */
export async function* streamPostgresTable({ rows }: Raw, table: string): AsyncGenerator<string[]> {
  await rows(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${quoted(table)} t`);
  try {
    for (let fetch = FIRST_FETCH; ; ) {
      const some = await rows<{ line: string }>(`FETCH ${fetch} FROM backup_rows`);
      if (some.length > 0) yield some.map(({ line }) => line);
      if (some.length < fetch) break;
      const characters = some.reduce((sum, { line }) => sum + line.length, 0);
      const fitting = Math.floor((CHARACTERS_PER_FETCH / Math.max(1, characters)) * some.length);
      fetch = Math.max(1, Math.min(MOST_PER_FETCH, fitting));
    }
  } finally {
    await rows('CLOSE backup_rows').catch(() => undefined);
  }
}

/** The schema as far as the first `count` migrations make it, in the transaction that is open. */
export async function createPostgresAt(
  { rows }: Raw,
  { migrations, count }: { migrations: readonly Migration[]; count: number },
): Promise<void> {
  await rows('CREATE SCHEMA IF NOT EXISTS drizzle');
  await rows(
    'CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)',
  );
  for (const { statements, hash, when } of migrations.slice(0, count)) {
    for (const statement of statements) await rows(statement);
    await rows('INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES (?, ?)', [hash, when]);
  }
}

/**
 * Lets rows come in any order and as they were: without foreign keys and without the tables' own triggers. What is
 * returned puts them back; the foreign keys are checked then.
 */
export async function suspendConstraints({ rows }: Raw): Promise<() => Promise<void>> {
  const keys = await rows<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
  );
  for (const { table, name } of keys) await rows(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  const tables = await listPostgresTables({ dialect: 'postgres', rows });
  for (const table of tables) await rows(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER USER`);
  return async () => {
    for (const table of tables) await rows(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER USER`);
    for (const { table, name, definition } of keys)
      await rows(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
  };
}

/** Writes rows given as JSON objects; the server turns them into the columns' types. */
export async function loadIntoPostgres(
  { rows: ask }: Raw,
  { table, lines }: { table: string; lines: RowLines },
): Promise<number> {
  const into = quoted(table);
  let rows = 0;
  let waiting: string[] = [];
  let characters = 0;
  const insert = async () => {
    if (waiting.length === 0) return;
    await ask(`INSERT INTO ${into} SELECT * FROM json_populate_recordset(null::${into}, ?::json)`, [
      `[${waiting.join(',')}]`,
    ]);
    rows += waiting.length;
    waiting = [];
    characters = 0;
  };
  for await (const some of lines) {
    for (const line of some) {
      waiting.push(line);
      characters += line.length;
      if (characters >= CHARACTERS_PER_FETCH) await insert();
    }
  }
  await insert();
  return rows;
}
