import type { Language } from '#app/domain/kernel/local-text.ts';
import type { Words } from './zh-CN/index.ts';

/** Words beside everyone's, and the pages that say them. */
const PARTS = [
  { part: 'offices', pages: /^\/(staff|_ui)(\/|$)/ },
  { part: 'practising', pages: /^\/practice(\/|$)/ },
] as const;
type Part = (typeof PARTS)[number]['part'];

/** The further words that a page says; null where everyone's are enough. */
export const furtherWordsOf = (path: string): Part | null => PARTS.find(({ pages }) => pages.test(path))?.part ?? null;

/** Whether a document that began at one page lacks words of another. */
export const lacksWords = ({ document, page }: { document: string; page: string }): boolean => {
  const wanted = furtherWordsOf(page);
  return wanted !== null && wanted !== furtherWordsOf(document);
};

const FURTHER = {
  offices: (english: boolean) => (english ? import('./en/offices.ts') : import('./zh-CN/offices.ts')),
  practising: (english: boolean) => (english ? import('./en/practising.ts') : import('./zh-CN/practising.ts')),
};

/**
 * Only the language in use travels to the browser, and the words of the offices and of practice only with a page of
 * theirs: whoever reads a lesson or sits an exam does not wait for them. So a way to such a page from others is a new
 * document.
 */
export async function loadWords(language: Language, path: string): Promise<Words> {
  const english = language === 'en';
  const part = furtherWordsOf(path);
  const [{ everyone }, further] = await Promise.all([
    english ? import('./en/everyone.ts') : import('./zh-CN/everyone.ts'),
    part && FURTHER[part](english),
  ]);
  return { ...everyone, ...(further && Object.values(further)[0]) } as Words;
}
