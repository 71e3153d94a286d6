import type { Certainty } from '#app/domain/questions/behaviours/behaviour.ts';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';

/** The four grades of recall of FSRS. */
export type RecallRating = 'again' | 'hard' | 'good' | 'easy';

/**
 * How well a question was recalled:
 * - wrong, partly right, or given up → again: FSRS takes "hard" for recalled with effort, never for failed, so what is
 *   only partly right has to come back (https://github.com/open-spaced-repetition/fsrs4anki/blob/main/docs/tutorial.md);
 * - right but unsure → hard; right and very sure → easy;
 * - right otherwise → good.
 * Null for what a person would have to mark: it says nothing about recall.
 */
export function rateRecall({
  outcome,
  certainty,
}: {
  outcome: Outcome;
  certainty: Certainty | null;
}): RecallRating | null {
  switch (outcome) {
    case 'to-mark':
      return null;
    case 'wrong':
    case 'partial':
    case 'empty':
      return 'again';
    case 'right':
      return certainty === 1 ? 'hard' : certainty === 3 ? 'easy' : 'good';
  }
}
