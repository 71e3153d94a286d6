import type { Language } from '#app/domain/kernel/local-text.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Preferences = { readonly language: Language; readonly theme: Theme };

/** Language and theme are remembered by the browser; Chinese and the system's theme where nothing was chosen. */
export function preferencesOf(request: Request): Preferences {
  const cookies = request.headers.get('Cookie') ?? '';
  const read = (name: string) => new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(cookies)?.[1];
  const theme = read('xk_theme');
  return {
    language: read('xk_lang') === 'en' ? 'en' : 'zh-CN',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  };
}

export const preferenceCookie = (name: 'xk_lang' | 'xk_theme', value: string) =>
  `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`;
