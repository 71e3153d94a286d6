import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient } from '#test/support/client.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

/** What a stranger sends, well formed or not, is answered with the right status and leaves no error in the log. */
describe.each(['sqlite', 'postgres'] as const)('the door on %s', (engine) => {
  let server: RunningServer;
  let learner: Client;
  let nobody: Client;

  beforeAll(async () => {
    server = await startDemoServer({ engine });
    nobody = makeClient(server.url);
    learner = makeClient(server.url);
    await learner.signIn('learner');
  });

  afterAll(async () => {
    await server?.remove();
  });

  /** The first line of the answer to these very bytes. */
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
        if (answer.includes('\r\n')) socket.destroy();
      });
      socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.on('error', reject);
      setTimeout(() => socket.destroy(), 10_000).unref();
    });

  /** Sends a body in chunks without saying how long it is. */
  const chunked = (path: string, { megabytes, type }: { megabytes: number; type: string }) =>
    new Promise<{ status: number; type: string; sent: number }>((resolve, reject) => {
      const request = httpRequest(server.url + path, { method: 'POST', headers: { 'Content-Type': type } });
      const piece = Buffer.alloc(1_000_000, 'a');
      let sent = 0;
      let answered = false;
      const more = () => {
        if (answered || sent === megabytes) return void request.end();
        sent += 1;
        request.write(piece, () => setImmediate(more));
      };
      request.once('response', (response) => {
        answered = true;
        response.resume();
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', sent });
      });
      request.on('error', (error) => !answered && reject(error));
      more();
    });

  test('a body that says that it is too large is refused unread', async () => {
    const line = (path: string) =>
      raw(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 300000000\r\n\r\n`);
    for (const path of ['/login', '/api/v1/sittings/x/attempts', '/api/v1/attempts/x/responses', '/nothing'])
      expect(await line(path), path).toBe('HTTP/1.1 413 Payload Too Large');
  });

  test('a body that does not say so is cut off while it is read', async () => {
    const form = await chunked('/login', { megabytes: 300, type: 'application/x-www-form-urlencoded' });
    expect(form).toMatchObject({ status: 413, type: 'text/plain; charset=utf-8' });
    expect(form.sent).toBeLessThan(100);
    const call = await chunked('/api/v1/sittings/x/attempts', { megabytes: 300, type: 'application/json' });
    expect(call).toMatchObject({ status: 413, type: 'application/problem+json; charset=utf-8' });
  });

  test('a form of an honest size goes through', async () => {
    const form = new URLSearchParams({ username: 'learner', password: 'x'.repeat(900_000) });
    expect((await nobody.form('/login', Object.fromEntries(form))).status).toBe(400);
  });

  test('a percent sign in a cookie harms nobody', async () => {
    for (const cookie of ['other=%E0', 'xk_session=%', 'tracker=100%'])
      expect((await nobody.get('/login', { Cookie: cookie })).status, cookie).toBe(200);
    expect((await learner.get('/courses', { Cookie: `tracker=100%; ${learner.cookie()}` })).status).toBe(200);
  });

  test('U+0000 stays outside', async () => {
    for (const path of ['/verify?code=%00', '/courses/%00', '/courses?q=a%00b', '/api/v1/exams?x=%00'])
      expect((await learner.get(path)).status, path).toBe(400);
    expect((await nobody.form('/login', { username: 'a\0', password: 'b' })).status).toBe(422);
    const call = await learner.send('POST', '/courses/x/y/study', { act: 'beat', lease: '\0' });
    expect([call.status, await call.json()]).toMatchObject([422, { code: 'invalid-input' }]);
    const answer = await learner.send('PUT', '/api/v1/attempts/x/responses', { lease: '\0', responses: [] });
    expect(answer.status).toBe(422);
  });

  test('a wrong method is 405, a body that is no form 415', async () => {
    const course = `/courses/${/href="\/courses\/([a-z0-9-]+)"/.exec(await (await learner.get('/courses')).text())?.[1]}`;
    expect((await learner.send('PUT', course, {})).status).toBe(405);
    expect((await learner.send('DELETE', '/login', {})).status).toBe(405);
    expect((await learner.send('POST', '/courses', {})).status).toBe(405);
    expect((await learner.send('POST', '/nothing', {})).status).toBe(405);
    expect((await learner.send('POST', '/api/v1/exams', {})).status).toBe(405);
    expect((await learner.send('DELETE', '/api/v1/nothing', {})).status).toBe(404);
    const call = await learner.send('POST', '/api/v1/openapi.json', {});
    expect([call.status, call.headers.get('allow'), await call.json()]).toMatchObject([
      405,
      'GET, HEAD',
      { code: 'method-not-allowed' },
    ]);
    const slips = await learner.get('/staff/access/slips');
    expect([slips.status, slips.headers.get('allow')]).toEqual([405, 'POST']);
    const work = await learner.get('/staff/lessons/x/work');
    expect([work.status, work.headers.get('allow')]).toEqual([405, 'POST']);
    for (const path of ['/verify/keys.json', '/staff/people/export', '/courses']) {
      const page = await learner.form(path, {}, { Accept: 'text/html' });
      expect([page.status, page.headers.get('content-type')], path).toEqual([405, 'text/html; charset=utf-8']);
      expect(await page.text(), path).toContain('这个请求没有完成');
    }
    expect((await learner.get('/staff/access/slips', { Accept: 'text/html' })).status).toBe(405);
    expect((await learner.send('POST', course, {})).status).toBe(415);
    expect((await learner.send('POST', '/preferences', 'a', { 'Content-Type': 'text/plain' })).status).toBe(415);
  });

  test('a page names the methods that it takes, in words to a person and as a problem to a program', async () => {
    const bare = (method: string, path: string, headers: Record<string, string> = {}) =>
      fetch(server.url + path, { method, headers: { Cookie: learner.cookie(), Origin: server.url, ...headers } });
    const seen = { Accept: 'text/html,*/*;q=0.8' };
    for (const [method, path, allow] of [
      ['DELETE', '/courses', 'GET, HEAD'],
      ['POST', '/', 'GET, HEAD'],
      ['PUT', '/login', 'GET, HEAD, POST'],
      ['PUT', `/assets/${'0'.repeat(64)}.webp`, 'GET, HEAD'],
      ['POST', '/assets/entry.js', 'GET, HEAD'],
      ['OPTIONS', '/courses', 'GET, HEAD'],
    ] as const) {
      const page = await bare(method, path, seen);
      expect([page.status, page.headers.get('allow'), page.headers.get('content-type')], `${method} ${path}`).toEqual([
        405,
        allow,
        'text/html; charset=utf-8',
      ]);
      expect(await page.text(), path).toContain('这个地址不接受这样的请求');
      const call = await bare(method, path, { Accept: 'application/json' });
      expect([call.status, call.headers.get('content-type')], path).toEqual([
        405,
        'application/problem+json; charset=utf-8',
      ]);
    }
    const english = await bare('DELETE', '/courses', { ...seen, 'Accept-Language': 'en' });
    expect(await english.text()).toContain('This address does not take that method');

    const empty = await bare('POST', '/login', seen);
    expect([empty.status, empty.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(await empty.text()).toContain('收到的表单是空的');
    const program = await bare('POST', '/login', { Accept: 'application/json' });
    expect([program.status, await program.json()]).toMatchObject([400, { code: 'empty-form' }]);
    const other = await bare('POST', '/login', { ...seen, 'Content-Type': 'text/plain' });
    expect([other.status, other.headers.get('content-type')]).toEqual([415, 'text/html; charset=utf-8']);
  });

  test('a form posted from another site is refused with a page to a browser, with a problem to a program', async () => {
    const foreign = { Origin: 'https://elsewhere.example' };
    const page = await learner.form('/preferences', {}, { ...foreign, Accept: 'text/html' });
    expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    const call = await learner.send('POST', '/api/v1/exams', {}, { ...foreign, Accept: 'text/html' });
    expect([call.status, await call.json()]).toMatchObject([403, { code: 'foreign-origin' }]);
    const program = await learner.form('/preferences', {}, foreign);
    expect([program.status, await program.json()]).toMatchObject([403, { code: 'foreign-origin' }]);
  });

  test('an odd request line is 400, TRACE 405, an address that cannot be decoded 404', async () => {
    const line = (first: string, host = 'x') => raw(`${first} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    for (const first of ['GET //', 'GET http://[']) expect(await line(first), first).toContain(' 400 ');
    for (const host of ['a b', '']) expect(await line('GET /', host), host).toContain(' 400 ');
    expect(await line('TRACE /')).toContain(' 405 ');
    for (const path of ['/%', '/verify/%FF', '/api/v1/%']) expect(await line(`GET ${path}`), path).toContain(' 404 ');
    expect(await line('GET /healthz')).toContain(' 200 ');
  });

  test('the export of the page refuses what the call refuses, and reads the same', async () => {
    const hr = makeClient(server.url);
    await hr.signIn('hr');
    const year = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format();
    const both = async (query: string) =>
      Promise.all(
        [`/staff/appraisal/${year}/export?${query}`, `/api/v1/appraisal/export?year=${year}&${query}`].map(
          async (path) => {
            const { status, headers } = await hr.get(path);
            return `${status} ${headers.get('Content-Type')}`;
          },
        ),
      );
    for (const query of ['format=pdf', 'encoding=latin1', 'header=fr'])
      expect(await both(query), query).toEqual(Array(2).fill('422 application/problem+json; charset=utf-8'));
    expect(await both('encoding=GB18030&unit=')).toEqual(Array(2).fill('200 text/csv; charset=gb18030'));
  });

  test('a reason that nobody can see is none', async () => {
    const secadmin = makeClient(server.url);
    await secadmin.signIn('secadmin');
    const refused = await secadmin.form('/staff/access/reset', { who: 'trainer', reason: '\u200b' });
    expect(refused.status).toBe(422);
  });

  test('figures are for the neighbourhood only', async () => {
    const far = { 'X-Forwarded-For': '8.8.8.8' };
    expect((await nobody.get('/metrics')).status).toBe(200);
    expect((await nobody.get('/metrics', far)).status).toBe(404);
    expect(Object.keys((await (await nobody.get('/readyz')).json()) as object)).toEqual(['status', 'checks']);
    expect(Object.keys((await (await nobody.get('/readyz', far)).json()) as object)).toEqual(['status']);
  });

  test('none of it is an error in the log', () => {
    expect(server.output().split('ready at ')[1]?.split('\n').slice(1).join('\n')).toBe('');
  });
});
