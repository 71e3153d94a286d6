import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPostgres, openSqlite } from '#db/open.server.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresUrl: string;
    readonly templates: string;
  }
}

/** One PostgreSQL for the run, and on each engine a migrated, empty database that tests copy. */
export async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-test-'));
  const cluster = await startPostgres({ durable: false });
  const migrationsOf = (engine: string) => path.join(import.meta.dirname, '../../db', engine, 'migrations');
  const sqlite = await openSqlite({ file: path.join(folder, 'template.sqlite'), migrations: migrationsOf('sqlite') });
  await sqlite.close();
  const postgres = await openPostgres({
    url: await cluster.createDatabase({ name: 'template_xunkao' }),
    migrations: migrationsOf('postgres'),
  });
  await postgres.close();
  project.provide('postgresUrl', cluster.urlOf('postgres'));
  project.provide('templates', folder);
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
