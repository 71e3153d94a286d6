/**
 * A number without the zeros that it begins with, as a spreadsheet leaves it that takes it for a quantity; null where
 * nothing would be lost: no zero stands in front, or it is not all digits.
 */
export function withoutZeros(number: string): string | null {
  return /^0+[1-9]\d*$/.test(number) ? number.replace(/^0+/, '') : null;
}

/** The numbers that lose zeros, by what is left of them; of two that lose to the same the first. */
export function indexLostZeros(numbers: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const number of numbers) {
    const left = withoutZeros(number);
    if (left !== null && !found.has(left)) found.set(left, number);
  }
  return found;
}
