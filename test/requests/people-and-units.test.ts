import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { type Facts, gatherFacts } from '#test/support/screens.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

let server: RunningServer;
let facts: Facts;
let hr: Client;

beforeAll(async () => {
  server = await startDemoServer();
  facts = await gatherFacts(server);
  hr = makeClient(server.url);
  await hr.signIn('hr');
});

afterAll(async () => {
  await server?.remove();
});

/** The word that a form about a person was filled in from. */
const seenOn = async (address: string) =>
  /name="seen" value="([0-9a-f]+)"/.exec(await (await hr.get(address)).text())?.[1] ?? '';

test('a form that is not right is 422, keeps what was typed and names the field', async () => {
  const response = await hr.form('/staff/people/new', {
    name: '新来的人',
    employeeNo: '',
    unit: 'SF0101',
    day: '2026-13-01',
  });
  expect(response.status).toBe(422);
  const text = await response.text();
  expect(text).toContain('新来的人');
  expect(text).toContain('href="#employeeNo"');
  expect(text).toContain('href="#day"');
});

test('a person is entered by the code of a unit, found by pinyin, transferred, and leaves', async () => {
  const person = { name: '单欣然', employeeNo: 'N900', email: '', level: '一级科员', category: '综合管理类' };
  const made = await hr.form('/staff/people/new', { ...person, unit: 'SF0101', day: '2026-01-01' });
  expect(made.status).toBe(303);
  const page = (made.headers.get('Location') ?? '').split('?')[0] ?? '';
  for (const text of ['shanxinran', 'sxr', 'dan', '单x'])
    expect(await (await hr.get(`/staff/people?q=${encodeURIComponent(text)}`)).text(), text).toContain('N900');
  const seen = await seenOn(`${page}/transfer`);
  const transfer = { unit: 'SF0102', level: '一级科员', category: '综合管理类', day: '2026-02-01', reason: '文', seen };
  expect((await hr.form(`${page}/transfer`, transfer)).status).toBe(303);
  expect((await hr.form(`${page}/transfer`, { ...transfer, day: '2026-03-01' })).status).toBe(409);
  // No plan to cancel, or no more: the page says so, and is no error.
  for (const answer of [await hr.form(`${page}/cancel`, {}), await hr.get(`${page}/cancel`)]) {
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${page}?gone=cancel`]);
  }
  const leave = { day: '2026-03-01', reason: '退休', seen: await seenOn(`${page}/leave`) };
  expect((await hr.form(`${page}/leave`, leave)).headers.get('Location')).toContain('done=leave');
  const serving = await (await hr.get('/staff/people?q=N900')).text();
  expect(serving).not.toContain(page);
  expect(serving).toContain('离职人员中有1人符合');
  expect(serving).toContain('href="/staff/people?q=N900&amp;state=left"');
  expect(await (await hr.get('/staff/people?q=N900&state=left')).text()).toContain(page);
  expect(await (await hr.get('/staff/people?q=N900&on=2026-01-15')).text()).toContain(page);
});

test('a planned leaving says what it stands in the way of, and is cancelled with a reason', async () => {
  const person = { name: '邵立言', employeeNo: 'N901', email: '', level: '一级科员', category: '综合管理类' };
  const made = await hr.form('/staff/people/new', { ...person, unit: 'SF0101', day: '2026-01-01' });
  const page = (made.headers.get('Location') ?? '').split('?')[0] ?? '';
  expect(await (await hr.get(page)).text()).toContain('state=none&amp;unit=');
  const later = await hr.form(`${page}/redate`, {
    day: '2099-01-01',
    reason: '文',
    seen: await seenOn(`${page}/redate`),
  });
  expect([later.status, await later.text()]).toEqual([422, expect.stringContaining('只能改到过去或今天')]);
  const transfer = { unit: 'SF0102', level: '一级科员', category: '综合管理类', day: '2026-01-01', reason: '文' };
  const early = await (
    await hr.form(`${page}/transfer`, { ...transfer, seen: await seenOn(`${page}/transfer`) })
  ).text();
  expect(early).toContain('起已有登记的任职变动');
  expect(early).not.toContain('代码已经使用');
  const leave = { day: '2099-01-01', reason: '退休', seen: await seenOn(`${page}/leave`) };
  expect((await hr.form(`${page}/leave`, leave)).status).toBe(303);
  const planned = await (await hr.get(page)).text();
  expect(planned).toContain('请先取消计划');
  expect(planned).toContain(`${page}/cancel`);
  for (const act of ['return', 'transfer', 'redate']) expect(planned, act).not.toContain(`${page}/${act}`);
  const blank = await hr.form(`${page}/cancel`, { reason: '', seen: await seenOn(`${page}/cancel`) });
  expect([blank.status, await blank.text()]).toEqual([422, expect.stringContaining('href="#reason"')]);
  const cancel = { reason: '不退了', seen: await seenOn(`${page}/cancel`) };
  expect((await hr.form(`${page}/cancel`, cancel)).headers.get('Location')).toBe(`${page}?done=cancel`);
});

test('who is not coming after all is withdrawn on their page, with a reason, and told in their own words until then', async () => {
  const person = { name: '未来人', employeeNo: 'N902', email: '', level: '一级科员', category: '综合管理类' };
  const made = await hr.form('/staff/people/new', { ...person, unit: 'SF0101', day: '2099-01-01' });
  const page = (made.headers.get('Location') ?? '').split('?')[0] ?? '';
  const text = await (await hr.get(page)).text();
  expect(text).toContain(`${page}/cancel`);
  expect(text).toContain('在那之前还没有任职');
  const leave = await hr.form(`${page}/leave`, {
    day: '2098-01-01',
    reason: '文',
    seen: await seenOn(`${page}/leave`),
  });
  expect([leave.status, await leave.text()]).toEqual([409, expect.stringContaining('还没有任职，不能登记')]);
  const blank = await hr.form(`${page}/cancel`, { reason: '', seen: await seenOn(`${page}/cancel`) });
  expect(await blank.text()).toContain('href="#reason"');
  const cancel = { reason: '不来了', seen: await seenOn(`${page}/cancel`) };
  const done = await hr.form(`${page}/cancel`, cancel);
  expect([done.status, done.headers.get('Location')]).toEqual([303, '/staff/people?done=entry-cancelled']);
  expect(await (await hr.get('/staff/people?done=entry-cancelled')).text()).toContain('报到已取消');
  expect((await hr.get(page)).status).toBe(404);
  const again = await hr.form('/staff/people/new', { ...person, unit: 'SF0102', day: '2099-02-01' });
  expect((again.headers.get('Location') ?? '').split('?')[0]).toBe(page);
});

test('a unit is set up, previewed, renamed on a day to come, and the plan is taken back', async () => {
  const made = await hr.form('/staff/units/new', {
    name: '临时科',
    code: 'SF0999',
    parent: 'SF01',
    day: '2026-01-01',
    reason: '文',
  });
  expect(made.status).toBe(303);
  const page = (made.headers.get('Location') ?? '').split('?')[0] ?? '';
  const rename = { name: '常设科', day: '2099-01-01', reason: '文' };
  const preview = await hr.form(`${page}/rename`, { ...rename, intent: 'preview' });
  expect(preview.status).toBe(200);
  const seen = /name="seen" value="([0-9a-f]+)"/.exec(await preview.text())?.[1] ?? '';
  expect(seen).not.toBe('');
  const done = await hr.form(`${page}/rename`, { ...rename, seen, intent: 'confirm' });
  expect(done.headers.get('Location')).toBe(`${page}?done=planned`);
  const unitId = page.split('/').pop() ?? '';
  expect(await (await hr.get(`${page}?on=2099-01-01`)).text()).toContain('常设科');
  const plan = { kind: 'rename', unitId, day: '2099-01-01' };
  const blank = await hr.form(`${page}?index`, { ...plan, reason: ' ' });
  expect([blank.status, await blank.text()]).toEqual([422, expect.stringContaining('href="#reason-0"')]);
  const cancelled = await hr.form(`${page}?index`, { ...plan, reason: '不改了' });
  expect(cancelled.headers.get('Location')).toBe(`${page}?done=cancelled`);
});

test('lists go out as files in both encodings; an unknown unit is 404', async () => {
  const utf8 = Buffer.from(await (await hr.get('/staff/people/export')).arrayBuffer());
  expect([...utf8.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(utf8.toString().split('\r\n').length).toBeGreaterThan(100);
  const gb = await hr.get('/staff/units/export?encoding=gb18030');
  expect(gb.headers.get('Content-Type')).toBe('text/csv; charset=gb18030');
  const text = new TextDecoder('gb18030').decode(await gb.arrayBuffer());
  expect(text).toContain('SF0101,综合科,SF01,');
  expect((await hr.get('/staff/people/export?unit=org_none')).status).toBe(404);
  expect((await hr.get(`/staff/units/${facts.unitId}/explode`)).status).toBe(404);
  expect((await hr.get('/staff/units/org_none')).status).toBe(404);
});

test.each(['?on=2026-02-30', '?on=x&page=-1', `?q=${'%25'.repeat(80)}`, '?state=%27', '?page=99999'])(
  'lists answer 200 to an address that nobody would make: %s',
  async (search) => {
    expect((await hr.get(`/staff/people${search}`)).status).toBe(200);
    expect((await hr.get(`/staff/units${search}`)).status).toBe(200);
  },
);
