import { z } from 'zod';
import {
  addDuplicates,
  addFault,
  codeText,
  creditText,
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

/** How the questions of a section follow each other; `by-type` in the order of `allowedTypes`. */
export const SECTION_ORDERS = ['shuffled', 'as-listed', 'by-type'] as const;
export type SectionOrder = (typeof SECTION_ORDERS)[number];

const mark = hundredthsText.refine((value) => value > 0, named('form-positive'));
const types = z.array(codeText).min(1);

/** `count` questions of one competency at one depth, each worth `mark` (hundredths); of some types alone where it says so. */
const cell = z.strictObject({
  competency: competencyCode,
  depth,
  count: z.int().min(1).max(200),
  mark,
  types: types.optional(),
});

/** 固定试卷: this very question, worth `mark`. */
const fixedItem = z.strictObject({ question: codeText, mark });

const section = z.strictObject({
  title: localText,
  instructions: localText.optional(),
  order: z.enum(SECTION_ORDERS),
  /** Minutes of the section's own; all sections say theirs or none does. */
  durationMinutes: z.int().min(1).max(600).optional(),
  types: types.optional(),
  cells: z.array(cell).min(1).optional(),
  items: z.array(fixedItem).min(1).max(400).optional(),
});

const share = hundredthsText.refine((value) => value <= 100, named('form-share'));

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
    allowedTypes: types,
    cells: z.array(cell).min(1).optional(),
    items: z.array(fixedItem).min(1).max(400).optional(),
    sections: z.array(section).min(1).max(20).optional(),
    exposure: z
      .strictObject({
        maxShare: creditText
          .optional()
          .meta({ description: 'no question in more than this share of the forms drawn of this blueprint' }),
        maxOverlap: share.optional().meta({ description: 'the most that two forms may have in common' }),
      })
      .optional(),
    difficulty: z
      .strictObject({
        target: hundredthsText.refine((value) => value >= 10 && value <= 95, named('form-difficulty')),
        tolerance: creditText,
      })
      .optional()
      .meta({ description: 'expected share of full marks of a whole form, and how far it may be off' }),
  })
  .check((context) => {
    const { cells, items, sections, allowedTypes, durationMinutes } = context.value;
    checkShape(context, [cells, items, sections], []);
    sections?.forEach((each, i) => {
      checkShape(context, [each.cells, each.items], ['sections', i]);
    });
    const total = [{ cells, items }, ...(sections ?? [])].reduce((sum, part) => sum + marksOf(part), 0);
    const ways = [cells, items, sections].filter((way) => way !== undefined).length;
    if (ways === 1 && total !== FULL_MARKS)
      addFault(context, {
        fault: 'marks-sum',
        path: [sections ? 'sections' : items ? 'items' : 'cells'],
        expected: formatHundredths(FULL_MARKS),
        found: formatHundredths(total),
      });
    const parts: Part[] = [
      { at: [], cells, items, types: undefined },
      ...(sections ?? []).map((each, i) => ({
        at: ['sections', i],
        cells: each.cells,
        items: each.items,
        types: each.types,
      })),
    ];
    for (const part of parts) {
      addDuplicates(context, {
        fault: 'duplicate-cell',
        values: (part.cells ?? []).map((each, i) => ({ value: nameCell(each), path: [...part.at, 'cells', i] })),
      });
      addDuplicates(context, {
        fault: 'duplicate-value',
        values: (part.types ?? []).map((value, i) => ({ value, path: [...part.at, 'types', i] })),
      });
    }
    addDuplicates(context, {
      fault: 'duplicate-value',
      values: parts.flatMap((part) =>
        (part.items ?? []).map(({ question }, i) => ({ value: question, path: [...part.at, 'items', i, 'question'] })),
      ),
    });
    addDuplicates(context, {
      fault: 'duplicate-value',
      values: allowedTypes.map((value, i) => ({ value, path: ['allowedTypes', i] })),
    });
    checkDurations(context, { sections: sections ?? [], durationMinutes });
  });

type Part = {
  at: (string | number)[];
  cells: z.output<typeof cell>[] | undefined;
  items: z.output<typeof fixedItem>[] | undefined;
  types: string[] | undefined;
};

const nameCell = ({ competency, depth: at, types: only }: z.output<typeof cell>) =>
  `${competency} × ${at}${only ? ` (${[...only].sort().join(', ')})` : ''}`;

type Marked = { cells?: z.output<typeof cell>[] | undefined; items?: z.output<typeof fixedItem>[] | undefined };
const marksOf = ({ cells = [], items = [] }: Marked): number =>
  cells.reduce((sum, each) => sum + each.count * each.mark, 0) + items.reduce((sum, each) => sum + each.mark, 0);

/** A paper, and each section of it, is made in exactly one way. */
function checkShape(context: z.core.ParsePayload<unknown>, ways: readonly unknown[], path: (string | number)[]): void {
  const found = ways.filter((way) => way !== undefined).length;
  if (found === 1) return;
  // Nothing at all is told as the missing cells that nearly every author means.
  if (found === 0) addFault(context, { fault: 'missing-field', path: [...path, 'cells'], field: 'cells' });
  else addFault(context, { fault: 'paper-shape', path, found });
}

function checkDurations(
  context: z.core.ParsePayload<unknown>,
  { sections, durationMinutes }: { sections: readonly z.output<typeof section>[]; durationMinutes: number },
): void {
  const own = sections.flatMap((each) => each.durationMinutes ?? []);
  if (own.length === 0) return;
  const found = own.reduce((sum, minutes) => sum + minutes, 0);
  if (own.length < sections.length || found !== durationMinutes)
    addFault(context, { fault: 'durations-sum', path: ['durationMinutes'], expected: durationMinutes, found });
}

export type BlueprintBody = Omit<z.output<typeof blueprintFile>, 'status'>;
export type BlueprintCell = z.output<typeof cell>;
