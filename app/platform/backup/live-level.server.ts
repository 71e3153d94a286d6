import { existsSync } from 'node:fs';
import path from 'node:path';
import { migrationsFolderOf } from '#app/platform/migrations-folder.server.ts';
import { readMigrations } from '#db/backup/migrations.server.ts';
import { openPostgresConnection, readPostgresLevel } from '#db/backup/postgres.server.ts';
import { openSqliteFile, readSqliteLevel } from '#db/backup/sqlite.server.ts';
import { type DataPlace, SQLITE_FILE } from './make-backup.server.ts';

/** How far an installation's database has come. `newer`: its last migration is none of this release. */
export type LiveLevel = {
  readonly current: boolean;
  readonly newer: boolean;
  readonly applied: number;
  readonly known: number;
};

/** Looks without opening the product: nothing is made or migrated. Null when there is no database or it has no schema. */
export async function readLiveLevel({ dataDir, databaseUrl }: DataPlace): Promise<LiveLevel | null> {
  const migrations = readMigrations(migrationsFolderOf(databaseUrl === null ? 'sqlite' : 'postgres'));
  const last = databaseUrl === null ? readFile(path.join(dataDir, SQLITE_FILE)) : await readDatabase(databaseUrl);
  if (last === 0) return null;
  const applied = migrations.findIndex(({ when }) => when === last) + 1;
  return { current: applied === migrations.length, newer: applied === 0, applied, known: migrations.length };
}

function readFile(file: string): number {
  if (!existsSync(file)) return 0;
  const { connection, close } = openSqliteFile(file);
  try {
    return readSqliteLevel(connection);
  } finally {
    close();
  }
}

async function readDatabase(url: string): Promise<number> {
  const { raw, close } = await openPostgresConnection(url);
  try {
    return await readPostgresLevel(raw);
  } finally {
    await close();
  }
}
