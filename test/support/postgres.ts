import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** A PostgreSQL of our own in a temporary folder. */
export type PostgresCluster = {
  /** Connection URL of a database of this cluster. */
  readonly urlOf: (database: string) => string;
  readonly createDatabase: (input: { name: string; template?: string }) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Debian keeps the server's programs off PATH, in a folder per version; the newest is taken. */
function findBinaries(): string | null {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    if (existsSync(path.join(folder, 'initdb'))) return folder;
  }
  const debian = '/usr/lib/postgresql';
  if (!existsSync(debian)) return null;
  const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
  return (
    versions.map((version) => path.join(debian, version, 'bin')).find((bin) => existsSync(path.join(bin, 'initdb'))) ??
    null
  );
}

/**
 * Starts a cluster. PostgreSQL refuses to run as root, so root runs it as the `postgres` user that its package makes.
 * @param durable false: the disk is not waited for, which only a failing machine would show, never a killed process.
 * @throws when no server programs are on this machine: a test that needs the engine must fail then, not pass by.
 */
export async function startPostgres({ durable }: { durable: boolean }): Promise<PostgresCluster> {
  const bin = findBinaries();
  if (!bin)
    throw new Error('no PostgreSQL server programs found: install the package "postgresql" (any version from 13 on)');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-pg-'));
  const identity = process.getuid?.() === 0 ? postgresUser() : undefined;
  if (identity) chownSync(folder, identity.uid, identity.gid);
  chmodSync(folder, 0o700);
  const data = path.join(folder, 'data');
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'xunkao', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    {
      ...identity,
      cwd: folder,
      stdio: 'pipe',
    },
  );
  const port = await freePort();
  const urlOf = (database: string) => `postgres://xunkao@127.0.0.1:${port}/${database}`;

  let child: ChildProcess;
  const start = async () => {
    child = spawn(
      path.join(bin, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        `unix_socket_directories=${folder}`,
        '-c',
        'max_connections=200',
        ...(durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
      ],
      { ...identity, cwd: folder, stdio: 'ignore' },
    );
    await untilReady(urlOf('postgres'), child);
  };
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  await start();

  return {
    urlOf,
    async createDatabase({ name, template }) {
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ''}`);
      await client.end();
      return urlOf(name);
    },
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresUser(): { uid: number; gid: number } {
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode} while starting`);
    const client = new pg.Client({ connectionString: url });
    // A refused connection also reports itself as an event, which would end the process unheard.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** A TCP port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
