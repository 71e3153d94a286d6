import { formatHundredths, type Hundredths } from '#app/domain/kernel/hundredths.ts';

/** Hundredths as people read them: two decimals, of how many where `max` is given (5.00/5). */
export function Marks({ value, max }: { value: Hundredths; max?: Hundredths }) {
  return (
    <span className="figures whitespace-nowrap">
      {formatHundredths(value)}
      {max !== undefined && <span className="text-ink-3">/{withoutEmptyDecimals(max)}</span>}
    </span>
  );
}

/** 500 → "5", 550 → "5.5": for full marks and hours inside a sentence. */
export function withoutEmptyDecimals(value: Hundredths): string {
  return formatHundredths(value).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros.replace(/0+$/, '')));
}
