import { z } from 'zod';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Result } from '#app/domain/kernel/result.ts';
import { envelopeFields } from '../envelope.ts';
import type { ReviewKey } from './review-key.ts';
import type { Verdict } from './verdict.ts';

export type PromptOption = { readonly id: string; readonly text: LocalText };

/** An image that a candidate is asked about: an address of the product's own, its size in pixels, what it shows. */
export type PromptImage = {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly alt: LocalText;
};

/** A place to fill in, as a candidate sees it. */
export type PromptField =
  | { readonly kind: 'choice'; readonly options: readonly PromptOption[] }
  | { readonly kind: 'text'; readonly width?: number | undefined }
  | { readonly kind: 'number'; readonly unit?: LocalText | undefined };

/** What a candidate is shown. Holds nothing that tells the key. */
export type Prompt = {
  readonly prompt: LocalText;
  readonly options?: readonly PromptOption[];
  /** How many answers are typed (fill-in); the prompt marks each with ____. */
  readonly blanks?: number;
  /** Shown after the field (numeric). */
  readonly unit?: LocalText;
  /** What the options are matched to (matching): the keys of the answer. */
  readonly left?: readonly PromptOption[];
  /** Whether one left thing may take several options (matching), or an option may be used again (gap match). */
  readonly many?: boolean;
  /** A text with places `[[id]]` (gap match, inline choice) or `[[id|words]]` (hot text). */
  readonly passage?: LocalText;
  /** The places of the passage or the cells of the table by id. */
  readonly fields?: Readonly<Record<string, PromptField>>;
  readonly image?: PromptImage;
  /** How many points are to be set (hotspot). */
  readonly points?: number;
  readonly table?: PromptTable;
  /** Characters (short text, essay): white space does not count. */
  readonly length?: { readonly min?: number | undefined; readonly max: number };
};

/** A table to complete: every cell is a text or a field's id. */
export type PromptTable = {
  readonly columns: readonly LocalText[];
  readonly rows: readonly { readonly header: LocalText; readonly cells: readonly PromptCell[] }[];
};
export type PromptCell = { readonly text: LocalText } | { readonly field: string };

/**
 * A question type: how it is written, answered and scored. Pure; knows neither storage nor how the interaction runs.
 * The type's own `Body`, `Scoring` and `Answer` are known inside its module only.
 */
export type QuestionType<Body, Scoring, Answer extends Json> = {
  readonly type: string;
  /** Takes the authored envelope of this type and gives the normalised one. */
  readonly schema: z.ZodType;
  /** Whether the options may be shown in another order. */
  readonly shufflable: boolean;
  /** From the wire. What was parsed once parses again to the same. `null`, which clears an answer, is not its business. */
  readonly parseAnswer: (body: Body, raw: unknown) => Result<Answer, 'invalid-answer'>;
  /** What the answer is worth as a ratio; `toMark` makes marks of it. */
  readonly judge: (input: { body: Body; scoring: Scoring; answer: Answer }) => Verdict;
  /** A short label under which equal answers are counted; statistics read it. */
  readonly classify: (input: { body: Body; scoring: Scoring; answer: Answer }) => string;
  readonly toPrompt: (input: { body: Body; scoring: Scoring }) => Prompt;
  /** An answer that earns full marks; null where only a person can tell, or where the key gives none. */
  readonly solve: (input: { body: Body; scoring: Scoring }) => Answer | null;
  readonly review: (input: { body: Body; scoring: Scoring }) => ReviewKey;
};

/** The same with its own types forgotten, as the registry holds it: parsed questions are trusted. */
export type AnyQuestionType = QuestionType<unknown, unknown, Json>;

export function defineQuestionType<Body, Scoring, Answer extends Json>(
  definition: QuestionType<Body, Scoring, Answer>,
): AnyQuestionType {
  return definition as unknown as AnyQuestionType;
}

/** The authored envelope of one type. */
export const envelopeOf = <T extends string, B extends z.ZodType, S extends z.ZodType>(
  type: T,
  body: B,
  scoring: S,
) => {
  const { id, use, points, depth, difficulty, feedback } = envelopeFields;
  return z.strictObject({ id, type: z.literal(type), use, points, depth, difficulty, body, scoring, feedback });
};

/** Answers longer than this are not typed by hand. */
const LONGEST_TYPED = 500;

/**
 * Whether a value is a text that every engine can store: no NUL (PostgreSQL's jsonb refuses it), no half of a
 * surrogate pair (it has no UTF-8 form, so no hash), not beyond a sane length.
 */
export const isTypedText = (raw: unknown, longest = LONGEST_TYPED): raw is string =>
  typeof raw === 'string' && raw.length <= longest && !raw.includes('\0') && !/\p{Surrogate}/u.test(raw);

/** The label of an answer that holds nothing. */
export const EMPTY_LABEL = 'empty';
