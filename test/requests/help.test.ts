import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContentFolder } from '#app/platform/content/read-content-folder.server.ts';
import { listHelpFiles } from '#app/usecases/content/check-help.server.ts';
import { type Client, makeClient } from '#test/support/client.ts';
import { type RunningServer, startDemoServer } from '#test/support/server.ts';

const pages = listHelpFiles(await readContentFolder(path.join(import.meta.dirname, '../../content')));
let server: RunningServer;
let auditor: Client;
let stranger: Client;

beforeAll(async () => {
  server = await startDemoServer();
  auditor = makeClient(server.url);
  await auditor.signIn('auditor');
  stranger = makeClient(server.url);
});
afterAll(async () => {
  await server?.remove();
});

const inLanguage = (client: Client, address: string, language: string) =>
  client.get(address, { Cookie: [client.cookie(), `xk_lang=${language}`].filter(Boolean).join('; ') });

test.each(pages.map(({ language, topic, head }) => [language, topic, head.title]))(
  'whoever signed in reads the page in %s on %s',
  async (language, topic, title) => {
    const response = await inLanguage(auditor, `/help/${topic}`, language);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`>${title}</h1>`);
  },
);

test('the list names every page to whoever signed in, and to strangers those that are public', async () => {
  const chinese = pages.filter(({ language }) => language === 'zh-CN');
  const linked = async (client: Client) =>
    [...(await (await inLanguage(client, '/help', 'zh-CN')).text()).matchAll(/href="\/help\/([a-z-]+)"/g)]
      .map(([, topic]) => topic)
      .sort();
  expect(await linked(auditor)).toEqual(chinese.map(({ topic }) => topic).sort());
  expect(await linked(stranger)).toEqual(
    chinese
      .filter(({ head }) => head.public)
      .map(({ topic }) => topic)
      .sort(),
  );
});

test('a stranger reads what is public, is sent to sign in for the rest, and an unknown page is 404 to all', async () => {
  expect((await stranger.get('/help/verify')).status).toBe(200);
  const kept = await stranger.get('/help/appraisal');
  expect([kept.status, kept.headers.get('Location')]).toEqual([302, '/login?next=%2Fhelp%2Fappraisal']);
  expect((await stranger.get('/help/no-such-page')).status).toBe(404);
  expect((await auditor.get('/help/no-such-page')).status).toBe(404);
});
