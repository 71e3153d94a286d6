import { z } from 'zod';

/** The two interface languages; Chinese is complete by definition, English may be missing from content. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Text of content: Chinese always, English where the author gave it. */
export type LocalText = { readonly zh: string; readonly en?: string | undefined };

/** A plain string is Chinese. A codec, so that what is stored can be written back to a file. */
export const localText = z.codec(
  z.union([z.string().min(1), z.strictObject({ zh: z.string().min(1), en: z.string().min(1).optional() })]),
  z.custom<LocalText>(),
  { decode: (value): LocalText => (typeof value === 'string' ? { zh: value } : value), encode: (text) => text },
);
