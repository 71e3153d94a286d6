import { z } from 'zod';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import {
  creditNumber,
  exampleNumber,
  labelNumber,
  type NumberKey,
  numberFields,
  reviewNumber,
} from '../fields/number-field.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, isTypedText } from './question-type.ts';
import { comparableText } from './typed-text.ts';
import { EMPTY, wholeVerdict } from './verdict.ts';

const schema = envelopeOf('numeric', z.strictObject({ prompt: localText }), z.strictObject(numberFields));

type Body = { readonly prompt: LocalText };

/**
 * A number is typed. Wire: the typed string, whatever it holds: what cannot be read as a number is a wrong answer, not
 * a refused request, or a candidate in the middle of typing would meet an error. Exact arithmetic, bounds included.
 */
export const numeric = defineQuestionType<Body, NumberKey, string>({
  type: 'numeric',
  schema,
  shufflable: false,
  parseAnswer: (_body, raw) => (isTypedText(raw) ? ok(raw) : refuse('invalid-answer')),
  judge({ scoring, answer }) {
    const credit = creditNumber(answer, scoring);
    return credit ? wholeVerdict(credit) : EMPTY;
  },
  classify: ({ scoring, answer }) => (comparableText(answer) === '' ? EMPTY_LABEL : labelNumber(answer, scoring)),
  toPrompt: ({ body: { prompt }, scoring: { unit } }) => (unit === undefined ? { prompt } : { prompt, unit }),
  solve: ({ scoring }) => exampleNumber(scoring),
  review: ({ scoring }) => reviewNumber(scoring),
});
