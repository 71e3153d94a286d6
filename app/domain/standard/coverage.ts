import { type Depth, deepest, isDeepEnough } from './depth.ts';

/** How something stands for a point: a lesson teaches it, a quiz practises it, an exam question assesses it. */
export type CoverageKind = 'taught' | 'practised' | 'assessed';

/** One thing that touches one point: plain data, whatever area it comes from. */
export type CoverageLink = {
  readonly point: string;
  readonly kind: CoverageKind;
  /** The code of the lesson or question. */
  readonly ref: string;
  readonly depth: Depth;
};

/** The serious ones first. */
export const COVERAGE_GAPS = ['not-taught', 'taught-too-shallow', 'not-assessed', 'not-practised'] as const;
export type CoverageGap = (typeof COVERAGE_GAPS)[number];

/** The gaps that leave a published syllabus without its promise; a point that no quiz practises is only told. */
export const SERIOUS_GAPS: readonly CoverageGap[] = ['not-taught', 'taught-too-shallow', 'not-assessed'];

export type PointCoverage = {
  readonly point: string;
  /** What the syllabus asks; null where it leaves the point out. */
  readonly demanded: Depth | null;
  readonly taught: Touched;
  readonly practised: Touched;
  readonly assessed: Touched;
  /** Empty where nothing is demanded. */
  readonly gaps: readonly CoverageGap[];
};
/** By what, and how deep at most (null: by nothing). */
export type Touched = { readonly depth: Depth | null; readonly refs: readonly string[] };

/**
 * What stands behind each point: one row per point, in the order given. A demanded point must be taught at the
 * demanded depth or deeper and be asked in an exam question of any depth (the blueprint decides at which).
 */
export function coverageOf({
  points,
  demands,
  links,
}: {
  points: readonly string[];
  demands: readonly { readonly point: string; readonly depth: Depth }[];
  links: readonly CoverageLink[];
}): PointCoverage[] {
  const demanded = new Map(demands.map(({ point, depth }) => [point, depth]));
  const byPoint = new Map<string, CoverageLink[]>();
  for (const link of links) byPoint.set(link.point, [...(byPoint.get(link.point) ?? []), link]);
  return points.map((point) => {
    const own = byPoint.get(point) ?? [];
    const touched = (kind: CoverageKind): Touched => {
      const those = own.filter((link) => link.kind === kind);
      return {
        depth: deepest(those.map(({ depth }) => depth)),
        refs: [...new Set(those.map(({ ref }) => ref))].sort(),
      };
    };
    const row = {
      point,
      demanded: demanded.get(point) ?? null,
      taught: touched('taught'),
      practised: touched('practised'),
      assessed: touched('assessed'),
    };
    return { ...row, gaps: gapsOf(row) };
  });
}

function gapsOf({ demanded, taught, practised, assessed }: Omit<PointCoverage, 'gaps'>): CoverageGap[] {
  if (demanded === null) return [];
  const gaps: CoverageGap[] = [];
  if (taught.depth === null) gaps.push('not-taught');
  else if (!isDeepEnough({ reached: taught.depth, demanded })) gaps.push('taught-too-shallow');
  if (assessed.depth === null) gaps.push('not-assessed');
  if (practised.depth === null) gaps.push('not-practised');
  return gaps;
}
