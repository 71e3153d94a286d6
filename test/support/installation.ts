import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openContext } from '#app/platform/context.server.ts';
import { readEnv } from '#app/platform/env.server.ts';
import { type Dialect, openPostgres, openSqlite } from '#db/open.server.ts';
import { listReleases, unpackPostgres, unpackSqlite } from './previous-release.ts';

/** A data folder, and on PostgreSQL a database with it; both gone after `remove`. */
export type Installation = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly file: string;
  readonly remove: () => Promise<void>;
};

const migrationsOf = (engine: string) => path.join(import.meta.dirname, '../../db', engine, 'migrations');
let made = 0;

/** A place with nothing in it. */
export async function makeEmptyPlace(engine: Dialect): Promise<Installation> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'xunkao-place-'));
  const dataDir = path.join(root, 'data');
  const removeFolder = () => rmSync(root, { recursive: true, force: true });
  const place = { dataDir, file: path.join(dataDir, 'xunkao.sqlite') };
  if (engine === 'sqlite') return { ...place, databaseUrl: null, remove: async () => removeFolder() };
  made += 1;
  const name = `place_${process.pid}_${made}`;
  await asAdmin((admin) => admin.query(`CREATE DATABASE "${name}"`));
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    ...place,
    databaseUrl: url.href,
    async remove() {
      removeFolder();
      await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    },
  };
}

async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await work(admin);
  await admin.end();
}

/** The kept database of the first release, as it left it: two years of a small organisation, with its keys. */
export async function makeOldInstallation(engine: Dialect): Promise<Installation> {
  const place = await makeEmptyPlace(engine);
  const [release] = listReleases();
  if (place.databaseUrl === null) unpackSqlite(release!, place.dataDir);
  else await unpackPostgres(release!, { url: place.databaseUrl, dataDir: place.dataDir });
  return place;
}

/** The same, brought up to this release. */
export async function makeInstallation(engine: Dialect): Promise<Installation> {
  const place = await makeOldInstallation(engine);
  const database =
    place.databaseUrl === null
      ? await openSqlite({ file: place.file, migrations: migrationsOf('sqlite') })
      : await openPostgres({ url: place.databaseUrl, migrations: migrationsOf('postgres') });
  await database.close();
  return place;
}

export const envOf = ({ dataDir, databaseUrl }: Installation) =>
  readEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) });

/** The real context of an installation. */
export const openInstallation = (place: Installation) => openContext(envOf(place));
