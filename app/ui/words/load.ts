import type { Language } from '#app/domain/kernel/local-text.ts';
import type { Words } from './zh-CN/index.ts';

/** Only the language in use travels to the browser. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'en' ? (await import('./en/index.ts')).en : (await import('./zh-CN/index.ts')).zhCN;
}
