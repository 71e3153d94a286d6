import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import type { Language } from '../../app/domain/kernel/local-text.ts';
import { serverWords } from '../../app/ui/words/all.ts';
import { DEMO_PASSWORD } from '../support/client.ts';
import { answerRightly, pattern } from '../support/pages.ts';
import { type RunningServer, startServer } from '../support/server.ts';

const LESSON_COURSE = 'infosec-daily';

for (const language of ['zh-CN', 'en'] as const satisfies readonly Language[]) {
  test.describe(`the main job from an empty database, in ${language}`, () => {
    const words = serverWords(language);
    let server: RunningServer;

    test.beforeAll(async () => {
      server = await startServer();
    });
    test.afterAll(async () => {
      await server?.remove();
    });

    async function signIn(page: Page, username: string) {
      await page.goto(`${server.url}/login`);
      await page.getByLabel(words.account.username).fill(username);
      await page.getByLabel(words.account.password, { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: words.account.signInButton, exact: true }).click();
      await page.waitForURL((url) => url.pathname !== '/login');
    }

    test('a learner studies, passes a quiz, sits the exam and gets a certificate; HR exports it', async ({
      browser,
    }) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      await context.addCookies([{ name: 'xk_lang', value: language, url: server.url }]);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      await signIn(page, 'learner');

      // Study: choose a course, read its first lesson, pass its quiz.
      await page.getByRole('navigation').getByRole('link', { name: words.shell.courses, exact: true }).first().click();
      await page.locator(`a[href="/courses/${LESSON_COURSE}"]`).first().click();
      await page.getByRole('button', { name: words.learning.course.enrol }).click();
      await expect(page.getByText(pattern(words.learning.course.enrolledNotice))).toBeVisible();
      await page.locator(`main a[href^="/courses/${LESSON_COURSE}/"]`).first().click();
      await expect(page.locator('article h1, main h1').first()).toBeVisible();
      await answerQuiz(page);
      await page.getByRole('button', { name: words.lesson.quiz.submit }).click();
      await expect(page.getByText(pattern(words.lesson.quiz.passedTitle)).first()).toBeVisible();

      // The exam: every question answered, every answer saved, handed in.
      await page.goto(`${server.url}/exams`);
      await page.getByRole('link', { name: words.exam.list.brief }).first().click();
      await page.getByLabel(words.exam.brief.confirm).check();
      await page.getByRole('button', { name: words.exam.brief.start }).click();
      await page.waitForURL(/\/attempts\//);
      await answerPaper(page, words);
      await expect(page.getByText(words.exam.page.allSaved)).toBeVisible();
      await page.getByRole('banner').getByRole('button', { name: words.exam.page.submit, exact: true }).click();
      await page.getByRole('button', { name: words.exam.page.ask.yes }).click();
      await page.waitForURL(/\/result/);
      await expect(page.getByText(language === 'en' ? 'Excellent' : '优秀').first()).toBeVisible();

      // The certificate, its file, and its public page as a stranger sees it.
      await page.getByRole('link', { name: words.exam.result.toCertificate }).click();
      await page.waitForURL(/\/certificates\//);
      const pdf = await page.request.get(`${page.url()}.pdf`);
      expect(pdf.headers()['content-type']).toBe('application/pdf');
      expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
      const verifyAddress = await page.locator('a[href*="/verify/"]').first().getAttribute('href');
      const stranger = await browser.newContext();
      await stranger.addCookies([{ name: 'xk_lang', value: language, url: server.url }]);
      const verify = await stranger.newPage();
      await verify.goto(new URL(verifyAddress ?? '', server.url).href);
      await expect(verify.getByText(words.certificate.status.valid, { exact: true }).first()).toBeVisible();
      const facts = (await (
        await stranger.request.get(verify.url(), { headers: { Accept: 'application/json' } })
      ).json()) as Record<string, string>;
      expect(facts.status).toBe('valid');
      await stranger.close();

      // HR: the year, the file, the learner's certificate in it.
      await page.getByLabel(pattern(words.shell.personMenu)).click();
      await page.getByRole('button', { name: words.shell.signOut }).first().click();
      await page.waitForURL(/\/login/);
      await signIn(page, 'hr');
      await page.goto(`${server.url}/staff`);
      await page
        .getByRole('navigation')
        .getByRole('link', { name: words.shell.staff.appraisal, exact: true })
        .first()
        .click();
      await page.waitForURL(/\/staff\/appraisal/);
      const download = await exportYear(page, words);
      expect(download).toContain(facts.certificateNo ?? 'no number');
      expect(complaints).toEqual([]);
      await context.close();
    });
  });
}

type Words = ReturnType<typeof serverWords>;

async function answerQuiz(page: Page) {
  const questions = page.locator('form fieldset:has(legend)');
  await expect(questions).toHaveCount(5);
  for (let i = 0; i < 5; i += 1) await answerRightly(questions.nth(i));
}

async function answerPaper(page: Page, words: Words) {
  for (let n = 1; n <= 20; n += 1) {
    await expect(
      page.getByRole('heading', { name: pattern(words.exam.page.question.replace('{{n}}', String(n))) }),
    ).toBeVisible();
    await answerRightly(page.locator('article fieldset'));
    if (n < 20) await page.getByRole('button', { name: words.exam.page.next, exact: true }).click();
  }
}

/** Exports the year as CSV through the page and returns the file's text. */
async function exportYear(page: Page, words: Words): Promise<string> {
  await page.locator('main a[href^="/staff/appraisal/2"]').first().click();
  await expect(page.locator('h1').first()).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.appraisal.year.export }).first().click(),
  ]);
  return readFile(await download.path(), 'utf8');
}
