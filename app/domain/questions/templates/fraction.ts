/** An exact number: numerator over a positive denominator, in lowest terms. Templates compute with nothing else. */
export type Fraction = { readonly over: bigint; readonly under: bigint };

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** @throws RangeError when `under` is 0. */
export function fraction(over: bigint, under = 1n): Fraction {
  if (under === 0n) throw new RangeError('division by zero');
  const by = (gcd(over, under) || 1n) * (under < 0n ? -1n : 1n);
  return { over: over / by, under: under / by };
}

/** Reads `3`, `-0.25`; null when the text is no plain decimal. */
export function parseFraction(text: string): Fraction | null {
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,12}))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = '', decimals = ''] = match;
  const over = BigInt(`${whole}${decimals}`);
  return fraction(sign === '-' ? -over : over, 10n ** BigInt(decimals.length));
}

export const add = (a: Fraction, b: Fraction) => fraction(a.over * b.under + b.over * a.under, a.under * b.under);
export const subtract = (a: Fraction, b: Fraction) => add(a, { over: -b.over, under: b.under });
export const multiply = (a: Fraction, b: Fraction) => fraction(a.over * b.over, a.under * b.under);
/** @throws RangeError when `b` is 0. */
export const divide = (a: Fraction, b: Fraction) => fraction(a.over * b.under, a.under * b.over);
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Rounded half away from zero to so many decimal places (0 to 10). */
export function roundFraction({ over, under }: Fraction, places: number): Fraction {
  const scale = 10n ** BigInt(places);
  const twice = over * scale * 2n;
  const rounded = (twice + (over < 0n ? -under : under)) / (under * 2n);
  return fraction(rounded, scale);
}

export function floorFraction({ over, under }: Fraction): Fraction {
  const whole = over / under;
  return fraction(over < 0n && whole * under !== over ? whole - 1n : whole);
}

/**
 * A fraction as a decimal, without trailing zeros; rounded to ten places where it has no end.
 * @param places writes exactly so many, zeros included.
 */
export function formatFraction(value: Fraction, places?: number): string {
  const used = places ?? 10;
  const { over, under } = roundFraction(value, used);
  const digits = ((over < 0n ? -over : over) * 10n ** BigInt(used)) / under;
  const text = digits.toString().padStart(used + 1, '0');
  const whole = text.slice(0, text.length - used);
  const decimals = text.slice(text.length - used);
  const shown = places === undefined ? decimals.replace(/0+$/, '') : decimals;
  return `${over < 0n ? '-' : ''}${whole}${shown === '' ? '' : `.${shown}`}`;
}
