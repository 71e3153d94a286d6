import { type Hundredths, percentHundredths, scale } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { AppraisalPolicy } from './appraisal-policy.ts';

/** What the indicator is made of, each part in hundredths of a point. */
export type IndicatorParts = { readonly tier: Hundredths; readonly band: Hundredths; readonly hours: Hundredths };

export type Indicator = {
  readonly parts: IndicatorParts;
  readonly score: Hundredths;
  readonly suggested: LocalText;
};

type Rule = Pick<AppraisalPolicy, 'tierPoints' | 'bandPoints' | 'hoursPoints' | 'suggested'>;

/**
 * The learning indicator of a person and year, by the policy's own figures: points for the tier, points for the band
 * that the mark falls into, and points for hours in proportion to what is required, capped, rounded half up to a
 * hundredth. Negative hours (more reversed than credited) give none. The suggestion is the word with the highest
 * `fromScore` that is reached: exactly reached counts.
 * @param certificate the certificate that counts; null when none does, which gives neither tier nor band points.
 */
export function computeIndicator({
  policy,
  certificate,
  hours,
}: {
  policy: Rule;
  certificate: { readonly tier: number; readonly score: Hundredths; readonly maxScore: Hundredths } | null;
  hours: { readonly earned: Hundredths; readonly required: Hundredths };
}): Indicator {
  const parts: IndicatorParts = {
    tier: certificate ? (policy.tierPoints.find(({ tier }) => tier === certificate.tier)?.points ?? 0) : 0,
    band: certificate ? (findBand({ policy, certificate })?.points ?? 0) : 0,
    hours: hoursPoints({ max: policy.hoursPoints.max, ...hours }),
  };
  const score = parts.tier + parts.band + parts.hours;
  return { parts, score, suggested: findSuggestion({ policy, score }).word };
}

type Marked = { readonly score: Hundredths; readonly maxScore: Hundredths };
type Band = AppraisalPolicy['bandPoints'][number];
type Line = AppraisalPolicy['suggested'][number];

/** The highest band that a mark reaches; null when it reaches none, or when there is no full mark to compare with. */
export function findBand({
  policy,
  certificate: { score, maxScore },
}: {
  policy: Pick<Rule, 'bandPoints'>;
  certificate: Marked;
}): Band | null {
  if (maxScore <= 0) return null;
  const percent = percentHundredths({ part: score, whole: maxScore });
  return policy.bandPoints.reduce<Band | null>(
    (best, band) => (percent >= band.fromPercent && (!best || band.fromPercent > best.fromPercent) ? band : best),
    null,
  );
}

function hoursPoints({ max, earned, required }: { max: Hundredths; earned: Hundredths; required: Hundredths }) {
  if (required <= 0 || earned >= required) return max;
  return earned <= 0 ? 0 : scale({ value: max, by: earned, over: required });
}

/** The line of the policy that a score reaches: the one with the highest `fromScore` not above it. */
export function findSuggestion({ policy, score }: { policy: Pick<Rule, 'suggested'>; score: Hundredths }): Line {
  const [first, ...rest] = policy.suggested.filter(({ fromScore }) => score >= fromScore);
  if (!first) throw new RangeError(`the appraisal policy suggests nothing for a score of ${score} hundredths`);
  return rest.reduce((best, line) => (line.fromScore > best.fromScore ? line : best), first);
}
