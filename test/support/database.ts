import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest';
import { type Database, type Dialect, openPostgres, openSqlite } from '#db/open.server.ts';

const migrationsOf = (engine: string) => path.join(import.meta.dirname, '../../db', engine, 'migrations');
const ENGINES: readonly Dialect[] = ['sqlite', 'postgres'];
let made = 0;

/** What a test gets to make databases with; each is empty, migrated, its own, and gone after the test. */
export type Fresh = () => Promise<Database>;

type Suite = (fresh: Fresh, engine: Dialect) => void;

/** Runs the same suite on SQLite and on a real PostgreSQL. */
export const describeOnBothEngines = (title: string, suite: Suite) => describeEach({ title, suite, fill: null });

/**
 * The same for suites whose every database begins with the same things in it.
 * @param fill is called once for each engine; what a test gets is a copy.
 */
export const onBothEnginesHolding = (fill: (database: Database) => Promise<unknown>) => (title: string, suite: Suite) =>
  describeEach({ title, suite, fill });

function describeEach({
  title,
  suite,
  fill,
}: {
  title: string;
  suite: Suite;
  fill: ((database: Database) => Promise<unknown>) | null;
}) {
  describe.each(ENGINES)(`${title} (%s)`, (engine) => {
    const make = engine === 'sqlite' ? freshSqlite : freshPostgres;
    const cleanups: (() => Promise<void>)[] = [];
    let filled: Copy | null = null;
    if (fill) {
      beforeAll(async () => {
        filled = await make(null);
        await fill(filled.database);
        await filled.database.close();
      });
      afterAll(() => filled?.remove());
    }
    afterEach(async () => {
      for (const clean of cleanups.splice(0).reverse()) await clean();
    });
    suite(async () => {
      const copy = await make(filled?.name ?? null);
      cleanups.push(async () => {
        await copy.database.close();
        await copy.remove();
      });
      return copy.database;
    }, engine);
  });
}

/** A database made as a copy; `name` is what another copy is made from, once nobody has it open. */
type Copy = { readonly database: Database; readonly name: string; readonly remove: () => Promise<void> };

async function freshSqlite(from: string | null): Promise<Copy> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-db-'));
  const file = path.join(folder, 'test.sqlite');
  copyFileSync(from ?? path.join(inject('templates'), 'template.sqlite'), file);
  return {
    database: await openSqlite({ file, migrations: migrationsOf('sqlite') }),
    name: file,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function freshPostgres(from: string | null): Promise<Copy> {
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await asAdmin(`CREATE DATABASE "${name}" TEMPLATE "${from ?? 'template_xunkao'}"`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    database: await openPostgres({ url: url.href, migrations: migrationsOf('postgres') }),
    name,
    remove: () => asAdmin(`DROP DATABASE "${name}" WITH (FORCE)`),
  };
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}
