import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { makeClient } from '../support/client.ts';
import { type RunningServer, startDemoServer } from '../support/server.ts';
import { browserCookies } from './cookies.ts';

let server: RunningServer;
let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  server = await startDemoServer();
  const client = makeClient(server.url);
  await client.signIn('trainer');
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await context.addCookies(browserCookies(client, 'zh-CN'));
});

test.afterAll(async () => {
  await context?.close();
  await server?.remove();
});

const editor = (page: Page) => page.locator('.cm-content').first();
const state = (page: Page, name: string) =>
  expect(page.locator(`[data-save=${name}]`)).toBeVisible({ timeout: 60_000 });

async function type(page: Page, at: 'Home' | 'End', text: string) {
  await editor(page).click();
  await page.keyboard.press(`Control+${at}`);
  if (at === 'Home') for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type(text, { delay: 40 });
}

/** What the server holds of the draft that this page shows. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch(`${location.pathname}/work`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ act: 'theirs' }),
    });
    return ((await answer.json()) as { source: string }).source;
  });

test('what is typed while the server is killed and comes back is saved in whole, without a reload', async () => {
  const page = await context.newPage();
  await page.goto(`${server.url}/staff/lessons?view=published`);
  await page.getByRole('button', { name: '修改这一课' }).first().click();
  await type(page, 'End', '停电以前写的。');
  await server.kill();
  await page.keyboard.type('停电以后写的，一个字也不少。', { delay: 80 });
  await state(page, 'offline');
  await expect(page.locator('[data-save=offline]')).toHaveText('未保存：连不上服务器，将自动重试；文字已存在本机');
  await server.restart();
  await page.keyboard.type('来电以后写的。', { delay: 40 });
  await state(page, 'saved');
  expect(await stored(page)).toContain('停电以前写的。停电以后写的，一个字也不少。来电以后写的。');
  await page.reload();
  await expect(editor(page)).toBeVisible();
  await expect(page.getByText('这台电脑上有一份没有保存到服务器的文字')).toHaveCount(0);
});

test('two windows of one person on one draft keep what was typed in both', async () => {
  const one = await context.newPage();
  await one.goto(`${server.url}/staff/lessons?view=published`);
  await one.getByRole('button', { name: '修改这一课' }).nth(1).click();
  await expect(editor(one)).toBeVisible();
  const two = await context.newPage();
  await two.goto(one.url());
  await type(two, 'Home', '（第二个窗口）');
  await type(one, 'End', '第一个窗口写的。');
  await state(two, 'saved');
  await state(one, 'saved');
  const text = await stored(one);
  expect(text).toContain('第一个窗口写的。');
  expect(text).toContain('（第二个窗口）');
});
