import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { readPdfText } from '#test/support/pdf-text.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

let server: RunningServer;
let office: Client;
let version = '';
let set = '';

const PAGE = '/staff/papers/tier-1-general';

const acts = () => {
  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
  const rows = db.prepare("SELECT action FROM audit_entry WHERE action LIKE 'form.%' ORDER BY rowid").all();
  db.close();
  return rows.map((row) => (row as { action: string }).action);
};

beforeAll(async () => {
  server = await startDemoServer();
  office = makeClient(server.url);
  await office.signIn('examoffice');
  const page = await (await office.get(PAGE)).text();
  version = /name="version" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const drawn = await office.form(`${PAGE}?index`, { version, count: '３' });
  expect(drawn.status).toBe(303);
  set = (drawn.headers.get('Location') ?? '').split('?')[0] ?? '';
});

afterAll(async () => {
  await server?.remove();
});

describe('the papers of the exam office', () => {
  test('are listed with what was drawn of them, and in the staff navigation', async () => {
    const text = await (await office.get('/staff/papers')).text();
    expect(text).toContain('初级（通用）考试双向细目表');
    expect(text).toContain('可以组卷');
    expect(text).toContain('href="/staff/papers"');
  });

  test('are drawn from a number in full-width digits, with a report and three forms', async () => {
    expect(set).toMatch(/^\/staff\/papers\/tier-1-general\/sets\/fst_\w+$/);
    const text = await (await office.get(set)).text();
    expect(text).toContain('平行性报告');
    for (const number of [1, 2, 3]) expect(text).toContain(`第${number}号`);
  });

  test.each(['0', '201', 'three', ''])('are refused for the number %j with the bounds', async (count) => {
    const response = await office.form(`${PAGE}?index`, { version, count });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('1到200');
  });

  test('are refused for a version that is no longer in force', async () => {
    expect((await office.form(`${PAGE}?index`, { version: 'ver_old', count: '2' })).status).toBe(409);
  });

  test('are 404 for a blueprint, a set and a form that do not exist', async () => {
    for (const address of ['/staff/papers/none', `${PAGE}/sets/fst_none`, `${set}/4`, `${set}/x`])
      expect((await office.get(address)).status).toBe(404);
  });

  test('are written by nobody from a foreign site', async () => {
    const before = acts().length;
    for (const address of [`${PAGE}?index`, `${set}/1?index`, `${set}/1/print`]) {
      const response = await office.form(address, { what: 'paper' }, { Origin: 'https://elsewhere.example' });
      expect(response.status).toBe(403);
    }
    expect(acts()).toHaveLength(before);
  });

  test.each(['trainer', 'marker', 'hr', 'learner'] as const)(
    'are closed to %s, to read and to write',
    async (account) => {
      const client = makeClient(server.url);
      await client.signIn(account);
      expect((await client.get(`${set}/1`)).status).toBe(403);
      expect((await client.form(`${set}/1?index`, { act: 'show-keys' })).status).toBe(403);
      expect((await client.form(`${set}/1/print`, { what: 'key' })).status).toBe(403);
      expect((await client.form(`${PAGE}?index`, { version, count: '2' })).status).toBe(403);
    },
  );
});

describe('a form', () => {
  test('is shown without its keys; the keys come with an act that is on record', async () => {
    const before = acts().length;
    const shown = await (await office.get(`${set}/1`)).text();
    expect(shown).toContain('第1题');
    expect(shown).not.toContain('"keys":{"1"');
    expect(acts()).toHaveLength(before);
    const keyed = await office.form(`${set}/1?index`, { act: 'show-keys' });
    expect(keyed.status).toBe(200);
    expect(await keyed.text()).toContain('答案已显示');
    expect(acts().slice(before)).toEqual(['form.read-key']);
  });

  test.each([
    ['paper', '密 封 线 内 不 要 答 题', 'form.print'],
    ['sheet', '答题卡', 'form.print'],
    ['key', '仅供阅卷人员使用。', 'form.read-key'],
  ])('is printed as %s, page numbers on every page, on record', async (what, words, act) => {
    const before = acts().length;
    const response = await office.form(`${set}/2/print`, { what });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/pdf');
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    const text = readPdfText(Buffer.from(await response.arrayBuffer()));
    expect(text).toContain(words);
    expect(text).toMatch(/第1页 共\d页/);
    expect(acts().slice(before)).toEqual([act]);
  });

  test('is not printed as anything else', async () => {
    expect((await office.form(`${set}/2/print`, { what: 'everything' })).status).toBe(422);
  });

  test('says what it shares with another of its set', async () => {
    expect(await (await office.get(`${set}/1?with=９`)).text()).toContain('没有这个号的试卷');
    expect((await office.get(`${set}/1?with=2`)).status).toBe(200);
  });
});
