import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { makeClient } from '../support/client.ts';
import { makePhoto } from '../support/photo.ts';
import { type RunningServer, startDemoServer } from '../support/server.ts';
import { browserCookies } from './cookies.ts';

let server: RunningServer;
let photos: { name: string; mimeType: string; buffer: Buffer }[];

const LESSON = {
  name: '拍照.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from('# 拍照\n\n![窗口](甲.png)\n\n![大厅](乙.png)\n\n![柜台](丙.png)\n'),
};

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startDemoServer();
  photos = await Promise.all(
    ['甲.png', '乙.png', '丙.png'].map(async (name, i) => ({
      name,
      mimeType: 'image/png',
      buffer: Buffer.from(await makePhoto(i + 1)),
    })),
  );
});

test.afterAll(async () => {
  await server?.remove();
});

async function open(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const client = makeClient(server.url);
  await client.signIn('trainer');
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  await context.addCookies(browserCookies(client, 'zh-CN'));
  return context.newPage();
}

async function fill(page: Page, name: string, files: typeof photos) {
  await page.goto(`${server.url}/staff/lessons/new`);
  await page.getByLabel('放在哪里').selectOption('egov-basics 01-concepts');
  await page.getByLabel('名称').fill(name);
  await page.getByRole('radio', { name: '上传文件' }).check();
  await page.getByLabel('文件', { exact: true }).setInputFiles(files);
}

for (const javaScriptEnabled of [true, false])
  test(`a lesson and its photographs of 4 MB each go in together ${javaScriptEnabled ? 'with' : 'without'} script`, async ({
    browser,
  }) => {
    const page = await open(browser, { javaScriptEnabled });
    await fill(page, `7${Number(javaScriptEnabled)}-photos`, [LESSON, ...photos]);
    await page.getByRole('button', { name: '新建草稿' }).click();
    await expect(page.getByRole('heading', { name: '草稿已建好，转换了下面这些地方' })).toBeVisible({
      timeout: 60_000,
    });
    for (const { name } of photos) await expect(page.getByText(name).first()).toBeVisible();
    await page.getByRole('link', { name: '打开草稿' }).click();
    await expect(page.getByText('images/image-').first()).toBeVisible({ timeout: 20_000 });
  });

test('too large an image is told before anything is sent, and without script after', async ({ browser }) => {
  const huge = { name: '太大.png', mimeType: 'image/png', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) };
  photos[0]?.buffer.copy(huge.buffer, 0, 0, 8);
  const text = { ...LESSON, buffer: Buffer.from('![图](太大.png)') };
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(browser, { javaScriptEnabled });
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await fill(page, '73-huge', [text, huge]);
    await page.getByRole('button', { name: '新建草稿' }).click();
    await expect(page.getByText('太大.png超过10 MB；请缩小以后再试').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByLabel('名称')).toHaveValue('73-huge');
    expect(sent).toHaveLength(javaScriptEnabled ? 0 : 1);
    if (javaScriptEnabled) await expect(page.getByLabel('文件', { exact: true })).toBeFocused();
  }
});

test('a photograph of 12 MB is made smaller on its way into the text, and a HEIC one is refused by name', async ({
  browser,
}) => {
  const page = await open(browser);
  await page.goto(`${server.url}/staff/lessons?view=published`);
  await page.getByRole('button', { name: '修改这一课' }).first().click();
  await page.locator('.cm-content').first().click();
  await page.keyboard.press('Control+End');
  await page.getByRole('button', { name: '插入', exact: true }).click();
  await page.getByRole('button', { name: /^图片/ }).click();
  const dialog = page.getByRole('dialog', { name: '插入图片' });
  const file = dialog.getByLabel('图片文件');
  await dialog.getByLabel('替代文字').fill('办事大厅');
  await file.setInputFiles({
    name: 'IMG_0001.HEIC',
    mimeType: 'image/heic',
    buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'),
  });
  await dialog.getByRole('button', { name: '上传并插入' }).click();
  await expect(dialog.getByRole('alert')).toContainText('这是HEIC照片');
  await file.setInputFiles({ name: '大厅.png', mimeType: 'image/png', buffer: Buffer.from(await makePhoto(9, 2_000)) });
  await dialog.getByRole('button', { name: '上传并插入' }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
  await expect(page.locator('.cm-content').first()).toContainText(/!\[办事大厅\]\(images\/image-[0-9a-f]{8}\.webp\)/);
});

test('text pasted with its formatting is Markdown in a new lesson and in the editor, and plain when asked', async ({
  browser,
}) => {
  const page = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${server.url}/staff/lessons/new`);
  const copied = {
    html: '<h2>办理时限</h2><p><b>普通件：</b>五日</p><table><tr><td>事项</td><td>天数</td></tr><tr><td>换证</td><td>3</td></tr></table>',
    plain: '办理时限',
  };
  await page.evaluate(
    ({ html, plain }) =>
      navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob([html], { type: 'text/html' }),
          'text/plain': new Blob([plain], { type: 'text/plain' }),
        }),
      ]),
    copied,
  );
  await page.getByLabel('放在哪里').selectOption('egov-basics 01-concepts');
  await page.getByLabel('名称').fill('75-pasted');
  await page.getByRole('radio', { name: '粘贴文字' }).check();
  const area = page.getByLabel('要粘贴的文字');
  await area.press('Control+v');
  const made = '## 办理时限\n\n**普通件**：五日\n\n| 事项 | 天数 |\n| --- | --- |\n| 换证 | 3 |';
  await expect(area).toHaveValue(made);
  await expect(page.getByText('粘贴的内容带格式，已转成Markdown。')).toBeVisible();
  await area.press('Control+z');
  await expect(area).toHaveValue('');
  await area.press('Control+Shift+v');
  await expect(area).toHaveValue('办理时限');
  await area.press('Control+a');
  await area.press('Control+v');
  await page.getByRole('button', { name: '新建草稿' }).click();
  await page.getByRole('link', { name: '打开草稿' }).click();

  const editor = page.locator('.cm-content').first();
  await expect(editor).toContainText('id: egov-basics/75-pasted');
  await editor.press('Control+a');
  await editor.press('Control+v');
  await expect(editor.locator('.cm-line')).toHaveText(made.split('\n'));
  await editor.press('Control+z');
  await expect(editor).toContainText('id: egov-basics/75-pasted');
});
