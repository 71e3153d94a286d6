import { z } from 'zod';
import { type Credit, outcomeOf, type Verdict, wholeVerdict } from './verdict.ts';

/** How a set of chosen things is scored against a set of right ones. */
export const SET_RULES = ['all-or-nothing', 'partial', 'partial-with-penalty'] as const;
export type SetRule = (typeof SET_RULES)[number];

/** Where fining ends: at nothing, or below it (at most full marks are lost). */
export const FLOORS = ['zero', 'negative'] as const;
export type Floor = (typeof FLOORS)[number];

export const setRuleFields = {
  rule: z.enum(SET_RULES),
  floor: z.enum(FLOORS).optional().meta({ description: 'of partial-with-penalty: where fining ends; zero' }),
};

/**
 * The worth of a choice with `hits` right and `misses` wrong things out of `keys` right ones:
 * - `all-or-nothing`: everything for exactly the key, else nothing;
 * - `partial` (少选得部分分，错选不得分): one wrong thing and nothing is earned; otherwise each right one earns its
 *   equal share, so that choosing everything is never worth it;
 * - `partial-with-penalty`: each wrong thing takes away what a right one gives; not below `floor`: 0, or minus the
 *   whole.
 * @param keys at least 1.
 */
export function creditSet({
  rule,
  floor = 'zero',
  hits,
  misses,
  keys,
}: {
  rule: SetRule;
  floor?: Floor | undefined;
  hits: number;
  misses: number;
  keys: number;
}): Credit {
  if (hits === keys && misses === 0) return { earned: keys, of: keys };
  if (rule === 'all-or-nothing') return { earned: 0, of: keys };
  if (rule === 'partial') return { earned: misses > 0 ? 0 : hits, of: keys };
  return { earned: Math.max(floor === 'negative' ? -keys : 0, hits - misses), of: keys };
}

/**
 * The verdict on a chosen set, with one part for each thing that is right or was chosen: `right` when chosen and
 * right, `wrong` when chosen and not, `empty` when right and not chosen. A part tells what happened; the rule alone
 * decides what the whole earns.
 */
export function judgeSet({
  rule,
  floor,
  chosen,
  key,
}: {
  rule: SetRule;
  floor?: Floor | undefined;
  chosen: readonly string[];
  key: readonly string[];
}): Verdict {
  if (chosen.length === 0 && key.length === 0) return wholeVerdict({ earned: 1, of: 1 });
  const right = new Set(key);
  const hits = chosen.filter((each) => right.has(each)).length;
  const credit = creditSet({ rule, floor, hits, misses: chosen.length - hits, keys: key.length });
  const named = [...key, ...chosen.filter((each) => !right.has(each))];
  return {
    ...credit,
    outcome: chosen.length === 0 ? 'empty' : outcomeOf(credit),
    parts: named.map((part) => {
      const isHit = right.has(part) && chosen.includes(part);
      const outcome = isHit ? 'right' : right.has(part) ? 'empty' : 'wrong';
      return { part, earned: isHit ? 1 : 0, of: 1, outcome };
    }),
  };
}
