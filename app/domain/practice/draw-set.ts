import { seededRandom, shuffled } from '#app/domain/kernel/random.ts';

/** A question that a set may be drawn from. */
export type Candidate = {
  readonly questionId: string;
  readonly versionId: string;
  /** The first of its knowledge points by code; null where it has none. */
  readonly point: string | null;
  /** When the learner last answered it; null for never. */
  readonly lastSeenAt: number | null;
};

const DAY_MS = 86_400_000;
const NEVER = -1;

/** Questions that were last seen on the same day are equally old; those never seen come before all. */
const ageClass = ({ lastSeenAt }: Candidate): number => (lastSeenAt === null ? NEVER : Math.floor(lastSeenAt / DAY_MS));

/**
 * Draws a set of at most `size` questions, each at most once:
 * 1. what was never seen comes before what was, and what was not seen for longer before what was seen later, by day (UTC);
 * 2. among equals the knowledge point comes next of which the set holds fewest, so that the set spreads over the points;
 * 3. what is still equal is decided by chance from the seed.
 * The same candidates, size and seed give the same set, in the same order, whatever order the candidates come in.
 */
export function drawSet({
  candidates,
  size,
  seed,
}: {
  candidates: readonly Candidate[];
  size: number;
  seed: string;
}): Candidate[] {
  const byId = [...new Map(candidates.map((each) => [each.questionId, each])).values()].sort((a, b) =>
    a.questionId < b.questionId ? -1 : 1,
  );
  const waiting = shuffled(byId, seededRandom(`${seed}/set`)).sort((a, b) => ageClass(a) - ageClass(b));
  const drawn: Candidate[] = [];
  const taken = new Map<string | null, number>();
  const countOf = ({ point }: Candidate) => taken.get(point) ?? 0;
  while (drawn.length < size && waiting.length > 0) {
    const oldest = ageClass(waiting[0] as Candidate);
    let best = 0;
    for (let i = 1; i < waiting.length && ageClass(waiting[i] as Candidate) === oldest; i += 1)
      if (countOf(waiting[i] as Candidate) < countOf(waiting[best] as Candidate)) best = i;
    const [next] = waiting.splice(best, 1) as [Candidate];
    taken.set(next.point, countOf(next) + 1);
    drawn.push(next);
  }
  return drawn;
}
