import { z } from 'zod';
import { toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import { isDay } from '#app/domain/kernel/instant.ts';

const day = z.string().refine(isDay);
const words = z.object({ zh: z.string(), en: z.string().optional() });

/**
 * Everything that a certificate says, and the ids of what it rests on. It is signed as canonical JSON (RFC 8785) and
 * published to whoever holds the code, so it names the holder and nothing more of them: no employee number, no marks.
 */
export const certificateStatement = z.object({
  type: z.literal('xunkao-certificate'),
  version: z.literal(1),
  number: z.string(),
  code: z.string(),
  holder: z.object({ name: z.string() }),
  issuer: z.object({ code: z.string(), name: z.string() }),
  title: words,
  tier: z.number().int(),
  track: z.string(),
  /** What the holder has shown, in the syllabus's words; absent when the syllabus says nothing. */
  attests: words.optional(),
  issuedOn: day,
  validUntil: day,
  basis: z.object({
    attemptId: z.string(),
    gradeId: z.string(),
    blueprintVersionId: z.string(),
    gradingPolicyVersionId: z.string(),
    certificatePolicyVersionId: z.string(),
  }),
});
export type CertificateStatement = z.output<typeof certificateStatement>;

/** The exact text that is signed. */
export const signedText = (statement: CertificateStatement): string => toCanonicalJson(statement);
