import type { Language } from '#app/domain/kernel/local-text.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Preferences = { readonly language: Language; readonly theme: Theme };

/** The language that this browser was told to use, if it was. */
export function chosenLanguage(cookies: string): Language | null {
  const value = readCookie(cookies, 'xk_lang');
  return value === 'en' || value === 'zh-CN' ? value : null;
}

/** A cookie as it was sent; undefined when there is none of the name. */
export const readCookie = (cookies: string, name: string) =>
  new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(cookies)?.[1];

/** Language and theme are remembered by the browser; Chinese and the system's theme where nothing was chosen. */
export function preferencesOf(request: Request): Preferences {
  const cookies = request.headers.get('Cookie') ?? '';
  const theme = readCookie(cookies, 'xk_theme');
  return {
    language: chosenLanguage(cookies) ?? 'zh-CN',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  };
}

export const preferenceCookie = (name: 'xk_lang' | 'xk_theme', value: string) =>
  `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`;

/** The cookies that a posted form asks for; what is not a known value is left out. */
export function parsePreference(form: { readonly get: (name: string) => unknown }): ['xk_lang' | 'xk_theme', string][] {
  const cookies: ['xk_lang' | 'xk_theme', string][] = [];
  const language = form.get('language');
  const theme = form.get('theme');
  if (language === 'zh-CN' || language === 'en') cookies.push(['xk_lang', language]);
  if (theme === 'system' || theme === 'light' || theme === 'dark') cookies.push(['xk_theme', theme]);
  return cookies;
}

const ANYWHERE_HERE = 'http://here.invalid';

/**
 * A path on this site to go back to, or "/": never another host, whatever a form says. A browser reads `//host` and
 * `/\\host` as another host, and drops tabs and line breaks first; so the parsed address decides, not the text.
 */
export function sameSitePath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return '/';
  try {
    const url = new URL(given, ANYWHERE_HERE);
    if (url.origin !== ANYWHERE_HERE || url.pathname.startsWith('//')) return '/';
    return `${url.pathname}${url.search}${url.hash}`;
  } catch {
    return '/';
  }
}
