import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

let server: RunningServer;
let hr: Client;
let page: string;

const NOBODY = { intent: 'find', parts: '2', to: '1', listed: '', shown: '', ticked: '' };

beforeAll(async () => {
  server = await startDemoServer();
  hr = makeClient(server.url);
  await hr.signIn('hr');
  const list = await (await hr.get('/staff/units?q=SF0201')).text();
  page = `/staff/units/${/\/staff\/units\/(org_\w+)"/.exec(list)?.[1]}/split`;
});

afterAll(async () => {
  await server?.remove();
});

/** What the page says, with React's marks between texts left out. */
async function post(fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const response = await hr.form(page, { ...NOBODY, ...fields });
  const html = (await response.text()).replaceAll('<!-- -->', '');
  // What the script is given says everything twice.
  return { status: response.status, text: html.split('<script')[0] ?? '' };
}
const fieldOf = (text: string, name: string) =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(text)?.[1]?.replaceAll('&amp;', '&');
const peopleOf = (text: string, n: number) =>
  new RegExp(`<textarea[^>]*name="people${n}"[^>]*>([^<]*)<`).exec(text)?.[1]?.trim().split('\n').filter(Boolean) ??
  null;

test('parts are added and removed without script, and what was typed moves along', async () => {
  const typed = { code1: 'SF0291', name1: '甲科', code2: 'SF0292', name2: '乙科', people2: '1\n2', reason: '文' };
  const more = await post({ ...typed, intent: 'add' });
  expect([more.status, fieldOf(more.text, 'parts'), fieldOf(more.text, 'name2')]).toEqual([200, '3', '乙科']);
  const less = await post({ ...typed, intent: 'remove-1' });
  expect([fieldOf(less.text, 'parts'), fieldOf(less.text, 'name1'), peopleOf(less.text, 1)]).toEqual([
    '1',
    '乙科',
    ['1', '2'],
  ]);
  expect(fieldOf(less.text, 'reason')).toBe('文');
  const removed = fieldOf(less.text, 'removed')?.replaceAll('&quot;', '"') ?? '';
  const back = await post({ code1: 'SF0292', name1: '丙科', reason: '文', parts: '1', removed, intent: 'undo' });
  expect(['parts', 'name1', 'name2'].map((name) => fieldOf(back.text, name))).toEqual(['2', '甲科', '丙科']);
});

test('people are put into a part as ticked, by the page and as found, and a search typed since then does not count', async () => {
  const first = await post({});
  const shown = (fieldOf(first.text, 'shown') ?? '').split(' ');
  expect(shown.length).toBeGreaterThan(3);
  const [one = '', two = ''] = shown;
  const listed = fieldOf(first.text, 'listed') ?? '';
  const ticked = await post({ intent: 'put-ticked', listed, shown: one, ticked: two, tick: one });
  expect(peopleOf(ticked.text, 1)?.sort()).toEqual([one, two].sort());
  const paged = await post({ intent: 'put-page', listed, shown: shown.join(' ') });
  expect(peopleOf(paged.text, 1)?.length).toBe(shown.length);
  const all = await post({ intent: 'put-found', to: '2', listed, people1: one, q: 'nobody-has-this' });
  expect([peopleOf(all.text, 1), peopleOf(all.text, 2)?.length]).toEqual([[], shown.length]);
  const back = await post({ intent: 'put-ticked', to: '', people1: `${one}\n${two}`, ticked: one });
  expect(peopleOf(back.text, 1)).toEqual([two]);
  const rest = await post({ of: 'rest', people1: one });
  expect(fieldOf(rest.text, 'shown')?.split(' ')).toEqual(shown.slice(1));
});

test('a split that is refused shows every fault at its place and keeps all that was entered', async () => {
  const { status, text } = await post({
    intent: 'preview',
    code1: 'SF0291',
    name1: '甲科',
    parent1: 'SF02',
    people1: 'no-such-1',
    people2: 'x',
    day: '2026-12-01',
    reason: '数发〔2026〕1号',
    ticked: '10001',
  });
  expect(status).toBe(422);
  expect(text).toContain('第1行：生效那天本单位没有工号no-such-1。');
  for (const field of ['code2', 'people1', 'people2']) expect(text).toContain(`href="#${field}"`);
  expect([peopleOf(text, 1), fieldOf(text, 'reason'), fieldOf(text, 'ticked')]).toEqual([
    ['no-such-1'],
    '数发〔2026〕1号',
    '10001',
  ]);
});

test('a code that is used is told beside it; put right, the split is previewed and confirmed', async () => {
  const [one = ''] = (fieldOf((await post({})).text, 'shown') ?? '').split(' ');
  const form = {
    name1: '甲科',
    parent1: 'SF02',
    people1: one,
    day: '2099-01-01',
    reason: '文',
    roles: 'end',
    rest: 'stay',
  };
  const used = await post({ ...form, intent: 'preview', code1: 'SF0202' });
  expect([used.status, used.text.includes('href="#code1"')]).toEqual([409, true]);
  const preview = await post({ ...form, intent: 'preview', code1: 'SF0291' });
  expect([preview.status, preview.text.includes('甲科')]).toEqual([200, true]);
  const seen = fieldOf(preview.text, 'seen') ?? '';
  expect(seen).not.toBe('');
  const done = await hr.form(page, { ...NOBODY, ...form, intent: 'confirm', code1: 'SF0291', seen });
  expect(done.headers.get('Location')).toBe(`${page.replace('/split', '')}?done=planned`);
});
