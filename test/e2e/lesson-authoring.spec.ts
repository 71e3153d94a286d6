import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { makeClient } from '../support/client.ts';
import { type RunningServer, startDemoServer } from '../support/server.ts';
import { listViolations, withAxe } from './axe.ts';
import { browserCookies } from './cookies.ts';

const FOLDER = path.join(import.meta.dirname, '../../content/courses/egov-basics/01-concepts');
const NAME = '09-a-new-lesson';
/** A whole lesson under another name: what a trainer would have typed. */
const SOURCE = readFileSync(path.join(FOLDER, '01-what-is-egovernment.mdx'), 'utf8')
  .replace('id: egov-basics/01-what-is-egovernment', `id: egov-basics/${NAME}`)
  .replace('zh: 什么是电子政务', 'zh: 新写的一课');
const QUIZ = readFileSync(path.join(FOLDER, '01-what-is-egovernment.quiz.yaml'), 'utf8').replaceAll(
  'practice-b1-',
  'practice-new-',
);

let server: RunningServer;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startDemoServer();
  // A second trainer: the demo has one.
  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`);
  db.prepare(
    `INSERT INTO role_grant (id, person_id, role, unit_id, reason, granted_by, granted_at)
     SELECT 'grt_second', (SELECT person_id FROM account WHERE username = 'marker'), 'trainer', unit_id, reason, granted_by, granted_at
     FROM role_grant WHERE role = 'trainer' LIMIT 1`,
  ).run();
  db.close();
});

test.afterAll(async () => {
  await server?.remove();
});

async function open(browser: Browser, account: string): Promise<{ page: Page; complaints: string[] }> {
  const client = makeClient(server.url);
  await client.signIn(account);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await context.addCookies(browserCookies(client, 'zh-CN'));
  await withAxe(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|ERR_FAILED/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

const editor = (page: Page) =>
  page.getByRole('textbox', { name: '课文和课的信息（MDX）' }).and(page.locator('.cm-content'));
const quizEditor = (page: Page) => page.getByRole('textbox', { name: '小测（YAML）' }).and(page.locator('.cm-content'));
/** One side of a submission as learners see it. */
const pane = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const saved = (page: Page) => expect(page.locator('[data-save=saved]')).toBeVisible({ timeout: 20_000 });

async function write(page: Page, field: ReturnType<typeof editor>, text: string) {
  await field.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

test('a lesson goes from a blank page to its readers, returned once on the way', async ({ browser }) => {
  test.setTimeout(300_000);
  const { page: trainer, complaints } = await open(browser, 'trainer');
  await newDraft(trainer, NAME);
  const draft = trainer.url();

  // The template asks for what it lacks, by line.
  await expect(editor(trainer)).toBeVisible();
  await trainer.getByRole('tab', { name: /^检查/ }).click();
  await expect(trainer.getByRole('button', { name: /错误 · 课文第\d+行/ }).first()).toBeVisible({ timeout: 20_000 });
  await trainer
    .getByRole('button', { name: /错误 · 课文第\d+行/ })
    .first()
    .click();
  await expect(editor(trainer)).toBeFocused();

  await write(trainer, editor(trainer), SOURCE);
  await trainer.getByRole('tab', { name: '小测YAML' }).click();
  await write(trainer, quizEditor(trainer), QUIZ);
  await expect(trainer.getByText('没有发现问题')).toBeVisible({ timeout: 20_000 });
  await saved(trainer);

  // The same text as forms.
  await trainer.getByRole('tab', { name: '课的信息' }).click();
  await trainer.getByLabel('预计分钟').fill('21');
  await trainer.getByRole('tab', { name: '小测', exact: true }).click();
  await trainer.getByRole('button', { name: '把第1题下移一位' }).click();
  await trainer.getByRole('tab', { name: '课文' }).click();
  await editor(trainer).click();
  await trainer.keyboard.press('Control+Home');
  await expect(editor(trainer)).toContainText('minutes: 21');
  await trainer.getByRole('tab', { name: /^预览/ }).click();
  await expect(trainer.getByText('约21分钟')).toBeVisible({ timeout: 20_000 });
  await expect(trainer.locator('.lesson h2').first()).toHaveText('从一次搬家说起');
  await saved(trainer);
  expect(await listViolations(trainer)).toEqual([]);

  await trainer.getByRole('link', { name: '提交审核' }).click();
  await expect(trainer.getByText('这是一门新课，发布后学员才看得到。')).toBeVisible();
  await trainer.getByLabel('小改').check();
  await trainer.getByLabel('给审核人的说明').fill('新写的课，请看定义一节');
  expect(await listViolations(trainer)).toEqual([]);
  await trainer.getByRole('button', { name: '提交审核' }).click();
  await expect(trainer.getByText('已提交审核，审核人作出决定前不能修改', { exact: false })).toBeVisible();

  const { page: reviewer, complaints: reviewerComplaints } = await open(browser, 'reviewer');
  await reviewer.goto(`${server.url}/staff/reviews`);
  await reviewer.getByRole('link', { name: '新写的一课' }).click();
  await reviewer
    .getByRole('row')
    .filter({ hasText: '一家小公司搬了办公室' })
    .getByRole('link', { name: /^对第\d+行写意见/ })
    .click();
  await reviewer.getByRole('textbox', { name: /^对课文第\d+行的意见/ }).fill('这一句请写出处');
  await reviewer.getByRole('button', { name: '写下意见' }).click();
  await expect(reviewer.getByText('意见已写下。')).toBeVisible();
  await expect(reviewer.getByText('这一句请写出处')).toBeVisible();
  expect(await listViolations(reviewer)).toEqual([]);
  await reviewer.getByRole('link', { name: '学员看到的样子' }).click();
  await expect(reviewer.getByText('这一课还没有发布过', { exact: false })).toBeVisible();
  await expect(pane(reviewer, '送审').locator('.lesson h2').first()).toHaveText('从一次搬家说起');
  await expect(pane(reviewer, '已发布')).toHaveCount(0);
  await reviewer.getByLabel('退回的理由').fill('请按意见补写出处');
  await reviewer.getByRole('button', { name: /^退回给/ }).click();
  await expect(reviewer.getByText('已退回给作者。')).toBeVisible();

  await trainer.goto(draft);
  await expect(trainer.getByText('请按意见补写出处')).toBeVisible();
  await expect(trainer.getByText('这一句请写出处')).toBeVisible();
  await expect(editor(trainer)).toBeVisible();
  await trainer.getByRole('button', { name: '转到这一行' }).click();
  await expect(editor(trainer)).toBeFocused();
  await trainer.keyboard.press('End');
  await trainer.keyboard.insertText('（出处见本课资料第一条。）');
  await trainer.getByRole('button', { name: '标为已处理' }).click();
  await saved(trainer);
  await trainer.getByRole('link', { name: '提交审核' }).click();
  await trainer.getByLabel('小改').check();
  await trainer.getByLabel('给审核人的说明').fill('补了出处');
  await trainer.getByRole('button', { name: '提交审核' }).click();
  await expect(trainer.getByRole('button', { name: '撤回，继续修改' })).toBeVisible();

  await reviewer.goto(`${server.url}/staff/reviews`);
  await reviewer.getByRole('link', { name: '新写的一课' }).click();
  await reviewer.getByRole('button', { name: '发布“新写的一课”' }).click();
  await expect(reviewer.getByText('已发布，学员现在看到新版本。')).toBeVisible();
  // What publishing would touch is no figure of what it touched.
  await reviewer.goto(draft.replace('/staff/lessons/', '/staff/reviews/'));
  await expect(reviewer.getByRole('heading', { name: '新课的全文' })).toBeVisible();
  await expect(reviewer.getByRole('heading', { name: '发布会影响什么' })).toHaveCount(0);

  const { page: learner } = await open(browser, 'learner');
  await learner.goto(`${server.url}/courses/egov-basics/${NAME}`);
  await expect(learner.getByRole('heading', { name: '新写的一课', level: 1 })).toBeVisible();
  await expect(learner.getByText('（出处见本课资料第一条。）')).toBeVisible();
  expect([...complaints, ...reviewerComplaints]).toEqual([]);
});

test('a reviewer sees what is published beside what was submitted, and answers there to nobody', async ({
  browser,
}) => {
  const { page: trainer } = await open(browser, 'trainer');
  await openDraftOf(trainer, 'infosec-daily/03-media-secrecy-reporting');
  await trainer.getByRole('tab', { name: '课的信息' }).click();
  const minutes = await trainer.getByLabel('预计分钟').inputValue();
  await trainer.getByLabel('预计分钟').fill(`${Number(minutes) + 1}`);
  await trainer.getByRole('tab', { name: '课文' }).click();
  await editor(trainer).click();
  await trainer.keyboard.press('Control+End');
  await saved(trainer);
  const review = `${trainer.url().replace('/staff/lessons/', '/staff/reviews/')}?view=rendered`;
  await trainer.getByRole('link', { name: '提交审核' }).click();
  await trainer.getByLabel('小改').check();
  await trainer.getByLabel('给审核人的说明').fill('改了时间');
  await trainer.getByRole('button', { name: '提交审核' }).click();
  await expect(trainer.getByText('已提交审核', { exact: false })).toBeVisible();

  const { page: reviewer, complaints } = await open(browser, 'reviewer');
  const written: string[] = [];
  reviewer.on('request', (request) => {
    if (request.method() !== 'GET') written.push(`${request.method()} ${request.url()}`);
  });
  await reviewer.goto(review);
  const published = pane(reviewer, '已发布');
  const submitted = pane(reviewer, '送审');
  await expect(published.getByText(/^第1版，/)).toBeVisible();
  await expect(published.getByText(`约${minutes}分钟`)).toBeVisible();
  await expect(submitted.getByText(`约${Number(minutes) + 1}分钟`)).toBeVisible();
  for (const each of [published, submitted]) {
    await expect(each.locator('.lesson h2').first()).toBeVisible();
    await each.getByRole('radio').first().check();
  }
  // They were answered apart: what stands twice on a page has names of its own.
  await expect(published.getByRole('radio').first()).toBeChecked();
  expect(await listViolations(reviewer)).toEqual([]);

  // The keyboard scrolls one, and the other goes along.
  const box = (side: typeof published) => side.locator('[tabindex="0"]').first();
  await reviewer.reload();
  await expect(published.locator('.lesson h2').first()).toBeVisible();
  await expect(submitted.locator('.lesson h2').first()).toBeVisible();
  await box(published).focus();
  await reviewer.keyboard.press('End');
  await expect.poll(() => box(submitted).evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(1_000);

  await reviewer.setViewportSize({ width: 390, height: 844 });
  await expect(published).toBeHidden();
  await reviewer.getByRole('button', { name: '已发布' }).click();
  await expect(submitted).toBeHidden();
  await expect(published).toBeVisible();
  expect(await listViolations(reviewer)).toEqual([]);
  expect(written).toEqual([]);

  await reviewer.route(/\/lessons\/[0-9a-f]{64}\.js$/, (route) => route.abort());
  await reviewer.reload();
  await reviewer.getByRole('button', { name: '已发布' }).click();
  await expect(published.getByText('已发布的课文没有显示出来')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('Chinese goes in through an input method whole, and nothing half-composed is ever sent', async ({ browser }) => {
  const { page, complaints } = await open(browser, 'trainer');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.postData() ?? '');
  });
  await openDraftOf(page, 'egov-basics/03-related-terms');
  await saved(page);
  await editor(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+End');
  const device = await page.context().newCDPSession(page);
  for (const typed of ['n', 'ni', 'nih', 'niha', 'nihao', 'nihaozq', 'nihaozqx'])
    await device.send('Input.imeSetComposition', {
      text: typed,
      selectionStart: typed.length,
      selectionEnd: typed.length,
    });
  // Longer than the pause after which text is saved: an answered beat of the page is the clock.
  await expect
    .poll(() => page.evaluate(() => performance.now()), { timeout: 20_000 })
    .toBeGreaterThan((await page.evaluate(() => performance.now())) + 4_000);
  await expect(page.locator('[data-save=unsaved]')).toBeVisible();
  await device.send('Input.insertText', { text: '你好，政务' });
  await expect(editor(page)).toContainText('你好，政务');
  await saved(page);
  await expect(editor(page)).not.toContainText('nihao');
  expect(sent.some((body) => body.includes('nihao'))).toBe(false);
  expect(sent.some((body) => body.includes('你好，政务'))).toBe(true);
  expect(complaints).toEqual([]);
});

test('what the server did not get survives a reload and is saved when it is back', async ({ browser }) => {
  const { page } = await open(browser, 'trainer');
  await openDraftOf(page, 'infosec-daily/01-passwords-and-identity');
  await saved(page);
  await page.route('**/work', (route) => route.abort());
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('断网时写的一句。');
  await expect(page.locator('[data-save=offline]')).toBeVisible({ timeout: 20_000 });
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('这台电脑上有一份没有保存到服务器的文字')).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '恢复这份文字' }).click();
  await expect(page.locator('[data-save=offline]')).toBeVisible({ timeout: 20_000 });
  await page.unroute('**/work');
  await saved(page);
  await page.reload();
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await expect(editor(page)).toContainText('断网时写的一句。');
});

test('two trainers on one lesson are told of each other and neither overwrites the other', async ({ browser }) => {
  test.setTimeout(240_000);
  const { page: first } = await open(browser, 'trainer');
  const { page: second } = await open(browser, 'marker');
  await openDraftOf(first, 'infosec-daily/02-phishing');
  await second.goto(first.url());
  await expect(second.getByText(/也打开了这一课$/)).toBeVisible({ timeout: 20_000 });
  await expect(first.getByText(/也打开了这一课$/)).toBeVisible({ timeout: 30_000 });
  // The first hears nothing of the second's save: its own comes too late.
  await first.route('**/work', (route) =>
    route.request().postData()?.includes('"beat"') ? route.abort() : route.fallback(),
  );
  const summary = async (page: Page, text: string) => {
    await page.getByRole('tab', { name: '课的信息' }).click();
    await page.getByLabel('简介').first().fill(text);
  };
  await summary(second, '第二位写的简介');
  await saved(second);
  await summary(first, '第一位写的简介');
  await expect(first.getByRole('heading', { name: /都改了这一课$/ })).toBeVisible({ timeout: 20_000 });
  expect(await listViolations(first)).toEqual([]);
  await first.getByRole('button', { name: '保存合并后的文字' }).click();
  await expect(first.getByText('还有1处没有选。')).toBeVisible();
  await first.getByLabel('留下我写的').check();
  await first.getByRole('button', { name: '保存合并后的文字' }).click();
  await saved(first);
  await first.goto(`${first.url()}/history`);
  await expect(first.getByText('合并').first()).toBeVisible();
  await second.reload();
  await second.getByRole('tab', { name: '课的信息' }).click();
  await expect(second.getByLabel('简介').first()).toHaveValue('第一位写的简介');
});

/** What is typed with the keys, one after the other, as a person does. */
const HEAD_OF_LINE = 'The first words typed here, ';
const REST_OF_LINE = 'and every later one as well.';

/** Two at one lesson, of whom the first hears of the other's save only when an own one is refused. */
async function openTwice(browser: Browser, code: string) {
  const [{ page: first, complaints }, { page: second }] = [
    await open(browser, 'trainer'),
    await open(browser, 'marker'),
  ];
  await openDraftOf(first, code);
  await second.goto(first.url());
  await expect(editor(second)).toBeVisible();
  // The answer with the other's text is held, so that there is time to type before it.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await first.route('**/work', async (route) => {
    const body = route.request().postData() ?? '';
    if (body.includes('"act":"beat"')) return route.abort();
    if (body.includes('"act":"theirs"')) await held;
    return route.fallback();
  });
  const refused = first.waitForResponse((response) => response.status() === 409);
  return { first, second, complaints, release, refused };
}

const storedSource = (url: string): string => {
  const db = new Sqlite(`${server.dataDir}/xunkao.sqlite`, { readonly: true });
  const row = db.prepare('SELECT source FROM lesson_draft WHERE id = ?').get(url.split('/').at(-1)) as {
    source: string;
  };
  db.close();
  return row.source;
};
const undecidedPlaces = (page: Page) => page.getByRole('heading', { name: /都改了这一课$/ });
const titleLine = (page: Page) =>
  editor(page)
    .locator('.cm-line')
    .filter({ hasText: /^ {2}zh: / })
    .first();
async function toTitle(page: Page) {
  await titleLine(page).click();
  await page.keyboard.press('End');
}

test('changes in different places come together while somebody types, and no key and no composition is lost', async ({
  browser,
}) => {
  const { first, second, complaints, release, refused } = await openTwice(browser, 'egov-basics/02-why-egovernment');
  await editor(second).click();
  await second.keyboard.press('Control+End');
  await second.keyboard.insertText('\n\n另一个人在末尾写的一行。\n');
  await saved(second);

  await toTitle(first);
  const before = (await titleLine(first).textContent()) ?? '';
  await first.keyboard.type(HEAD_OF_LINE);
  await refused;
  await first.keyboard.type(REST_OF_LINE);
  const device = await first.context().newCDPSession(first);
  await device.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 });
  const heard = first.waitForResponse((response) => response.request().postData()?.includes('"theirs"') ?? false);
  release();
  await (await heard).finished();
  await expect(titleLine(first)).toHaveText(`${before}${HEAD_OF_LINE}${REST_OF_LINE}nihao`);
  await expect(first.getByText(/^已合入/)).toHaveCount(0);
  await device.send('Input.insertText', { text: '你好' });
  await expect(first.getByText(/^已合入.+保存的改动$/)).toBeVisible();
  await first.keyboard.type('!');
  await expect(titleLine(first)).toHaveText(`${before}${HEAD_OF_LINE}${REST_OF_LINE}你好!`);
  await expect(undecidedPlaces(first)).toHaveCount(0);
  await saved(first);
  await expect.poll(() => storedSource(first.url())).toContain(`${before}${HEAD_OF_LINE}${REST_OF_LINE}你好!\n`);
  expect(storedSource(first.url())).toContain('另一个人在末尾写的一行。');

  // Going back goes over one's own keys, never over what the other wrote.
  for (let step = 0; step < 12; step += 1) await first.keyboard.press('Control+z');
  await expect(titleLine(first)).toHaveText(before);
  await saved(first);
  await expect.poll(() => storedSource(first.url())).not.toContain('words typed');
  expect(storedSource(first.url())).toContain('另一个人在末尾写的一行。');
  expect(complaints).toEqual([]);
});

test('where both changed one line the editor goes on taking keys, and the choice is about all that was typed', async ({
  browser,
}) => {
  const { first, second, complaints, release, refused } = await openTwice(
    browser,
    'egov-basics/01-what-is-egovernment',
  );
  await toTitle(second);
  await second.keyboard.insertText('（另一种说法）');
  await saved(second);

  await toTitle(first);
  const before = (await titleLine(first).textContent()) ?? '';
  await first.keyboard.type(HEAD_OF_LINE);
  release();
  await refused;
  await expect(undecidedPlaces(first)).toBeVisible();
  await expect(editor(first)).toBeFocused();
  await first.keyboard.type(REST_OF_LINE);
  await expect(titleLine(first)).toHaveText(before + HEAD_OF_LINE + REST_OF_LINE);
  await expect(first.getByRole('region', { name: '留下哪一份' })).toContainText(before + HEAD_OF_LINE + REST_OF_LINE);
  expect(await listViolations(first)).toEqual([]);

  // Theirs was chosen over a text that is another one since: that is asked again.
  await first.getByLabel(/^留下(?!我写的).+写的$/).check();
  await editor(first).focus();
  await first.keyboard.type('+');
  await first.getByRole('button', { name: '保存合并后的文字' }).click();
  await expect(undecidedPlaces(first)).toBeVisible();
  await expect(first.getByText('还有1处没有选。')).toBeVisible();
  await first.getByLabel('两份都留下，我再改').check();
  await first.getByRole('button', { name: '保存合并后的文字' }).click();
  await expect(undecidedPlaces(first)).toHaveCount(0);
  await saved(first);
  const stored = storedSource(first.url());
  expect(stored).toContain(`${before}${HEAD_OF_LINE}${REST_OF_LINE}+\n`);
  expect(stored).toContain('（另一种说法）');
  expect(complaints).toEqual([]);
});

test('a component is chosen, filled in and put into the text by keyboard alone', async ({ browser }) => {
  const { page, complaints } = await open(browser, 'trainer');
  await newDraft(page, '09-by-keyboard');
  await expect(editor(page)).toBeVisible();
  const focused = page.locator('dialog[open] :focus');
  await page.getByRole('button', { name: '插入', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(focused).toContainText('图片');
  const first = await focused.textContent();
  await page.keyboard.press('End');
  const last = await focused.textContent();
  expect(last).not.toBe(first);
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveText(first ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveText(last ?? '');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog[open] form')).toBeVisible();
  await expect(page.locator('dialog[open] form').locator('input, textarea, select').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await expect(editor(page)).toBeFocused();
  expect(complaints).toEqual([]);
});

test('without script both texts stand there under their names, and no button that needs it', async ({ browser }) => {
  const { page: alive } = await open(browser, 'trainer');
  await newDraft(alive, '09-without-script');
  const client = makeClient(server.url);
  await client.signIn('trainer');
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(browserCookies(client, 'zh-CN'));
  const page = await context.newPage();
  await page.goto(alive.url());
  for (const name of ['课文和课的信息（MDX）', '小测（YAML）']) {
    await expect(page.getByRole('textbox', { name })).toBeVisible();
    await expect(page.getByText(name, { exact: true })).toBeVisible();
  }
  await expect(page.getByRole('button', { name: '插入', exact: true })).toBeHidden();
  await expect(page.getByRole('button', { name: '改组件', exact: true })).toBeHidden();
  await expect(page.getByRole('button', { name: '保存', exact: false }).first()).toBeVisible();
});

test('on a phone the history says who saved, how and when to the second', async ({ browser }) => {
  const { page } = await open(browser, 'trainer');
  await newDraft(page, '09-on-a-phone');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${page.url()}/history`);
  const row = page.getByRole('list', { name: '历史版本' }).getByRole('listitem').first();
  await expect(row).toContainText(/\d{2}:\d{2}:\d{2}/);
  await expect(row.getByText('怎么来的')).toBeVisible();
  await expect(row.getByText('谁', { exact: true })).toBeVisible();
  await expect(row.getByText('与现在对照')).toHaveCount(1);
});

async function newDraft(page: Page, name: string) {
  await page.goto(`${server.url}/staff/lessons/new`);
  await page.getByLabel('放在哪里').selectOption('egov-basics 01-concepts');
  await page.getByLabel('名称', { exact: false }).first().fill(name);
  await page.getByLabel('课名').fill('新写的一课');
  await page.getByRole('button', { name: '新建草稿' }).click();
  await page.waitForURL(/\/staff\/lessons\/dft_/);
}

async function openDraftOf(page: Page, code: string) {
  await page.goto(`${server.url}/staff/lessons?view=published`);
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/courses/${code}"]`) });
  await row.getByRole('button', { name: '修改这一课' }).click();
  await page.waitForURL(/\/staff\/lessons\/dft_/);
  await expect(editor(page)).toBeVisible();
}
