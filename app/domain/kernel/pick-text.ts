import type { Language, LocalText } from './local-text.ts';

/*
 * Apart from local-text.ts because pages need it: that file carries zod, 24 KB that a page which only shows a text
 * must not load.
 */

/** The text in the language asked, else Chinese; `lang` says which one it is, for the HTML attribute. */
export function pickText(text: LocalText, language: Language): { text: string; lang: Language } {
  return language === 'en' && text.en !== undefined ? { text: text.en, lang: 'en' } : { text: text.zh, lang: 'zh-CN' };
}
