/**
 * Certificate numbers: `2026-1GEN-00000123-27`, that is the year of issue, tier and track, a serial that runs through
 * the year over all tiers and tracks, and two check digits. The serial alone makes a number unique; the rest is for
 * people. The track is its first three letters or digits in upper case, filled up with X.
 *
 * The check digits are ISO/IEC 7064 MOD 97-10 over the number without hyphens, letters replaced by 10 (A) to 35 (Z)
 * as IBAN (ISO 13616) and LEI (ISO 17442) do. They find every single wrong character and every swap of neighbours.
 */
export type CertificateNumberParts = {
  readonly year: number;
  readonly tier: number;
  readonly track: string;
  /** From 1, at most 99 999 999 in a year. */
  readonly serial: number;
};

const FORM = /^(\d{4})(\d)([0-9A-Z]{3})(\d{8})(\d{2})$/;

/** @throws RangeError when a part does not fit its place. */
export function makeCertificateNumber({ year, tier, track, serial }: CertificateNumberParts): string {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) throw new RangeError(`no four-digit year: ${year}`);
  if (!Number.isInteger(tier) || tier < 1 || tier > 9) throw new RangeError(`no one-digit tier: ${tier}`);
  if (!Number.isInteger(serial) || serial < 1 || serial > 99_999_999) throw new RangeError(`no serial: ${serial}`);
  const level = `${tier}${trackCode(track)}`;
  const digits = String(serial).padStart(8, '0');
  return `${year}-${level}-${digits}-${checkDigitsOf(`${year}${level}${digits}`)}`;
}

/**
 * The number in its written form, from what a person typed: hyphens, spaces and case do not matter, full-width
 * characters are accepted. Null when the form or the check digits are wrong.
 */
export function parseCertificateNumber(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
  const match = FORM.exec(plain);
  if (!match || remainderOf97(plain) !== 1) return null;
  const [, year, tier, track, serial, check] = match;
  return `${year}-${tier}${track}-${serial}-${check}`;
}

/** The two check digits that make the text's remainder 1. @param text digits and capital letters only. */
export function checkDigitsOf(text: string): string {
  return String(98 - remainderOf97(`${text}00`)).padStart(2, '0');
}

/** The remainder modulo 97 of the number that a text stands for, letters counting as 10 to 35. */
export function remainderOf97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    if (Number.isNaN(value)) throw new RangeError(`neither a digit nor a capital letter: ${character}`);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder;
}

const trackCode = (track: string) =>
  track
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 3)
    .padEnd(3, 'X');
