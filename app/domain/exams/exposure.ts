import type { FormPlan } from './paper-plan.ts';

/** What was drawn of a blueprint so far. */
export type DrawnSoFar = {
  readonly forms: number;
  /** How many of those forms hold each question, by its id; a question in none is absent. */
  readonly used: ReadonlyMap<string, number>;
};

export const NOTHING_DRAWN: DrawnSoFar = { forms: 0, used: new Map() };

/**
 * In how many of `forms` a question may stand: the share of them, rounded down, yet always in one, or no first form
 * could ever be drawn.
 * @param maxShare hundredths; null is without limit.
 */
export const allowanceOf = ({ maxShare, forms }: { maxShare: number | null; forms: number }): number =>
  maxShare === null ? forms : Math.max(1, Math.floor((forms * maxShare) / 100));

/** In how many of `count` further forms each question may stand. A question of a fixed list is in every form by design. */
export function roomFor({
  plan: { maxShare },
  drawn,
  count,
}: {
  plan: Pick<FormPlan, 'maxShare'>;
  drawn: DrawnSoFar;
  count: number;
}): (questionId: string) => number {
  const allowance = allowanceOf({ maxShare, forms: drawn.forms + count });
  if (maxShare === null) return () => count;
  return (questionId) => Math.min(count, Math.max(0, allowance - (drawn.used.get(questionId) ?? 0)));
}

/** How many questions two forms of `questions` may have in common; null is without limit. */
export const overlapLimit = ({
  maxOverlap,
  questions,
}: {
  maxOverlap: number | null;
  questions: number;
}): number | null => (maxOverlap === null ? null : Math.floor((questions * maxOverlap) / 100));
