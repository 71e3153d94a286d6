import { z } from 'zod';
import { creditText, named } from '#app/domain/kernel/authored.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { comparableText, matchesText, type TextStep, textSteps } from '../types/typed-text.ts';
import type { Credit } from '../types/verdict.ts';

/** An accepted text; with `credit` it earns that share of the field (hundredths of the whole: 50 is half). */
export type AcceptedText = string | { readonly text: string; readonly credit: Hundredths };

const accepted = z.string().refine((text) => comparableText(text) !== '', named('form-answer'));
export const acceptedText = z.union([accepted, z.strictObject({ text: accepted, credit: creditText })]);

/** How a typed text is compared with the accepted ones. */
export const compareFields = {
  ignore: textSteps.optional(),
  wildcards: z
    .boolean()
    .optional()
    .meta({ description: '* stands for any text and ? for one character in accepted texts' }),
};
export type TextComparison = {
  readonly ignore?: readonly TextStep[] | undefined;
  readonly wildcards?: boolean | undefined;
};

/** A text that an accepted one stands for, the best first: wildcards become the least that they can stand for. */
export function exampleOf(accept: readonly AcceptedText[], wildcards = false): string {
  const best = accept.find((each) => typeof each === 'string' || each.credit === 100) ?? accept[0];
  const text = best === undefined ? '' : textOf(best);
  return wildcards
    ? text.replace(/\\([*?\\])|[*]|[?]/g, (found, escaped?: string) => escaped ?? (found === '?' ? '某' : ''))
    : text;
}

export const textOf = (accept: AcceptedText): string => (typeof accept === 'string' ? accept : accept.text);

/** @returns null where nothing was typed. Of several accepted texts that match, the one that earns most counts. */
export function creditTyped(
  typed: string,
  { accept, ignore, wildcards }: TextComparison & { readonly accept: readonly AcceptedText[] },
): Credit | null {
  if (comparableText(typed, ignore) === '') return null;
  const earned = accept
    .filter((each) => matchesText({ typed, accepted: textOf(each), ignored: ignore, wildcards }))
    .map((each) => (typeof each === 'string' ? 100 : each.credit));
  return { earned: Math.max(0, ...earned), of: 100 };
}
