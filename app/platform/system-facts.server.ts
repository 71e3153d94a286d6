import { readFile, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from '#app/usecases/context.ts';
import { applicationEnv } from './context.server.ts';
import { checkHealth } from './health.server.ts';
import { jobRuns } from './jobs/repeat.server.ts';
import { PROJECT_ROOT } from './project-root.server.ts';

/** What the machine and this process tell of themselves. */
export type SystemFacts = {
  readonly version: string;
  readonly node: string;
  /** When this process started, in UTC milliseconds. */
  readonly startedAt: number;
  /** How many migrations this version brings. */
  readonly migrations: number;
  readonly disk: { readonly free: number; readonly total: number } | null;
  readonly health: readonly { readonly name: string; readonly ok: boolean }[];
  readonly jobs: readonly {
    readonly name: string;
    readonly everyMs: number;
    readonly doneAt: number | null;
    readonly failedAt: number | null;
  }[];
};

export async function readSystemFacts(context: Context): Promise<SystemFacts> {
  const env = await applicationEnv();
  const readJson = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(PROJECT_ROOT, file), 'utf8'));
  const { version } = (await readJson('package.json')) as { version: string };
  const journal = (await readJson(`db/${context.database.dialect}/migrations/meta/_journal.json`)) as {
    entries: readonly unknown[];
  };
  const disk = await statfs(env.DATA_DIR).catch(() => null);
  const health = await checkHealth({ context, env });
  return {
    version,
    node: process.versions.node,
    startedAt: Math.round(Date.now() - process.uptime() * 1_000),
    migrations: journal.entries.length,
    disk: disk && { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize },
    health: health.map(({ name, ok }) => ({ name, ok })),
    jobs: [...jobRuns().values()].map((job) => ({ ...job })),
  };
}

/** The checks that are not in order, by name: what an operator should look at. */
export async function listFailingChecks(context: Context): Promise<string[]> {
  const health = await checkHealth({ context, env: await applicationEnv() });
  return health.filter(({ ok }) => !ok).map(({ name }) => name);
}
