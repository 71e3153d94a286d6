import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Client, makeClient } from '../support/client.ts';
import { type RunningServer, startDemoServer } from '../support/server.ts';
import { browserCookies } from './cookies.ts';

const ADMINISTRATORS = ['sysadmin', 'secadmin', 'auditor'] as const;
type Administrator = (typeof ADMINISTRATORS)[number];

/** What each of the three has no right to: pages that they ask for, and changes that they send past any page. */
const FORBIDDEN: Record<Administrator, { pages: string[]; writes: [string, Record<string, string>][] }> = {
  sysadmin: {
    pages: ['/staff/roles/new', '/staff/roles', '/staff/audit', '/staff/audit/security', '/staff/sessions'],
    writes: [
      ['/staff/roles/new', { personId: 'x', role: 'hr', unitCode: 'x', reason: 'x' }],
      ['/staff/tokens/new', { name: 'x', scope: 'appraisal:read', days: '1' }],
      ['/staff/sessions', { personId: 'x', reason: 'x' }],
    ],
  },
  secadmin: {
    pages: ['/staff/audit', '/staff/audit/people-1', '/staff/audit/export', '/staff/settings', '/staff/system'],
    writes: [
      ['/staff/settings/session.idle-hours', { value: '1', reason: 'x' }],
      ['/staff/audit?index', {}],
    ],
  },
  auditor: {
    pages: ['/staff/settings', '/staff/sessions', '/staff/tokens', '/staff/locked', '/staff/roles/new'],
    writes: [
      ['/staff/roles/new', { personId: 'x', role: 'hr', unitCode: 'x', reason: 'x' }],
      ['/staff/settings/session.idle-hours', { value: '1', reason: 'x' }],
      ['/staff/locked', { personId: 'x', reason: 'x' }],
      ['/staff/sessions', { personId: 'x', reason: 'x' }],
      ['/staff/tokens?index', { tokenId: 'x', reason: 'x' }],
    ],
  },
};

let server: RunningServer;
const clients = new Map<Administrator, Client>();

test.beforeAll(async () => {
  server = await startDemoServer();
  for (const account of ADMINISTRATORS) {
    const client = makeClient(server.url);
    await client.signIn(account);
    clients.set(account, client);
  }
});
test.afterAll(async () => {
  await server?.remove();
});

const clientOf = (account: Administrator) => clients.get(account) as Client;

async function pageOf(browser: Browser, account: Administrator): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies(browserCookies(clientOf(account), 'zh-CN'));
  return context.newPage();
}

/** The numbers of refused accesses that the auditor's filter finds for somebody. */
async function refusalsSeen(page: Page, account: Administrator): Promise<string[]> {
  await page.goto(`${server.url}/staff/audit?action=access.refuse&who=${account}`);
  return page.locator('table tbody tr').allInnerTexts();
}

test('the three administrators cannot do each other’s work, and the auditor sees every attempt', async ({
  browser,
}) => {
  for (const account of ADMINISTRATORS) {
    const page = await pageOf(browser, account);
    const { pages, writes } = FORBIDDEN[account];
    await page.goto(`${server.url}/staff`);
    for (const address of pages) {
      // Not offered anywhere, and refused when asked for.
      await page.goto(`${server.url}/staff`);
      if (address !== '/staff/audit/export')
        await expect(page.locator(`nav a[href="${address}"]`), `${account}: ${address}`).toHaveCount(0);
      const response = await page.goto(server.url + address);
      expect(response?.status(), `${account} opens ${address}`).toBe(403);
    }
    for (const [address, fields] of writes)
      expect((await clientOf(account).form(address, fields)).status, `${account} sends ${address}`).toBe(403);
    await page.context().close();
  }

  const page = await pageOf(browser, 'auditor');
  for (const account of ADMINISTRATORS) {
    const text = (await refusalsSeen(page, account)).join('\n');
    const { pages, writes } = FORBIDDEN[account];
    const actions = new Set([...pages, ...writes.map(([address]) => address)].map((address) => address.split('?')[0]));
    expect(text.split('access.refuse').length - 1, account).toBeGreaterThanOrEqual(Math.min(actions.size, 5));
  }
  for (const action of ['role.grant', 'audit.view', 'setting.change', 'session.end', 'token.revoke']) {
    await page.goto(`${server.url}/staff/audit?action=access.refuse&object=${action}`);
    await expect(page.locator('table tbody tr').first(), action).toBeVisible();
  }
  await page.goto(`${server.url}/staff/audit/security?kind=refused-access`);
  await expect(page.getByRole('table', { name: '逐条' }).locator('tbody tr').first()).toContainText('越权访问被拒绝');
});

test('a write from another site is refused and stands out, however often it is tried', async ({ browser }) => {
  const from = { Origin: 'https://elsewhere.example' };
  for (let n = 0; n < 30; n += 1)
    expect((await clientOf('secadmin').form('/staff/roles/new', { role: 'hr' }, from)).status).toBe(403);
  const page = await pageOf(browser, 'auditor');
  await page.goto(`${server.url}/staff/audit/security?kind=foreign-write`);
  const rows = page.locator('#entries ~ * table tbody tr, section[aria-labelledby="entries"] table tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('/staff/roles/new');
});

test('the guard grants a role to the end of a day, says why a choice is not offered, and ends a session', async ({
  browser,
}) => {
  const page = await pageOf(browser, 'secadmin');
  await page.goto(`${server.url}/staff/roles/new?who=auditor`);
  await expect(page.getByLabel('系统管理员', { exact: false }).first()).toBeDisabled();
  await expect(page.getByText('不能选择：对方是审计管理员', { exact: false }).first()).toBeVisible();

  await page.goto(`${server.url}/staff/roles/new?who=marker`);
  await page.locator('input[name="role"][value="trainer"]').check();
  await page.locator('#unitCode').selectOption({ index: 1 });
  await page.locator('#reason').fill('带教');
  await page.locator('#endsOn').fill('2099-12-31');
  await page.getByRole('button', { name: '授予角色' }).click();
  await expect(page.getByText('角色已授予。')).toBeVisible();

  const learner = makeClient(server.url);
  await learner.signIn('learner');
  expect((await learner.get('/me')).status).toBe(200);
  await page.goto(`${server.url}/staff/sessions?who=learner`);
  await page.getByRole('link', { name: '结束此人全部' }).first().click();
  await page.locator('#reason').fill('本人报告账号异常');
  await page.getByRole('button', { name: /结束\d+处登录/ }).click();
  await expect(page.getByText(/已结束\d+处登录/)).toBeVisible();
  expect((await learner.get('/me')).status).toBe(302);
});
