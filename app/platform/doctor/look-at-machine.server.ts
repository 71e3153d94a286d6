import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { restoreMarkerOf } from '#app/platform/backup/restore-marker.server.ts';
import { type Env, readEnv } from '#app/platform/env.server.ts';
import { LIMITS } from '#app/platform/health.server.ts';
import { openGlyphs } from '#app/platform/pdf/fonts.server.ts';
import { advice, type Look, type Said, well, wrong } from './finding.ts';

const LOCAL = /^https?:\/\/(localhost|127\.|\[::1\])/;
const CONNECT_MS = 5_000;

export function readEnvironment(): { env: Env } | { fault: Said } {
  try {
    return { env: readEnv() };
  } catch (error) {
    return { fault: wrong('environment-invalid', { error: error instanceof Error ? error.message : String(error) }) };
  }
}

export const lookAtMachine = (env: Env): Look[] => [
  { name: 'node', look: async () => lookAtNode() },
  { name: 'data-folder', look: () => lookAtFolder(env.DATA_DIR) },
  { name: 'disk', look: () => lookAtDisk(env.DATA_DIR) },
  { name: 'public-url', look: async () => lookAtPublicUrl(env) },
  { name: 'fonts', look: () => lookAtFonts(env.DATA_DIR) },
  { name: 'mail-server', look: () => lookAtMailServer(env) },
];

function lookAtNode(): Said {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const values = { version: process.versions.node };
  return major > 20 || (major === 20 && minor >= 19) ? well('node', values) : wrong('node-old', values);
}

async function lookAtFolder(folder: string): Promise<Said> {
  const values = { folder: path.resolve(folder) };
  const known = await stat(folder).catch(() => null);
  if (!known) return wrong('data-missing', values);
  if (await stat(restoreMarkerOf(folder)).catch(() => null)) return wrong('data-half-restored', values);
  const usable = await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!usable) return wrong('data-unusable', values);
  return known.mode & 0o002 ? wrong('data-open', values) : well('data', values);
}

async function lookAtDisk(folder: string): Promise<Said> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const values = { free: Math.floor(free / 1024 / 1024), least: LIMITS.freeBytes / 1024 / 1024 };
  if (free < LIMITS.freeBytes) return wrong('disk-full', values);
  return free < 5 * LIMITS.freeBytes ? advice('disk-low', values) : well('disk', values);
}

function lookAtPublicUrl({ PUBLIC_URL, TRUSTED_PROXIES, HOST }: Env): Said {
  const values = { url: PUBLIC_URL, host: HOST };
  if (LOCAL.test(PUBLIC_URL)) return advice('url-local', values);
  if (PUBLIC_URL.startsWith('http:')) return wrong('url-plain', values);
  return TRUSTED_PROXIES.length === 0 ? wrong('url-no-proxy', values) : well('url', values);
}

async function lookAtFonts(dataDir: string): Promise<Said[]> {
  const folder = path.join(dataDir, 'fonts');
  const faults: Said[] = [];
  const note = (fields: Record<string, unknown>) =>
    void faults.push(wrong('font-unreadable', { file: String(fields.file ?? folder) }));
  const log = { info: () => undefined, warn: note, error: note };
  const glyphs = openGlyphs({ operatorFolder: folder, now: () => Date.now(), log });
  const missing = glyphs.findMissing('证书初级中高');
  if (missing.length > 0) return [wrong('fonts-broken')];
  const own = await readdir(folder).catch(() => []);
  return faults.length > 0 ? faults : [well('fonts', { own: own.filter((name) => /\.(ttf|otf)$/i.test(name)).length })];
}

async function lookAtMailServer(env: Env): Promise<Said> {
  const { SMTP_URL } = env as Env & { SMTP_URL?: string };
  if (!SMTP_URL) return well('mail-off');
  const { hostname, port, protocol } = new URL(SMTP_URL);
  const values = { host: hostname, port: port || (protocol === 'smtps:' ? '465' : '25') };
  const reached = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: hostname, port: Number(values.port), timeout: CONNECT_MS });
    const end = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
  return reached ? well('mail-server', values) : wrong('mail-unreachable', values);
}
