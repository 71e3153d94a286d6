import { z } from 'zod';
import { addFault, hundredthsText, named } from '#app/domain/kernel/authored.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { countBlanks } from '../blanks.ts';
import {
  type AcceptedText,
  acceptedText,
  compareFields,
  creditTyped,
  exampleOf,
  type TextComparison,
  textOf,
} from '../fields/text-field.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, isTypedText } from './question-type.ts';
import { comparableText } from './typed-text.ts';
import { weighParts } from './verdict.ts';

const oneBlank = z.array(acceptedText).min(1);
/** One list of accepted texts for one blank; a list of such lists for several. */
const accept = z.codec(z.union([oneBlank, z.array(oneBlank).min(1)]), z.custom<AcceptedText[][]>(), {
  decode: (lists) => (isNested(lists) ? lists : [lists]),
  encode: (lists) => (lists.length === 1 && lists[0] ? lists[0] : lists),
});

const isNested = (lists: AcceptedText[] | AcceptedText[][]): lists is AcceptedText[][] => Array.isArray(lists[0]);

const weights = z
  .array(hundredthsText.refine((share) => share > 0, named('form-positive')))
  .optional()
  .meta({ description: 'the share of each blank against the others; left out: equal' });

const schema = envelopeOf(
  'fill-in',
  z.strictObject({ prompt: localText }),
  z.strictObject({ accept, ...compareFields, weights }),
).check((context) => {
  const { prompt } = context.value.body;
  const { accept: lists, weights: shares } = context.value.scoring;
  const blanks = lists.length;
  for (const language of ['zh', 'en'] as const) {
    const text = prompt[language];
    if (text === undefined) continue;
    const found = countBlanks(text);
    if (found !== blanks)
      addFault(context, { fault: 'blanks-differ', path: ['body', 'prompt'], expected: blanks, found });
  }
  if (shares && shares.length !== blanks)
    addFault(context, {
      fault: 'weights-differ',
      path: ['scoring', 'weights'],
      expected: blanks,
      found: shares.length,
    });
});

type Body = { readonly prompt: LocalText };
type Scoring = TextComparison & {
  readonly accept: readonly (readonly AcceptedText[])[];
  readonly weights?: readonly Hundredths[] | undefined;
};

const asList = (answer: string | readonly string[]): readonly string[] =>
  typeof answer === 'string' ? [answer] : answer;

/**
 * One or more words are typed. Wire: the string for one blank, an array in order for several. Each blank earns its
 * share; the sum is rounded once. Compared as `matchesText` says.
 */
export const fillIn = defineQuestionType<Body, Scoring, string | readonly string[]>({
  type: 'fill-in',
  schema,
  shufflable: false,
  parseAnswer({ prompt }, raw) {
    const blanks = countBlanks(prompt.zh);
    if (blanks === 1) return isTypedText(raw) ? ok(raw) : refuse('invalid-answer');
    return Array.isArray(raw) && raw.length === blanks && raw.every((each) => isTypedText(each))
      ? ok(raw as readonly string[])
      : refuse('invalid-answer');
  },
  judge({ scoring: { accept: lists, weights: shares, ...how }, answer }) {
    const typed = asList(answer);
    return weighParts(
      lists.map((texts, i) => ({
        part: String(i + 1),
        weight: shares?.[i] ?? 1,
        credit: creditTyped(typed[i] ?? '', { accept: texts, ...how }),
      })),
    );
  },
  classify({ scoring: { ignore }, answer }) {
    const typed = asList(answer).map((text) => comparableText(text, ignore));
    return typed.every((text) => text === '') ? EMPTY_LABEL : typed.join('|');
  },
  toPrompt: ({ body: { prompt } }) => ({ prompt, blanks: countBlanks(prompt.zh) }),
  solve({ scoring: { accept: lists, wildcards } }) {
    const texts = lists.map((accepted) => exampleOf(accepted, wildcards));
    return texts.length === 1 ? (texts[0] ?? '') : texts;
  },
  review: ({ scoring: { accept: lists } }) => ({ kind: 'texts', accept: lists.map((texts) => texts.map(textOf)) }),
});
