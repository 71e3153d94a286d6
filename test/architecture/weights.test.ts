import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ROOT } from './imports.ts';

const CLIENT = path.join(ROOT, 'build/client');

type RouteEntry = {
  readonly id: string;
  readonly parentId?: string;
  readonly module: string;
  readonly imports?: readonly string[];
};
type Manifest = {
  readonly entry: { module: string; imports: readonly string[] };
  readonly routes: Record<string, RouteEntry>;
};

/** Gzipped script in KB; the budget holds for the first load of a page. */
const BUDGET = 250;
const LEAN_BUDGET = 160;
/** Where an old office PC or a phone must not wait. */
const LEAN = /^routes\/(courses\.\$code\.\$lesson|attempts\.\$id|practice\.)/;

function readManifest(): Manifest {
  const folder = path.join(CLIENT, 'assets');
  const file = existsSync(folder) ? readdirSync(folder).find((name) => /^manifest-.*\.js$/.test(name)) : undefined;
  if (!file) throw new Error('there is no build: run npm run build first (npm test does)');
  return JSON.parse(/=(\{.*\});?\s*$/s.exec(readFileSync(path.join(folder, file), 'utf8'))?.[1] ?? 'null') as Manifest;
}

const gzipped = (url: string) => gzipSync(readFileSync(path.join(CLIENT, url)), { level: 9 }).length;

/** The words of each language travel in chunks of their own, which the manifest does not name; one language is loaded. */
function weighWords(part: 'everyone' | 'offices' | 'practising'): number {
  const words = readdirSync(path.join(CLIENT, 'assets')).filter((file) => new RegExp(`^${part}-.*\\.js$`).test(file));
  if (words.length !== 2) throw new Error(`expected the words of two languages, found ${words.join(', ') || 'none'}`);
  return Math.max(...words.map((file) => gzipped(`/assets/${file}`)));
}

function filesOf(manifest: Manifest, route: RouteEntry): Set<string> {
  const files = new Set([manifest.entry.module, ...manifest.entry.imports]);
  for (
    let at: RouteEntry | undefined = route;
    at;
    at = at.parentId === undefined ? undefined : manifest.routes[at.parentId]
  ) {
    files.add(at.module);
    for (const file of at.imports ?? []) files.add(file);
  }
  return files;
}

test('every page is within its budget of script on the first load', () => {
  const manifest = readManifest();
  const everyone = weighWords('everyone');
  const offices = weighWords('offices');
  const practising = weighWords('practising');
  const over = Object.values(manifest.routes)
    .map((route) => {
      const further = route.id.startsWith('routes/staff.') ? offices : 0;
      const words = everyone + further + (route.id.startsWith('routes/practice.') ? practising : 0);
      const bytes = [...filesOf(manifest, route)].reduce((sum, file) => sum + gzipped(file), words);
      return { route: route.id, kb: Math.round(bytes / 1024), budget: LEAN.test(route.id) ? LEAN_BUDGET : BUDGET };
    })
    .filter(({ kb, budget }) => kb > budget);
  expect(over).toEqual([]);
});

test('nothing of the server, of the database or of the checker reaches the browser', () => {
  const leaks = readdirSync(path.join(CLIENT, 'assets'))
    .filter((file) => file.endsWith('.js'))
    .filter((file) =>
      /better-sqlite3|drizzle|argon2|mdx-bundler|xunkao-demo"/.test(
        readFileSync(path.join(CLIENT, 'assets', file), 'utf8'),
      ),
    );
  expect(leaks).toEqual([]);
});
