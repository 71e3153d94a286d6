/** A decimal number without loss: `digits × 10^-scale`. 3.14 is { digits: 314n, scale: 2 }. */
export type Decimal = { readonly digits: bigint; readonly scale: number };

const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$|^([+-]?)\.(\d+)$/;
const GROUPED = /^([+-]?\d{1,3})((?:,\d{3})+)(\.\d+)?$/;

/**
 * Reads a number as people type it: full-width digits and signs, `。` for a point, a leading + or −, spaces around it.
 * A comma is a thousands separator and nothing else: `1,000` and `1，234，567.5` are read, `1,5` and `1,00` are no
 * numbers (whoever means one and a half must write 1.5). No exponent, no Chinese numerals.
 * @param unit may follow the number, as it does on paper: `50 学时`.
 * @returns null when the text is not a number.
 */
export function parseTypedNumber(text: string, unit: string | null = null): Decimal | null {
  let rest = clean(text);
  const suffix = unit === null ? '' : clean(unit);
  if (suffix !== '' && rest.endsWith(suffix)) rest = rest.slice(0, -suffix.length).trimEnd();
  const grouped = GROUPED.exec(rest);
  if (grouped) rest = rest.replaceAll(',', '');
  const match = PLAIN.exec(rest);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', bareSign = '', bareFraction = ''] = match;
  const decimals = fraction || bareFraction;
  const digits = BigInt(`${whole}${decimals}` || '0');
  return { digits: sign === '-' || bareSign === '-' ? -digits : digits, scale: decimals.length };
}

const clean = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[。｡]/g, '.')
    .trim();

const atScale = ({ digits, scale }: Decimal, wanted: number) => digits * 10n ** BigInt(wanted - scale);

/** Whether two numbers differ by at most the tolerance, which is included; exact. */
export function isWithin({ found, value, tolerance }: { found: Decimal; value: Decimal; tolerance: Decimal }): boolean {
  const wanted = Math.max(found.scale, value.scale, tolerance.scale);
  const difference = atScale(found, wanted) - atScale(value, wanted);
  return (difference < 0n ? -difference : difference) <= atScale(tolerance, wanted);
}

/** The one way to write a number: no trailing zeros, no plus, `0` before the point. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const magnitude = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = magnitude.slice(0, magnitude.length - scale);
  const fraction = magnitude.slice(magnitude.length - scale).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return digits < 0n ? `-${text}` : text;
}

export const multiplyDecimals = (a: Decimal, b: Decimal): Decimal => ({
  digits: a.digits * b.digits,
  scale: a.scale + b.scale,
});

export const sameDecimal = (a: Decimal, b: Decimal): boolean => formatDecimal(a) === formatDecimal(b);

/** Rounded half away from zero to so many decimal places (0 or more); fewer than that stay as they are. */
export function roundToPlaces(number: Decimal, places: number): Decimal {
  if (number.scale <= places) return number;
  return { digits: divideHalfAway(number.digits, 10n ** BigInt(number.scale - places)), scale: places };
}

/**
 * Rounded half away from zero to so many significant figures (1 or more): 1249 to two is 1200, 0.00996 to two is
 * 0.010, 0 is 0.
 */
export function roundToFigures(number: Decimal, figures: number): Decimal {
  const length = (number.digits < 0n ? -number.digits : number.digits).toString().length;
  const drop = length - figures;
  if (number.digits === 0n || drop <= 0) return number;
  const step = 10n ** BigInt(drop);
  return { digits: divideHalfAway(number.digits, step) * step, scale: number.scale };
}

function divideHalfAway(value: bigint, by: bigint): bigint {
  const half = value < 0n ? -(by / 2n) : by / 2n;
  return (value + half) / by;
}
