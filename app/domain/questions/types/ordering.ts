import { z } from 'zod';
import { addDuplicates, addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { optionId } from './option-id.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, type PromptOption } from './question-type.ts';
import { type Credit, outcomeOf } from './verdict.ts';

/**
 * How a wrong order is scored:
 * - `exact`: the whole order or nothing;
 * - `positions`: each thing in its own place;
 * - `adjacent-pairs`: each thing that stands directly before its right successor;
 * - `longest-run`: the longest common subsequence: what need not be moved.
 */
export const ORDERING_RULES = ['exact', 'positions', 'adjacent-pairs', 'longest-run'] as const;
export type OrderingRule = (typeof ORDERING_RULES)[number];

const body = z.strictObject({
  prompt: localText,
  options: z
    .array(z.strictObject({ id: optionId, text: localText }))
    .min(2)
    .max(15),
});
const scoring = z.strictObject({ key: z.array(optionId).min(2), rule: z.enum(ORDERING_RULES) });

const schema = envelopeOf('ordering', body, scoring).check((context) => {
  const ids = context.value.body.options.map(({ id }) => id);
  const { key } = context.value.scoring;
  addDuplicates(context, {
    fault: 'duplicate-option',
    values: ids.map((value, i) => ({ value, path: ['body', 'options', i, 'id'] })),
  });
  addDuplicates(context, {
    fault: 'duplicate-key',
    values: key.map((value, i) => ({ value, path: ['scoring', 'key', i] })),
  });
  key.forEach((value, i) => {
    if (!ids.includes(value))
      addFault(context, { fault: 'key-not-among-options', path: ['scoring', 'key', i], value, options: ids });
  });
  const missing = ids.filter((id) => !key.includes(id));
  if (missing.length > 0) addFault(context, { fault: 'order-incomplete', path: ['scoring', 'key'], missing });
});

type Body = { readonly prompt: LocalText; readonly options: readonly PromptOption[] };
type Scoring = { readonly key: readonly string[]; readonly rule: OrderingRule };

/** The longest sequence that both hold in the same order; O(n²), n at most 15. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const each of a) {
    const next = [0];
    for (let j = 0; j < b.length; j += 1)
      next.push(each === b[j] ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The worth of an order. A thing alone is in order with itself, so `longest-run` counts what stands beyond the first:
 * the reverse of the key earns nothing, as by the other rules.
 */
export function creditOrder({ key, rule, answer }: Scoring & { answer: readonly string[] }): Credit {
  const isExact = answer.length === key.length && key.every((id, i) => answer[i] === id);
  if (rule === 'exact') return { earned: isExact ? 1 : 0, of: 1 };
  if (rule === 'positions') return { earned: key.filter((id, i) => answer[i] === id).length, of: key.length };
  const of = key.length - 1;
  if (rule === 'longest-run') return { earned: Math.max(0, longestCommon(answer, key) - 1), of };
  const earned = answer.filter((id, i) => {
    const at = key.indexOf(id);
    return i + 1 < answer.length && key[at + 1] === answer[i + 1];
  }).length;
  return { earned, of };
}

/** Things are put in order. Wire: the ids in their order, each once; fewer than all are an unfinished answer. */
export const ordering = defineQuestionType<Body, Scoring, readonly string[]>({
  type: 'ordering',
  schema,
  shufflable: true,
  parseAnswer({ options }, raw) {
    if (!Array.isArray(raw) || raw.length > options.length) return refuse('invalid-answer');
    const known = raw.every((each) => options.some(({ id }) => id === each));
    return known && new Set(raw).size === raw.length ? ok(raw as readonly string[]) : refuse('invalid-answer');
  },
  judge({ scoring, answer }) {
    const credit = creditOrder({ ...scoring, answer });
    return {
      ...credit,
      outcome: answer.length === 0 ? 'empty' : outcomeOf(credit),
      parts: scoring.key.map((part, i) => {
        const outcome = answer[i] === part ? 'right' : answer[i] === undefined ? 'empty' : 'wrong';
        return { part, earned: outcome === 'right' ? 1 : 0, of: 1, outcome };
      }),
    };
  },
  classify: ({ answer }) => answer.join('>') || EMPTY_LABEL,
  toPrompt: ({ body: { prompt, options } }) => ({ prompt, options: options.map(({ id, text }) => ({ id, text })) }),
  solve: ({ scoring: { key } }) => key,
  review: ({ scoring: { key } }) => ({ kind: 'order', ids: key }),
});
