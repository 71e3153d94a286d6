import { type Hundredths, scale } from '#app/domain/kernel/hundredths.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Criterion } from '#app/domain/questions/types/rubric.ts';

/** The credit chosen for each criterion, in hundredths of it, by the criterion's id. */
export type ChosenCredits = Readonly<Record<string, Hundredths>>;

/**
 * The mark of a rubric: Σ weight × credit ÷ Σ weight of `maxMark`, rounded once, half away from zero, to a hundredth.
 * Every criterion needs one of its own levels; the detail names those that lack one.
 */
export function markByRubric({
  criteria,
  credits,
  maxMark,
}: {
  criteria: readonly Criterion[];
  credits: ChosenCredits;
  maxMark: Hundredths;
}): Result<Hundredths, 'invalid-input'> {
  const lacking = criteria.filter(
    ({ id, levels }) => !Object.hasOwn(credits, id) || !levels.some(({ credit }) => credit === credits[id]),
  );
  const unknown = Object.keys(credits).filter((id) => !criteria.some((each) => each.id === id));
  if (lacking.length + unknown.length > 0)
    return refuse('invalid-input', { errors: [...lacking.map(({ id }) => id), ...unknown] });
  const earned = criteria.reduce((sum, { id, weight }) => sum + weight * (credits[id] ?? 0), 0);
  const whole = criteria.reduce((sum, { weight }) => sum + weight * 100, 0);
  return ok(scale({ value: maxMark, by: earned, over: whole }));
}
