import { z } from 'zod';
import { codeText, type formatVersion, hundredthsText, named } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { type Depth, depth } from '#app/domain/standard/depth.ts';
import { pointCode } from '#app/domain/standard/standard.ts';

/** A question is for practice or for exams, never both: who practised with it would know it in the exam. */
export const QUESTION_USES = ['practice', 'exam'] as const;
export type QuestionUse = (typeof QUESTION_USES)[number];

/**
 * The open envelope: what every question says whatever its type. `body` (what is asked) and `scoring` (the key) are
 * the type's own (types/<type>.ts); a further type joins the registry and changes nothing here.
 * Full marks are set by the blueprint or the quiz, not by the question.
 */
export const envelopeFields = {
  id: codeText,
  use: z.enum(QUESTION_USES),
  points: z.array(pointCode).min(1).meta({ description: 'the first one decides the competency' }),
  depth,
  difficulty: hundredthsText
    .refine((share) => share >= 10 && share <= 95, named('form-difficulty'))
    .meta({ description: 'expected share of full marks, "0.10" to "0.95"' }),
  feedback: z.strictObject({ explanation: localText }),
};

/** Questions that must never stand in one paper with this one; naming one side is enough. */
const enemies = z.array(codeText).min(1).max(100).optional().meta({
  description: 'codes of exam questions that never share a paper with this one',
});

/** The schema of a type with what every question may say besides; a schema that is no object keeps to itself. */
export const withEnemies = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodObject ? schema.safeExtend({ enemies }) : schema;

/** A question as stored. Only the registry (types/registry.ts) looks into `body` and `scoring`. */
export type QuestionBody<Body = unknown, Scoring = unknown> = {
  readonly formatVersion: z.output<typeof formatVersion>;
  readonly id: string;
  readonly type: string;
  readonly use: QuestionUse;
  readonly points: readonly string[];
  readonly depth: Depth;
  /** Hundredths: 70 means that 70 % of full marks are expected. */
  readonly difficulty: number;
  readonly body: Body;
  readonly scoring: Scoring;
  readonly feedback: { readonly explanation: LocalText };
  /** As written; whoever draws a paper reads them both ways. */
  readonly enemies?: readonly string[];
};
