import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/open.server.ts';

/** Runs a statement as someone would who holds the database's file or its owner's password. */
export async function runRaw(database: Database, statement: SQL): Promise<void> {
  await database.transaction(async ({ db, dialect }) => {
    if (dialect === 'sqlite') await (db as unknown as { run: (query: SQL) => unknown }).run(statement);
    else await (db as unknown as { execute: (query: SQL) => Promise<unknown> }).execute(statement);
  });
}

/** Removes what keeps an append-only table's rows as they are, which only the owner of the database can. */
export async function dropGuard(database: Database, table: string): Promise<void> {
  if (database.dialect === 'sqlite') {
    await runRaw(database, sql.raw(`DROP TRIGGER ${table}_refuses_update`));
    await runRaw(database, sql.raw(`DROP TRIGGER ${table}_refuses_delete`));
  } else {
    await runRaw(database, sql.raw(`DROP TRIGGER ${table}_refuses_change ON ${table}`));
  }
}
