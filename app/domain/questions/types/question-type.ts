import { z } from 'zod';
import { named } from '#app/domain/kernel/authored.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Result } from '#app/domain/kernel/result.ts';
import { envelopeFields } from '../envelope.ts';

export type Outcome = 'right' | 'partial' | 'wrong' | 'empty';
export type Graded = { readonly mark: Hundredths; readonly outcome: Outcome };

export type PromptOption = { readonly id: string; readonly text: LocalText };

/** What a candidate is shown. Holds nothing that tells the key. */
export type Prompt = {
  readonly prompt: LocalText;
  readonly options?: readonly PromptOption[];
  /** How many answers are typed (fill-in); the prompt marks each with ____. */
  readonly blanks?: number;
  /** Shown after the field (numeric). */
  readonly unit?: LocalText;
};

/** What is shown once the release policy allows it. */
export type ReviewKey =
  | { readonly kind: 'options'; readonly ids: readonly string[] }
  /** For each blank the accepted texts as the author wrote them, the first being the best. */
  | { readonly kind: 'texts'; readonly accept: readonly (readonly string[])[] }
  | { readonly kind: 'number'; readonly value: string; readonly tolerance: string; readonly unit?: LocalText };

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
  /** Marks between 0 and `maxMark`, both included. */
  readonly grade: (input: { body: Body; scoring: Scoring; answer: Answer; maxMark: Hundredths }) => Graded;
  /** A short label under which equal answers are counted; statistics read it. */
  readonly classify: (input: { body: Body; scoring: Scoring; answer: Answer }) => string;
  readonly toPrompt: (input: { body: Body; scoring: Scoring }) => Prompt;
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

/** An option's own name within its question; the order in which options are shown is drawn per paper. */
export const optionId = z.string().regex(/^[a-z][a-z0-9]{0,7}$/, named('form-option'));

/** Answers longer than this are not typed by hand. */
const LONGEST_TYPED = 500;

/**
 * Whether a value is a text that every engine can store: no NUL (PostgreSQL's jsonb refuses it), no half of a
 * surrogate pair (it has no UTF-8 form, so no hash), not beyond a sane length.
 */
export const isTypedText = (raw: unknown): raw is string =>
  typeof raw === 'string' && raw.length <= LONGEST_TYPED && !raw.includes('\0') && !/\p{Surrogate}/u.test(raw);

/** All or nothing. */
export const allOrNothing = (isRight: boolean, maxMark: Hundredths): Graded =>
  isRight ? { mark: maxMark, outcome: 'right' } : { mark: 0, outcome: 'wrong' };

export const EMPTY: Graded = { mark: 0, outcome: 'empty' };

/** The label of an answer that holds nothing. */
export const EMPTY_LABEL = 'empty';
