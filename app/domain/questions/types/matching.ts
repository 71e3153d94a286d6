import { z } from 'zod';
import { addDuplicates, addFault } from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { ok, refuse } from '#app/domain/kernel/result.ts';
import { checkMapping, judgeMapping, type Mapping, mappingFields } from './mapping.ts';
import { optionId } from './option-id.ts';
import { defineQuestionType, EMPTY_LABEL, envelopeOf, type PromptOption } from './question-type.ts';
import { type Floor, judgeSet, type SetRule, setRuleFields } from './set-rule.ts';

const thing = z.strictObject({ id: optionId, text: localText });
const body = z.strictObject({
  prompt: localText,
  left: z.array(thing).min(2).max(20),
  options: z.array(thing).min(2).max(20),
  many: z.boolean().optional().meta({ description: 'a left thing may take several options' }),
});
/** One option, or several where `many` is set; nothing where a left thing has no partner. */
const key = z.record(optionId, z.union([optionId, z.array(optionId).max(20)]));
const scoring = z.union([
  z.strictObject({ key, ...setRuleFields }),
  z.strictObject({ key, mapping: mappingFields.meta({ description: 'points per pair, named "left option"' }) }),
]);

const schema = envelopeOf('matching', body, scoring).check((context) => {
  const { left, options, many } = context.value.body;
  const { key: pairs, ...how } = context.value.scoring;
  for (const [name, things] of Object.entries({ left, options }))
    addDuplicates(context, {
      fault: 'duplicate-option',
      values: things.map(({ id: value }, i) => ({ value, path: ['body', name, i, 'id'] })),
    });
  const leftIds = left.map(({ id }) => id);
  const rightIds = options.map(({ id }) => id);
  for (const [from, to] of Object.entries(pairs)) {
    const path = ['scoring', 'key', from];
    if (!leftIds.includes(from))
      addFault(context, { fault: 'key-not-among-options', path, value: from, options: leftIds });
    if (Array.isArray(to) && !many) addFault(context, { fault: 'several-not-allowed', path });
    for (const value of asList(to))
      if (!rightIds.includes(value))
        addFault(context, { fault: 'key-not-among-options', path, value, options: rightIds });
  }
  if (pairsOf(pairs).length === 0) addFault(context, { fault: 'nothing-to-earn', path: ['scoring', 'key'] });
  if ('mapping' in how)
    checkMapping(context, {
      mapping: how.mapping,
      known: leftIds.flatMap((from) => rightIds.map((to) => pairName(from, to))),
      single: false,
      path: ['scoring', 'mapping'],
    });
});

type Pairs = { readonly [left: string]: string | readonly string[] };
type Body = {
  readonly prompt: LocalText;
  readonly left: readonly PromptOption[];
  readonly options: readonly PromptOption[];
  readonly many?: boolean | undefined;
};
type Scoring = { readonly key: Pairs } & (
  | { readonly rule: SetRule; readonly floor?: Floor | undefined }
  | { readonly mapping: Mapping }
);

const asList = (to: string | readonly string[]): readonly string[] => (typeof to === 'string' ? [to] : to);
/** A pair as QTI writes a directed pair. */
const pairName = (from: string, to: string) => `${from} ${to}`;
const pairsOf = (pairs: Pairs): string[] =>
  Object.entries(pairs).flatMap(([from, to]) => asList(to).map((each) => pairName(from, each)));

/**
 * Things on the left are matched to options. Wire: `{ left: option }`, a left thing without partner being left out;
 * with `many`, `{ left: [option, …] }`. Scored as a set of pairs. Kept in the order of the left things.
 */
export const matching = defineQuestionType<Body, Scoring, Pairs>({
  type: 'matching',
  schema,
  shufflable: true,
  parseAnswer({ left, options, many }, raw) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refuse('invalid-answer');
    const given = raw as Record<string, unknown>;
    const rightIds = options.map(({ id }) => id);
    const read: Record<string, string | readonly string[]> = {};
    let seen = 0;
    for (const { id } of left) {
      if (!Object.hasOwn(given, id)) continue;
      seen += 1;
      const to = given[id];
      if (!many) {
        if (typeof to !== 'string' || !rightIds.includes(to)) return refuse('invalid-answer');
        read[id] = to;
        continue;
      }
      if (!Array.isArray(to)) return refuse('invalid-answer');
      const chosen = rightIds.filter((each) => to.includes(each));
      if (chosen.length !== to.length) return refuse('invalid-answer');
      if (chosen.length > 0) read[id] = chosen;
    }
    return seen === Object.keys(given).length ? ok(read) : refuse('invalid-answer');
  },
  judge({ scoring, answer }) {
    const chosen = pairsOf(answer);
    return 'mapping' in scoring
      ? judgeMapping(scoring.mapping, { responses: chosen, single: false })
      : judgeSet({ ...scoring, chosen, key: pairsOf(scoring.key) });
  },
  classify: ({ answer }) => pairsOf(answer).join('+').replaceAll(' ', '-') || EMPTY_LABEL,
  toPrompt: ({ body: { prompt, left, options, many } }) => ({ prompt, left, options, ...(many ? { many } : {}) }),
  solve: ({ body: { many }, scoring: { key: pairs } }) =>
    Object.fromEntries(
      Object.entries(pairs).flatMap(([from, to]) => {
        const all = asList(to);
        return all.length === 0 ? [] : [[from, many ? all : (all[0] ?? '')]];
      }),
    ),
  review: ({ scoring: { key: pairs } }) => ({
    kind: 'pairs',
    pairs: Object.fromEntries(Object.entries(pairs).map(([from, to]) => [from, asList(to)])),
  }),
});
