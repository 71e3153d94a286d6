import { expect, test } from 'vitest';
import { parsePreference, preferencesOf, sameSitePath } from './preferences.server.ts';

const withCookie = (cookie: string) => new Request('http://localhost/', { headers: { Cookie: cookie } });

test('is Chinese and as the system where nothing or nonsense was chosen', () => {
  expect(preferencesOf(withCookie(''))).toEqual({ language: 'zh-CN', theme: 'system' });
  expect(preferencesOf(withCookie('xk_lang=fr; xk_theme=pink'))).toEqual({ language: 'zh-CN', theme: 'system' });
  expect(preferencesOf(withCookie('a=1; xk_lang=en; xk_theme=dark'))).toEqual({ language: 'en', theme: 'dark' });
});

test('takes only known values from the form', () => {
  const form = new FormData();
  form.set('language', 'en');
  form.set('theme', 'pink; Path=/');
  expect(parsePreference(form)).toEqual([['xk_lang', 'en']]);
});

test('goes back to a path of this site with its query', () => {
  expect(sameSitePath('/courses?q=电子#top')).toBe('/courses?q=%E7%94%B5%E5%AD%90#top');
});

test.each([
  null,
  '',
  'courses',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '/\n/evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
])('goes home instead of to %j', (given) => {
  expect(sameSitePath(given)).toBe('/');
});
