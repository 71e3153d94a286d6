import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import { PROJECT_ROOT } from '#app/platform/project-root.server.ts';
import { openSqlite } from '#db/open.server.ts';
import { findPublishedByCode } from '#db/stores/content.ts';
import { makeTestContext } from '#test/support/context.ts';
import { listContentFaults, watchContent } from './watch-content.server.ts';

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

test('imports what is saved, keeps faults as data while a file is wrong, and goes on when it is right again', async () => {
  const place = mkdtempSync(path.join(os.tmpdir(), 'xunkao-watch-'));
  cleanups.push(() => rmSync(place, { recursive: true, force: true }));
  const folder = path.join(place, 'content');
  cpSync(path.join(PROJECT_ROOT, 'content'), folder, { recursive: true });
  const database = await openSqlite({
    file: path.join(place, 'x.sqlite'),
    migrations: path.join(PROJECT_ROOT, 'db/sqlite/migrations'),
  });
  cleanups.push(() => database.close());
  const context = makeTestContext(database);

  let told: (faults: readonly ContentFault[]) => void = () => undefined;
  const next = () => new Promise<readonly ContentFault[]>((resolve) => (told = resolve));
  const watch = await watchContent({ context, folder, onImport: (faults) => told(faults) });
  cleanups.push(() => watch.close());
  const course = () => findPublishedByCode(database.read, { kind: 'course', code: 'egov-basics' });
  expect(await course()).toMatchObject({ number: 1 });
  expect(listContentFaults()).toEqual([]);

  const file = path.join(folder, 'courses/egov-basics/course.yaml');
  const sound = readFileSync(file, 'utf8');
  const refused = next();
  writeFileSync(file, sound.replace('tier: 1', 'tier: 9'));
  expect((await refused).map(({ code }) => code)).toEqual(['not-allowed']);
  expect(listContentFaults()).toMatchObject([{ path: 'courses/egov-basics/course.yaml', code: 'not-allowed' }]);
  expect(await course()).toMatchObject({ number: 1 });

  const accepted = next();
  writeFileSync(file, sound.replace('en: Concepts and Origins', 'en: Concepts and Where They Came From'));
  expect(await accepted).toEqual([]);
  expect(listContentFaults()).toEqual([]);
  expect(await course()).toMatchObject({ number: 2 });
});
