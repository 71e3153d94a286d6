import { z } from 'zod';
import { addDuplicates, addFault } from '#app/domain/kernel/authored.ts';
import { type Hundredths, scale } from '#app/domain/kernel/hundredths.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import {
  defineQuestionType,
  EMPTY,
  EMPTY_LABEL,
  envelopeOf,
  type Graded,
  optionId,
  type PromptOption,
} from './question-type.ts';

export const MULTIPLE_CHOICE_RULES = ['all-or-nothing', 'partial', 'partial-with-penalty'] as const;
export type MultipleChoiceRule = (typeof MULTIPLE_CHOICE_RULES)[number];

const body = z.strictObject({
  prompt: localText,
  options: z
    .array(z.strictObject({ id: optionId, text: localText }))
    .min(3)
    .max(8),
});
const scoring = z.strictObject({ key: z.array(optionId).min(1), rule: z.enum(MULTIPLE_CHOICE_RULES) });

const schema = envelopeOf('multiple-choice', body, scoring).check((context) => {
  const { options } = context.value.body;
  const { key } = context.value.scoring;
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
});

type Body = { readonly prompt: LocalText; readonly options: readonly PromptOption[] };
type Scoring = { readonly key: readonly string[]; readonly rule: MultipleChoiceRule };

/**
 * The mark of a choice with `hits` right and `misses` wrong options out of `keys` right ones:
 * - `all-or-nothing`: full marks for exactly the key, else nothing;
 * - `partial` (少选得部分分，错选不得分): one wrong option and nothing is earned; otherwise each right one earns its
 *   equal share, so that choosing everything is never worth it;
 * - `partial-with-penalty`: each wrong option takes away what a right one gives; never below 0.
 * The share is rounded once, at the end, half up to a hundredth.
 */
export function markChoice({
  rule,
  hits,
  misses,
  keys,
  maxMark,
}: {
  rule: MultipleChoiceRule;
  hits: number;
  misses: number;
  keys: number;
  maxMark: Hundredths;
}): Graded {
  if (hits === 0 && misses === 0) return EMPTY;
  if (hits === keys && misses === 0) return { mark: maxMark, outcome: 'right' };
  const net = rule === 'all-or-nothing' ? 0 : rule === 'partial' ? (misses > 0 ? 0 : hits) : Math.max(0, hits - misses);
  return net === 0
    ? { mark: 0, outcome: 'wrong' }
    : { mark: scale({ value: maxMark, by: net, over: keys }), outcome: 'partial' };
}

/** Several options are right. Wire: their ids in any order, each once; kept in the order of the options. */
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
  grade({ scoring: { key, rule }, answer, maxMark }) {
    const hits = answer.filter((id) => key.includes(id)).length;
    return markChoice({ rule, hits, misses: answer.length - hits, keys: key.length, maxMark });
  },
  classify: ({ answer }) => (answer.length === 0 ? EMPTY_LABEL : answer.join('+')),
  toPrompt: ({ body: { prompt, options } }) => ({ prompt, options: options.map(({ id, text }) => ({ id, text })) }),
  review: ({ body: { options }, scoring: { key } }) => ({
    kind: 'options',
    ids: options.map(({ id }) => id).filter((id) => key.includes(id)),
  }),
});
