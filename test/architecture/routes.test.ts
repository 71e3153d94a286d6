import path from 'node:path';
import { expect, test } from 'vitest';
import { PERMISSIONS } from '#app/domain/people/permissions.ts';
import { SCREENS } from '#test/support/screens.ts';
import { listSources, ROOT } from './imports.ts';

type RouteModule = Record<'loader' | 'action', { may?: string } | undefined>;

const files = listSources('app/routes')
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .map((file) => file.replace('app/routes/', ''));

test.each(files)('%s declares who may come, for reading and for writing', async (file) => {
  const module = (await import(path.join(ROOT, 'app/routes', file))) as RouteModule;
  const declared = [module.loader, module.action].filter((entry) => entry !== undefined);
  expect(declared.length).toBeGreaterThan(0);
  for (const { may } of declared) expect(['public', ...Object.keys(PERMISSIONS)]).toContain(may);
});

test('every route that answers GET has an address in test/support/screens.ts, and no other', async () => {
  const readable: string[] = [];
  for (const file of files) {
    const module = (await import(path.join(ROOT, 'app/routes', file))) as RouteModule;
    if (module.loader && !file.startsWith('[_')) readable.push(file);
  }
  expect(Object.keys(SCREENS).sort()).toEqual(readable.sort());
});
