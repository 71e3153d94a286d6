import type { Language } from '#app/domain/kernel/local-text.ts';
import type { Words } from './zh-CN/index.ts';

/** Pages that say the words of the offices. A document that began elsewhere does not have them. */
export const needsOffices = (path: string): boolean => /^\/(staff|_ui)(\/|$)/.test(path);

/**
 * Only the language in use travels to the browser, and the words of the offices only with a page of theirs: whoever
 * reads a lesson or sits an exam does not wait for them. So a way from other pages to /staff is a new document.
 */
export async function loadWords(language: Language, path: string): Promise<Words> {
  const english = language === 'en';
  const [{ everyone }, office] = await Promise.all([
    english ? import('./en/everyone.ts') : import('./zh-CN/everyone.ts'),
    needsOffices(path) ? (english ? import('./en/offices.ts') : import('./zh-CN/offices.ts')) : null,
  ]);
  return { ...everyone, ...office?.offices } as Words;
}
