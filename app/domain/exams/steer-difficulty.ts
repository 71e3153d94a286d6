import type { SeededRandom } from '#app/domain/kernel/random.ts';
import type { FormPlan } from './paper-plan.ts';
import type { Pool } from './paper-pool.ts';

/** Exchanges per form; each one brings the form at least one hundredth of a mark nearer. */
const MOST_EXCHANGES = 60;
/** How many candidates of a need are looked at first; all of them only when these do not do. */
const FIRST_LOOK = 32;

/** What a form is expected to earn: `weight` ÷ `marks` is the expected share in hundredths. */
export type Weighed = { readonly weight: number; readonly marks: number };

/** The difficulty of a form, weighed by the marks of its questions. */
export function weighForm(items: readonly { readonly difficulty: number; readonly mark: number }[]): Weighed {
  let weight = 0;
  let marks = 0;
  for (const { difficulty, mark } of items) {
    weight += difficulty * mark;
    marks += mark;
  }
  return { weight, marks };
}

/** An expected share to aim at and how far it may be off, both in hundredths. */
export type Aim = { readonly target: number; readonly tolerance: number };

/**
 * Exchanges questions within their needs until the form's expected share is within its tolerance, or none brings it
 * nearer.
 * @param mayTake whether caps let an entry into this form.
 */
export function steerDifficulty({
  plan,
  pool,
  chosen,
  aim: { target, tolerance },
  mayTake,
  random,
}: {
  plan: FormPlan;
  pool: Pool;
  chosen: readonly (readonly number[])[];
  aim: Aim;
  mayTake: (entry: number) => boolean;
  random: SeededRandom;
}): { readonly form: readonly (readonly number[])[]; readonly inside: boolean } {
  const form = chosen.map((list) => [...list]);
  const markOf = (need: number) => plan.needs[need]?.mark ?? 0;
  const difficultyOf = (entry: number) => pool.entries[entry]?.difficulty ?? 0;
  const { weight, marks } = weighForm(
    form.flatMap((list, need) => list.map((entry) => ({ difficulty: difficultyOf(entry), mark: markOf(need) }))),
  );
  let off = weight - target * marks;
  const inside = () => Math.abs(off) <= tolerance * marks;
  const taken = new Set(form.flat());
  for (let exchange = 0; exchange < MOST_EXCHANGES && !inside(); exchange += 1) {
    const best =
      findExchange({ pool, form, taken, off, markOf, difficultyOf, mayTake, random, most: FIRST_LOOK }) ??
      findExchange({ pool, form, taken, off, markOf, difficultyOf, mayTake, random, most: Infinity });
    if (!best) break;
    const { need, place, entry, gain } = best;
    const list = form[need] ?? [];
    taken.delete(list[place] ?? -1);
    list[place] = entry;
    taken.add(entry);
    off += gain;
  }
  return { form, inside: inside() };
}

type Exchange = { readonly need: number; readonly place: number; readonly entry: number; readonly gain: number };

/** The exchange that brings the form nearest to its target; null when none brings it nearer. */
function findExchange({
  pool,
  form,
  taken,
  off,
  markOf,
  difficultyOf,
  mayTake,
  random,
  most,
}: {
  pool: Pool;
  form: readonly (readonly number[])[];
  taken: ReadonlySet<number>;
  off: number;
  markOf: (need: number) => number;
  difficultyOf: (entry: number) => number;
  mayTake: (entry: number) => boolean;
  random: SeededRandom;
  most: number;
}): Exchange | null {
  let best: Exchange | null = null;
  let nearest = Math.abs(off);
  const clusters = new Set([...taken].map((entry) => pool.clusterOf[entry]));
  form.forEach((list, need) => {
    const members = pool.members[need] ?? [];
    const begin = members.length === 0 ? 0 : random.below(members.length);
    const looked = Math.min(members.length, most);
    for (let i = 0; i < looked; i += 1) {
      const entry = members[(begin + i) % members.length] as number;
      if (taken.has(entry) || !mayTake(entry)) continue;
      list.forEach((leaving, place) => {
        const gain = (difficultyOf(entry) - difficultyOf(leaving)) * markOf(need);
        const distance = Math.abs(off + gain);
        if (distance >= nearest || !isPeaceful({ pool, taken, clusters, leaving, entry })) return;
        nearest = distance;
        best = { need, place, entry, gain };
      });
    }
  });
  return best;
}

/** Whether an entry has no enemy in the form but the one that leaves. */
function isPeaceful({
  pool,
  taken,
  clusters,
  leaving,
  entry,
}: {
  pool: Pool;
  taken: ReadonlySet<number>;
  clusters: ReadonlySet<number | undefined>;
  leaving: number;
  entry: number;
}): boolean {
  const own = pool.clusterOf[entry];
  if (clusters.has(own) && pool.clusterOf[leaving] !== own) return false;
  for (const enemy of pool.pairs.get(entry) ?? []) if (enemy !== leaving && taken.has(enemy)) return false;
  return true;
}

/** What a form is expected to earn on average when every need draws blindly: what a set is balanced around. */
export function aimOfSet({ plan, pool }: { plan: FormPlan; pool: Pool }): Aim | null {
  let weight = 0;
  let marks = 0;
  plan.needs.forEach(({ count, mark }, need) => {
    const members = pool.members[need] ?? [];
    const sum = members.reduce((all, entry) => all + (pool.entries[entry]?.difficulty ?? 0), 0);
    weight += members.length === 0 ? 0 : (sum / members.length) * count * mark;
    marks += count * mark;
  });
  return marks === 0 ? null : { target: Math.round(weight / marks), tolerance: 1 };
}
