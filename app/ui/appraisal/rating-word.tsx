import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';

/** A record's rating in the reader's language, as far as the year's policy has the word in it. */
export function RatingWord({ word, words }: { word: string; words: readonly LocalText[] }) {
  return <LocalTextView text={words.find(({ zh }) => zh === word) ?? { zh: word }} />;
}
