import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptAssets } from './kept-assets.server.ts';

const SCRIPT = 'export const 词 = 1;\n'.repeat(50);
let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-assets-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'assets/a-1.js'), SCRIPT);
  writeFileSync(path.join(folder, 'assets/a-1.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(path.join(folder, 'assets/a-1.js.gz'), gzipSync(SCRIPT));
  writeFileSync(path.join(folder, 'robots.txt'), 'User-agent: *\n');
  writeFileSync(path.join(folder, 'assets/lone.gz'), 'not of another file');
  const assets = keptAssets(folder);
  server = createServer((request, response) => assets(request, response, () => response.writeHead(404).end('next')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const get = (address: string, init: RequestInit = {}) => fetch(url + address, init);

test.each([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['gzip, br;q=0', 'gzip'],
  ['identity', null],
])('to whoever accepts %s a file goes as %s', async (offered, encoding) => {
  const answer = await get('/assets/a-1.js', { headers: { 'accept-encoding': offered } });
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(answer.headers.get('content-type')).toBe('text/javascript;charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(await answer.text()).toBe(SCRIPT);
});

test('what is known is not sent again, and HEAD has no body', async () => {
  const etag = (await get('/robots.txt')).headers.get('etag') ?? '';
  const again = await get('/robots.txt', { headers: { 'if-none-match': `"other", ${etag}` } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await get('/robots.txt', { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '14', '']);
  expect(head.headers.get('cache-control')).toBe('no-cache');
});

test.each(['bytes=5-2', 'bytes=-5', 'bytes=0-1,3-4', 'bytes=9999999-', 'lines=1'])(
  'a range (%s) gets the whole file',
  async (range) => {
    const answer = await get('/assets/a-1.js', { headers: { range } });
    expect([answer.status, await answer.text()]).toEqual([200, SCRIPT]);
  },
);

test.each(['/', '/assets', '/assets/', '/assets/../robots.txt%00', '/assets/a-1.js.br', '/%'])(
  '%s is for others to answer',
  async (address) => {
    expect(await (await get(address)).text()).toBe('next');
  },
);

test('a name that only looks compressed is a file of its own; other methods are for others', async () => {
  expect((await get('/assets/lone.gz')).status).toBe(200);
  expect(await (await get('/robots.txt', { method: 'POST' })).text()).toBe('next');
});

test('files that go while the server runs are served on', async () => {
  rmSync(path.join(folder, 'assets'), { recursive: true });
  expect(await (await get('/assets/a-1.js')).text()).toBe(SCRIPT);
});
