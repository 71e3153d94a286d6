import { expect, test } from 'vitest';
import { makeRoutePatterns } from './route-patterns.server.ts';

const route = (id: string, path?: string) => ({ id, parentId: id === 'root' ? undefined : 'root', path });
const patternOf = makeRoutePatterns({
  root: { id: 'root', path: '' },
  home: route('home'),
  login: route('login', 'login'),
  verify: route('verify', 'verify'),
  keys: route('keys', 'verify/keys.json'),
  code: route('code', 'verify/:code'),
  facts: route('facts', 'verify/:code/facts.json'),
  link: route('link', 'first-administrator/:token'),
  pdf: route('pdf', 'certificates/:id.pdf'),
  certificate: route('certificate', 'certificates/:id'),
  api: route('api', 'api/*'),
  rest: route('rest', '*'),
});

test.each([
  ['/', '/'],
  ['/_root.data', '/'],
  ['/login', '/login'],
  ['/login.data', '/login'],
  ['/verify/', '/verify'],
  ['/verify/keys.json', '/verify/keys.json'],
  ['/verify/ABCD-EFGH', '/verify/:code'],
  ['/verify/ABCD-EFGH.data', '/verify/:code'],
  ['/verify/ABCD/facts.json', '/verify/:code/facts.json'],
  ['/first-administrator/s3cret', '/first-administrator/:token'],
  ['/certificates/crt_1.pdf', '/certificates/:id.pdf'],
  ['/certificates/crt_1', '/certificates/:id'],
  ['/api/v1/attempts/att_1/responses', '/api/v1/attempts/:id/responses'],
  ['/api/v1/who-knows', '/api/*'],
  ['/assets/x-123.js', '/assets/*'],
  ['/wp-login.php', '/*'],
])('%s is an address of %s', (pathname, pattern) => {
  expect(patternOf(pathname)).toBe(pattern);
});

test('without a route for the rest an unknown address has one name', () => {
  expect(makeRoutePatterns({})('/anything/at/all')).toBe('unmatched');
});
