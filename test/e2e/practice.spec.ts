import { expect, type Page, test } from '@playwright/test';
import { serverWords } from '../../app/ui/words/all.ts';
import { DEMO_PASSWORD } from '../support/client.ts';
import { pattern } from '../support/pages.ts';
import { type RunningServer, startDemoServer } from '../support/server.ts';

const words = serverWords('zh-CN');
const { practice } = words;

test.describe('practice, by keyboard alone', () => {
  let server: RunningServer;

  test.beforeAll(async () => {
    server = await startDemoServer();
  });
  test.afterAll(async () => {
    await server?.remove();
  });

  async function signIn(page: Page) {
    await page.goto(`${server.url}/login`);
    await page.getByLabel(words.account.username).fill('learner');
    await page.getByLabel(words.account.password, { exact: true }).fill(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/login');
    // A key pressed while React takes the page over makes it complain of itself (its error 345, gone in version 19):
    // wait until the last element is its own and nothing is left to do.
    await page.waitForFunction(() =>
      Object.keys([...document.querySelectorAll('a')].at(-1) ?? {}).some((key) => key.startsWith('__reactProps')),
    );
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  }

  /** Presses Tab until what is focused matches; fails when it never does. */
  async function tabTo(page: Page, matches: (focused: string) => boolean) {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        return `${element?.tagName} ${element?.getAttribute('name') ?? ''} ${element?.getAttribute('type') ?? ''} ${element?.textContent?.trim() ?? ''}`;
      });
      if (matches(focused)) return;
    }
    throw new Error('the keyboard never got there');
  }

  test('a learner begins a set, gives up a question, sees why, and finds it in the book of mistakes', async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addCookies([{ name: 'xk_lang', value: 'zh-CN', url: server.url }]);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await signIn(page);

    await tabTo(page, (focused) => focused.startsWith('A') && focused.endsWith(words.shell.practice));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/practice$/);
    await expect(page.getByText(practice.notCounted)).toBeVisible();
    await tabTo(page, (focused) => focused.endsWith(practice.home.all));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/practice\/new/);
    await tabTo(page, (focused) => focused.startsWith('BUTTON') && focused.endsWith(practice.begin.start));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/practice\/prs_/);
    const prompt = ((await page.locator('article legend').textContent()) ?? '').trim();

    // Submitting nothing is refused with words; giving up shows answer and reason.
    await tabTo(page, (focused) => focused.startsWith('BUTTON') && focused.endsWith(practice.session.check));
    await page.keyboard.press('Enter');
    await expect(page.getByText(practice.session.refused.answer)).toBeVisible();
    await tabTo(page, (focused) => focused.startsWith('BUTTON') && focused.endsWith(practice.session.show));
    await page.keyboard.press('Enter');
    await expect(page.getByText(words.lesson.quiz.outcome.empty).first()).toBeVisible();
    await expect(page.locator('article')).toContainText(words.lesson.quiz.rightChoice);

    // A star, the next question, the end.
    const star = page.getByRole('button', { name: practice.session.star });
    await star.focus();
    await page.keyboard.press('Enter');
    await expect(star).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('link', { name: practice.session.next, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /^第2题/ })).toBeFocused();
    await page.getByRole('button', { name: practice.session.end }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/summary$/);
    await expect(page.getByRole('heading', { name: practice.summary.missedTitle })).toBeVisible();
    await expect(page.getByText(pattern(practice.summary.open_other))).toBeVisible();

    await page.goto(`${server.url}/practice/mistakes?state=asked`);
    await expect(page.getByRole('heading', { level: 1, name: practice.mistakes.title })).toBeVisible();
    const found = await findOnPages(page, prompt);
    expect(found).toBe(true);
    await page.goto(`${server.url}/practice/favourites`);
    await expect(page.locator('main table')).toContainText(prompt.slice(0, 12));
    expect(complaints).toEqual([]);
    await context.close();
  });

  /** Whether a question stands on one of the pages of the list. */
  async function findOnPages(page: Page, prompt: string): Promise<boolean> {
    for (;;) {
      if (((await page.locator('main table').textContent()) ?? '').includes(prompt.slice(0, 12))) return true;
      const next = page.locator('a[rel="next"]');
      if ((await next.count()) === 0) return false;
      const before = page.url();
      await next.first().click();
      await page.waitForURL((url) => url.href !== before);
      await expect(page.locator('main table')).toBeVisible();
    }
  }

  test('a mock exam saves what is answered, says nothing before its end, and reports how it differs', async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addCookies([{ name: 'xk_lang', value: 'zh-CN', url: server.url }]);
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`${server.url}/practice/mock`);
    // The paper that is marked by machine: another blueprint offers essays.
    const offer = page.getByRole('listitem').filter({ hasText: '初级（通用）考试' });
    await offer.getByRole('button', { name: practice.mock.startShort }).click();
    await page.waitForURL(/\/practice\/mock\/mck_/);
    await expect(page.getByRole('timer')).toBeVisible();
    const input = page.locator('fieldset input').first();
    const type = await input.getAttribute('type');
    const saved = page.waitForResponse(/\/answers$/);
    if (type === 'radio' || type === 'checkbox') await input.check();
    else await input.fill('1');
    expect((await saved).status()).toBe(200);
    await expect(page.getByText(practice.mock.saved)).toBeVisible();

    // Another device, or the same after a restart, finds the answer.
    await page.reload();
    if (type === 'radio' || type === 'checkbox') await expect(page.locator('fieldset input').first()).toBeChecked();
    else await expect(page.locator('fieldset input').first()).toHaveValue('1');

    await page.getByRole('banner').getByRole('link', { name: practice.mock.submit }).click();
    await expect(page.getByRole('heading', { name: practice.mock.confirmTitle })).toBeFocused();
    await page.getByRole('button', { name: practice.mock.confirmYes }).click();
    await page.waitForURL(/\/report$/);
    await expect(page.getByRole('heading', { name: practice.report.differences })).toBeVisible();
    await expect(page.getByText(practice.report.notGrade)).toBeVisible();
    await context.close();
  });
});
