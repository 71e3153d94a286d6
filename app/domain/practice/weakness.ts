/** How someone stands at a knowledge point. Each question counts once, by its last answer. */
export type PointStanding = {
  readonly point: string;
  /** Questions that may be practised. */
  readonly available: number;
  /** Of these, how many were answered at least once. */
  readonly answered: number;
  /** Of the answered ones, how many were right the last time. */
  readonly right: number;
  /** What the last answers earned, in hundredths of a question. */
  readonly credit: number;
};

/** With fewer answered questions a share says more about chance than about the person. */
export const LEAST_ANSWERED = 3;
/** A set by weakness draws on so many points. */
export const WEAKEST_POINTS = 5;
/** Hundredths of a per cent; from here on a point is no weakness. */
export const STRONG_ENOUGH = 85_00;

/**
 * The ability shown at a point in hundredths of a per cent, by Laplace's rule of succession: (credit + 1) ÷ (answered +
 * 2), rounded down. So few answers pull towards one half and one lucky answer is no mastery. Null where nothing was
 * answered: unknown is not zero.
 */
export function shownAbility({ answered, credit }: Pick<PointStanding, 'answered' | 'credit'>): number | null {
  return answered === 0 ? null : Math.floor(((credit + 100) * 100) / (answered + 2));
}

/**
 * The points to practise for weakness, the lowest ability first (then the one with more answered questions, then by
 * code): at least `LEAST_ANSWERED` questions answered, or all that there are, and an ability below `STRONG_ENOUGH`.
 */
export function findWeakPoints<T extends PointStanding>(standings: readonly T[], most = WEAKEST_POINTS): T[] {
  return standings
    .flatMap((standing) => {
      const ability = shownAbility(standing);
      const enough = standing.answered >= Math.min(LEAST_ANSWERED, standing.available);
      return ability !== null && enough && ability < STRONG_ENOUGH ? [{ standing, ability }] : [];
    })
    .sort(
      (a, b) =>
        a.ability - b.ability ||
        b.standing.answered - a.standing.answered ||
        (a.standing.point < b.standing.point ? -1 : 1),
    )
    .slice(0, most)
    .map(({ standing }) => standing);
}
