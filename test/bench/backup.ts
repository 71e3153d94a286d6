import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Database, openPostgres, openSqlite } from '#db/open.server.ts';
import { startPostgres } from '../support/postgres.ts';
import type { Measurement } from './run.ts';

const ENTRIES = 600_000;
const ROOT = path.join(import.meta.dirname, '../..');
/** Prints the process's own peak when it ends. */
const PEAK = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS+'\\n'))`;

/** A backup of a large database: on SQLite against a bare copy of the file, on PostgreSQL against a bare loop over a cursor. */
export async function measureBackup(): Promise<Measurement[]> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'xunkao-bench-'));
  const cluster = await startPostgres({ durable: true });
  try {
    const dataDir = path.join(scratch, 'data');
    execFileSync('mkdir', ['-p', dataDir]);
    const file = path.join(dataDir, 'xunkao.sqlite');
    const sqlite = await openSqlite({ file, migrations: path.join(ROOT, 'db/sqlite/migrations') });
    await fill(sqlite);
    await sqlite.close();
    const bare = await timed(async () => copyAndFlush(file, path.join(scratch, 'copy.sqlite')));
    const own = await timed(async () => backUp({ DATA_DIR: dataDir }, path.join(scratch, 'one')));

    const url = await cluster.createDatabase({ name: 'bench' });
    const postgres = await openPostgres({ url, migrations: path.join(ROOT, 'db/postgres/migrations') });
    await fill(postgres);
    await postgres.close();
    const loop = await timed(() => loopOver(url, path.join(scratch, 'loop.jsonl')));
    const streamed = await timed(async () =>
      backUp({ DATA_DIR: path.join(scratch, 'empty'), DATABASE_URL: url }, path.join(scratch, 'two')),
    );
    const size = `${Math.round(statSync(file).size / 1e6)} MB`;
    return [
      row(`backup of a SQLite database of ${size}`, own, bare, 'copy of the file'),
      row(`backup of PostgreSQL with ${ENTRIES} entries of the log`, streamed, loop, 'cursor to a file'),
    ];
  } finally {
    await cluster.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function row(what: string, own: Timed<number>, bare: Timed<unknown>, baseline: string): Measurement {
  return {
    what,
    ours: `${own.seconds.toFixed(1)} s, peak ${Math.round(own.value / 1024)} MB`,
    baseline: `${bare.seconds.toFixed(1)} s (${baseline})`,
    ratio: (own.seconds / bare.seconds).toFixed(2),
  };
}

async function fill({ transaction }: Database): Promise<void> {
  for (let start = 0; start < ENTRIES; start += 20_000) {
    await transaction(async ({ db, tables }) => {
      for (let at = start; at < start + 20_000; at += 500) {
        await db.insert(tables.auditEntry).values(
          Array.from({ length: 500 }, (_, i) => ({
            stream: 'people',
            n: at + i + 1,
            at: at + i,
            actorKind: 'person',
            actorId: `per_${at % 5000}`,
            address: '192.0.2.1',
            action: 'account.sign-in',
            subjectKind: 'account',
            subjectId: `per_${at % 5000}`,
            outcome: 'done',
            detail: { name: '示范人员', number: at + i },
            prevHash: 'a'.repeat(64),
            hash: String(at + i).padStart(64, '0'),
          })),
        );
      }
    });
  }
}

function copyAndFlush(from: string, to: string): void {
  copyFileSync(from, to);
  const handle = openSync(to, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

/** @returns peak resident memory in kilobytes. */
function backUp(env: Record<string, string>, target: string): number {
  const command = ['--import', PEAK, 'scripts/xk.mjs', 'backup', target];
  const stderr = execFileSync('sh', ['-c', '"$0" "$@" 2>&1 >/dev/null', process.execPath, ...command], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env, LOG_LEVEL: 'error', NODE_ENV: 'production' },
  });
  return Number(/peak (\d+)/.exec(stderr)?.[1] ?? Number.NaN);
}

async function loopOver(url: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN; DECLARE c CURSOR FOR SELECT * FROM audit_entry');
  for (;;) {
    const { rows } = await client.query('FETCH 5000 FROM c');
    if (rows.length === 0) break;
    writeFileSync(file, `${rows.map((each) => JSON.stringify(each)).join('\n')}\n`, { flag: 'a' });
  }
  await client.end();
}

type Timed<T> = { readonly seconds: number; readonly value: T };
async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const begun = performance.now();
  const value = await work();
  return { seconds: (performance.now() - begun) / 1000, value };
}
