import { z } from 'zod';
import { addDuplicates, addFault, hundredthsText, percentText, tierNumber } from '#app/domain/kernel/authored.ts';
import { localText } from '#app/domain/kernel/local-text.ts';
import { policyHeader } from '#app/domain/kernel/policy.ts';

/**
 * content/policies/appraisal.yaml: the indicator is the sum of three parts in hundredths of a point: by the tier held,
 * by the band of the result, and in proportion to earned over required hours, at most `hoursPoints.max`.
 * `suggested` maps the indicator to a word for the yearly appraisal; lines run from high to low and end at 0.
 */
export const appraisalPolicy = z
  .strictObject({
    ...policyHeader('appraisal'),
    tierPoints: z.array(z.strictObject({ tier: tierNumber, points: hundredthsText })).min(1),
    bandPoints: z.array(z.strictObject({ fromPercent: percentText, points: hundredthsText })).min(1),
    hoursPoints: z.strictObject({ max: hundredthsText }),
    suggested: z.array(z.strictObject({ word: localText, fromScore: hundredthsText })).min(1),
  })
  .check((context) => {
    const { tierPoints, bandPoints, suggested } = context.value;
    addDuplicates(context, {
      fault: 'duplicate-tier',
      values: tierPoints.map(({ tier }, i) => ({ value: String(tier), path: ['tierPoints', i, 'tier'] })),
    });
    bandPoints.forEach(({ fromPercent }, i) => {
      const before = bandPoints[i - 1];
      if (before && fromPercent >= before.fromPercent)
        addFault(context, { fault: 'not-descending', path: ['bandPoints', i, 'fromPercent'] });
    });
    suggested.forEach(({ fromScore }, i) => {
      const before = suggested[i - 1];
      if (before && fromScore >= before.fromScore)
        addFault(context, { fault: 'not-descending', path: ['suggested', i, 'fromScore'] });
    });
    if (suggested.at(-1)?.fromScore !== 0)
      addFault(context, { fault: 'last-not-zero', path: ['suggested', suggested.length - 1, 'fromScore'] });
  });
export type AppraisalPolicy = z.output<typeof appraisalPolicy>;
