import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';

/** One numbered migration as it stands in the source tree. */
export type Migration = {
  readonly tag: string;
  /** What the engine remembers of an applied one besides its hash. */
  readonly when: number;
  readonly hash: string;
  readonly statements: readonly string[];
};

/** The numbered migrations of a folder, in their order. The same place in the list has the same name on both engines. */
export function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql, folderMillis, hash }, i) => ({
    tag: journal.entries[i]?.tag ?? String(i),
    when: folderMillis,
    hash,
    statements: sql,
  }));
}

/** How far a database has come; `null` when its last migration is none of ours, so it belongs to a newer release. */
export function findLevel(migrations: readonly Migration[], lastWhen: number): { count: number; last: string } | null {
  const at = migrations.findIndex(({ when }) => when === lastWhen);
  const found = migrations[at];
  return found ? { count: at + 1, last: found.tag } : null;
}
