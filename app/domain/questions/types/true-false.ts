import { z } from 'zod';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { defineQuestionType, envelopeOf, type PromptOption } from './question-type.ts';
import { allOrNothing } from './verdict.ts';

const answerWord = z.enum(['true', 'false']);
const schema = envelopeOf(
  'true-false',
  z.strictObject({ prompt: localText }),
  z.strictObject({ key: answerWord.meta({ description: 'quoted: "true" or "false"' }) }),
);

type Word = z.output<typeof answerWord>;
type Body = { readonly prompt: LocalText };
type Scoring = { readonly key: Word };

/** The two answers are offered as options, always in this order. */
export const TRUE_FALSE_OPTIONS: readonly PromptOption[] = [
  { id: 'true', text: { zh: '正确', en: 'True' } },
  { id: 'false', text: { zh: '错误', en: 'False' } },
];

/** A statement holds or not. Wire: `"true"` or `"false"`. */
export const trueFalse = defineQuestionType<Body, Scoring, Word>({
  type: 'true-false',
  schema,
  shufflable: false,
  parseAnswer: (_body, raw) => (raw === 'true' || raw === 'false' ? ok(raw) : refuse('invalid-answer')),
  judge: ({ scoring: { key }, answer }) => allOrNothing(answer === key),
  classify: ({ answer }) => answer,
  toPrompt: ({ body: { prompt } }) => ({ prompt, options: TRUE_FALSE_OPTIONS }),
  solve: ({ scoring: { key } }) => key,
  review: ({ scoring: { key } }) => ({ kind: 'options', ids: [key] }),
});
