import { z } from 'zod';
import { creditText, hundredthsText, named } from '#app/domain/kernel/authored.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import {
  type Decimal,
  formatDecimal,
  isWithin,
  multiplyDecimals,
  parseTypedNumber,
  roundToFigures,
  roundToPlaces,
  sameDecimal,
} from '../types/decimal.ts';
import { comparableText } from '../types/typed-text.ts';
import type { Credit } from '../types/verdict.ts';

const exactNumber = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/, named('form-number'));
const positiveNumber = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/, named('form-tolerance'));

/** How near counts as right. Exactly one of them. */
export const tolerance = z.union([
  z.strictObject({ absolute: positiveNumber.meta({ description: 'differs by at most this' }) }),
  z.strictObject({ relative: positiveNumber.meta({ description: 'differs by at most this share: "0.05" is 5 %' }) }),
  z.strictObject({ significantFigures: z.int().min(1).max(15).meta({ description: 'equal when rounded so' }) }),
  z.strictObject({ decimalPlaces: z.int().min(0).max(10).meta({ description: 'equal when rounded so' }) }),
]);
export type Tolerance = z.output<typeof tolerance>;

/** A unit that may be typed after the number; the number is multiplied to reach the unit of the value. */
const unit = z.strictObject({
  name: localText,
  multiplier: positiveNumber.refine((text) => /[1-9]/.test(text), named('form-positive')),
});

export const numberFields = {
  value: exactNumber,
  tolerance,
  also: z
    .array(z.strictObject({ value: exactNumber, tolerance, credit: creditText }))
    .optional()
    .meta({ description: 'further values that earn a share' }),
  unit: localText.optional().meta({ description: 'shown after the field' }),
  units: z.array(unit).optional().meta({ description: 'units that may be typed, the first being that of the value' }),
  unitRequired: z.boolean().optional().meta({ description: 'without a unit the answer is wrong' }),
  unitPenalty: hundredthsText
    .refine((share) => share <= 100, named('form-percent'))
    .optional()
    .meta({ description: 'share lost where a required unit is missing or unknown: "0.10"; left out: everything' }),
};

export type NumberKey = {
  readonly value: string;
  readonly tolerance: Tolerance;
  readonly also?:
    | readonly { readonly value: string; readonly tolerance: Tolerance; readonly credit: Hundredths }[]
    | undefined;
  readonly unit?: LocalText | undefined;
  readonly units?: readonly { readonly name: LocalText; readonly multiplier: string }[] | undefined;
  readonly unitRequired?: boolean | undefined;
  readonly unitPenalty?: Hundredths | undefined;
};

const ZERO: Decimal = { digits: 0n, scale: 0 };
const decimal = (text: string): Decimal => parseTypedNumber(text) ?? ZERO;
const namesOf = (name: LocalText): string[] => (name.en === undefined ? [name.zh] : [name.zh, name.en]);

/** What was typed as a number in the unit of the value; `unit` tells whether a known one was typed with it. */
export function readNumber(typed: string, key: NumberKey): { value: Decimal; hasUnit: boolean } | null {
  const plain = parseTypedNumber(typed);
  if (plain) return { value: plain, hasUnit: false };
  for (const { name, multiplier } of key.units ?? []) {
    for (const each of namesOf(name)) {
      const found = parseTypedNumber(typed, each);
      if (found) return { value: multiplyDecimals(found, decimal(multiplier)), hasUnit: true };
    }
  }
  // The unit that stands after the field may be typed all the same.
  for (const each of key.unit ? namesOf(key.unit) : []) {
    const found = parseTypedNumber(typed, each);
    if (found) return { value: found, hasUnit: true };
  }
  return null;
}

/** Whether a number is near enough; exact arithmetic, bounds included. */
export function isNear({ found, value, near }: { found: Decimal; value: Decimal; near: Tolerance }): boolean {
  if ('absolute' in near) return isWithin({ found, value, tolerance: decimal(near.absolute) });
  if ('relative' in near) {
    const { digits, scale } = multiplyDecimals(value, decimal(near.relative));
    return isWithin({ found, value, tolerance: { digits: digits < 0n ? -digits : digits, scale } });
  }
  if ('decimalPlaces' in near)
    return sameDecimal(roundToPlaces(found, near.decimalPlaces), roundToPlaces(value, near.decimalPlaces));
  return sameDecimal(roundToFigures(found, near.significantFigures), roundToFigures(value, near.significantFigures));
}

/**
 * @returns null where nothing was typed. What is no number earns nothing. A required unit that is missing costs
 *   `unitPenalty`, everything where none is given (QTI and Moodle both know such a penalty). A number with a unit that
 *   nobody named is read as no number, unless units are required with a penalty: then the number counts, less that.
 */
export function creditNumber(typed: string, key: NumberKey): Credit | null {
  if (comparableText(typed) === '') return null;
  const read = readNumber(typed, key) ?? readLooseUnit(typed, key);
  if (!read) return { earned: 0, of: 100 };
  const worth = [{ value: key.value, tolerance: key.tolerance, credit: 100 }, ...(key.also ?? [])]
    .filter(({ value, tolerance: near }) => isNear({ found: read.value, value: decimal(value), near }))
    .map(({ credit }) => credit);
  const earned = Math.max(0, ...worth);
  const lost = key.unitRequired && !read.hasUnit ? (key.unitPenalty ?? 100) : 0;
  return { earned: Math.max(0, earned * (100 - lost)), of: 100 * 100 };
}

/** A number followed by a unit that is not among the known ones. */
function readLooseUnit(typed: string, key: NumberKey): { value: Decimal; hasUnit: boolean } | null {
  if (!key.unitRequired || key.unitPenalty === undefined) return null;
  const loose = /^(.*?[\d.。０-９])\s*[^\d\s.。,，０-９]+$/u.exec(typed.normalize('NFKC').trim());
  const value = loose?.[1] === undefined ? null : parseTypedNumber(loose[1]);
  return value && { value, hasUnit: false };
}

/** The label under which equal numbers are counted. */
export function labelNumber(typed: string, key: NumberKey): string {
  const read = readNumber(typed, key);
  return read ? formatDecimal(read.value) : 'not-a-number';
}

/** The value as it could be typed, with its unit where one is required. */
export const exampleNumber = ({ value, unit: shown, units, unitRequired }: NumberKey): string =>
  unitRequired ? `${value}${units?.[0]?.name.zh ?? shown?.zh ?? ''}` : value;

/** What is right, for after the release. */
export const reviewNumber = ({ value, tolerance: near, unit: shown }: NumberKey) => ({
  kind: 'number' as const,
  value,
  tolerance: near,
  ...(shown === undefined ? {} : { unit: shown }),
});
