import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

const ROWS = 4_000;

let server: RunningServer;
let hr: Client;

beforeAll(async () => {
  server = await startDemoServer();
  hr = makeClient(server.url);
  await hr.signIn('hr');
});

afterAll(async () => {
  await server?.remove();
});

function ask<T>(sql: string, ...values: unknown[]): T {
  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
  const row = db.prepare(sql).get(...values) as T;
  db.close();
  return row;
}

/** Looks at the import until it is as wanted; whatever waits for a crash must not itself sleep. */
async function until(id: string, wanted: (row: { status: string; rows_done: number }) => boolean) {
  for (;;) {
    const row = ask<{ status: string; rows_done: number }>(
      'SELECT status, rows_done FROM roster_import WHERE id = ?',
      id,
    );
    if (wanted(row)) return row;
    await hr.get('/healthz').catch(() => undefined);
  }
}

test('a roster that was cut off twice while it was applied goes on and ends with everyone once', {
  timeout: 300_000,
}, async () => {
  const lines = Array.from({ length: ROWS }, (_, i) => `F-${i},测试${i},故障测试科`);
  const handed = await hr.upload('/staff/roster/new', {
    fields: { scope: 'changes' },
    file: { name: 'file', fileName: 'roster.csv', text: `工号,姓名,部门\n${lines.join('\n')}\n` },
  });
  const address = handed.headers.get('Location') ?? '';
  const id = address.split('/').at(-1) ?? '';
  await until(id, ({ status }) => status === 'compared');
  expect((await hr.form(`${address}?index`, { intent: 'apply' })).status).toBe(303);
  for (const blow of [500, 1_500]) {
    const at = await until(id, ({ status, rows_done }) => status === 'applied' || rows_done >= blow);
    expect(at.status).toBe('applying');
    await server.restart();
  }
  await until(id, ({ status }) => status === 'applied');
  const one = (sql: string) => ask<{ n: number }>(sql, id).n;
  expect(one("SELECT count(*) n FROM person WHERE employee_no LIKE 'F-%' AND ? <> ''")).toBe(ROWS);
  expect(
    one(
      "SELECT count(*) n FROM posting p JOIN person q ON q.id = p.person_id WHERE q.employee_no LIKE 'F-%' AND ? <> ''",
    ),
  ).toBe(ROWS);
  expect(one('SELECT count(*) n FROM roster_row WHERE import_id = ? AND applied_at IS NOT NULL')).toBe(ROWS);
  expect(
    one("SELECT count(*) n FROM audit_entry WHERE action = 'person.create' AND json_extract(detail, '$.importId') = ?"),
  ).toBe(ROWS);
  expect(one("SELECT count(*) n FROM audit_entry WHERE action = 'roster.finish' AND subject_id = ?")).toBe(1);
});
