import { z } from 'zod';
import {
  addDuplicates,
  addFault,
  codeText,
  formatVersion,
  hundredthsText,
  named,
  publication,
  tierNumber,
  versionText,
} from '#app/domain/kernel/authored.ts';
import { formatHundredths, type Hundredths } from '#app/domain/kernel/hundredths.ts';
import { localText } from '#app/domain/kernel/local-text.ts';
import { depth } from '#app/domain/standard/depth.ts';
import { competencyCode } from '#app/domain/standard/standard.ts';

/** Every paper is worth this much, so that a score reads as it is. */
const FULL_MARKS: Hundredths = 100_00;

/** `count` questions of one competency at one depth, each worth `mark` (hundredths). */
const cell = z.strictObject({
  competency: competencyCode,
  depth,
  count: z.int().min(1).max(200),
  mark: hundredthsText.refine((mark) => mark > 0, named('form-positive')),
});

/** content/blueprints/<id>.yaml, 双向细目表: competency × depth → number of questions and marks. */
export const blueprintFile = z
  .strictObject({
    formatVersion,
    id: codeText,
    version: versionText,
    status: publication,
    tier: tierNumber,
    track: codeText,
    title: localText,
    syllabus: codeText,
    durationMinutes: z.int().min(1).max(600),
    shuffleOptions: z.boolean(),
    shuffleQuestions: z.boolean(),
    allowedTypes: z.array(codeText).min(1),
    cells: z.array(cell).min(1),
  })
  .check((context) => {
    const { cells, allowedTypes } = context.value;
    const total = cells.reduce((sum, { count, mark }) => sum + count * mark, 0);
    if (total !== FULL_MARKS)
      addFault(context, {
        fault: 'marks-sum',
        path: ['cells'],
        expected: formatHundredths(FULL_MARKS),
        found: formatHundredths(total),
      });
    addDuplicates(context, {
      fault: 'duplicate-cell',
      values: cells.map((each, i) => ({ value: `${each.competency} × ${each.depth}`, path: ['cells', i] })),
    });
    addDuplicates(context, {
      fault: 'duplicate-value',
      values: allowedTypes.map((value, i) => ({ value, path: ['allowedTypes', i] })),
    });
  });

export type BlueprintBody = Omit<z.output<typeof blueprintFile>, 'status'>;
