import { z } from 'zod';
import { addDuplicates, codeText, tierNumber } from '#app/domain/kernel/authored.ts';
import { localText } from '#app/domain/kernel/local-text.ts';
import { policyHeader } from '#app/domain/kernel/policy.ts';

/** content/policies/certificate.yaml: for how long each tier and track holds, and what its certificate is called. */
export const certificatePolicy = z
  .strictObject({
    ...policyHeader('certificate'),
    tiers: z
      .array(
        z.strictObject({ tier: tierNumber, track: codeText, validMonths: z.int().min(1).max(600), name: localText }),
      )
      .min(1),
  })
  .check((context) => {
    addDuplicates(context, {
      fault: 'duplicate-tier',
      values: context.value.tiers.map(({ tier, track }, i) => ({ value: `${tier}/${track}`, path: ['tiers', i] })),
    });
  });
export type CertificatePolicy = z.output<typeof certificatePolicy>;
