import { expect, test } from 'vitest';
import { makeRouteMethods } from './route-methods.server.ts';

const work = () => undefined;
const route = (id: string, path: string | undefined, module: object, parentId: string | undefined = 'root') => ({
  id,
  path,
  parentId,
  module,
});
const methodsOf = makeRouteMethods({
  root: { id: 'root', path: '', module: { default: work } },
  export: route('export', 'staff/units/export', { loader: work }),
  logout: route('logout', 'logout', { loader: work, action: work }),
  slips: route('slips', 'staff/access/slips', { action: work }),
  units: route('units', 'staff/units', { default: work, loader: work }),
  login: route('login', 'login', { default: work, loader: work, action: work }),
  still: route('still', 'still', { default: work }),
  picture: route('picture', 'assets/:hash.webp', { loader: work }),
  layout: route('layout', 'courses', { loader: work }),
  index: route('index', undefined, { default: work }, 'layout'),
  change: route('change', 'api/change', { action: Object.assign(() => undefined, { methods: ['PUT'] }) }),
  facts: route('facts', 'verify/:code/facts.json', { loader: work }),
});

test.each([
  ['/staff/units/export', ['GET', 'HEAD']],
  ['/verify/ABCD/facts.json', ['GET', 'HEAD']],
  ['/staff/access/slips', ['POST']],
  ['/logout', ['GET', 'HEAD', 'POST']],
  ['/api/change', ['PUT']],
  ['/assets/x.js', ['GET', 'HEAD']],
  ['/assets/0f.webp', ['GET', 'HEAD']],
])('%s takes %j', (path, methods) => expect(methodsOf(path)).toEqual({ methods, isPage: false }));

test.each([
  ['/', ['GET', 'HEAD']],
  ['/staff/units', ['GET', 'HEAD']],
  ['/staff/units.data', ['GET', 'HEAD']],
  ['/courses', ['GET', 'HEAD']],
  ['/still', ['GET', 'HEAD']],
  ['/login', ['GET', 'HEAD', 'POST']],
])('the page at %s takes %j', (path, methods) => expect(methodsOf(path)).toEqual({ methods, isPage: true }));

test('where nothing is, nothing is taken', () => expect(methodsOf('/nothing')).toBeNull());
