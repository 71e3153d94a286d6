import { type MergedText, mergeNamed, mergeTexts } from '#app/domain/kernel/merge-texts.ts';
import type { DraftText } from './draft.ts';

export type MergedDraft = {
  readonly source: MergedText;
  readonly quiz: MergedText;
  readonly images: Readonly<Record<string, string>>;
  /** Places in both texts, and images, that somebody has to decide. */
  readonly conflicts: number;
};

/**
 * Brings everything of a lesson together that two people made of it. The browser does it too, on the text as it is
 * typed at that moment: an answer of the server would be older than the last key.
 * @param base the text that both began with: the revision last loaded or saved here.
 */
export function mergeDraftTexts({
  base,
  mine,
  theirs,
  labels,
}: {
  base: DraftText;
  mine: DraftText;
  theirs: DraftText;
  labels: { readonly mine: string; readonly theirs: string };
}): MergedDraft {
  const merge = (part: 'source' | 'quiz') =>
    mergeTexts({ base: base[part], mine: mine[part], theirs: theirs[part], labels });
  const source = merge('source');
  const quiz = merge('quiz');
  const images = mergeNamed({ base: base.images, mine: mine.images, theirs: theirs.images });
  return {
    source,
    quiz,
    images: images.merged,
    conflicts: source.conflicts.length + quiz.conflicts.length + images.conflicts.length,
  };
}
