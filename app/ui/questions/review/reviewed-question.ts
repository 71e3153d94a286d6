import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import type { Outcome, PartVerdict } from '#app/domain/questions/types/verdict.ts';
import type { ShownQuestion } from '../shown-question.ts';

/** What an answer came to, with the right one and why. Marks in hundredths. */
export type Reviewed = {
  readonly answer: Json;
  readonly mark: number;
  readonly maxMark: number;
  readonly outcome: Outcome;
  readonly parts: readonly PartVerdict[];
  readonly key: ReviewKey;
  readonly explanation: LocalText;
  /** What a person said who marked it: the credit of each criterion in hundredths, and a comment. */
  readonly marking?: { readonly credits: Readonly<Record<string, number>>; readonly comment: string } | null;
};

/** What every view of a reviewed answer is given. */
export type Reviewing<Kind extends ReviewKey['kind']> = {
  readonly question: ShownQuestion;
  readonly answer: Json;
  readonly reviewKey: Extract<ReviewKey, { kind: Kind }>;
};
