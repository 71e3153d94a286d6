import { z } from 'zod';
import { addFault, percentText } from '#app/domain/kernel/authored.ts';
import { localText } from '#app/domain/kernel/local-text.ts';
import { policyHeader } from '#app/domain/kernel/policy.ts';

/**
 * content/policies/grading.yaml: the pass line, the bands from high to low down to 0.00, and when a result is shown.
 * Percentages are hundredths of a per cent (6000 = 60.00 %). The pass line is also a band's line, so that no band
 * holds both those who passed and those who did not.
 */
export const gradingPolicy = z
  .strictObject({
    ...policyHeader('grading'),
    passPercent: percentText,
    bands: z.array(z.strictObject({ word: localText, fromPercent: percentText })).min(2),
    release: z.strictObject({ mode: z.enum(['at-submission', 'at-time', 'manual']) }),
  })
  .check((context) => {
    const { passPercent, bands } = context.value;
    bands.forEach(({ fromPercent }, i) => {
      const before = bands[i - 1];
      if (before && fromPercent >= before.fromPercent)
        addFault(context, { fault: 'not-descending', path: ['bands', i, 'fromPercent'] });
    });
    if (bands.at(-1)?.fromPercent !== 0)
      addFault(context, { fault: 'last-not-zero', path: ['bands', bands.length - 1, 'fromPercent'] });
    if (!bands.some(({ fromPercent }) => fromPercent === passPercent))
      addFault(context, { fault: 'pass-line-inside-band', path: ['passPercent'] });
  });
export type GradingPolicy = z.output<typeof gradingPolicy>;
