import { z } from 'zod';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { checkPlaces } from '../check-places.ts';
import { fieldBody, fieldKey, reviewField } from '../fields/field.ts';
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
import { optionId } from './option-id.ts';
import { defineQuestionType, envelopeOf } from './question-type.ts';

const body = z.strictObject({
  prompt: localText,
  passage: localText.meta({ description: 'a text with places written [[g1]]' }),
  fields: z.record(optionId, fieldBody),
});
const schema = envelopeOf('inline-choice', body, z.strictObject({ fields: z.record(optionId, fieldKey) })).check(
  (context) => {
    const { fields, passage } = context.value.body;
    checkPlaces(context, { text: passage, known: Object.keys(fields), path: ['body', 'passage'] });
    checkSameFields(context, { fields, keys: context.value.scoring.fields });
  },
);

type Body = { readonly prompt: LocalText; readonly passage: LocalText; readonly fields: Fields };
type Scoring = { readonly fields: FieldKeys };

/**
 * A text with places to fill (cloze): lists to choose from, words and numbers to type, mixed and each with its weight.
 * Wire: `{ place: optionId or typed text }`, an empty place being left out.
 */
export const inlineChoice = defineQuestionType<Body, Scoring, Filled>({
  type: 'inline-choice',
  schema,
  shufflable: false,
  parseAnswer: ({ fields }, raw) => parseFilled(fields, raw),
  judge: ({ body: { fields }, scoring, answer }) => judgeFilled({ fields, keys: scoring.fields, answer }),
  classify: ({ body: { fields }, scoring, answer }) => labelFilled({ fields, keys: scoring.fields, answer }),
  toPrompt: ({ body: { prompt, passage, fields } }) => ({ prompt, passage, fields }),
  solve: ({ scoring }) => solveFields(scoring.fields),
  review: ({ body: { fields }, scoring }) => ({ kind: 'fields', fields: reviewFields(fields, scoring.fields) }),
});

/** What is right in each field. */
export const reviewFields = (fields: Fields, keys: FieldKeys) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([id, field]) => {
      const key = keys[id];
      return key ? [[id, reviewField(field, key)]] : [];
    }),
  );
