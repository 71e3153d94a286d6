import { type Hundredths, scale } from '#app/domain/kernel/hundredths.ts';

/** `to-mark`: a person decides; nothing is earned until then. */
export type Outcome = 'right' | 'partial' | 'wrong' | 'empty' | 'to-mark';

/**
 * What an answer is worth, as a ratio of whole numbers: `earned` of `of`, in whatever unit the rule counts (pairs,
 * blanks, weights in hundredths). Exact until the one rounding in `toMark`. Below 0 only where a rule fines.
 */
export type Credit = { readonly earned: number; readonly of: number };

/** One part of an answer: a blank, a pair, a place. Parts of a question have no rounding of their own. */
export type PartVerdict = Credit & { readonly part: string; readonly outcome: Outcome };

export type Verdict = Credit & { readonly outcome: Outcome; readonly parts: readonly PartVerdict[] };

/** Hundredths, between minus and plus full marks; below 0 only where the question's rule says that it may. */
export type Graded = { readonly mark: Hundredths; readonly outcome: Outcome; readonly parts: readonly PartVerdict[] };

export function outcomeOf({ earned, of }: Credit): Outcome {
  if (earned >= of) return 'right';
  return earned > 0 ? 'partial' : 'wrong';
}

/** The part of a question that is answered as one. */
const WHOLE = 'answer';

/** A verdict without parts: the whole answer is its only one. */
export function wholeVerdict(credit: Credit, outcome: Outcome = outcomeOf(credit)): Verdict {
  return { ...credit, outcome, parts: [{ part: WHOLE, ...credit, outcome }] };
}

/** All or nothing. */
export const allOrNothing = (isRight: boolean): Verdict => wholeVerdict({ earned: isRight ? 1 : 0, of: 1 });

/** Nothing was answered. */
export const EMPTY: Verdict = wholeVerdict({ earned: 0, of: 1 }, 'empty');

/** A person marks it. */
export const TO_MARK: Verdict = wholeVerdict({ earned: 0, of: 1 }, 'to-mark');

/** A part with its share of the whole; `credit` null where nothing was answered. */
export type WeighedPart = { readonly part: string; readonly weight: number; readonly credit: Credit | null };

/**
 * Adds parts that each earn a share: Σ weight × earned ÷ of, over Σ weight, kept as one exact ratio.
 * @throws RangeError when the weights do not add up to more than 0, or the ratio outgrows exact integers.
 */
export function weighParts(parts: readonly WeighedPart[]): Verdict {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (!(whole > 0)) throw new RangeError('a question whose parts weigh nothing');
  const common = parts.reduce((so, { credit }) => leastCommonMultiple(so, credit?.of ?? 1), 1);
  const earned = parts.reduce(
    (sum, { weight, credit }) => sum + (credit ? (weight * credit.earned * common) / credit.of : 0),
    0,
  );
  if (!Number.isSafeInteger(whole * common)) throw new RangeError('parts whose shares have no exact sum');
  const credit = reduced({ earned, of: whole * common });
  const isEmpty = parts.every((part) => part.credit === null);
  return {
    ...credit,
    outcome: isEmpty ? 'empty' : outcomeOf(credit),
    parts: parts.map(({ part, weight, credit: own }) => ({
      part,
      ...reduced({ earned: own ? weight * own.earned : 0, of: weight * (own?.of ?? 1) }),
      outcome: own ? outcomeOf(own) : 'empty',
    })),
  };
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b;

/** Lowest terms; a part of weight 0 stays 0 of 1. */
function reduced({ earned, of }: Credit): Credit {
  if (of === 0) return { earned: 0, of: 1 };
  const by = greatestCommonDivisor(earned, of) || 1;
  return { earned: earned / by, of: of / by };
}

/**
 * The mark of a verdict out of `maxMark`: rounded once, half away from zero, to a hundredth, and held between minus
 * and plus full marks whatever a rule says.
 */
export function toMark({ earned, of, outcome, parts }: Verdict, maxMark: Hundredths): Graded {
  const mark = scale({ value: maxMark, by: earned, over: of });
  return { mark: Math.max(-maxMark, Math.min(maxMark, mark)) || 0, outcome, parts };
}
