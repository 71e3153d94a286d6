import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Dialect, openPostgres, openSqlite } from '#db/open.server.ts';
import { makeClient } from '#test/support/client.ts';
import { runCommand } from '#test/support/command.ts';
import { listReleases, unpackPostgres, unpackSqlite } from '#test/support/previous-release.ts';
import { type RunningServer, startServer } from '#test/support/server.ts';

type Row = Record<string, unknown>;
type Rows = ReadonlyMap<string, readonly Row[]>;

const migrationsOf = (engine: string) => path.join(import.meta.dirname, '../../db', engine, 'migrations');
const CASES = listReleases().flatMap((release) =>
  (['sqlite', 'postgres'] as const).map((engine) => ({ release, engine, version: release.version })),
);

/** A database of an earlier release is opened by this one: nothing that was recorded changes, and the product works. */
describe.each(CASES)('a database of release $version on $engine', ({ release, engine }) => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xunkao-previous-'));
  const file = path.join(dataDir, 'xunkao.sqlite');
  let url: string | undefined;
  let before: Rows;
  let server: RunningServer | undefined;

  beforeAll(async () => {
    if (engine === 'sqlite') {
      unpackSqlite(release, dataDir);
    } else {
      const admin = new pg.Client({ connectionString: inject('postgresUrl') });
      await admin.connect();
      const name = `previous_${process.pid}_${release.migrations}`;
      await admin.query(`CREATE DATABASE "${name}"`);
      await admin.end();
      url = Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).href;
      await unpackPostgres(release, { url, dataDir });
    }
    before = await readRows({ engine, file, url });
    const database =
      url === undefined
        ? await openSqlite({ file, migrations: migrationsOf('sqlite') })
        : await openPostgres({ url, migrations: migrationsOf('postgres') });
    await database.close();
  });

  afterAll(async () => {
    await server?.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('keeps every row of every table through the newest migrations', async () => {
    const after = await readRows({ engine, file, url });
    expect([...before.values()].reduce((sum, rows) => sum + rows.length, 0)).toBeGreaterThan(10_000);
    for (const [table, rows] of before) {
      const columns = Object.keys(rows[0] ?? {});
      const kept = (after.get(table) ?? []).map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
      // The list of migrations and what content is made of may grow; nothing that was there may go.
      const missing = difference(rows, kept);
      expect(missing, `rows of ${table}`).toEqual([]);
      if (!/migrations$/.test(table)) expect(kept.length, `rows of ${table}`).toBe(rows.length);
    }
  });

  test('serves: sign-in, every certificate as it stood, appraisal records, an intact log', {
    timeout: 120_000,
  }, async () => {
    server = await startServer({ DATA_DIR: dataDir, ...(url ? { DATABASE_URL: url } : {}) });
    const revoked = new Map((before.get('certificate_event') ?? []).map((row) => [row.certificate_id, row]));
    expect([...revoked.values()].filter(({ kind }) => kind === 'revoked')).toHaveLength(1);
    const anyone = makeClient(server.url);
    for (const { id, code, number, valid_until: until } of before.get('certificate') ?? []) {
      const found = await anyone.get(`/verify/${code}`, { Accept: 'application/json' });
      expect(found.status).toBe(200);
      const status = revoked.get(id)?.kind === 'revoked' ? 'revoked' : String(until) < today() ? 'expired' : 'valid';
      expect(await found.json()).toMatchObject({ certificateNo: number, status, validUntil: until });
    }
    const hr = makeClient(server.url);
    await hr.signIn('hr');
    const years = [...new Set((before.get('appraisal_record') ?? []).map(({ year }) => Number(year)))].sort();
    expect(years).toHaveLength(2);
    for (const year of years) expect((await hr.get(`/staff/appraisal/${year}`)).status).toBe(200);
    const learner = makeClient(server.url);
    await learner.signIn('learner');
    expect((await learner.get('/courses')).status).toBe(200);
    expect((await learner.get('/api/v1/exams')).status).toBe(200);

    const verified = await runCommand(['audit', 'verify'], { dataDir, ...(url ? { databaseUrl: url } : {}) });
    expect(verified.stdout).toMatch(/^intact: /);
    expect(verified.code).toBe(0);
    const records = await readRows({ engine, file, url });
    expect(difference(before.get('appraisal_record') ?? [], records.get('appraisal_record') ?? [])).toEqual([]);
    expect(difference(before.get('audit_anchor') ?? [], records.get('audit_anchor') ?? [])).toEqual([]);
  });
});

const today = () => new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format();

/** The rows of `some` that `all` does not have, looking at the columns of `some` alone. */
function difference(some: readonly Row[], all: readonly Row[]): Row[] {
  const columns = Object.keys(some[0] ?? {});
  const keyOf = (row: Row) => JSON.stringify(columns.map((name) => row[name]));
  const known = new Set(all.map(keyOf));
  return some.filter((row) => !known.has(keyOf(row)));
}

async function readRows(from: { engine: Dialect; file: string; url: string | undefined }): Promise<Rows> {
  const rows = new Map<string, Row[]>();
  if (from.url === undefined) {
    const database = new Sqlite(from.file, { readonly: true });
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'")
      .all() as { name: string }[];
    for (const { name } of tables) rows.set(name, database.prepare(`SELECT * FROM "${name}"`).all() as Row[]);
    database.close();
    return rows;
  }
  const client = new pg.Client({ connectionString: from.url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  for (const { name } of tables) rows.set(name, (await client.query<Row>(`SELECT * FROM "${name}"`)).rows);
  await client.end();
  return rows;
}
