import { expect, type Page, test } from '@playwright/test';
import { DEMO_ACCOUNTS } from '../../app/domain/people/demo-accounts.ts';
import { EXCLUSIVE_ROLES } from '../../app/domain/people/roles.ts';
import { DEMO_PASSWORD, makeClient } from '../support/client.ts';
import { runCommand } from '../support/command.ts';
import { type Facts, gatherFacts, SCREENS } from '../support/screens.ts';
import { type RunningServer, startDemoServer, startServer } from '../support/server.ts';
import { listViolations, withAxe } from './axe.ts';
import { browserCookies } from './cookies.ts';

const LANGUAGES = ['zh-CN', 'en'] as const;
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Structures of pages that were found to be sound: the same page of another role need not be measured again. */
const inspected = new Set<string>();

// The authorities beside each other, each with one server; what is measured once in a worker is not measured again.
test.describe.configure({ mode: 'parallel' });

const VISITORS = ['nobody', ...DEMO_ACCOUNTS];
const HALF = Math.ceil(VISITORS.length / 2);
const EMPTY = 'an authority without any data';

/** An authority with the demo's two years behind it, in two parts of like size, and one where nobody did anything yet. */
const AUTHORITIES = [
  { of: 'the demo organisation', open: openDemo, visitors: VISITORS.slice(0, HALF) },
  { of: 'the demo organisation, further accounts', open: openDemo, visitors: VISITORS.slice(HALF) },
  { of: EMPTY, open: openEmpty, visitors: VISITORS },
] as const;

for (const { of, open, visitors } of AUTHORITIES) {
  test.describe(of, () => {
    test.describe.configure({ mode: 'default' });
    let server: RunningServer;
    let facts: Facts;
    let learners: ReadonlySet<string>;

    test.beforeAll(async () => {
      test.setTimeout(300_000);
      ({ server, facts } = await open());
      const learner = makeClient(server.url);
      await learner.signIn('learner', passwordOf(of, 'learner'));
      learners = new Set(await listPages(learner, facts));
    });

    test.afterAll(async () => {
      await server?.remove();
    });

    for (const account of visitors) {
      test(`every page that ${account} may see is accessible, keeps to its policy and its language, in both themes`, async ({
        browser,
      }) => {
        test.setTimeout(600_000);
        const client = makeClient(server.url);
        if (account !== 'nobody') await client.signIn(account, passwordOf(of, account));
        const shown = await listPages(client, facts);
        expect(shown.length).toBeGreaterThan(2);
        // What every learner sees is looked at as one of them, and as a stranger: nearly everyone else is a learner too.
        const own = ['learner', 'nobody'].includes(account);
        const addresses = shown.filter((address) => own || address === '/' || !learners.has(address));
        for (const language of LANGUAGES) {
          const context = await browser.newContext({
            viewport: { width: 1280, height: 900 },
            reducedMotion: 'reduce',
          });
          await context.addCookies(browserCookies(client, language));
          await withAxe(context);
          const page = await context.newPage();
          const complaints: string[] = [];
          page.on('console', (message) => {
            // A page that answers 404 on purpose is reported by the browser as a failed resource.
            if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
              complaints.push(`${page.url()}: ${message.text()}`);
          });
          page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
          for (const address of addresses) await inspect(page, { address: server.url + address, account, language });
          expect.soft(complaints).toEqual([]);
          await context.close();
        }
      });
    }
  });
}

async function inspect(
  page: Page,
  { address, account, language }: { address: string; account: string; language: (typeof LANGUAGES)[number] },
) {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(address);
  await expect(page.locator('h1').first()).toBeVisible();
  const where = `${address} as ${account} in ${language}`;
  // Errors of hydration are complaints as well: wait until React has taken the page over.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('h1') ?? {}).some((key) => key.startsWith('__reactFiber')),
  );
  const structure = await describeStructure(page);
  if (!inspected.has(structure)) {
    inspected.add(structure);
    expect.soft(await listViolations(page), where).toEqual([]);
    // Colours are all that the theme changes.
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await listViolations(page, { rules: COLOUR_RULES }), `${where}, dark`).toEqual([]);
  }
  expect.soft(await page.evaluate(() => document.title.trim()), `${where}: title`).not.toBe('');
  if (language === 'en')
    expect.soft(await listUnmarkedChinese(page), `${where}: Chinese that is not marked as such`).toEqual([]);
}

/**
 * Everything that the rules of accessibility look at, but for what a text says: elements, their classes, roles, states
 * and languages, and where there is text. Two pages that agree in it differ in names and figures alone.
 */
function describeStructure(page: Page): Promise<string> {
  return page.evaluate(() => {
    const parts: string[] = [];
    const names: string[] = [];
    const orderOf = (name: string) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1);
    for (const element of document.querySelectorAll('*')) {
      if (element.closest('head') && element.tagName !== 'TITLE') continue;
      const attributes = [...element.attributes]
        .filter(({ name }) => /^(class|role|type|lang|hidden|disabled|open|tabindex|for|scope|aria-.*)$/.test(name))
        // Names of things by their order: that two are equal matters, what they say does not.
        .map(
          ({ name, value }) => `${name}=${/^aria-(label|description|valuetext)$/.test(name) ? orderOf(value) : value}`,
        );
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      parts.push(`${element.tagName} ${attributes.join(' ')} ${hasText}`);
    }
    return `${document.documentElement.lang}\n${parts.join('\n')}`;
  });
}

async function openDemo() {
  const server = await startDemoServer();
  return { server, facts: await gatherFacts(server) };
}

const passwordOf = (of: string, account: string) => (of === EMPTY ? `quiet-harbour-${account}` : DEMO_PASSWORD);

/** People with one role each besides learner, made as an operator makes them; nothing else but the content. */
async function openEmpty() {
  const server = await startServer({ DEMO: '0' });
  for (const [n, account] of DEMO_ACCOUNTS.entries()) {
    const roles = EXCLUSIVE_ROLES.includes(account) || account === 'learner' ? [account] : [account, 'learner'];
    const { code, stderr } = await runCommand(
      [
        ...['user', 'create', '--username', account, '--employee-no', `E${n}`, '--name', '甲乙丙', '--unit', 'A'],
        ...(n === 0 ? ['--unit-name', '某市机关'] : []),
        ...['--role', ...roles, '--password-stdin', '--no-must-change'],
      ],
      { dataDir: server.dataDir, input: `quiet-harbour-${account}` },
    );
    if (code !== 0) throw new Error(stderr);
  }
  const nothing = `${'0'.repeat(26)}`;
  const facts: Facts = {
    ...{ year: new Date().getFullYear(), course: 'egov-basics', lesson: '01-what-is-egovernment' },
    ...{ lessonHash: nothing, sittingId: nothing, runningAttemptId: nothing, gradedAttemptId: nothing },
    ...{ draftId: nothing, submittedDraftId: nothing },
    ...{
      certificateId: nothing,
      certificateCode: nothing,
      personId: nothing,
      unitId: nothing,
      rosterId: nothing,
      formSet: `/staff/papers/tier-1-general/sets/${nothing}`,
      grantId: nothing,
      markingSittingId: nothing,
      markedQuestionId: nothing,
      practiceSessionId: nothing,
      mistakenQuestionId: nothing,
      runningMockId: nothing,
      endedMockId: nothing,
      firstAdministratorToken: nothing,
    },
  };
  return { server, facts };
}

/** Addresses of pages (not of files or of the API) that this client is shown, and one of each kind of refusal. */
async function listPages(client: ReturnType<typeof makeClient>, facts: Facts): Promise<string[]> {
  const pages: string[] = [];
  const refusals = new Set<number>();
  for (const [file, addressOf] of Object.entries(SCREENS)) {
    if (!file.endsWith('.tsx')) continue;
    const address = addressOf(facts);
    const response = await client.get(address);
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
    if (!isPage || response.status === 302 || refusals.has(response.status)) continue;
    if (response.status !== 200) refusals.add(response.status);
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
