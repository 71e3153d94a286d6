import type { Language } from '#app/domain/kernel/local-text.ts';

/** One sentence in every language of the product. */
export type Saying = Readonly<Record<Language, string>>;

/** What an engine or a system said of itself, in its own words. */
export const quote = (text: string): Saying => ({ 'zh-CN': text, en: text });

/** A headline and, one a line, what it is about. */
export const sayAll = (head: Saying, lines: readonly Saying[]): Saying => ({
  'zh-CN': [head, ...lines].map((each) => each['zh-CN']).join('\n'),
  en: [head, ...lines].map((each) => each.en).join('\n'),
});

/** Why a backup cannot be made, read or restored: a sentence for whoever runs the command, not a bug. */
export class BackupFault extends Error {
  readonly saying: Saying;
  constructor(saying: Saying) {
    super(saying.en);
    this.saying = saying;
  }
}

/** Tells what is under way: which part, and how far it is, from 0 to 1, where that is known. */
export type TellProgress = (part: Saying, share?: number) => void;
