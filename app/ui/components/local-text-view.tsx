import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { useRootData } from './root-data.ts';

/** Text of content in the reader's language; where it exists only in the other one, it says so by `lang`. */
export function LocalTextView({ text }: { text: LocalText }) {
  const { language } = useRootData().preferences;
  const picked = pickText(text, language);
  return picked.lang === language ? picked.text : <span lang={picked.lang}>{picked.text}</span>;
}

/** For attributes and sentences, where no element can stand. */
export function useLocalText(): (text: LocalText) => string {
  const { language } = useRootData().preferences;
  return (text) => pickText(text, language).text;
}
