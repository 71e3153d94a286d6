import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** The folder of this run, inherited by its workers, and the cluster that vitest starts beside it. */
const FOLDER = 'XUNKAO_TEST_RUN';
const CLUSTER = 'XUNKAO_TEST_CLUSTER';

/** Begins a run. @returns what ends it. */
export function beginRun({ clusterUrl }: { clusterUrl: string | null }): { folder: string; end: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-run-'));
  process.env[FOLDER] = folder;
  if (clusterUrl !== null) process.env[CLUSTER] = clusterUrl;
  return { folder, end: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What is made once and copied by many: the first worker that asks makes it, the others wait. @returns its folder. */
export async function oncePerRun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = process.env[FOLDER];
  if (folder === undefined) throw new Error('no run has begun: see the global setup of vitest and of playwright');
  const [done, making, failed] = [name, `${name}-making`, `${name}-failed`].map((each) => path.join(folder, each));
  if (!tryMakeFolder(making!)) {
    const deadline = performance.now() + 150_000;
    while (!existsSync(done!)) {
      if (existsSync(failed!) || performance.now() > deadline) throw new Error(`${name} could not be made`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return done!;
  }
  try {
    const content = path.join(making!, 'content');
    mkdirSync(content);
    await make(content);
    renameSync(content, done!);
    return done!;
  } catch (error) {
    mkdirSync(failed!);
    throw error;
  }
}

function tryMakeFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

let made = 0;
const nextName = () => {
  made += 1;
  return `copy_${process.pid}_${made}`;
};

/** A database of the run's cluster, as a copy of another where one is named. @returns its URL. */
export async function copyDatabase(template: string | null, name = nextName()): Promise<string> {
  const url = new URL(process.env[CLUSTER] ?? 'postgres://none');
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${name}"${template === null ? '' : ` TEMPLATE "${template}"`}`);
  await admin.end();
  url.pathname = `/${name}`;
  return url.href;
}
