import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightAnswer } from '#test/support/answers.ts';
import { type Client, makeClient } from '#test/support/client.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

let server: RunningServer;
let office: Client;
let learner: Client;
let blueprint = '';
let unit = '';
let employeeNo = '';

const query = (sql: string, ...values: string[]) => {
  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
  const row = db.prepare(sql).get(...values) as Record<string, string> | undefined;
  db.close();
  return row ?? {};
};

beforeAll(async () => {
  server = await startDemoServer();
  office = makeClient(server.url);
  learner = makeClient(server.url);
  await office.signIn('examoffice');
  await learner.signIn('learner');
  blueprint =
    query("SELECT published_version_id AS id FROM document WHERE kind = 'blueprint' AND code = 'tier-1-general'").id ??
    '';
  unit = query('SELECT unit_id AS id FROM org_unit_version WHERE parent_id IS NULL').id ?? '';
  employeeNo =
    query("SELECT p.employee_no AS no FROM person p JOIN account a ON a.person_id = p.id WHERE a.username = 'learner'")
      .no ?? '';
});

afterAll(async () => {
  await server?.remove();
});

/** A day and a time in Shanghai, some days from now. */
const dayFromNow = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000);

const plan = (over: Record<string, string> = {}) => ({
  titleZh: '表单考试',
  titleEn: 'By form',
  code: 'FORM-1',
  unit,
  blueprint,
  minutes: '30',
  opensDay: dayFromNow(-1),
  opensTime: '09：00',
  closesDay: dayFromNow(2),
  closesTime: '18:00',
  attempts: '１',
  release: 'manual',
  people: employeeNo,
  openTo: 'named',
  ...over,
});

/** The fields that the page links from its list of faults. */
const faultsIn = (page: string) =>
  [...new Set([...page.matchAll(/href="#(\w+)"/g)].map(([, id]) => id))]
    .filter((id) => id !== 'main' && id !== 'content')
    .sort();

const post = async (over: Record<string, string>) => {
  const response = await office.form('/staff/sittings/new', plan(over));
  return { status: response.status, text: await response.text(), to: response.headers.get('Location') ?? '' };
};

describe('planning a sitting by its form', () => {
  test('names each fault beside its field, keeps what was typed, and makes nothing', async () => {
    const { status, text } = await post({
      titleZh: ' ',
      code: '场次 一',
      blueprint: '',
      closesTime: '25:00',
      minutes: '三十',
      people: `${employeeNo} E-NOBODY-1`,
    });
    expect(status).toBe(422);
    expect(faultsIn(text)).toEqual(['blueprint', 'closesAt', 'code', 'duration', 'people', 'titleZh']);
    expect(text).toContain('E-NOBODY-1</');
    expect(text).toContain('value="场次 一"');
    // Nothing typed: nothing is found fault with that depends on what is missing.
    const empty = await post({ code: 'DEMO-OPEN', blueprint: '', minutes: '', closesDay: '', people: '' });
    expect(faultsIn(empty.text)).toEqual(['blueprint', 'closesDay', 'code', 'people']);
    expect(query("SELECT count(*) AS n FROM sitting WHERE code LIKE 'FORM%'").n).toBe(0);
  });

  test('asks for somebody who may sit, and for a code that is not in use', async () => {
    expect((await post({ people: ' ' })).text).toContain('href="#people"');
    const used = await post({ code: 'DEMO-OPEN' });
    expect(used.status).toBe(409);
    expect(used.text).toContain('href="#code"');
  });

  test('is refused to a learner and to a page of another host', async () => {
    expect((await learner.form('/staff/sittings/new', plan())).status).toBe(403);
    expect((await office.form('/staff/sittings/new', plan(), { Origin: 'https://example.org' })).status).toBe(403);
  });
});

describe('a sitting from its form to its certificates', () => {
  let address = '';
  let sittingId = '';
  const revision = () => String(query('SELECT revision FROM sitting WHERE id = ?', sittingId).revision);
  const act = async (name: string, over: Record<string, string> = {}) =>
    office.form(`${address}?index`, { act: name, revision: revision(), reason: '按通知办理', ...over });

  test('is made, is what the form said, and its candidate finds it', async () => {
    const made = await post({});
    expect(made.status).toBe(303);
    address = made.to.split('?')[0] ?? '';
    sittingId = address.split('/').at(-1) ?? '';
    const row = query('SELECT opens_at, attempt_limit, duration_ms, release FROM sitting WHERE id = ?', sittingId);
    expect(row).toMatchObject({ attempt_limit: 1, duration_ms: 1_800_000, release: '{"mode":"manual"}' });
    expect(new Date(row.opens_at ?? 0).toISOString()).toBe(`${dayFromNow(-1)}T01:00:00.000Z`);
    const { exams } = (await (await learner.get('/api/v1/exams')).json()) as {
      exams: { sittings: { id: string }[] }[];
    };
    expect(exams.flatMap(({ sittings }) => sittings.map(({ id }) => id))).toContain(sittingId);
    expect(await (await office.get(`${address}/people`)).text()).toContain(employeeNo);
  });

  test('a change that goes wrong names every fault at once, and changes nothing', async () => {
    const before = query('SELECT * FROM sitting WHERE id = ?', sittingId);
    const over = { blueprint: '', titleZh: ' ', minutes: '三十', opensTime: '9点', people: 'E-NOBODY-1', reason: '' };
    const response = await office.form(`${address}/change`, plan({ ...over, revision: revision() }));
    expect(response.status).toBe(422);
    const fields = ['blueprint', 'duration', 'opensTime', 'people', 'reason', 'titleZh'];
    expect(faultsIn(await response.text())).toEqual(fields);
    expect(query('SELECT * FROM sitting WHERE id = ?', sittingId)).toEqual(before);
  });

  test('tells a candidate nothing before the release, a certificate after it, and suspends that on withdrawal', async () => {
    const started = (await (await learner.send('POST', `/api/v1/sittings/${sittingId}/attempts`, {})).json()) as {
      attemptId: string;
      lease: string;
      items: Parameters<typeof rightAnswer>[0][];
    };
    const { attemptId, lease, items } = started;
    await learner.send('PUT', `/api/v1/attempts/${attemptId}/responses`, {
      lease,
      responses: items.map((item) => ({ slot: item.slot, seq: 1, answer: rightAnswer(item), clientMs: 1 })),
    });
    await learner.send('POST', `/api/v1/attempts/${attemptId}/submit`, { lease });
    const result = async () => (await learner.get(`/api/v1/attempts/${attemptId}/result`)).json();
    expect(await result()).toEqual({ status: 'withheld', releaseAt: null });
    const withheld = await (await office.get(address)).text();
    expect(withheld).toContain('name="act" value="release"');
    expect(withheld).toContain('name="early"');
    expect((await act('release', { reason: ' ', early: '1' })).status).toBe(422);
    expect((await act('release', { revision: '0', early: '1' })).status).toBe(409);
    expect((await act('release')).status).toBe(422);
    const seen = revision();
    expect((await act('release', { early: '1' })).status).toBe(303);
    expect((await act('release', { early: '1', revision: seen })).status).toBe(303);
    await expect
      .poll(result, { timeout: 10_000 })
      .toMatchObject({ status: 'graded', certificateNo: expect.any(String) });
    const { code = '' } = query('SELECT code FROM certificate WHERE attempt_id = ?', attemptId);
    const status = async () =>
      ((await (await office.get(`/verify/${code}`, { Accept: 'application/json' })).json()) as { status: string })
        .status;
    expect(await status()).toBe('valid');
    expect((await act('withdraw')).status).toBe(303);
    expect(await result()).toEqual({ status: 'withheld', releaseAt: null });
    await expect.poll(status, { timeout: 10_000 }).toBe('suspended');
    expect((await act('release', { early: '1' })).status).toBe(303);
    await expect.poll(status, { timeout: 10_000 }).toBe('valid');
  });

  test('hands out exactly what is filtered, and a candidate never sees the page or the file', async () => {
    const csv = await office.get(`${address}/results/export?format=csv&passed=yes`);
    expect(csv.headers.get('Content-Disposition')).toBe('attachment; filename="results-FORM-1.csv"');
    const lines = (await csv.text()).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(employeeNo);
    expect((await (await office.get(`${address}/results/export?passed=no`)).text()).trim().split('\r\n')).toHaveLength(
      1,
    );
    const xlsx = await office.get(`${address}/results/export?format=xlsx`);
    expect(xlsx.status).toBe(200);
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    for (const path of ['', '/people', '/results', '/results/export', '/change'])
      expect((await learner.get(`${address}${path}`)).status).toBe(403);
    expect((await office.get('/staff/sittings/sit_00000000000000000000000000/results')).status).toBe(404);
    expect((await office.get(`${address}/results/export?format=pdf`)).status).toBe(422);
  });

  test('changes by its form only what hurts nobody, once it is open', async () => {
    const change = (over: Record<string, string>) =>
      office.form(`${address}/change`, { ...plan({ people: '' }), revision: revision(), reason: '延长', ...over });
    const refused = await change({ minutes: '20' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('作答时长');
    expect((await change({ reason: '' })).status).toBe(422);
    const done = await change({ closesDay: dayFromNow(3) });
    expect([done.status, done.headers.get('Location')]).toEqual([303, `${address}?done=changed`]);
    const same = await change({ closesDay: dayFromNow(3) });
    expect(same.headers.get('Location')).toBe(`${address}?done=unchanged`);
  });

  test('stands with what can be done first, and its form names each thing once', async () => {
    const page = await (await office.get(address)).text();
    const sections = [...page.matchAll(/<h2 id="(acts|facts|progress)"/g)].map(([, id]) => id);
    expect(sections).toEqual(['acts', 'facts', 'progress']);
    const form = await (await office.get('/staff/sittings/new')).text();
    expect(form.match(/>成绩公布</g)).toHaveLength(1);
  });

  test('tells nobody that they may begin once it is over', async () => {
    const { to } = await post({ code: 'FORM-OVER' });
    const here = to.split('?')[0] ?? '';
    const standings = async () => {
      const page = await (await office.get(`${here}/people`)).text();
      return ['可以开考', '符合条件'].filter((word) => page.includes(`${word}</span>`));
    };
    const open = await standings();
    const closed = await office.form(`${here}?index`, { act: 'close', revision: '1', reason: '按通知办理' });
    expect(closed.status).toBe(303);
    expect([open, await standings()]).toEqual([['可以开考'], ['符合条件']]);
  });
});
