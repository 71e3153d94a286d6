import { expect, test } from 'vitest';
import { type Edge, isOwn, listEdges, listSources } from './imports.ts';

const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const sources = listSources('app', 'db', 'scripts').filter((file) => !isTest(file));
const edges = listEdges(sources);
const show = ({ from, to }: Edge) => `${from} → ${to}`;

/** The floor of a file: it imports only from its own floor or below. */
function floorOf(file: string): number {
  if (file.startsWith('app/domain/')) return 0;
  if (/^db\/(kit\.ts|tables\/|sqlite\/|postgres\/)/.test(file)) return 1;
  if (file.startsWith('db/')) return 2;
  if (file.startsWith('app/usecases/') || file.startsWith('app/ui/')) return 3;
  if (file.startsWith('app/platform/')) return 4;
  if (file === 'app/server.ts') return 6;
  if (file.startsWith('app/')) return 5;
  return 6;
}

/** Each area of the domain imports only those before it. */
const AREAS = [
  'kernel',
  'people',
  'audit',
  'operation',
  'standard',
  'courses',
  'questions',
  'practice',
  'exams',
  'marking',
  'statistics',
  'certification',
  'training',
  'appraisal',
  'scorecards',
];
const areaOf = (file: string) => AREAS.indexOf(file.split('/')[2] ?? '');

/** Packages that compute and do nothing else. */
const PURE = [
  /^zod$/,
  /^@noble\/hashes(\/|$)/,
  /^canonicalize$/,
  /^unified$/,
  /^remark-(parse|mdx|frontmatter|gfm)$/,
  /^unist-util-visit$/,
  /^mdast-util-to-string$/,
  /^yaml$/,
  /^diff$/,
  /^node-diff3$/,
  /^pinyin-pro$/,
  /^opencc-js(\/|$)/,
  /^ts-fsrs$/,
  // Types alone: mdast and unist have no code.
  /^mdast$/,
  /^unist$/,
  /^mdast-util-mdx(-jsx)?$/,
  /^vfile-message$/,
];

test('a file imports only its own floor and those below', () => {
  expect(edges.filter(({ from, to }) => isOwn(to) && floorOf(to) > floorOf(from)).map(show)).toEqual([]);
});

test('the domain imports nothing but itself and pure packages', () => {
  const foreign = edges.filter(
    ({ from, to }) =>
      from.startsWith('app/domain/') && !to.startsWith('app/domain/') && !PURE.some((pure) => pure.test(to)),
  );
  expect(foreign.map(show)).toEqual([]);
});

test('an area of the domain imports only those before it', () => {
  const upward = edges.filter(
    ({ from, to }) => from.startsWith('app/domain/') && to.startsWith('app/domain/') && areaOf(to) > areaOf(from),
  );
  expect(upward.map(show)).toEqual([]);
  expect(sources.filter((file) => file.startsWith('app/domain/') && areaOf(file) === -1)).toEqual([]);
});

const FORBIDDEN: readonly { readonly in: RegExp; readonly imports: RegExp; readonly because: string }[] = [
  {
    in: /^app\/usecases\//,
    imports: /^(app\/(platform|ui|routes)\/|@remix-run\/|react|drizzle-orm)/,
    because: 'a use case runs from a route, a script or a test',
  },
  {
    in: /^app\/ui\//,
    imports: /^(db\/|app\/(usecases|platform|routes)\/)|\.server\.tsx?$/,
    because: 'it ships to the browser',
  },
  {
    in: /^app\/routes\//,
    imports: /^(drizzle-orm|db\/|app\/routes\/)/,
    because: 'a route reaches data through the context only',
  },
  {
    in: /^db\//,
    imports: /^(app\/(usecases|platform|routes|ui)\/|@remix-run\/|react)/,
    because: 'queries are reusable',
  },
  {
    in: /^app\/server\.ts$/,
    imports: /^(app\/(domain|usecases|routes|ui)\/|db\/)/,
    because: 'it takes everything from the built entry module',
  },
];

test.each(FORBIDDEN)('$in imports nothing of $imports, because $because', ({ in: place, imports }) => {
  expect(
    edges
      .filter(({ from, to }) => place.test(from) && imports.test(to) && !isErasedServerImport({ from, to }))
      .map(show),
  ).toEqual([]);
});

/** app/server.ts names the type of what it loads; types are erased and no second module graph comes of it. */
function isErasedServerImport({ from, to }: { from: string; to: string }): boolean {
  return from === 'app/server.ts' && to === 'app/platform/application.server.ts';
}

test('no file imports itself by way of others', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) if (isOwn(to)) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('no folder is called utils, helpers, common, shared, lib or misc', () => {
  expect(
    listSources('app', 'db', 'scripts', 'test').filter((file) =>
      /\/(utils?|helpers?|common|shared|lib|misc)(\/|\.)/.test(file),
    ),
  ).toEqual([]);
});
