import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, inject } from 'vitest';
import { type Database, type Dialect, openPostgres, openSqlite } from '#db/open.server.ts';

const migrationsOf = (engine: string) => path.join(import.meta.dirname, '../../db', engine, 'migrations');
const ENGINES: readonly Dialect[] = ['sqlite', 'postgres'];
let made = 0;

/** What a test gets to make databases with; each is empty, migrated, its own, and gone after the test. */
export type Fresh = () => Promise<Database>;

/** Runs the same suite on SQLite and on a real PostgreSQL. */
export function describeOnBothEngines(title: string, suite: (fresh: Fresh, engine: Dialect) => void) {
  describe.each(ENGINES)(`${title} (%s)`, (engine) => {
    const cleanups: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const clean of cleanups.splice(0).reverse()) await clean();
    });
    suite(async () => {
      const { database, clean } = engine === 'sqlite' ? await freshSqlite() : await freshPostgres();
      cleanups.push(clean);
      return database;
    }, engine);
  });
}

async function freshSqlite() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-db-'));
  const file = path.join(folder, 'test.sqlite');
  copyFileSync(path.join(inject('templates'), 'template.sqlite'), file);
  const database = await openSqlite({ file, migrations: migrationsOf('sqlite') });
  return {
    database,
    async clean() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freshPostgres() {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await admin.query(`CREATE DATABASE "${name}" TEMPLATE template_xunkao`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const database = await openPostgres({ url: url.href, migrations: migrationsOf('postgres') });
  return {
    database,
    async clean() {
      await database.close();
      await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      await admin.end();
    },
  };
}
