import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/open.server.ts';

/** Runs a statement as someone would who holds the database's file or its owner's password. */
export async function runRaw(database: Database, statement: SQL): Promise<void> {
  await database.transaction(async ({ db, dialect }) => {
    if (dialect === 'sqlite') await (db as unknown as { run: (query: SQL) => unknown }).run(statement);
    else await (db as unknown as { execute: (query: SQL) => Promise<unknown> }).execute(statement);
  });
}

const GUARDS = ['refuses_update', 'refuses_delete', 'refuses_change', 'body_fixed'];

/** Removes what keeps an append-only table's rows as they are, which only the owner of the database can. */
export async function dropGuard(database: Database, table: string): Promise<void> {
  const place = database.dialect === 'sqlite' ? '' : ` ON ${table}`;
  for (const guard of GUARDS) await runRaw(database, sql.raw(`DROP TRIGGER IF EXISTS ${table}_${guard}${place}`));
}
