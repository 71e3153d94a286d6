import { expect, test } from 'vitest';
import { negotiateAddress, prefersJson } from './negotiated-address.server.ts';

test.each([
  ['application/json', true],
  ['application/json, text/plain, */*', true],
  ['text/html;q=0.5, application/json', true],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
  ['application/json;q=0.5, text/html', false],
  ['application/json, text/html', false],
  ['application/json;q=0', false],
  ['*/*', false],
  ['', false],
])('Accept: %s asks for JSON rather than a page: %s', (accept, expected) => {
  expect(prefersJson(accept)).toBe(expected);
});

const to = (path: string, method = 'GET', accept = 'application/json') => {
  const { pathname, search } = negotiateAddress({ url: new URL(path, 'http://x'), method, accept });
  return pathname + search;
};

test('the verification page of a code, with its day, is answered by the resource beside it', () => {
  expect(to('/verify/ABC?on=2026-11-20')).toBe('/verify/ABC/facts.json?on=2026-11-20');
  expect(to('/verify/ABC', 'GET', 'text/html')).toBe('/verify/ABC');
});

test('nothing else is: not the form, the files, other pages or writes', () => {
  for (const path of ['/verify', '/verify/keys.json', '/verify/ABC/statement.json', '/courses/x'])
    expect(to(path)).toBe(path);
  expect(to('/verify/ABC', 'POST')).toBe('/verify/ABC');
});
