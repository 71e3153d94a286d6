import { z } from 'zod';
import { addDuplicates, addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { checkMapping, judgeMapping, type Mapping, mappingFields } from './mapping.ts';
import { optionId } from './option-id.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, type PromptOption } from './question-type.ts';
import { type Floor, judgeSet, type SetRule, setRuleFields } from './set-rule.ts';

const body = z.strictObject({
  prompt: localText,
  options: z
    .array(z.strictObject({ id: optionId, text: localText }))
    .min(3)
    .max(20),
});
const key = z.array(optionId).min(1);
const scoring = z.union([
  z.strictObject({ key, ...setRuleFields }),
  z.strictObject({ key, mapping: mappingFields.meta({ description: 'points per option instead of a rule' }) }),
]);

const schema = envelopeOf('multiple-choice', body, scoring).check((context) => {
  const { options } = context.value.body;
  const { key, ...how } = context.value.scoring;
  addDuplicates(context, {
    fault: 'duplicate-option',
    values: options.map(({ id: value }, i) => ({ value, path: ['body', 'options', i, 'id'] })),
  });
  addDuplicates(context, {
    fault: 'duplicate-key',
    values: key.map((value, i) => ({ value, path: ['scoring', 'key', i] })),
  });
  key.forEach((value, i) => {
    if (!options.some(({ id }) => id === value))
      addFault(context, {
        fault: 'key-not-among-options',
        path: ['scoring', 'key', i],
        value,
        options: options.map(({ id }) => id),
      });
  });
  if ('mapping' in how)
    checkMapping(context, {
      mapping: how.mapping,
      known: options.map(({ id }) => id),
      single: false,
      path: ['scoring', 'mapping'],
    });
});

type Body = { readonly prompt: LocalText; readonly options: readonly PromptOption[] };
type Scoring = { readonly key: readonly string[] } & (
  | { readonly rule: SetRule; readonly floor?: Floor | undefined }
  | { readonly mapping: Mapping }
);

/** Several options are right (`creditSet`, or points per option). Wire: their ids in any order, each once; kept in the order of the options. */
export const multipleChoice = defineQuestionType<Body, Scoring, readonly string[]>({
  type: 'multiple-choice',
  schema,
  shufflable: true,
  parseAnswer({ options }, raw) {
    if (!Array.isArray(raw) || raw.length > options.length) return refuse('invalid-answer');
    const chosen = options.map(({ id }) => id).filter((id) => raw.includes(id));
    // Fewer than came in: one was unknown or named twice.
    return chosen.length === raw.length ? ok(chosen) : refuse('invalid-answer');
  },
  judge: ({ scoring, answer }) =>
    'mapping' in scoring
      ? judgeMapping(scoring.mapping, { responses: answer, single: false })
      : judgeSet({ ...scoring, chosen: answer }),
  classify: ({ answer }) => (answer.length === 0 ? EMPTY_LABEL : answer.join('+')),
  toPrompt: ({ body: { prompt, options } }) => ({ prompt, options: options.map(({ id, text }) => ({ id, text })) }),
  solve: ({ body: { options }, scoring: { key } }) => options.map(({ id }) => id).filter((id) => key.includes(id)),
  review: ({ body: { options }, scoring: { key } }) => ({
    kind: 'options',
    ids: options.map(({ id }) => id).filter((id) => key.includes(id)),
  }),
});
