// What every command does first. Node's own modules only: nothing is installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { withLock } from './hold-lock.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const INSTALL_STAMP = path.join(ROOT, 'node_modules/.xunkao-installed');
/** The module that serves the build. */
export const SERVE = path.join(ROOT, 'build/node/serve.js');
/** The commands of the build, entered with `xk`'s own arguments. */
export const COMMANDS = path.join(ROOT, 'build/node/xk.js');
const BUILD_STAMP = path.join(ROOT, 'build/.xunkao-built');
/** Held by the one process that installs or builds in this checkout: two at once would mix their files. */
const LOCK = path.join(ROOT, '.cache/preparing.lock');
/** What the build is made of. A change in any of these files, tests apart, builds again. */
const BUILD_INPUTS = ['app', 'db', 'scripts', 'package-lock.json', 'remix.config.js', 'vite.config.ts'];

/** Lines on stderr with the seconds since the start, so that whoever waits sees what for. */
export function stepper(name) {
  const begun = performance.now();
  return (message) =>
    process.stderr.write(`[${name} ${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s] ${message}\n`);
}

export function requireNode(say) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(`Node.js 20.19 or later is needed; this is ${process.versions.node}`);
  process.exit(1);
}

const alone = (say, work) =>
  withLock(LOCK, work, {
    onWait: (holder) => say(`process ${holder} is installing or building in this folder: waiting for it`),
  });

export async function installIfNeeded(say) {
  const lock = hashOf([readFileSync(path.join(ROOT, 'package-lock.json')), process.versions.modules]);
  const isInstalled = () => existsSync(INSTALL_STAMP) && readFileSync(INSTALL_STAMP, 'utf8') === lock;
  if (!isInstalled()) await alone(say, async () => isInstalled() || install(say, lock));
}

async function install(say, lock) {
  say('installing packages (a minute or two; better-sqlite3 may be compiled)');
  // NODE_ENV=production would leave the build tools out.
  await run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], {
    env: { ...process.env, NODE_ENV: 'development' },
    quiet: true,
  });
  writeFileSync(INSTALL_STAMP, lock);
  say('packages are installed');
}

const isSource = (file) => !/\.test\.tsx?$/.test(file);

const hashInputs = () =>
  hashOf(
    BUILD_INPUTS.flatMap((input) => filesUnder(path.join(ROOT, input)))
      .filter(isSource)
      .flatMap((file) => [path.relative(ROOT, file), readFileSync(file)]),
  );

/** Whether the build is of these very sources. */
export const isBuilt = (inputs = hashInputs()) =>
  existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === inputs;

export async function buildIfChanged(say) {
  if (isBuilt()) return false;
  return alone(say, () => build(say));
}

async function build(say) {
  const inputs = hashInputs();
  // Whoever was waited for may have built it.
  if (isBuilt(inputs)) return false;
  say('building');
  // A build that is cut off is none, whatever sources the one before it was of.
  rmSync(BUILD_STAMP, { force: true });
  await run(
    process.execPath,
    [path.join(ROOT, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build', '--logLevel', 'warn'],
    {
      env: { ...process.env, NODE_ENV: 'production' },
      quiet: true,
    },
  );
  await buildForNode();
  await compressAssets(path.join(ROOT, 'build/client'));
  writeFileSync(BUILD_STAMP, inputs);
  say('built');
  return true;
}

/** What serves the build, and the commands, as JavaScript: a process that translates nothing starts in half the time. */
async function buildForNode() {
  const esbuild = await import('esbuild');
  const commands = filesUnder(path.join(ROOT, 'scripts/commands')).filter(isSource);
  rmSync(path.dirname(SERVE), { recursive: true, force: true });
  await esbuild.build({
    entryPoints: [
      { in: path.join(ROOT, 'app/server.ts'), out: 'serve' },
      { in: path.join(ROOT, 'scripts/xk.ts'), out: 'xk' },
      ...commands.map((file) => ({ in: file, out: `commands/${path.basename(file, '.ts')}` })),
    ],
    outdir: path.dirname(SERVE),
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
}

/** Writes .gz and .br beside every asset worth it, so that serving one costs nothing. */
async function compressAssets(folder) {
  const squeeze = [
    ['.gz', (bytes) => promisify(gzip)(bytes, { level: 9 })],
    ['.br', (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
  ];
  for (const file of filesUnder(folder)) {
    if (!/\.(js|css|svg|json|txt)$/.test(file)) continue;
    const bytes = readFileSync(file);
    for (const [ending, compress] of squeeze) writeFileSync(file + ending, await compress(bytes));
  }
}

/** Runs a command; `quiet` keeps its output for the case that it fails. @throws when it does. */
export function run(command, args, { env = process.env, quiet = false, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      if (quiet) process.stderr.write(Buffer.concat(kept));
      reject(new Error(`${path.basename(command)} ${args.join(' ')} ended with ${code}`));
    });
  });
}

function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** Every file below a folder (or the file itself), sorted. */
export function filesUnder(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(path.join(place, entry.name)));
}

export function ensureFolder(folder) {
  mkdirSync(folder, { recursive: true });
  return folder;
}
