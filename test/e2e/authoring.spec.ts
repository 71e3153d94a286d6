import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Language } from '../../app/domain/kernel/local-text.ts';
import { serverWords } from '../../app/ui/words/all.ts';
import { DEMO_PASSWORD, makeClient } from '../support/client.ts';
import { type RunningServer, startDevelopmentServer } from '../support/server.ts';
import { listViolations, withAxe } from './axe.ts';
import { browserCookies } from './cookies.ts';

const CONTENT = path.join(import.meta.dirname, '../../content');
const LESSON = 'courses/egov-basics/01-concepts/01-what-is-egovernment.mdx';
const QUIZ = LESSON.replace('.mdx', '.quiz.yaml');
const LESSON_PAGE = '/courses/egov-basics/01-what-is-egovernment';

test.describe('npm run dev', () => {
  let server: RunningServer;
  let folder: string;

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'xunkao-content-')), 'content');
    cpSync(CONTENT, folder, { recursive: true });
    server = await startDevelopmentServer(folder);
  });
  test.afterAll(async () => {
    await server?.remove();
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  const file = (name: string) => path.join(folder, name);
  const panel = (page: Page) => page.getByRole('region', { name: /\d/ }).filter({ has: page.getByRole('alert') });

  async function openLesson(page: Page, language: Language): Promise<string[]> {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    const client = makeClient(server.url);
    await client.signIn('learner');
    await page.context().addCookies(browserCookies(client, language));
    await withAxe(page.context());
    // Vite tells the page that it listens; what is saved before that shows on the next load only.
    await Promise.all([
      page.waitForEvent('console', (message) => message.text() === '[vite] connected.'),
      page.goto(server.url + LESSON_PAGE),
    ]);
    await expect(page.locator('form fieldset:has(legend)')).toHaveCount(5);
    return complaints;
  }

  test('a saved lesson and its quiz show in the open page; a fault stands on it until it is mended', async ({
    page,
  }) => {
    const complaints = await openLesson(page, 'zh-CN');
    const sound = readFileSync(file(LESSON), 'utf8');

    const marker = '这一段是刚刚写下的。';
    const edited = sound.replace(/\n## /, `\n${marker}\n\n## `);
    writeFileSync(file(LESSON), edited);
    await expect(page.getByText(marker)).toBeVisible();

    const quiz = readFileSync(file(QUIZ), 'utf8');
    writeFileSync(file(QUIZ), quiz.replace(/prompt: /, 'prompt: 【改过的题】'));
    await expect(page.getByText('【改过的题】')).toBeVisible();

    const broken = `${edited.trimEnd()}\n\n<Marquee>飞起来</Marquee>\n`;
    const line = broken.split('\n').findIndex((text) => text.startsWith('<Marquee>')) + 1;
    writeFileSync(file(LESSON), broken);
    await expect(panel(page)).toBeVisible();
    await expect(panel(page)).toContainText(`${LESSON}:${line}:1 component-unknown`);
    await expect(panel(page)).toContainText('没有组件<Marquee>');
    // What was in force stays, and any other page shows the fault too.
    await expect(page.getByText(marker)).toBeVisible();
    expect(await listViolations(page, { within: 'section[aria-labelledby="content-faults"]' })).toEqual([]);
    await page.goto(`${server.url}/verify`);
    await expect(panel(page)).toContainText(`${LESSON}:${line}:1`);

    // Taking the fault back gives the very bytes that are in force.
    await Promise.all([
      page.waitForEvent('console', (message) => message.text() === '[vite] connected.'),
      page.reload(),
    ]);
    writeFileSync(file(LESSON), edited);
    await expect(panel(page)).toBeHidden();
    expect(complaints).toEqual([]);
  });

  test("speaks the reader's language, and hears of a file that an editor puts in the place of another", async ({
    page,
  }) => {
    const complaints = await openLesson(page, 'en');
    const replace = (text: string) => {
      writeFileSync(file(`${LESSON}.swap`), text);
      renameSync(file(`${LESSON}.swap`), file(LESSON));
    };
    const sound = readFileSync(file(LESSON), 'utf8');
    replace(sound.replace('minutes: ', 'minuets: '));
    await expect(panel(page)).toContainText('there is no field minuets');
    replace(sound);
    await expect(panel(page)).toBeHidden();
    replace(sound.replace('minutes: ', 'minuets: '));
    await expect(panel(page)).toContainText('there is no field minuets');
    replace(sound);
    await expect(panel(page)).toBeHidden();
    expect(complaints).toEqual([]);
  });

  test('a first start on faulty content serves, names the fault, and loads the demo once it is mended', async ({
    page,
  }) => {
    const place = mkdtempSync(path.join(os.tmpdir(), 'xunkao-content-'));
    const wrong = path.join(place, 'content');
    cpSync(CONTENT, wrong, { recursive: true });
    const sound = readFileSync(path.join(wrong, QUIZ), 'utf8');
    writeFileSync(path.join(wrong, QUIZ), sound.replace('use: practice', 'use: exam'));
    const other = await startDevelopmentServer(wrong);
    try {
      await Promise.all([
        page.waitForEvent('console', (message) => message.text() === '[vite] connected.'),
        page.goto(`${other.url}/login`),
      ]);
      await expect(panel(page)).toContainText(`${QUIZ}:`);
      writeFileSync(path.join(wrong, QUIZ), sound);
      // The whole content is imported and the demo's two years are played before the page is free.
      await expect(panel(page)).toBeHidden({ timeout: 90_000 });
      await page.getByLabel(serverWords('zh-CN').account.username).fill('learner');
      await page.getByLabel(serverWords('zh-CN').account.password, { exact: true }).fill(DEMO_PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${other.url}/`);
    } finally {
      await other.remove();
      rmSync(place, { recursive: true, force: true });
    }
  });
});
