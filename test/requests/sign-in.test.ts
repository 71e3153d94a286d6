import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { runCommand } from '#test/support/command.ts';
import { type RunningServer, startServer } from '#test/support/server.ts';

let server: RunningServer;

/** An installation as a production one begins: nobody in it, and a link in the start-up lines. */
beforeAll(async () => {
  server = await startServer({ DEMO: '0' });
});
afterAll(async () => {
  await server?.remove();
});

const ADMINISTRATOR = {
  unitName: '试点市',
  unitCode: 'SD',
  name: '李明',
  employeeNo: 'A1',
  positionLevel: '一级科员',
  category: '综合管理类',
  username: 'liming',
  password: 'harbour-lights',
  repeat: 'harbour-lights',
};
const newClient = (): Client => makeClient(server.url);

/** Runs an `xk` command beside the server; returns what it printed on stdout. */
async function xk(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(words, { dataDir: server.dataDir });
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

test('the link of an empty installation makes the first administrator, signs them in, and works once', async () => {
  const link = /\/first-administrator\/[\w-]+/.exec(server.output())?.[0] ?? '';
  expect((await newClient().get(link)).status).toBe(200);
  expect((await newClient().form(link, { ...ADMINISTRATOR, repeat: 'harbour-light' })).status).toBe(422);
  const client = newClient();
  const done = await client.form(link, ADMINISTRATOR);
  expect([done.status, done.headers.get('Location')]).toEqual([303, '/staff']);
  expect((await client.get('/staff/roles')).status).toBe(200);
  expect((await newClient().get(link)).status).toBe(410);
  expect((await newClient().form(link, { ...ADMINISTRATOR, employeeNo: 'A2', username: 'wang' })).status).toBe(410);
});

test('demo accounts are neither shown nor open outside the demo', async () => {
  expect(await (await newClient().get('/login')).text()).not.toContain('xunkao-demo');
  expect((await newClient().form('/login', { username: 'learner', password: 'xunkao-demo' })).status).toBe(400);
});

test('a user made by a command must change the initial password before anything else', async () => {
  const initial = await xk(
    ...['user', 'create', '--username', 'wang', '--employee-no', 'B2', '--name', '王芳', '--unit', 'SD'],
    ...['--role', 'hr'],
  );
  const client = newClient();
  await client.signIn('wang', initial);
  expect((await client.get('/staff/people')).headers.get('Location')).toBe('/account/password');
  expect((await client.get('/api/v1/exams')).status).toBe(403);
  const change = { current: initial, next: 'lighthouse-77', repeat: 'lighthouse-77' };
  expect((await client.form('/account/password', { ...change, next: 'short', repeat: 'short' })).status).toBe(422);
  expect((await client.form('/account/password', { ...change, current: 'wrong' })).status).toBe(400);
  expect((await client.form('/account/password', change)).status).toBe(303);
  expect((await client.get('/staff/people')).status).toBe(200);
});

test('a session that is ended elsewhere opens nothing any more', async () => {
  const [here, there] = [newClient(), newClient()];
  await here.signIn('wang', 'lighthouse-77');
  await there.signIn('B2', 'lighthouse-77');
  expect((await here.form('/account?index', {})).headers.get('Location')).toMatch(/^\/account\?ended=\d+$/);
  expect((await here.get('/account')).status).toBe(200);
  expect((await there.get('/account')).headers.get('Location')).toBe('/login?next=%2Faccount');
});

test('signing out takes the cookie and the session', async () => {
  const client = newClient();
  await client.signIn('wang', 'lighthouse-77');
  const cookie = client.cookie();
  expect((await client.form('/logout', {})).headers.get('Location')).toBe('/login');
  expect((await newClient().get('/account', { Cookie: cookie })).status).toBe(302);
});

test.each([
  ['/staff/people?q=1', '/staff/people?q=1'],
  ['//evil.example/', '/staff'],
  ['/\\evil.example', '/staff'],
  ['https://evil.example/', '/staff'],
  ['/.//evil.example', '/staff'],
])('after signing in, next=%s leads to %s', async (next, location) => {
  const response = await newClient().form('/login', { username: 'wang', password: 'lighthouse-77', next });
  expect([response.status, response.headers.get('Location')]).toEqual([303, location]);
});

test('what is not a form is 415, a form from another site 403', async () => {
  expect((await newClient().send('POST', '/login', {})).status).toBe(415);
  const foreign = await newClient().form('/login', { username: 'wang' }, { Origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
});

test('ten failures are 400 with one message, the eleventh try is 429 and says when to come back; a known browser goes on', async () => {
  const known = newClient();
  await known.signIn('wang', 'lighthouse-77');
  const guess = (password: string) => newClient().form('/login', { username: 'wang', password });
  const messageOf = async (response: Response) => /role="alert".*?<\/form>/s.exec(await response.text())?.[0];
  const unknown = await newClient().form('/login', { username: 'nobody', password: 'guess' });
  const first = await guess('guess 0');
  expect([first.status, unknown.status]).toEqual([400, 400]);
  expect((await messageOf(first))?.replace('value="wang"', '')).toBe(
    (await messageOf(unknown))?.replace('value="nobody"', ''),
  );
  const rest = await Promise.all(Array.from({ length: 12 }, (_, i) => guess(`guess ${i + 1}`)));
  expect(rest.filter(({ status }) => status === 400)).toHaveLength(9);
  const locked = await guess('lighthouse-77');
  expect(locked.status).toBe(429);
  expect(Number(locked.headers.get('Retry-After'))).toBeGreaterThan(800);
  await known.signIn('wang', 'lighthouse-77');
});

test('a token made by a command is known, and opens nothing beyond its scope', async () => {
  const token = await xk('token', 'create', '--scope', 'appraisal:read');
  const call = async (bearer: string, path: string) =>
    (await newClient().get(path, { Authorization: `Bearer ${bearer}` })).status;
  expect(await call(`${token}x`, '/api/v1/exams')).toBe(401);
  expect(await call(token, '/api/v1/exams')).toBe(403);
  expect(await call(token, '/staff/people')).toBe(302);
});
