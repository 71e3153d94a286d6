import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { DEMO_ACCOUNTS } from '../../app/domain/people/demo-accounts.ts';
import { makeClient } from '../support/client.ts';
import { type Facts, gatherFacts, SCREENS } from '../support/screens.ts';
import { type RunningServer, startServer } from '../support/server.ts';

const LANGUAGES = ['zh-CN', 'en'] as const;
const THEMES = ['light', 'dark'] as const;

let server: RunningServer;
let facts: Facts;

test.beforeAll(async () => {
  server = await startServer();
  facts = await gatherFacts(server);
});

test.afterAll(async () => {
  await server?.remove();
});

for (const account of ['nobody', ...DEMO_ACCOUNTS]) {
  test(`every page that ${account} may see is accessible, keeps to its policy and its language, in both themes`, async ({
    browser,
  }) => {
    test.setTimeout(600_000);
    const client = makeClient(server.url);
    if (account !== 'nobody') await client.signIn(account);
    const addresses = await listPages(client);
    expect(addresses.length).toBeGreaterThan(2);
    for (const theme of THEMES) {
      for (const language of LANGUAGES) {
        const context = await browser.newContext({ colorScheme: theme, viewport: { width: 1280, height: 900 } });
        const cookies = [...client.cookie().split('; ').filter(Boolean), `xk_lang=${language}`, `xk_theme=${theme}`];
        await context.addCookies(
          cookies.map((pair) => ({
            name: pair.slice(0, pair.indexOf('=')),
            value: pair.slice(pair.indexOf('=') + 1),
            url: server.url,
          })),
        );
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => {
          // A page that answers 404 on purpose is reported by the browser as a failed resource.
          if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
            complaints.push(`${page.url()}: ${message.text()}`);
        });
        page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
        for (const address of addresses) {
          await page.goto(server.url + address);
          await expect(page.locator('h1').first()).toBeVisible();
          const where = `${address} as ${account} in ${language}, ${theme}`;
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect
            .soft(
              violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
              where,
            )
            .toEqual([]);
          expect.soft(await page.evaluate(() => document.title.trim()), `${where}: title`).not.toBe('');
          if (language === 'en')
            expect.soft(await listUnmarkedChinese(page), `${where}: Chinese that is not marked as such`).toEqual([]);
        }
        expect.soft(complaints).toEqual([]);
        await context.close();
      }
    }
  });
}

/** Addresses of pages (not of files or of the API) that this client is shown, and one of those refused. */
async function listPages(client: ReturnType<typeof makeClient>): Promise<string[]> {
  const pages: string[] = [];
  let sawRefusal = false;
  for (const [file, addressOf] of Object.entries(SCREENS)) {
    if (!file.endsWith('.tsx')) continue;
    const address = addressOf(facts);
    const response = await client.get(address);
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
    const refused = response.status === 403;
    if (!isPage || response.status === 302 || (refused && sawRefusal)) continue;
    sawRefusal ||= refused;
    pages.push(address);
  }
  return pages;
}

/** Text with Chinese characters that no ancestor marks as Chinese. */
function listUnmarkedChinese(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (!/\p{Script=Han}/u.test(text) || node.parentElement?.closest('script, style')) continue;
      if (!node.parentElement?.closest('[lang]')?.getAttribute('lang')?.startsWith('zh'))
        found.push(text.trim().slice(0, 60));
    }
    return found;
  });
}
