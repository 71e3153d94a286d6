import { z } from 'zod';
import { addDuplicates, addFault, hundredthsText, named } from '#app/domain/kernel/authored.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { optionId } from './option-id.ts';

/** One thing that a marker looks for: its weight against the others and what earns how much of it. */
const criterion = z.strictObject({
  id: optionId,
  title: localText,
  weight: hundredthsText.refine((share) => share > 0, named('form-positive')),
  levels: z
    .array(
      z.strictObject({ credit: hundredthsText.refine((share) => share <= 100, named('form-credit')), text: localText }),
    )
    .min(2)
    .max(8)
    .meta({ description: 'from the best ("1.00") to nothing ("0.00")' }),
});

export type Criterion = {
  readonly id: string;
  readonly title: LocalText;
  /** Hundredths, against the weights of the others. */
  readonly weight: Hundredths;
  /** `credit` in hundredths of the criterion. */
  readonly levels: readonly { readonly credit: Hundredths; readonly text: LocalText }[];
};

export const rubric = z.array(criterion).min(1).max(12);

/** Reports criteria that share an id, and levels that do not fall from the whole to nothing. */
export function checkRubric(
  context: z.core.ParsePayload<unknown>,
  { criteria, path }: { criteria: readonly Criterion[]; path: (string | number)[] },
): void {
  addDuplicates(context, {
    fault: 'duplicate-option',
    values: criteria.map(({ id: value }, i) => ({ value, path: [...path, i, 'id'] })),
  });
  criteria.forEach(({ levels }, i) => {
    const credits = levels.map(({ credit }) => credit);
    const falls = credits.every((credit, at) => at === 0 || credit < (credits[at - 1] ?? 0));
    if (!falls || credits[0] !== 100 || credits.at(-1) !== 0)
      addFault(context, { fault: 'levels-not-falling', path: [...path, i, 'levels'] });
  });
}
