import { z } from 'zod';
import { addFault, signedHundredthsText } from '#app/domain/kernel/authored.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { type Credit, outcomeOf, type Verdict } from './verdict.ts';

/**
 * Points for each response, as in QTI 3's `mapping` (§ 5.93 of its information model): what is chosen adds its value,
 * what is not named adds `otherwise`, and the sum is held between `lowest` and `highest`. Also carries Moodle's
 * fractions per answer. Values are points in hundredths; only their ratio to the most that can be had counts.
 */
export type Mapping = {
  readonly values: Readonly<Record<string, Hundredths>>;
  readonly otherwise?: Hundredths | undefined;
  readonly lowest?: Hundredths | undefined;
  readonly highest?: Hundredths | undefined;
};

export const mappingFields = z.strictObject({
  values: z.record(z.string(), signedHundredthsText).meta({ description: 'points of each response, "1.00", "-0.50"' }),
  otherwise: signedHundredthsText.optional().meta({ description: 'points of a response that is not named; 0.00' }),
  lowest: signedHundredthsText.optional().meta({ description: 'the sum never falls below this' }),
  highest: signedHundredthsText.optional().meta({ description: 'the sum never rises above this: full marks' }),
});

/** The most that can be earned: `highest`, else all positive values together; of one choice, the best value. */
export function mostOf({ values, highest }: Mapping, { single }: { single: boolean }): Hundredths {
  const positive = Object.values(values).filter((value) => value > 0);
  return highest ?? (single ? Math.max(0, ...positive) : positive.reduce((sum, value) => sum + value, 0));
}

/** Reports a mapping by which nothing can be earned, whose bounds cross, or that names what is not there. */
export function checkMapping(
  context: z.core.ParsePayload<unknown>,
  {
    mapping,
    known,
    single,
    path,
  }: { mapping: Mapping; known: readonly string[]; single: boolean; path: (string | number)[] },
): void {
  for (const value of Object.keys(mapping.values))
    if (!known.includes(value))
      addFault(context, { fault: 'key-not-among-options', path: [...path, 'values', value], value, options: known });
  const most = mostOf(mapping, { single });
  if (most <= 0 || (mapping.lowest ?? Number.NEGATIVE_INFINITY) > most)
    addFault(context, { fault: 'nothing-to-earn', path: [...path, 'values'] });
}

/** QTI's `mapResponse`: the sum of what each response is worth, held between the bounds; each response counts once. */
export function creditMapping(
  mapping: Mapping,
  { responses, single }: { responses: readonly string[]; single: boolean },
): Credit {
  const { values, otherwise = 0, lowest } = mapping;
  const sum = [...new Set(responses)].reduce((so, each) => so + mappedValue(values, each, otherwise), 0);
  const of = mostOf(mapping, { single });
  return { earned: Math.max(lowest ?? -of, Math.min(of, sum)), of };
}

const mappedValue = (values: Mapping['values'], response: string, otherwise: Hundredths) =>
  Object.hasOwn(values, response) ? (values[response] ?? otherwise) : otherwise;

/** The verdict by a mapping, one part for each response given. */
export function judgeMapping(
  mapping: Mapping,
  { responses, single }: { responses: readonly string[]; single: boolean },
): Verdict {
  const credit = creditMapping(mapping, { responses, single });
  return {
    ...credit,
    outcome: responses.length === 0 ? 'empty' : outcomeOf(credit),
    parts: [...new Set(responses)].map((part) => {
      const earned = mappedValue(mapping.values, part, mapping.otherwise ?? 0);
      return { part, earned, of: credit.of, outcome: earned > 0 ? 'right' : 'wrong' };
    }),
  };
}
