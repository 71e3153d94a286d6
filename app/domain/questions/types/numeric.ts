import { z } from 'zod';
import { named } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { type Decimal, formatDecimal, isWithin, parseTypedNumber } from './decimal.ts';
import { allOrNothing, defineQuestionType, EMPTY, EMPTY_LABEL, envelopeOf, isTypedText } from './question-type.ts';
import { comparableText } from './typed-text.ts';

const exactNumber = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/, named('form-number'));
const tolerance = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/, named('form-tolerance'));

const schema = envelopeOf(
  'numeric',
  z.strictObject({ prompt: localText }),
  z.strictObject({
    value: exactNumber,
    tolerance: z.strictObject({ absolute: tolerance }),
    unit: localText.optional().meta({ description: 'shown after the field' }),
  }),
);

type Body = { readonly prompt: LocalText };
type Scoring = {
  readonly value: string;
  readonly tolerance: { readonly absolute: string };
  readonly unit?: LocalText | undefined;
};

const ZERO: Decimal = { digits: 0n, scale: 0 };

/** What was typed as a number; its unit may have been typed after it, in either language. */
function readAnswer(answer: string, unit: LocalText | undefined): Decimal | null {
  return parseTypedNumber(answer, unit?.zh ?? null) ?? parseTypedNumber(answer, unit?.en ?? null);
}

/**
 * A number is typed. Wire: the typed string, whatever it holds: what cannot be read as a number is a wrong answer, not
 * a refused request, or a candidate in the middle of typing would meet an error. Exact arithmetic, bounds included.
 */
export const numeric = defineQuestionType<Body, Scoring, string>({
  type: 'numeric',
  schema,
  shufflable: false,
  parseAnswer: (_body, raw) => (isTypedText(raw) ? ok(raw) : refuse('invalid-answer')),
  grade({ scoring, answer, maxMark }) {
    if (comparableText(answer) === '') return EMPTY;
    const found = readAnswer(answer, scoring.unit);
    const value = parseTypedNumber(scoring.value) ?? ZERO;
    const allowed = parseTypedNumber(scoring.tolerance.absolute) ?? ZERO;
    return allOrNothing(found !== null && isWithin({ found, value, tolerance: allowed }), maxMark);
  },
  classify({ scoring, answer }) {
    if (comparableText(answer) === '') return EMPTY_LABEL;
    const found = readAnswer(answer, scoring.unit);
    return found === null ? 'not-a-number' : formatDecimal(found);
  },
  toPrompt: ({ body: { prompt }, scoring: { unit } }) => (unit === undefined ? { prompt } : { prompt, unit }),
  review: ({ scoring: { value, tolerance: allowed, unit } }) => ({
    kind: 'number',
    value,
    tolerance: allowed.absolute,
    ...(unit === undefined ? {} : { unit }),
  }),
});
