import { expect, test } from '@playwright/test';
import { makeClient } from '../support/client.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { browserCookies } from './cookies.ts';

/** One that the demo's learner has begun and not completed: its time still counts. */
const LESSON = '/courses/egov-basics/01-components';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server?.remove();
});

test("study time that is told before the lesson's code arrives leaves the server's text alone", async ({ page }) => {
  const client = makeClient(server.url);
  await client.signIn('learner');
  await page.context().addCookies(browserCookies(client, 'zh-CN'));
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/lessons/*.js', async (route) => {
    await held;
    await route.continue();
  });
  const told = page.waitForResponse((response) => response.url().endsWith('/study'));
  await page.goto(server.url + LESSON, { waitUntil: 'domcontentloaded' });
  await (await told).finished();
  // Two frames: whatever the answer changes on the page has been drawn by then.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  release();
  await page.waitForFunction(() => {
    const body = document.querySelector('article .lesson > *');
    return body !== null && Object.keys(body).some((key) => key.startsWith('__reactFiber'));
  });
  expect(complaints).toEqual([]);
});
