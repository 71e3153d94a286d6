import { z } from 'zod';
import { addDuplicates, addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { checkPlaces } from '../check-places.ts';
import { placesOf } from '../marked-text.ts';
import { optionId } from './option-id.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, type PromptOption } from './question-type.ts';
import { weighParts } from './verdict.ts';

const body = z.strictObject({
  prompt: localText,
  passage: localText.meta({ description: 'a text with gaps written [[g1]]' }),
  options: z
    .array(z.strictObject({ id: optionId, text: localText }))
    .min(2)
    .max(20),
  many: z.boolean().optional().meta({ description: 'an option may fill more than one gap' }),
});
/** The options that may stand in each gap; the order of gaps that share theirs does not matter then. */
const scoring = z.strictObject({
  key: z.record(optionId, z.union([optionId, z.array(optionId).min(1)])),
  rule: z.enum(['per-gap', 'all-or-nothing']),
});

const schema = envelopeOf('gap-match', body, scoring).check((context) => {
  const { options, passage, many } = context.value.body;
  const { key } = context.value.scoring;
  const ids = options.map(({ id }) => id);
  addDuplicates(context, {
    fault: 'duplicate-option',
    values: ids.map((value, i) => ({ value, path: ['body', 'options', i, 'id'] })),
  });
  checkPlaces(context, { text: passage, known: Object.keys(key), path: ['body', 'passage'] });
  for (const [gap, right] of Object.entries(key))
    for (const value of asList(right))
      if (!ids.includes(value))
        addFault(context, { fault: 'key-not-among-options', path: ['scoring', 'key', gap], value, options: ids });
  if (!many && Object.keys(key).length > ids.length)
    addFault(context, { fault: 'too-few-options', path: ['body', 'options'], needed: Object.keys(key).length });
});

type Body = {
  readonly prompt: LocalText;
  readonly passage: LocalText;
  readonly options: readonly PromptOption[];
  readonly many?: boolean | undefined;
};
type Filled = { readonly [gap: string]: string };
type Scoring = {
  readonly key: { readonly [gap: string]: string | readonly string[] };
  readonly rule: 'per-gap' | 'all-or-nothing';
};

const asList = (right: string | readonly string[]): readonly string[] => (typeof right === 'string' ? [right] : right);

/** One option for each gap, none twice unless it may be; null where there are not enough. Gaps are few: a plain search. */
function assignOptions(
  gaps: readonly { gap: string; right: readonly string[] }[],
  many: boolean,
  used: readonly string[] = [],
): [string, string][] | null {
  const [first, ...rest] = gaps;
  if (!first) return [];
  for (const option of first.right) {
    if (!many && used.includes(option)) continue;
    const others = assignOptions(rest, many, [...used, option]);
    if (others) return [[first.gap, option], ...others];
  }
  return null;
}

/** Options are put into the gaps of a text. Wire: `{ gap: option }`, an empty gap being left out. */
export const gapMatch = defineQuestionType<Body, Scoring, Filled>({
  type: 'gap-match',
  schema,
  shufflable: true,
  parseAnswer({ passage, options, many }, raw) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refuse('invalid-answer');
    const given = raw as Record<string, unknown>;
    const gaps = placesOf(passage.zh).filter((gap) => Object.hasOwn(given, gap));
    if (gaps.length !== Object.keys(given).length) return refuse('invalid-answer');
    const chosen = gaps.map((gap) => given[gap]);
    const fits = chosen.every((each) => options.some(({ id }) => id === each));
    if (!fits || (!many && new Set(chosen).size !== chosen.length)) return refuse('invalid-answer');
    return ok(Object.fromEntries(gaps.map((gap) => [gap, given[gap] as string])));
  },
  judge({ body: { passage }, scoring: { key, rule }, answer }) {
    const verdict = weighParts(
      placesOf(passage.zh).map((gap) => {
        const chosen = answer[gap];
        const isRight = chosen !== undefined && asList(key[gap] ?? []).includes(chosen);
        return { part: gap, weight: 1, credit: chosen === undefined ? null : { earned: isRight ? 1 : 0, of: 1 } };
      }),
    );
    return rule === 'per-gap' || verdict.outcome !== 'partial' ? verdict : { ...verdict, earned: 0, outcome: 'wrong' };
  },
  classify: ({ answer }) =>
    Object.entries(answer)
      .map(([gap, option]) => `${gap}-${option}`)
      .join('+') || EMPTY_LABEL,
  toPrompt: ({ body: { prompt, passage, options, many } }) => ({
    prompt,
    passage,
    options,
    ...(many ? { many } : {}),
  }),
  solve({ body: { many }, scoring: { key } }) {
    const filled = assignOptions(
      Object.entries(key).map(([gap, right]) => ({ gap, right: asList(right) })),
      many ?? false,
    );
    return filled && Object.fromEntries(filled);
  },
  review: ({ scoring: { key } }) => ({
    kind: 'pairs',
    pairs: Object.fromEntries(Object.entries(key).map(([gap, right]) => [gap, asList(right)])),
  }),
});
