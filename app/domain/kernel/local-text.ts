import { z } from 'zod';

/** The two interface languages; Chinese is complete by definition, English may be missing from content. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Text of content: Chinese always, English where the author gave it. */
export type LocalText = { readonly zh: string; readonly en?: string | undefined };

/**
 * A plain string is Chinese. A codec, so that what is stored can be written back to a file.
 * Made within a call that is marked as pure: pages import `pickText` alone, and the bundler then leaves zod out of them.
 */
export const localText = /* @__PURE__ */ makeLocalText();

function makeLocalText() {
  return z.codec(
    z.union([z.string().min(1), z.strictObject({ zh: z.string().min(1), en: z.string().min(1).optional() })]),
    z.custom<LocalText>(),
    { decode: (value): LocalText => (typeof value === 'string' ? { zh: value } : value), encode: (text) => text },
  );
}

/** The text in the language asked, else Chinese; `lang` says which one it is, for the HTML attribute. */
export function pickText(text: LocalText, language: Language): { text: string; lang: Language } {
  return language === 'en' && text.en !== undefined ? { text: text.en, lang: 'en' } : { text: text.zh, lang: 'zh-CN' };
}
