import { z } from 'zod';
import { formatHundredths, parseHundredths } from './hundredths.ts';
import { isDay } from './instant.ts';

/**
 * The vocabulary that content files are written in. A schema made of these takes what an author wrote and gives the
 * normalised value that is stored and computed with: decimals become hundredths, a plain string becomes Chinese text.
 * Where the two differ the schema is a codec: `z.encode` writes a stored value back as its author would.
 *
 * A refinement's message is the *name of a form* (FORMS), not a sentence: the checker has the words in two languages.
 */
export const FORMS = [
  'form-code',
  'form-version',
  'form-decimal',
  'form-signed-decimal',
  'form-percent',
  'form-positive',
  'form-day',
  'form-date',
  'form-address',
  'form-domain',
  'form-competency',
  'form-point',
  'form-ordered-name',
  'form-lesson',
  'form-difficulty',
  'form-option',
  'form-number',
  'form-tolerance',
  'form-answer',
  'form-credit',
  'form-area',
  'form-share',
] as const;
export type Form = (typeof FORMS)[number];

/** Types the message of a refinement. */
export function named(form: Form): Form {
  return form;
}

/** The form of a file; a later form gets its own number and its own schema, and old files stay readable. */
export const formatVersion = z.literal(1);

/** What becomes of a document when it is imported: learners and exams see only what is published. */
export const publication = z.enum(['draft', 'published']).meta({ description: 'draft: kept; published: in force' });

/** An author's stable code: lower-case words joined by hyphens. */
export const codeText = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, named('form-code'))
  .max(80);

/** A version's name, such as "2026.1". A string: YAML would read it as a number and 2026.10 would become 2026.1. */
export const versionText = z.string().regex(/^\S{1,40}$/, named('form-version'));

/** "8.00" → 800. A string with exactly two decimals, so that no reader rounds it. */
export const hundredthsText = z.codec(
  z.string().regex(/^\d{1,7}\.\d{2}$/, named('form-decimal')),
  z.int().min(0).max(999_999_999),
  { decode: (text) => parseHundredths(text) ?? 0, encode: formatHundredths },
);

/** "-0.50" → -50: points that may be taken away. */
export const signedHundredthsText = z.codec(
  z.string().regex(/^-?\d{1,7}\.\d{2}$/, named('form-signed-decimal')),
  z.int().min(-999_999_999).max(999_999_999),
  { decode: (text) => parseHundredths(text) ?? 0, encode: formatHundredths },
);

/** A share that an answer earns: "0.01" to "1.00" → 1 … 100. */
export const creditText = hundredthsText.refine((share) => share >= 1 && share <= 100, named('form-credit'));

/** A percentage from "0.00" to "100.00" → 0 … 10000. */
export const percentText = hundredthsText.refine((value) => value <= 10_000, named('form-percent'));

export const dayText = z.string().refine(isDay, named('form-day'));

/** A date as exactly as it is known: "2002", "2002-09" or "2002-09-01". */
export const dateText = z
  .string()
  .refine(
    (text) => /^\d{4}$/.test(text) || (/^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)) || isDay(text),
    named('form-date'),
  );

/** An address that a reader may be sent to. */
export const webAddress = z.string().regex(/^https?:\/\/[^\s/]+(\/\S*)?$/, named('form-address'));

/** 初级, 中级, 高级. */
export const tierNumber = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/**
 * Facts of a fault that only a rule over several fields can see. `fault` is its stable code; the checker finds the
 * words for it (app/domain/questions is read by the browser too, so no sentence lives here).
 */
export function addFault(
  context: z.core.ParsePayload<unknown>,
  { fault, path, ...detail }: { fault: string; path: (string | number)[]; [detail: string]: unknown },
): void {
  context.issues.push({
    code: 'custom',
    input: context.value,
    path,
    message: fault,
    params: { fault, ...detail },
    continue: true,
  });
}

/** Reports every later one of two equal values: the first is where a reader looks for it. */
export function addDuplicates(
  context: z.core.ParsePayload<unknown>,
  { fault, values }: { fault: string; values: readonly { value: string; path: (string | number)[] }[] },
): void {
  const seen = new Set<string>();
  for (const { value, path } of values) {
    if (seen.has(value)) addFault(context, { fault, path, value });
    seen.add(value);
  }
}
