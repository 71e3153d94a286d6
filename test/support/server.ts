import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { copyDatabase, oncePerRun } from './once-per-run.ts';
import { freePort } from './postgres.ts';

export type RunningServer = {
  readonly url: string;
  readonly dataDir: string;
  /** What the process has said so far. */
  readonly output: () => string;
  /** As a power cut would: SIGKILL, nothing finished. */
  readonly kill: () => Promise<void>;
  /** As an operator would: SIGTERM, everything finished. Resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  /** Starts again on the same data and port. */
  readonly restart: () => Promise<void>;
  /** Removes the data as well. */
  readonly remove: () => Promise<void>;
};

const ROOT = path.join(import.meta.dirname, '../..');

/** Starts the built product as `npm start` does, on a port and in a folder of its own. */
export const startServer = (env: Record<string, string> = {}): Promise<RunningServer> =>
  launchServer({ command: ['scripts/start.mjs'], env });

export type Engine = 'sqlite' | 'postgres';

/**
 * The same on a copy of the demo organisation, which whoever asks first makes for the whole run: for tests that are not
 * about how it comes there. On PostgreSQL within the run's cluster, which vitest alone has.
 */
export async function startDemoServer({
  engine = 'sqlite',
  env = {},
}: {
  engine?: Engine;
  env?: Record<string, string>;
} = {}): Promise<RunningServer & { readonly databaseUrl: string | null }> {
  const template = await oncePerRun(`demo-${engine}`, (dataDir) => makeDemo(engine, dataDir));
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xunkao-server-'));
  cpSync(template, dataDir, { recursive: true });
  const databaseUrl = engine === 'postgres' ? await copyDatabase(DEMO_DATABASE) : null;
  const server = await startServer({
    ...env,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    DATA_DIR: dataDir,
  });
  return { ...server, databaseUrl };
}

const DEMO_DATABASE = 'template_demo';

async function makeDemo(engine: Engine, dataDir: string): Promise<void> {
  const databaseUrl = engine === 'postgres' ? await copyDatabase(null, DEMO_DATABASE) : null;
  const server = await startServer({
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    DATA_DIR: dataDir,
  });
  await server.stop();
}

/** Starts the server under Vite as `npm run dev` does, with a content folder that the test may write to. */
export const startDevelopmentServer = (contentFolder: string): Promise<RunningServer> =>
  launchServer({ command: ['scripts/dev.mjs', '--content', contentFolder], env: {} });

async function launchServer({
  command,
  env,
}: {
  command: readonly string[];
  env: Record<string, string>;
}): Promise<RunningServer> {
  const dataDir = env.DATA_DIR ?? mkdtempSync(path.join(os.tmpdir(), 'xunkao-server-'));
  const port = await freePort();
  let output = '';
  let child = await launch();

  function launch() {
    return new Promise<ChildProcessByStdio<null, null, Readable>>((resolve, reject) => {
      const started = spawn(process.execPath, command, {
        cwd: ROOT,
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          LOG_LEVEL: 'warn',
          DEMO: '1',
          ...env,
          PORT: String(port),
          DATA_DIR: dataDir,
        } as Record<string, string> as NodeJS.ProcessEnv,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      started.stderr.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
        if (output.includes('ready at ')) resolve(started);
      });
      started.once('exit', (code) =>
        reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)),
      );
    });
  }

  const end = (signal: NodeJS.Signals) =>
    new Promise<number | null>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
    });

  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    output: () => output,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    async restart() {
      await end('SIGKILL');
      output = '';
      child = await launch();
    },
    async remove() {
      await end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
