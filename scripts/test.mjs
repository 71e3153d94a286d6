// Every test there is, on a fresh clone: installs packages, browser, font and PostgreSQL, builds, checks, runs.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBrowser, installDebian } from './browser.mjs';
import { buildIfChanged, installIfNeeded, ROOT, requireNode, stepper } from './prepare.mjs';

const say = stepper('test');
process.chdir(ROOT);
requireNode(say);
await installIfNeeded(say);
const browser = await ensureBrowser(say);
if (!hasPostgres()) await installDebian(['postgresql'], say);
await buildIfChanged(say);

const scratch = mkdtempSync(path.join(os.tmpdir(), 'xunkao-run-'));
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
const lines = [];
let failed = false;

say('checking types, form, dead code and content');
await stage('check', process.execPath, ['scripts/check.mjs', '--without-floors'], () => null);

say('running rules, stores, requests and faults on both engines');
const unitReport = path.join(scratch, 'vitest.json');
await stage(
  'vitest',
  bin('vitest'),
  ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
  () => {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(unitReport, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests };
  },
);

say('walking the journeys in a browser');
const journeyReport = path.join(scratch, 'playwright.json');
await stage(
  'playwright',
  bin('playwright'),
  ['test', '--config', 'test/e2e/playwright.config.ts', '--reporter=line,json'],
  () => {
    const { stats } = JSON.parse(readFileSync(journeyReport, 'utf8'));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
  },
  { PLAYWRIGHT_JSON_OUTPUT_NAME: journeyReport, ...(browser ? { XUNKAO_BROWSER: browser } : {}) },
);

rmSync(scratch, { recursive: true, force: true });
for (const line of lines) console.log(line);
say(failed ? 'FAILED' : 'all green');
process.exit(failed ? 1 : 0);

/** Runs one runner to its end and keeps its closing line; a runner that says nothing readable has failed. */
async function stage(name, command, args, count, env = {}) {
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test', NO_COLOR: '1', ...env },
    });
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  if (code !== 0) failed = true;
  try {
    const result = count();
    if (result) lines.push(`${name}: ${result.passed} passed, ${result.failed} failed`);
  } catch {
    failed = true;
    lines.push(`${name}: 0 passed, 1 failed`);
  }
}

function hasPostgres() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) folders.push(...readdirSync(debian).map((version) => path.join(debian, version, 'bin')));
  return folders.some((folder) => existsSync(path.join(folder, 'initdb')));
}
