import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openContext } from '#app/platform/context.server.ts';
import { readEnv } from '#app/platform/env.server.ts';
import { type Dialect, openPostgres, openSqlite } from '#db/open.server.ts';
import { copyDatabase, oncePerRun } from './once-per-run.ts';
import { listReleases, unpackPostgres, unpackSqlite } from './previous-release.ts';

/** A data folder, and on PostgreSQL a database with it; both gone after `remove`. */
export type Installation = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly file: string;
  readonly remove: () => Promise<void>;
};

const migrationsOf = (engine: string) => path.join(import.meta.dirname, '../../db', engine, 'migrations');
const fileOf = ({ dataDir }: { dataDir: string }) => path.join(dataDir, 'xunkao.sqlite');

/** A place with nothing in it; on PostgreSQL, where one is named, with a copy of that database. */
export async function makeEmptyPlace(engine: Dialect, template: string | null = null): Promise<Installation> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'xunkao-place-'));
  const dataDir = path.join(root, 'data');
  const removeFolder = () => rmSync(root, { recursive: true, force: true });
  const place = { dataDir, file: fileOf({ dataDir }) };
  if (engine === 'sqlite') return { ...place, databaseUrl: null, remove: async () => removeFolder() };
  const databaseUrl = await copyDatabase(template);
  return {
    ...place,
    databaseUrl,
    async remove() {
      removeFolder();
      const admin = new pg.Client({ connectionString: inject('postgresUrl') });
      await admin.connect();
      await admin.query(`DROP DATABASE IF EXISTS "${new URL(databaseUrl).pathname.slice(1)}" WITH (FORCE)`);
      await admin.end();
    },
  };
}

/** The kept database of the first release, as it left it: two years of a small organisation, with its keys. */
export const makeOldInstallation = (engine: Dialect) => copyOf(engine, 'kept', unpackRelease);

/** The same, brought up to this release. */
export const makeInstallation = (engine: Dialect) =>
  copyOf(engine, 'current', async (place) => {
    await unpackRelease(place);
    const database =
      place.databaseUrl === null
        ? await openSqlite({ file: fileOf(place), migrations: migrationsOf('sqlite') })
        : await openPostgres({ url: place.databaseUrl, migrations: migrationsOf('postgres') });
    await database.close();
  });

type Filling = Pick<Installation, 'dataDir' | 'databaseUrl'>;

async function unpackRelease({ dataDir, databaseUrl }: Filling): Promise<void> {
  const [release] = listReleases();
  if (databaseUrl === null) unpackSqlite(release!, dataDir);
  else await unpackPostgres(release!, { url: databaseUrl, dataDir });
}

/** A copy of what one worker fills for the whole run. */
async function copyOf(engine: Dialect, state: string, fill: (place: Filling) => Promise<void>): Promise<Installation> {
  const template = `template_release_${state}`;
  const filled = await oncePerRun(`release-${state}-${engine}`, async (dataDir) =>
    fill({ dataDir, databaseUrl: engine === 'sqlite' ? null : await copyDatabase(null, template) }),
  );
  const place = await makeEmptyPlace(engine, engine === 'sqlite' ? null : template);
  cpSync(filled, place.dataDir, { recursive: true });
  return place;
}

export const envOf = ({ dataDir, databaseUrl }: Installation) =>
  readEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) });

/** The real context of an installation. */
export const openInstallation = (place: Installation) => openContext(envOf(place));
