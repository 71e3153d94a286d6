import { z } from 'zod';
import { addFault, hundredthsText } from '#app/domain/kernel/authored.ts';
import { policyHeader } from '#app/domain/kernel/policy.ts';

/**
 * content/policies/hours.yaml: hours a year, how many of them online, and what a lesson of a length earns.
 * The tariff runs from long to short and ends at 0 minutes: the first line whose `fromMinutes` is reached applies.
 */
export const hoursPolicy = z
  .strictObject({
    ...policyHeader('hours'),
    yearlyRequired: hundredthsText,
    onlineMinimum: hundredthsText,
    tariff: z.array(z.strictObject({ fromMinutes: z.int().min(0), hours: hundredthsText })).min(1),
    oncePerYear: z.boolean(),
  })
  .check((context) => {
    const { tariff, onlineMinimum, yearlyRequired } = context.value;
    tariff.forEach(({ fromMinutes }, i) => {
      const before = tariff[i - 1];
      if (before && fromMinutes >= before.fromMinutes)
        addFault(context, { fault: 'not-descending', path: ['tariff', i, 'fromMinutes'] });
    });
    if (tariff.at(-1)?.fromMinutes !== 0)
      addFault(context, { fault: 'last-not-zero', path: ['tariff', tariff.length - 1, 'fromMinutes'] });
    if (onlineMinimum > yearlyRequired) addFault(context, { fault: 'more-than-whole', path: ['onlineMinimum'] });
  });
export type HoursPolicy = z.output<typeof hoursPolicy>;
