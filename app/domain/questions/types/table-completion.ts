import { z } from 'zod';
import { addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { fieldBody, fieldKey } from '../fields/field.ts';
import { checkSameFields } from './check-same-fields.ts';
import {
  type FieldKeys,
  type Fields,
  type Filled,
  judgeFilled,
  labelFilled,
  parseFilled,
  solveFields,
} from './filled-fields.ts';
import { reviewFields } from './inline-choice.ts';
import { optionId } from './option-id.ts';
import { defineQuestionType, envelopeOf, type PromptTable } from './question-type.ts';

const cell = z.union([z.strictObject({ text: localText }), z.strictObject({ field: optionId })]);
const table = z.strictObject({
  columns: z.array(localText).min(2).max(10).meta({ description: 'the first heads the row headings' }),
  rows: z
    .array(z.strictObject({ header: localText, cells: z.array(cell).min(1).max(9) }))
    .min(1)
    .max(30),
});
const body = z.strictObject({ prompt: localText, table, fields: z.record(optionId, fieldBody) });

const schema = envelopeOf('table', body, z.strictObject({ fields: z.record(optionId, fieldKey) })).check((context) => {
  const { fields, table: grid } = context.value.body;
  grid.rows.forEach(({ cells }, i) => {
    if (cells.length !== grid.columns.length - 1)
      addFault(context, {
        fault: 'cells-differ',
        path: ['body', 'table', 'rows', i, 'cells'],
        expected: grid.columns.length - 1,
        found: cells.length,
      });
  });
  const placed = grid.rows.flatMap(({ cells }) => cells.flatMap((each) => ('field' in each ? [each.field] : [])));
  const missing = Object.keys(fields).filter((id) => !placed.includes(id));
  const unknown = placed.filter((id) => !Object.hasOwn(fields, id));
  const twice = placed.filter((id, i) => placed.indexOf(id) !== i);
  if (placed.length === 0 || missing.length + unknown.length + twice.length > 0)
    addFault(context, { fault: 'places-differ', path: ['body', 'table'], missing, unknown, twice });
  checkSameFields(context, { fields, keys: context.value.scoring.fields });
});

type Body = { readonly prompt: LocalText; readonly table: PromptTable; readonly fields: Fields };
type Scoring = { readonly fields: FieldKeys };

/** A table whose open cells are filled in. Wire: `{ cell: optionId or typed text }`, an empty cell being left out. */
export const tableCompletion = defineQuestionType<Body, Scoring, Filled>({
  type: 'table',
  schema,
  shufflable: false,
  parseAnswer: ({ fields }, raw) => parseFilled(fields, raw),
  judge: ({ body: { fields }, scoring, answer }) => judgeFilled({ fields, keys: scoring.fields, answer }),
  classify: ({ body: { fields }, scoring, answer }) => labelFilled({ fields, keys: scoring.fields, answer }),
  toPrompt: ({ body: { prompt, table: grid, fields } }) => ({ prompt, table: grid, fields }),
  solve: ({ scoring }) => solveFields(scoring.fields),
  review: ({ body: { fields }, scoring }) => ({ kind: 'fields', fields: reviewFields(fields, scoring.fields) }),
});
