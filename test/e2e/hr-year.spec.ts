import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Page, test } from '@playwright/test';
import iconv from 'iconv-lite';
import { serverWords } from '../../app/ui/words/all.ts';
import { answerRightly, pattern } from '../support/pages.ts';
import { readPdfText } from '../support/pdf-text.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { listViolations, withAxe } from './axe.ts';

const PEOPLE = 5_000;
const DIVISIONS = 25;
const SECTIONS = 4;
const LESSON = '/courses/infosec-daily';
const PASSWORDS = { guard: 'gate-on-the-hill-7', hr: 'roster-before-year-5', person: 'slip-opened-once-31' };
const words = serverWords('zh-CN');
const { roster, access, staff } = words;

const HEADINGS = '员工编号,姓名,部门代码,部门,上级部门代码,职级,职位类别,任职日期,状态';
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张'];
const GIVEN = [...'安邦诚达恩芳刚和慧嘉健静康岚明宁平琪荣思涛伟晓燕'];
const numberOf = (n: number) => `R${String(n).padStart(5, '0')}`;
const nameOf = (n: number) =>
  `${SURNAMES[n % 24]}${GIVEN[Math.floor(n / 24) % 24]}${GIVEN[Math.floor(n / 576) % 24] ?? ''}`;
const sectionOf = (n: number) => n % (DIVISIONS * SECTIONS);
const code = (section: number) =>
  `D${String(Math.floor(section / SECTIONS) + 1).padStart(2, '0')}S${(section % SECTIONS) + 1}`;

type Row = { readonly n: number; readonly section: number };
const line = ({ n, section }: Row) => {
  const division = Math.floor(section / SECTIONS) + 1;
  return `${numberOf(n)},${nameOf(n)},${code(section)},第${division}处第${(section % SECTIONS) + 1}科,${code(section).slice(0, 3)},一级科员,综合管理类,2020-03-01,在职`;
};
/** Divisions are named by one row each; everyone else serves in their sections. */
const DIVISION_ROWS = Array.from({ length: DIVISIONS }, (_, i) => {
  const division = `D${String(i + 1).padStart(2, '0')}`;
  return `H${division},处长${GIVEN[i % 24]},${division},第${i + 1}处,SJ,四级调研员,综合管理类,2020-03-01,在职`;
});
const rosterFile = (lines: readonly string[]) => ({
  name: '人事系统导出.csv',
  mimeType: 'text/csv',
  buffer: iconv.encode(`${[HEADINGS, ...lines].join('\r\n')}\r\n`, 'gb18030'),
});
const everyone: readonly Row[] = Array.from({ length: PEOPLE - DIVISIONS }, (_, i) => ({
  n: i + 1,
  section: sectionOf(i),
}));

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer({ DEMO: '0' });
});
test.afterAll(async () => {
  await server?.remove();
});

const newPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await withAxe(context);
  const page = await context.newPage();
  await inChinese(page);
  return page;
};

const inChinese = (page: Page) => page.context().addCookies([{ name: 'xk_lang', value: 'zh-CN', url: server.url }]);

/** Sets a password with the first slip of a printed file. */
async function openAccount(page: Page, pdf: Buffer, password: string) {
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(readPdfText(pdf))?.[0] ?? '';
  await page.goto(`${server.url}/activate#${code}`);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('input[name="repeat"]').fill(password);
  await page.getByRole('button', { name: access.activateButton }).click();
  await page.waitForURL((url) => url.pathname !== '/activate');
}

async function enterOfficer(page: Page, who: { name: string; employeeNo: string }) {
  const fields = { ...who, level: '一级主任科员', reason: '任人事' };
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value);
  await page.locator('#category').selectOption({ index: 1 });
  await page.getByRole('button', { name: staff.firstHr.submit }).click();
}

async function signIn(page: Page, username: string, password: string) {
  await page.goto(`${server.url}/login`);
  await page.getByLabel(words.account.username).fill(username);
  await page.getByLabel(words.account.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: words.account.signInButton, exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
}

/** Hands a file in and waits until it was compared. */
async function handIn(page: Page, lines: readonly string[], { complete = false } = {}) {
  await page.goto(`${server.url}/staff/roster/new`);
  await page.locator('input[type="file"]').setInputFiles(rosterFile(lines));
  if (complete) await page.locator('input[name="scope"][value="complete"]').check();
  await page.getByRole('button', { name: roster.upload.submit }).click();
  await page.waitForURL(/\/staff\/roster\/ros_\w+/);
}

const tab = (page: Page, kind: string) => page.getByRole('link', { name: new RegExp(`^${kind}`) });

test('HR goes from an empty system with a roster of 5,000 to the exported year', async ({ browser }) => {
  test.slow();

  // The one link that an empty system prints makes the guard; the guard enters the first HR officer, who opens their
  // account with their slip.
  const link = /\/first-administrator\/\S+/.exec(server.output())?.[0] ?? '';
  const guard = await newPage(browser);
  await guard.goto(server.url + link);
  const first = { unitName: '示例市局', unitCode: 'SJ', name: '关守正', employeeNo: 'G001', username: 'guard' };
  for (const [name, value] of Object.entries(first)) await guard.locator(`input[name="${name}"]`).fill(value);
  await guard.locator('select[name="positionLevel"]').selectOption('四级调研员');
  await guard.locator('input[name="password"]').fill(PASSWORDS.guard);
  await guard.locator('input[name="repeat"]').fill(PASSWORDS.guard);
  await guard.getByRole('button', { name: words.account.first.submit }).click();
  await guard.waitForURL(/\/staff/);
  await guard.goto(`${server.url}/staff/roles`);
  await guard.getByRole('link', { name: staff.firstHr.title }).click();
  await expect(guard.locator('#name')).toBeVisible();
  expect(await listViolations(guard)).toEqual([]);
  const late = await guard.context().newPage();
  await late.goto(guard.url());
  await enterOfficer(guard, { name: '任士', employeeNo: 'G002' });
  await expect(guard.getByText(staff.firstHr.entered)).toBeVisible();
  // The same form, open since before: it enters nobody any more, and leads to the slip all the same.
  await enterOfficer(late, { name: '任迟', employeeNo: 'G003' });
  await expect(late.getByText(staff.firstHr.late)).toBeVisible();
  await expect(late.getByRole('button', { name: staff.firstHr.print })).toBeVisible();
  await late.close();
  expect(await listViolations(guard)).toEqual([]);
  const [slip] = await Promise.all([
    guard.waitForEvent('download'),
    guard.getByRole('button', { name: staff.firstHr.print }).click(),
  ]);
  const page = await newPage(browser);
  await openAccount(page, await readFile(await slip.path()), PASSWORDS.hr);
  await guard.reload();
  await expect(guard.getByText(staff.firstHr.serving)).toBeVisible();
  await guard.context().close();

  // The roster: compared first, its faults told by row, applied without them.
  await page.context().clearCookies();
  await inChinese(page);
  await signIn(page, 'G002', PASSWORDS.hr);
  const faulty = [
    ',没有工号,D01S1,,,,,,',
    'X1,重复的人,D01S1,,,,,,',
    'X1,重复的人,D01S1,,,,,,',
    'X2,坏日期,D01S1,,,,,去年,',
  ];
  await handIn(page, [...DIVISION_ROWS, ...everyone.map(line), ...faulty]);
  const apply = page.getByRole('button', { name: /^应用[\d,]+人的变化$/ });
  await expect(apply).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('GB18030', { exact: false }).first()).toBeVisible();
  await apply.click();
  await expect(page.getByText('行不能导入。改正文件重新交', { exact: false })).toBeVisible();
  await page.locator('input[name="skipRefused"]').check();
  await apply.click();
  await expect(page.getByText(roster.one.appliedTitle, { exact: true }).first()).toBeVisible({ timeout: 120_000 });
  await page.goto(`${server.url}/staff/people`);
  await expect(page.getByText('5,00', { exact: false }).first()).toBeVisible();

  // Next month’s file: some moved, some gone. The numbers are seen before anything happens.
  const gone = everyone.slice(0, 30);
  const later = everyone.slice(30).map((row) => (row.n <= 70 ? { ...row, section: (row.section + 1) % 100 } : row));
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format();
  const administrators = ['G001,关守正,SJ,,,,,,', 'G002,任士,SJ,,,,,,'];
  const laterLines = [
    ...administrators,
    ...DIVISION_ROWS,
    ...later.map((row) => (row.n <= 70 ? line(row).replace('2020-03-01', today) : line(row))),
  ];
  await handIn(page, laterLines, { complete: true });
  await expect(apply).toBeVisible({ timeout: 60_000 });
  await expect(tab(page, roster.kind.left)).toContainText(String(gone.length));
  await expect(tab(page, roster.kind.moved)).toContainText('40');
  await tab(page, roster.kind.left).click();
  await expect(page.getByRole('cell', { name: numberOf(1), exact: false }).first()).toBeVisible();
  await apply.click();
  await expect(page.getByText(roster.one.appliedTitle, { exact: true }).first()).toBeVisible({ timeout: 120_000 });
  await handIn(page, laterLines, { complete: true });
  await expect(page.getByText(roster.one.sameTitle)).toBeVisible({ timeout: 60_000 });

  // Slips of one section; one of its people opens an account with theirs, and studies.
  await page.goto(`${server.url}/staff/access`);
  await page.locator('select[name="unit"]').selectOption({ label: await optionNamed(page, '第20处第1科') });
  await page.getByRole('button', { name: words.shell.filter, exact: true }).click();
  await page.waitForURL(/unit=/);
  const [slips] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^生成并下载激活单/ }).click(),
  ]);
  const learner = await newPage(browser);
  await openAccount(learner, await readFile(await slips.path()), PASSWORDS.person);
  await learner.goto(server.url + LESSON);
  await learner.getByRole('button', { name: words.learning.course.enrol }).click();
  await expect(learner.getByText(pattern(words.learning.course.enrolledNotice))).toBeVisible();
  await learner.locator(`main a[href^="${LESSON}/"]`).first().click();
  const questions = learner.locator('form fieldset:has(legend)');
  await expect(questions).toHaveCount(5);
  for (let i = 0; i < 5; i += 1) await answerRightly(questions.nth(i));
  await learner.getByRole('button', { name: words.lesson.quiz.submit }).click();
  await expect(learner.getByText(pattern(words.lesson.quiz.passedTitle)).first()).toBeVisible();
  await learner.context().close();

  // The year: opened with its policies, tried first, computed, exported.
  const year = Number(today.slice(0, 4));
  await page.goto(`${server.url}/staff/appraisal/new`);
  await page.locator('#year').fill(String(year));
  await page.getByRole('button', { name: words.appraisal.open.submit }).click();
  await page.waitForURL(new RegExp(`/staff/appraisal/${year}`));
  await page.goto(`${server.url}/staff/appraisal/${year}/compute`);
  await page.getByRole('button', { name: `试算${year}年度` }).click();
  const save = page.getByRole('button', { name: /^计算并保存这[\d,]+人的变化$/ });
  await expect(save).toBeVisible({ timeout: 60_000 });
  await save.click();
  await expect(page.getByText(words.appraisal.compute.asPreviewed)).toBeVisible({ timeout: 60_000 });
  await page.goto(`${server.url}/staff/appraisal/${year}`);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.appraisal.year.export }).first().click(),
  ]);
  const records = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/);
  // Whoever served in the year belongs to it, those who left in it too; a transfer shows in the unit.
  expect(records.length - 1).toBe(PEOPLE + administrators.length);
  const recordOf = (n: number) => records.find((record) => record.replace('\ufeff', '').startsWith(`${numberOf(n)},`));
  expect(recordOf(1)).toContain(nameOf(1));
  expect(recordOf(31)).toContain(`,${code(31)},`);
});

async function optionNamed(page: Page, name: string): Promise<string> {
  const labels = await page.locator('select[name="unit"] option').allTextContents();
  return labels.find((label) => label.trim() === name) ?? name;
}
