import { z } from 'zod';
import { addDuplicates, addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { checkMapping, judgeMapping, type Mapping, mappingFields } from './mapping.ts';
import { optionId } from './option-id.ts';
import { defineQuestionType, envelopeOf, type PromptOption } from './question-type.ts';
import { allOrNothing } from './verdict.ts';

const body = z.strictObject({
  prompt: localText,
  options: z
    .array(z.strictObject({ id: optionId, text: localText }))
    .min(2)
    .max(12),
});
const scoring = z.union([
  z.strictObject({ key: optionId }),
  z.strictObject({
    key: optionId,
    mapping: mappingFields.meta({ description: 'points per option instead of all or nothing' }),
  }),
]);

const schema = envelopeOf('single-choice', body, scoring).check((context) => {
  const { options } = context.value.body;
  addDuplicates(context, {
    fault: 'duplicate-option',
    values: options.map(({ id: value }, i) => ({ value, path: ['body', 'options', i, 'id'] })),
  });
  const { key, mapping } = context.value.scoring as Scoring;
  if (!options.some(({ id }) => id === key))
    addFault(context, {
      fault: 'key-not-among-options',
      path: ['scoring', 'key'],
      value: key,
      options: options.map(({ id }) => id),
    });
  if (mapping)
    checkMapping(context, {
      mapping,
      known: options.map(({ id }) => id),
      single: true,
      path: ['scoring', 'mapping'],
    });
});

type Body = { readonly prompt: LocalText; readonly options: readonly PromptOption[] };
type Scoring = { readonly key: string; readonly mapping?: Mapping };

/** One option is right; a mapping may give others a share or a fine. Wire: the option's id. */
export const singleChoice = defineQuestionType<Body, Scoring, string>({
  type: 'single-choice',
  schema,
  shufflable: true,
  parseAnswer: ({ options }, raw) =>
    typeof raw === 'string' && options.some(({ id }) => id === raw) ? ok(raw) : refuse('invalid-answer'),
  judge: ({ scoring: { key, mapping }, answer }) =>
    mapping ? judgeMapping(mapping, { responses: [answer], single: true }) : allOrNothing(answer === key),
  classify: ({ answer }) => answer,
  toPrompt: ({ body: { prompt, options } }) => ({ prompt, options: options.map(({ id, text }) => ({ id, text })) }),
  solve: ({ scoring: { key } }) => key,
  review: ({ scoring: { key } }) => ({ kind: 'options', ids: [key] }),
});
