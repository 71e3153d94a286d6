import { z } from 'zod';
import { addDuplicates, addFault, hundredthsText, named } from '#app/domain/kernel/authored.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { optionId } from '../types/option-id.ts';
import { isTypedText, type PromptOption } from '../types/question-type.ts';
import type { FieldReviewKey } from '../types/review-key.ts';
import { comparableText } from '../types/typed-text.ts';
import type { Credit } from '../types/verdict.ts';
import {
  creditNumber,
  exampleNumber,
  labelNumber,
  type NumberKey,
  numberFields,
  reviewNumber,
} from './number-field.ts';
import {
  type AcceptedText,
  acceptedText,
  compareFields,
  creditTyped,
  exampleOf,
  type TextComparison,
  textOf,
} from './text-field.ts';

/**
 * One place to fill within a larger question: a choice of a list, a text, a number. What a candidate sees of it
 * (`FieldBody`) and what is right (`FieldKey`) are kept apart, as everywhere.
 */
const choiceBody = z.strictObject({
  kind: z.literal('choice'),
  options: z
    .array(z.strictObject({ id: optionId, text: localText }))
    .min(2)
    .max(12),
});
const textBody = z.strictObject({ kind: z.literal('text'), width: z.int().min(1).max(60).optional() });
const numberBody = z.strictObject({ kind: z.literal('number'), unit: localText.optional() });
export const fieldBody = z.discriminatedUnion('kind', [choiceBody, textBody, numberBody]);

const weight = hundredthsText
  .refine((share) => share > 0, named('form-positive'))
  .optional()
  .meta({ description: 'its share against the others; left out: "1.00"' });
const { unit: _shownWithTheField, ...numberKeyFields } = numberFields;
export const fieldKey = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), key: z.array(optionId).min(1), weight }),
  z.strictObject({ kind: z.literal('text'), accept: z.array(acceptedText).min(1), ...compareFields, weight }),
  z.strictObject({ kind: z.literal('number'), ...numberKeyFields, weight }),
]);

export type FieldBody =
  | { readonly kind: 'choice'; readonly options: readonly PromptOption[] }
  | { readonly kind: 'text'; readonly width?: number | undefined }
  | { readonly kind: 'number'; readonly unit?: LocalText | undefined };
type Weighed = { readonly weight?: Hundredths | undefined };
export type FieldKey =
  | ({ readonly kind: 'choice'; readonly key: readonly string[] } & Weighed)
  | ({ readonly kind: 'text'; readonly accept: readonly AcceptedText[] } & TextComparison & Weighed)
  | ({ readonly kind: 'number' } & NumberKey & Weighed);

export const weightOf = ({ weight: own }: FieldKey): number => own ?? 100;

/** Reports a field whose key is of another kind, or names options that it does not offer. */
export function checkField(
  context: z.core.ParsePayload<unknown>,
  { body, key, at, keyAt }: { body: FieldBody; key: FieldKey; at: (string | number)[]; keyAt: (string | number)[] },
): void {
  if (body.kind !== key.kind) {
    addFault(context, { fault: 'field-kind-differs', path: [...keyAt, 'kind'], expected: body.kind, found: key.kind });
    return;
  }
  if (body.kind !== 'choice' || key.kind !== 'choice') return;
  const known = body.options.map(({ id }) => id);
  addDuplicates(context, {
    fault: 'duplicate-option',
    values: known.map((value, i) => ({ value, path: [...at, 'options', i, 'id'] })),
  });
  key.key.forEach((value, i) => {
    if (!known.includes(value))
      addFault(context, { fault: 'key-not-among-options', path: [...keyAt, 'key', i], value, options: known });
  });
}

/** Whether a value from the wire fits this field; the empty text is an answer not given. */
export const fitsField = (body: FieldBody, raw: unknown): raw is string =>
  isTypedText(raw) && (body.kind !== 'choice' || raw === '' || body.options.some(({ id }) => id === raw));

/** @returns null where nothing was filled in. */
export function creditField({ body, key, answer }: { body: FieldBody; key: FieldKey; answer: string }): Credit | null {
  if (key.kind === 'text') return creditTyped(answer, key);
  if (key.kind === 'number') return creditNumber(answer, withUnit(body, key));
  return answer === '' ? null : { earned: key.key.includes(answer) ? 1 : 0, of: 1 };
}

export function labelField({ body, key, answer }: { body: FieldBody; key: FieldKey; answer: string }): string {
  if (comparableText(answer) === '') return '';
  if (key.kind === 'number') return labelNumber(answer, withUnit(body, key));
  return key.kind === 'text' ? comparableText(answer, key.ignore) : answer;
}

const withUnit = (body: FieldBody, key: NumberKey): NumberKey =>
  body.kind === 'number' && body.unit ? { ...key, unit: body.unit } : key;

/** What could be filled in to be right. */
export function exampleField(key: FieldKey): string {
  if (key.kind === 'text') return exampleOf(key.accept, key.wildcards);
  return key.kind === 'number' ? exampleNumber(key) : (key.key[0] ?? '');
}

/** What is right in this field, for after the release. */
export function reviewField(body: FieldBody, key: FieldKey): FieldReviewKey {
  if (key.kind === 'choice') return { kind: 'options', ids: key.key };
  if (key.kind === 'text') return { kind: 'texts', accept: [key.accept.map(textOf)] };
  return reviewNumber(withUnit(body, key));
}
