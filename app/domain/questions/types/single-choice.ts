import { z } from 'zod';
import { addDuplicates, addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { allOrNothing, defineQuestionType, envelopeOf, optionId, type PromptOption } from './question-type.ts';

const body = z.strictObject({
  prompt: localText,
  options: z
    .array(z.strictObject({ id: optionId, text: localText }))
    .min(2)
    .max(8),
});
const scoring = z.strictObject({ key: optionId });

const schema = envelopeOf('single-choice', body, scoring).check((context) => {
  const { options } = context.value.body;
  addDuplicates(context, {
    fault: 'duplicate-option',
    values: options.map(({ id: value }, i) => ({ value, path: ['body', 'options', i, 'id'] })),
  });
  const { key } = context.value.scoring;
  if (!options.some(({ id }) => id === key))
    addFault(context, {
      fault: 'key-not-among-options',
      path: ['scoring', 'key'],
      value: key,
      options: options.map(({ id }) => id),
    });
});

type Body = { readonly prompt: LocalText; readonly options: readonly PromptOption[] };
type Scoring = { readonly key: string };

/** One option is right. Wire: the option's id. */
export const singleChoice = defineQuestionType<Body, Scoring, string>({
  type: 'single-choice',
  schema,
  shufflable: true,
  parseAnswer: ({ options }, raw) =>
    typeof raw === 'string' && options.some(({ id }) => id === raw) ? ok(raw) : refuse('invalid-answer'),
  grade: ({ scoring: { key }, answer, maxMark }) => allOrNothing(answer === key, maxMark),
  classify: ({ answer }) => answer,
  toPrompt: ({ body: { prompt, options } }) => ({ prompt, options: options.map(({ id, text }) => ({ id, text })) }),
  review: ({ scoring: { key } }) => ({ kind: 'options', ids: [key] }),
});
