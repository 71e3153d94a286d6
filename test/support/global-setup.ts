import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPostgres, openSqlite } from '#db/open.server.ts';
import { beginRun } from './once-per-run.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresUrl: string;
    readonly templates: string;
  }
}

/** One PostgreSQL for the run, and on each engine a migrated, empty database that tests copy. */
export async function setup(project: TestProject) {
  const cluster = await startPostgres({ durable: false });
  const { folder, end } = beginRun({ clusterUrl: cluster.urlOf('postgres') });
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
    end();
  };
}
