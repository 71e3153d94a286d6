const DIGITS: Readonly<Record<string, bigint>> = {
  零: 0n,
  〇: 0n,
  一: 1n,
  壹: 1n,
  幺: 1n,
  二: 2n,
  贰: 2n,
  貳: 2n,
  两: 2n,
  兩: 2n,
  三: 3n,
  叁: 3n,
  參: 3n,
  四: 4n,
  肆: 4n,
  五: 5n,
  伍: 5n,
  六: 6n,
  陆: 6n,
  陸: 6n,
  七: 7n,
  柒: 7n,
  八: 8n,
  捌: 8n,
  九: 9n,
  玖: 9n,
};
const SMALL_UNITS: Readonly<Record<string, bigint>> = { 十: 10n, 拾: 10n, 百: 100n, 佰: 100n, 千: 1000n, 仟: 1000n };
const LARGE_UNITS: Readonly<Record<string, bigint>> = { 万: 10_000n, 萬: 10_000n, 亿: 100_000_000n, 億: 100_000_000n };

const NUMERAL = new RegExp(
  `[${[...Object.keys(DIGITS), ...Object.keys(SMALL_UNITS), ...Object.keys(LARGE_UNITS)].join('')}]+`,
  'gu',
);
/** An Arabic number that a Chinese unit follows: 3万, 1.5亿. */
const WITH_UNIT = /(\d+(?:\.\d+)?)([万萬亿億])/gu;

/**
 * The value of a Chinese numeral, in either way of writing: by units (二十三, 一百零五, 两万三千, 十亿, 壹佰) or digit by
 * digit (二〇二六). A last digit directly after a larger unit counts in the next lower one, as people say it (一百五 is
 * 150, 三万二 is 32000).
 * @returns null when the characters stand in no order that is a number, such as 十百 or 三三十.
 */
export function readChineseNumeral(text: string): bigint | null {
  const characters = [...text];
  if (characters.length === 0) return null;
  if (characters.every((each) => each in DIGITS))
    return characters.reduce((so, each) => so * 10n + (DIGITS[each] ?? 0n), 0n);
  let total = 0n;
  let section = 0n;
  let digit: bigint | null = null;
  let lastUnit = 0n;
  let smallest = 10_000n;
  let afterZero = false;
  for (const each of characters) {
    const asDigit = DIGITS[each];
    const small = SMALL_UNITS[each];
    const large = LARGE_UNITS[each];
    if (asDigit !== undefined) {
      if (digit !== null && digit !== 0n) return null;
      afterZero = asDigit === 0n || (digit === 0n && asDigit !== 0n);
      digit = asDigit;
    } else if (small !== undefined) {
      // 十 alone stands for 10; 百 and 千 need their digit.
      if (small >= smallest || (digit === null && small !== 10n)) return null;
      section += (digit ?? 1n) * small;
      digit = null;
      smallest = small;
      lastUnit = small;
    } else if (large !== undefined) {
      section += digit ?? 0n;
      if (section === 0n && total === 0n) return null;
      if (large === 100_000_000n) total = (total + section) * large;
      else total += section * large;
      section = 0n;
      digit = null;
      smallest = 10_000n;
      lastUnit = large;
    }
  }
  if (digit !== null) section += afterZero || lastUnit <= 10n ? digit : digit * (lastUnit / 10n);
  return total + section;
}

/**
 * Writes Chinese numerals as Arabic ones wherever they stand in a text: 第二十三条 becomes 第23条, 3万 becomes 30000. What
 * is no number stays. Both sides of a comparison are written so, so that 一些 and 1些 meet, and 一些 and 一些 too.
 */
export const withArabicNumerals = (text: string): string =>
  text
    .replace(NUMERAL, (numeral, at: number) =>
      // 3万: the unit belongs to the Arabic number before it.
      /\d/.test(text[at - 1] ?? '') && numeral[0] && numeral[0] in LARGE_UNITS
        ? numeral
        : (readChineseNumeral(numeral)?.toString() ?? numeral),
    )
    .replace(WITH_UNIT, (whole, number: string, unit: string) => {
      const [integer = '', fraction = ''] = number.split('.');
      const zeros = (LARGE_UNITS[unit] ?? 1n).toString().length - 1;
      if (fraction.length > zeros) return whole;
      return BigInt(`${integer}${fraction.padEnd(zeros, '0')}`).toString();
    });
