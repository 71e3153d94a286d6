import { z } from 'zod';
import { addFault, named } from '#app/domain/kernel/authored.ts';
import { scale } from '#app/domain/kernel/hundredths.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { countBlanks } from '../blanks.ts';
import { defineQuestionType, EMPTY, EMPTY_LABEL, envelopeOf, isTypedText } from './question-type.ts';
import { comparableText } from './typed-text.ts';

const accepted = z.string().refine((text) => comparableText(text) !== '', named('form-answer'));
const oneBlank = z.array(accepted).min(1);
/** One list of accepted texts for one blank; a list of such lists for several. */
const accept = z.codec(z.union([oneBlank, z.array(oneBlank).min(1)]), z.custom<string[][]>(), {
  decode: (lists) => (isNested(lists) ? lists : [lists]),
  encode: (lists) => (lists.length === 1 && lists[0] ? lists[0] : lists),
});

const isNested = (lists: string[] | string[][]): lists is string[][] => Array.isArray(lists[0]);

const schema = envelopeOf('fill-in', z.strictObject({ prompt: localText }), z.strictObject({ accept })).check(
  (context) => {
    const { prompt } = context.value.body;
    const blanks = context.value.scoring.accept.length;
    for (const language of ['zh', 'en'] as const) {
      const text = prompt[language];
      if (text === undefined) continue;
      const found = countBlanks(text);
      if (found !== blanks)
        addFault(context, { fault: 'blanks-differ', path: ['body', 'prompt'], expected: blanks, found });
    }
  },
);

type Body = { readonly prompt: LocalText };
type Scoring = { readonly accept: readonly (readonly string[])[] };

const isRight = (typed: string, texts: readonly string[]) => {
  const comparable = comparableText(typed);
  return texts.some((text) => comparableText(text) === comparable);
};

const asList = (answer: string | readonly string[]): readonly string[] =>
  typeof answer === 'string' ? [answer] : answer;

/**
 * One or more words are typed. Wire: the string for one blank, an array in order for several. Each blank earns its
 * equal share; the sum is rounded once, half up to a hundredth. Compared as `comparableText` says.
 */
export const fillIn = defineQuestionType<Body, Scoring, string | readonly string[]>({
  type: 'fill-in',
  schema,
  shufflable: false,
  parseAnswer({ prompt }, raw) {
    const blanks = countBlanks(prompt.zh);
    if (blanks === 1) return isTypedText(raw) ? ok(raw) : refuse('invalid-answer');
    return Array.isArray(raw) && raw.length === blanks && raw.every(isTypedText)
      ? ok(raw as readonly string[])
      : refuse('invalid-answer');
  },
  grade({ scoring: { accept: lists }, answer, maxMark }) {
    const typed = asList(answer);
    if (typed.every((text) => comparableText(text) === '')) return EMPTY;
    const right = lists.filter((texts, i) => isRight(typed[i] ?? '', texts)).length;
    if (right === lists.length) return { mark: maxMark, outcome: 'right' };
    if (right === 0) return { mark: 0, outcome: 'wrong' };
    return { mark: scale({ value: maxMark, by: right, over: lists.length }), outcome: 'partial' };
  },
  classify({ answer }) {
    const typed = asList(answer).map(comparableText);
    return typed.every((text) => text === '') ? EMPTY_LABEL : typed.join('|');
  },
  toPrompt: ({ body: { prompt } }) => ({ prompt, blanks: countBlanks(prompt.zh) }),
  review: ({ scoring: { accept: lists } }) => ({ kind: 'texts', accept: lists }),
});
