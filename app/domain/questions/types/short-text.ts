import { z } from 'zod';
import { addFault, hundredthsText, named } from '#app/domain/kernel/authored.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import {
  type AcceptedText,
  acceptedText,
  compareFields,
  creditTyped,
  exampleOf,
  type TextComparison,
  textOf,
} from '../fields/text-field.ts';
import { optionId } from './option-id.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, isTypedText } from './question-type.ts';
import { type Criterion, checkRubric, rubric } from './rubric.ts';
import { comparableText } from './typed-text.ts';
import { EMPTY, TO_MARK, weighParts, wholeVerdict } from './verdict.ts';
import { lengthFields } from './written-length.ts';
import { LONGEST_WRITTEN, type WrittenLength } from './written-text.ts';

/** A point that the answer must make: any of these words shows it. */
const keyword = z.strictObject({
  id: optionId,
  any: z.array(acceptedText).min(1),
  weight: hundredthsText.refine((share) => share > 0, named('form-positive')).optional(),
});
const scoring = z.union([
  z.strictObject({ accept: z.array(acceptedText).min(1), ...compareFields }),
  z.strictObject({ keywords: z.array(keyword).min(1).max(20), ...compareFields }),
  z.strictObject({ rubric, model: localText.optional() }),
]);

const schema = envelopeOf('short-text', z.strictObject({ prompt: localText, length: lengthFields }), scoring).check(
  (context) => {
    const { length } = context.value.body;
    if ((length.min ?? 0) > length.max) addFault(context, { fault: 'length-crossed', path: ['body', 'length'] });
    const how = context.value.scoring;
    if ('rubric' in how) checkRubric(context, { criteria: how.rubric, path: ['scoring', 'rubric'] });
  },
);

type Keyword = { readonly id: string; readonly any: readonly AcceptedText[]; readonly weight?: Hundredths | undefined };
type Body = { readonly prompt: LocalText; readonly length: WrittenLength };
type Scoring =
  | (TextComparison & { readonly accept: readonly AcceptedText[] })
  | (TextComparison & { readonly keywords: readonly Keyword[] })
  | { readonly rubric: readonly Criterion[]; readonly model?: LocalText | undefined };

/**
 * A sentence or two. Wire: the typed string. Scored by accepted texts, by keywords (each one's share is earned where
 * any of its words occurs), or by a person with a rubric.
 */
export const shortText = defineQuestionType<Body, Scoring, string>({
  type: 'short-text',
  schema,
  shufflable: false,
  parseAnswer: (_body, raw) => (isTypedText(raw, LONGEST_WRITTEN) ? ok(raw) : refuse('invalid-answer')),
  judge({ scoring: how, answer }) {
    if (comparableText(answer) === '') return EMPTY;
    if ('rubric' in how) return TO_MARK;
    if ('accept' in how) {
      const credit = creditTyped(answer, how);
      return credit ? wholeVerdict(credit) : EMPTY;
    }
    return weighParts(
      how.keywords.map(({ id, any, weight }) => ({
        part: id,
        weight: weight ?? 100,
        credit: creditTyped(answer, { ...how, accept: any.map(anywhere), wildcards: true }) ?? { earned: 0, of: 100 },
      })),
    );
  },
  classify: ({ answer }) => comparableText(answer).slice(0, 80) || EMPTY_LABEL,
  toPrompt: ({ body: { prompt, length } }) => ({ prompt, length }),
  solve({ scoring: how }) {
    if ('rubric' in how) return null;
    return 'accept' in how
      ? exampleOf(how.accept, how.wildcards)
      : how.keywords.map(({ any }) => exampleOf(any, true)).join(' ');
  },
  review: ({ scoring: how }) => {
    if ('rubric' in how)
      return { kind: 'rubric', criteria: how.rubric, ...(how.model === undefined ? {} : { model: how.model }) };
    const lists = 'accept' in how ? [how.accept] : how.keywords.map(({ any }) => any);
    return { kind: 'texts', accept: lists.map((texts) => texts.map(textOf)) };
  },
});

/** A word anywhere in the answer, as a pattern. */
const anywhere = (accept: AcceptedText): AcceptedText =>
  typeof accept === 'string' ? `*${accept}*` : { ...accept, text: `*${accept.text}*` };
