// Takes the pictures that README.md shows: the built product with a fresh demo, in Chinese and in the light theme.
//   node scripts/pictures.mjs [NAME…]     home lesson exam certificate appraisal; all of them without a name
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { BROWSER_ARGUMENTS, ensureBrowser } from './browser.mjs';
import { toPalettePng } from './palette-png.mjs';
import { buildIfChanged, ensureFolder, installIfNeeded, ROOT, requireNode, stepper } from './prepare.mjs';

const say = stepper('pictures');
process.chdir(ROOT);
requireNode(say);
await installIfNeeded(say);
await buildIfChanged(say);

const FOLDER = ensureFolder(path.join(ROOT, 'test/pictures'));
const SIZE = { width: 1280, height: 800 };
/** They travel with every clone. */
const LARGEST_BYTES = 120 * 1024;
const COURSES = ['infosec-daily', 'egov-basics'];
const LESSON = '/courses/egov-basics/01-what-is-egovernment';
/** How many questions the picture of the exam shows as answered. */
const ANSWERED = 8;

const { register } = await import('tsx/esm/api');
register();
const { chromium } = await import('@playwright/test');
const { DEMO_PASSWORD } = await import('../app/domain/people/demo-accounts.ts');
const { rightAnswer } = await import('../test/support/answers.ts');

const executablePath = await ensureBrowser(say);
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'xunkao-pictures-'));
const server = await start();
const browser = await chromium.launch({ args: BROWSER_ARGUMENTS, ...(executablePath ? { executablePath } : {}) });

let attempt;

/** In the order in which the story goes: the home page has most to show at its end. */
const PICTURES = {
  lesson: (learner) => show(learner, LESSON, { scrollTo: 'article .lesson h2' }),
  exam: takeExam,
  certificate: showCertificate,
  async home(learner) {
    await learner.setViewportSize(SIZE);
    return show(learner, '/');
  },
  async appraisal() {
    const page = await signIn('hr');
    await page.goto(`${server.url}/staff/appraisal`);
    const year = page.locator('main a[href^="/staff/appraisal/2"]').first();
    return show(page, await year.getAttribute('href', { timeout: 5_000 }));
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PICTURES));
if (unknown.length > 0) say(`no such picture: ${unknown.join(', ')}`);
let failed = unknown.length > 0;
try {
  const learner = await signIn('learner');
  for (const code of COURSES) await enrol(learner, code);
  for (const [name, prepare] of Object.entries(PICTURES)) {
    const isWanted = wanted.length === 0 || wanted.includes(name);
    // The learner's pictures tell one story and need what went before; HR's stands alone.
    if (!isWanted && name === 'appraisal') continue;
    try {
      const shown = await prepare(learner);
      if (isWanted) await take(shown, name);
    } catch (error) {
      failed = true;
      say(`${name}: ${error.message.split('\n')[0]}`);
    }
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

/** @param shown a page, or a part of one. */
async function take(shown, name) {
  const bytes = toPalettePng(await shown.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' }));
  if (bytes.length > LARGEST_BYTES) throw new Error(`${bytes.length} bytes, more than ${LARGEST_BYTES}`);
  writeFileSync(path.join(FOLDER, `${name}.png`), bytes);
  say(`${name}.png: ${Math.round(bytes.length / 1024)} KB`);
}

async function signIn(username) {
  const context = await browser.newContext({
    viewport: SIZE,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const response = await page.request.post(`${server.url}/login`, {
    form: { username, password: DEMO_PASSWORD },
    headers: { Origin: server.url },
    maxRedirects: 0,
  });
  if (response.status() !== 303) throw new Error(`signing in as ${username} gave ${response.status()}`);
  return page;
}

async function enrol(page, code) {
  const response = await page.request.post(`${server.url}/courses/${code}`, {
    form: { intent: 'enrol' },
    headers: { Origin: server.url },
    maxRedirects: 0,
  });
  // Chosen before is as good.
  if (response.status() >= 400) throw new Error(`choosing ${code} gave ${response.status()}`);
}

async function show(page, address, { scrollTo } = {}) {
  await page.goto(server.url + address, { waitUntil: 'networkidle' });
  if (scrollTo) await page.locator(scrollTo).first().scrollIntoViewIfNeeded();
  return page;
}

/** Starts the exam that is always open, answers some of it and shows the question after those. */
async function takeExam(page) {
  const { exams } = await call(page, 'get', '/api/v1/exams');
  const sitting = exams.flatMap(({ sittings }) => sittings)[0];
  attempt = await call(page, 'post', `/api/v1/sittings/${sitting.id}/attempts`, {});
  await answer(page, attempt.items.slice(0, ANSWERED));
  await page.goto(`${server.url}/attempts/${attempt.attemptId}`, { waitUntil: 'networkidle' });
  for (let i = 0; i < ANSWERED; i += 1) await page.keyboard.press('n');
  return page;
}

/** Answers the rest rightly, hands in and opens the certificate. */
async function showCertificate(page) {
  // Leaves the exam's page first: it would see that its answers were overtaken.
  await page.goto(`${server.url}/me`);
  await answer(page, attempt.items);
  await call(page, 'post', `/api/v1/attempts/${attempt.attemptId}/submit`, { lease: attempt.lease });
  await page.goto(`${server.url}/attempts/${attempt.attemptId}/result`);
  const link = page.locator('main a[href^="/certificates/"]').first();
  await link.click();
  await page.waitForURL(/\/certificates\//);
  await page.waitForLoadState('networkidle');
  // The sheet itself, not the page around it, and the whole of it.
  await page.setViewportSize({ ...SIZE, height: 1200 });
  return page.locator('main article.certificate');
}

async function answer(page, items) {
  await call(page, 'put', `/api/v1/attempts/${attempt.attemptId}/responses`, {
    lease: attempt.lease,
    responses: items.map((item) => ({ slot: item.slot, seq: Date.now(), answer: rightAnswer(item), clientMs: 1 })),
  });
}

async function call(page, method, address, data) {
  const response = await page.request[method](server.url + address, { data, headers: { Origin: server.url } });
  if (!response.ok()) throw new Error(`${address} gave ${response.status()}: ${await response.text()}`);
  return response.json();
}

async function start() {
  const port = await freePort();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DEMO: '1',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    let output = '';
    child.stderr.on('data', (chunk) => {
      output += chunk;
      if (output.includes('ready at ')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
