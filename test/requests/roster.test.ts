import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { runCommand } from '#test/support/command.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

let server: RunningServer;
let hr: Client;
const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-roster-'));

beforeAll(async () => {
  server = await startDemoServer();
  hr = makeClient(server.url);
  await hr.signIn('hr');
});

afterAll(async () => {
  await server?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const handIn = (text: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = { scope: 'changes' }) =>
  hr.upload('/staff/roster/new', { fields, file: { name: 'file', fileName: '花名册.csv', text } });

/** Asks for the page until it says what is waited for. */
async function untilPage(address: string, wanted: string): Promise<string> {
  for (;;) {
    const page = await (await hr.get(address)).text();
    if (page.includes(wanted)) return page;
  }
}

const personOf = (employeeNo: string) => {
  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
  const row = db.prepare('SELECT * FROM person WHERE employee_no = ?').get(employeeNo) as { name: string } | undefined;
  db.close();
  return row;
};

test('a roster is handed in, compared, its difference read, and applied, all without script', {
  timeout: 120_000,
}, async () => {
  const response = await handIn(
    '某局花名册\n工号,姓名,部门\nR-001,测试一,测试新科\nR-002,测试二,测试新科\n,无号,测试新科\n',
  );
  expect(response.status).toBe(303);
  const address = response.headers.get('Location') ?? '';
  expect(address).toMatch(/^\/staff\/roster\/ros_/);
  const page = await untilPage(address, '会改变什么');
  for (const text of ['测试一', '测试新科', '没有工号', '跳过不能导入的1行']) expect(page).toContain(text);

  // What would change is read before it is applied.
  expect([...page.matchAll(/<h2 id="(rows|apply)"/g)].map(([, id]) => id)).toEqual(['rows', 'apply']);

  const refusedCsv = await (await hr.get(`${address}/refused.csv`)).text();
  expect(refusedCsv).toContain('5,,无号,工号,,没有工号,补上工号。');

  const refused = await hr.form(`${address}?index`, { intent: 'apply' });
  expect(refused.status).toBe(422);
  expect(personOf('R-001')).toBeUndefined();

  expect((await hr.form(`${address}?index`, { intent: 'apply', skipRefused: '1' })).status).toBe(303);
  await untilPage(address, '改动2人');
  expect(personOf('R-001')).toMatchObject({ name: '测试一' });

  const again =
    (await handIn('工号,姓名,部门\nR-001,测试一,测试新科\nR-002,测试二,测试新科\n')).headers.get('Location') ?? '';
  await untilPage(again, '与现有资料完全一致');
  expect((await hr.form(`${again}?index`, { intent: 'discard' })).status).toBe(303);
  await untilPage(again, '已经放弃');
});

test.each([
  ['an empty file', '', '文件是空的'],
  ['headings alone', '工号,姓名,部门\n', '没有读到表头下面的行'],
  ['a web page', '<html></html>', '这是网页格式'],
])('%s is refused beside the field, and what was typed is kept', async (_, text, words) => {
  const response = await handIn(text, { scope: 'changes', effectiveFrom: '2026-01-05' });
  expect(response.status).toBe(422);
  const page = await response.text();
  expect(page).toContain(words);
  expect(page).toContain('value="2026-01-05"');
});

test('unknown headings lead to the choice of columns, once', { timeout: 60_000 }, async () => {
  const file = '员工代号,称呼,去处\nR-009,测试九,测试新科\n';
  const response = await handIn(file);
  const address = response.headers.get('Location') ?? '';
  expect(address).toMatch(/\/columns$/);
  expect(await (await hr.get(address)).text()).toContain('员工代号');
  const fields = { scope: 'changes', day: '2026-11-01', employeeNo: '0', name: '1', unitName: '2' };
  expect((await hr.form(address, { ...fields, name: '' })).status).toBe(422);
  expect((await hr.form(address, fields)).status).toBe(303);
  await untilPage(address.replace('/columns', ''), '会改变什么');
  expect((await handIn(file)).headers.get('Location')).not.toMatch(/columns$/);
});

test('a larger body than any roster is refused at the door, and one for another page as before', async () => {
  const big = new Uint8Array(66_000_000);
  const answer = await handIn(big).catch(() => null);
  // The connection may be cut while the rest is still being sent.
  if (answer) expect(answer.status).toBe(413);
  expect((await hr.form('/staff/roles/new', { reason: 'x'.repeat(1_100_000) })).status).toBe(413);
});

test('the command prints the difference, refuses, applies and repeats nothing, while the server runs', {
  timeout: 120_000,
}, async () => {
  const file = path.join(folder, 'roster.csv');
  const run = (...words: string[]) =>
    runCommand(['roster', 'import', file, '--lang', 'en', ...words], { dataDir: server.dataDir });
  writeFileSync(file, '工号,姓名,部门\nC-001,命令一,测试新科\nC-002,命令二,\n');
  const dry = await run('--dry-run');
  expect(dry).toMatchObject({ code: 1 });
  expect(dry.stdout).toMatch(/\+ row 2 {2}C-001 命令一/);
  expect(dry.stdout).toMatch(/✗ row 3 {2}C-002 命令二 {2}部门: No unit → Add its code, name or path\./);
  const chinese = await run('--dry-run', '--lang', 'zh-CN');
  expect(chinese.stdout).toMatch(/\+ 第2行 {2}C-001 命令一/);
  expect(`${chinese.stdout}${chinese.stderr}`).not.toMatch(/\b(row|rows|refused|new|effective)\b/);
  expect((await run()).code).toBe(1);
  expect(personOf('C-001')).toBeUndefined();
  expect(await run('--skip-refused', '--json')).toMatchObject({ code: 0 });
  expect(personOf('C-001')).toMatchObject({ name: '命令一' });
  writeFileSync(file, '工号,姓名,部门\nC-001,命令一,测试新科\n');
  const same = await run();
  expect(same).toMatchObject({ code: 0 });
  expect(same.stderr).toContain('0 changes');
  expect((await run('--map', 'nothing=x')).code).toBe(2);
  expect((await run('--complete', 'no-such-unit')).code).toBe(2);
  expect(
    (await runCommand(['roster', 'import', path.join(folder, 'none.csv')], { dataDir: server.dataDir })).code,
  ).toBe(2);
});
