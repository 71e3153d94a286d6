import type { Language } from '#app/domain/kernel/local-text.ts';
import { en } from './en/index.ts';
import { type Words, zhCN } from './zh-CN/index.ts';

/** Both languages, for the server and for tests; the browser loads one (load.ts). */
export const serverWords = (language: Language): Words => (language === 'en' ? en : zhCN);
