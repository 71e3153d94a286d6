import type { Json } from '#app/domain/kernel/canonical.ts';
import { type Hundredths, percentHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';

/** What one item earned. `response` is the label under which equal answers are counted. */
export type ItemMark = {
  readonly slot: number;
  readonly questionVersionId: string;
  readonly mark: Hundredths;
  readonly maxMark: Hundredths;
  readonly response: string;
};

/** The lines of a grading policy, in hundredths of a per cent: bands from high to low, the last from 0. */
export type GradingLines = {
  readonly passPercent: Hundredths;
  readonly bands: readonly { readonly word: LocalText; readonly fromPercent: Hundredths }[];
};

export type Grade = {
  readonly score: Hundredths;
  readonly maxScore: Hundredths;
  /** Hundredths of a per cent, rounded down: 59.999 % is 5999 and stays below a line at 60.00. */
  readonly percent: Hundredths;
  readonly word: LocalText;
  readonly passed: boolean;
};

/**
 * The grade of a paper from its marks: their sum, the band whose line the rounded-down percentage reaches, and whether
 * it passes. Exactly on a line is above it.
 * @throws RangeError when the paper is worth nothing.
 */
export function gradeScore({
  score,
  maxScore,
  lines: { passPercent, bands },
}: {
  score: Hundredths;
  maxScore: Hundredths;
  lines: GradingLines;
}): Grade {
  const percent = percentHundredths({ part: score, whole: maxScore });
  const band = bands.find(({ fromPercent }) => percent >= fromPercent) ?? bands.at(-1);
  if (!band) throw new Error('a grading policy without bands');
  return { score, maxScore, percent, word: band.word, passed: percent >= passPercent };
}

/** An item of a paper with the answer that counts for it; null where there is none. */
export type MarkableItem<Question> = {
  readonly slot: number;
  readonly questionVersionId: string;
  readonly maxMark: Hundredths;
  readonly question: Question;
  readonly answer: Json;
};

/** How a question scores an answer; the registry of question types in practice. */
export type Marker<Question> = {
  /** Null: a person has to mark it. */
  readonly mark: (input: { question: Question; answer: Json; maxMark: Hundredths }) => Hundredths | null;
  readonly label: (question: Question, answer: Json) => string;
};

/** A paper that is graded, or the slots that wait for a person. */
export type GradedPaper =
  | { readonly marks: readonly ItemMark[]; readonly grade: Grade }
  | { readonly waiting: readonly number[] };

/**
 * Marks a paper and grades it: a fold over items, so that marking again from the stored answers gives the same. A rule
 * that fines may bring an item below nothing, never the paper: its score is 0 at least.
 * @param given the marks that people gave, by slot; they count only where the machine cannot tell.
 * @throws RangeError when a mark lies outside −maxMark…maxMark, or one given by a person below 0: no rule may pay or
 * fine beyond the item's worth.
 */
export function gradePaper<Question>({
  items,
  marker,
  lines,
  given = new Map(),
}: {
  items: readonly MarkableItem<Question>[];
  marker: Marker<Question>;
  lines: GradingLines;
  given?: ReadonlyMap<number, Hundredths>;
}): GradedPaper {
  let score = 0;
  let maxScore = 0;
  const waiting: number[] = [];
  const marks = items.map(({ slot, questionVersionId, maxMark, question, answer }): ItemMark => {
    const told = marker.mark({ question, answer, maxMark });
    const mark = told ?? given.get(slot) ?? null;
    if (mark === null) waiting.push(slot);
    else if (!Number.isInteger(mark) || mark < (told === null ? 0 : -maxMark) || mark > maxMark)
      throw new RangeError(`slot ${slot} earned ${mark} of ${maxMark}`);
    score += mark ?? 0;
    maxScore += maxMark;
    return { slot, questionVersionId, mark: mark ?? 0, maxMark, response: marker.label(question, answer) };
  });
  if (waiting.length > 0) return { waiting };
  return { marks, grade: gradeScore({ score: Math.max(0, score), maxScore, lines }) };
}
