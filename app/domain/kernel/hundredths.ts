/**
 * Marks, points and hours are integers in hundredths: 5.00 points is 500. Floating point never holds a mark.
 */
export type Hundredths = number;

const DECIMAL = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/;

/** Parses "5", "5.5" or "5.00" to hundredths; null when the text is not a number with at most two decimals. */
export function parseHundredths(text: string): Hundredths | null {
  const match = DECIMAL.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return sign === '-' ? -value || 0 : value;
}

/** Writes hundredths with exactly two decimals and a point: 550 → "5.50". */
export function formatHundredths(value: Hundredths): string {
  if (!Number.isInteger(value)) throw new RangeError(`not an integer number of hundredths: ${value}`);
  const magnitude = Math.abs(value);
  return `${value < 0 ? '-' : ''}${Math.floor(magnitude / 100)}.${String(magnitude % 100).padStart(2, '0')}`;
}

/**
 * value × numerator ÷ denominator, rounded half up (away from zero), exact for any safe integers.
 * @throws RangeError when the denominator is not positive.
 */
export function scale({ value, by, over }: { value: number; by: number; over: number }): number {
  if (over <= 0) throw new RangeError('scale needs a positive denominator');
  const product = BigInt(value) * BigInt(by) * 2n;
  const divisor = BigInt(over) * 2n;
  const half = product < 0n ? -BigInt(over) : BigInt(over);
  return Number((product + half) / divisor);
}

/** The share of `part` in `whole` in hundredths of a per cent (6000 = 60.00 %), rounded down so that 59.999 % never reads as 60. */
export function percentHundredths({ part, whole }: { part: Hundredths; whole: Hundredths }): Hundredths {
  if (whole <= 0) throw new RangeError('a percentage needs a positive whole');
  return Number((BigInt(part) * 10000n) / BigInt(whole));
}
