import type { FormPlan } from './paper-plan.ts';
import type { Knot, Pool } from './paper-pool.ts';

/** How many combinations of knots are looked at before a search is given up as undecided. */
const MOST_TRIED = 400;

export type FormSearch =
  /** Per need the entries chosen, in the order in which they were ranked. */
  | { readonly found: true; readonly chosen: readonly (readonly number[])[] }
  /** `proved`: there is none; otherwise the bound was reached first. */
  | { readonly found: false; readonly proved: boolean; readonly tried: number };

/**
 * Finds one form: every need filled, no question twice, no two enemies. Needs are matched with groups of mutual enemies
 * (each once) by augmenting paths, which is exact. Of a knot nothing is decided until two of its enemies were chosen
 * together; then each of its largest peaceful sets is tried in its place, those cut off that could not succeed even if
 * nobody else were enemies. So the search is exhaustive, yet as a rule no longer than the enemies that do meet.
 * @param rank per need its candidates, the best first; whoever is not named is not taken.
 */
export function searchForm({
  plan,
  pool,
  rank,
}: {
  plan: FormPlan;
  pool: Pool;
  rank: (need: number) => readonly number[];
}): FormSearch {
  const ranked = plan.needs.map((_, need) => rank(need));
  let tried = 0;
  let complete = true;
  const descend = (barred: ReadonlySet<number>): readonly (readonly number[])[] | null => {
    tried += 1;
    const chosen = match({ plan, pool, ranked, barred });
    if (!chosen) return null;
    const knot = findMeeting(chosen, pool);
    if (!knot) return chosen;
    complete &&= knot.complete;
    const here = new Set(chosen.flat());
    // The set that keeps most of what was chosen first: it is likeliest to change nothing else.
    const keeps = (set: readonly number[]) => set.filter((each) => here.has(each)).length;
    for (const set of [...knot.sets].sort((a, b) => keeps(b) - keeps(a) || b.length - a.length)) {
      if (tried >= MOST_TRIED) return null;
      const kept = new Set(set);
      const result = descend(new Set([...barred, ...knot.members.filter((each) => !kept.has(each))]));
      if (result) return result;
    }
    return null;
  };
  const chosen = descend(new Set());
  return chosen ? { found: true, chosen } : { found: false, proved: complete && tried < MOST_TRIED, tried };
}

/** A knot of which two enemies were chosen. */
function findMeeting(chosen: readonly (readonly number[])[], { pairs, knotOf }: Pool): Knot | null {
  if (knotOf.size === 0) return null;
  const here = new Set(chosen.flat());
  for (const entry of here) {
    const knot = knotOf.get(entry);
    if (!knot) continue;
    for (const enemy of pairs.get(entry) ?? []) if (here.has(enemy)) return knot;
  }
  return null;
}

type Taken = { need: number; entry: number };

/** Kuhn's matching of needs with groups; null when some need cannot be filled. */
function match({
  plan,
  pool,
  ranked,
  barred,
}: {
  plan: FormPlan;
  pool: Pool;
  ranked: readonly (readonly number[])[];
  barred: ReadonlySet<number>;
}): (readonly number[])[] | null {
  const taken = new Map<number, Taken>();
  const clusterOf = (entry: number) => pool.clusterOf[entry] ?? entry;
  const augment = (need: number, visited: Set<number>): boolean => {
    const candidates = ranked[need] ?? [];
    for (const entry of candidates) {
      const cluster = clusterOf(entry);
      if (barred.has(entry) || visited.has(cluster) || taken.has(cluster)) continue;
      taken.set(cluster, { need, entry });
      return true;
    }
    for (const entry of candidates) {
      const cluster = clusterOf(entry);
      const holder = taken.get(cluster);
      if (barred.has(entry) || visited.has(cluster) || !holder || holder.need === need) continue;
      visited.add(cluster);
      if (!augment(holder.need, visited)) continue;
      taken.set(cluster, { need, entry });
      return true;
    }
    return false;
  };
  for (const [need, { count }] of plan.needs.entries()) {
    for (let i = 0; i < count; i += 1) if (!augment(need, new Set())) return null;
  }
  const places = ranked.map((list) => new Map(list.map((entry, place) => [entry, place])));
  const chosen: number[][] = plan.needs.map(() => []);
  for (const { need, entry } of taken.values()) chosen[need]?.push(entry);
  chosen.forEach((list, need) => {
    list.sort((a, b) => (places[need]?.get(a) ?? 0) - (places[need]?.get(b) ?? 0));
  });
  return chosen;
}
