/** Formats that are dates by their number alone, with those of Chinese Excel (ECMA-376 part 1, 18.8.30). */
const DATE_IDS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Whether a number under this format is a day. @param format a format's code, or `#` and its built-in number. */
export function isDateFormat(format: string): boolean {
  if (format.startsWith('#')) return DATE_IDS.has(Number(format.slice(1)));
  // Texts in quotes, escaped signs, colours, conditions and locales say nothing about it.
  const bare = format
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase();
  return /[yd]|m{3,}/.test(bare.replace('general', '')) && !/^[#0,.%\s]*$/.test(bare);
}

/**
 * A number as the sheet shows it where that matters for a roster: days as days, leading zeros of a format kept, whole
 * numbers in full. Beyond 15 digits a spreadsheet has rounded already: such a number is left in its exponent form, by
 * which the row is told that its digits are lost.
 */
export function sheetNumber({
  value,
  format,
  isDate,
  from1904,
}: {
  value: string;
  format: string;
  isDate: boolean;
  from1904: boolean;
}): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (isDate && number >= 1 && number < 2_958_466) return dayOfSerial(Math.floor(number), from1904);
  if (Number.isInteger(number)) {
    if (Math.abs(number) >= 1e15) return number.toExponential();
    return /^0+$/.test(format) ? String(number).padStart(format.length, '0') : String(number);
  }
  return String(number);
}

/** Day 1 is 1900-01-01 and day 60 the 29 February 1900 that never was; in the 1904 system day 0 is 1904-01-01. */
function dayOfSerial(serial: number, from1904: boolean): string {
  const days = from1904 ? serial + 1462 : serial > 60 ? serial : serial + 1;
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}
