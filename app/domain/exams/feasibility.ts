import { type DrawnSoFar, overlapLimit, roomFor } from './exposure.ts';
import { makeNetwork } from './max-flow.ts';
import type { FormPlan } from './paper-plan.ts';
import type { Pool } from './paper-pool.ts';
import { searchForm } from './search-form.ts';

/** What a cell lacks: so many questions for each form, over all the forms asked for. */
export type CellShortage = {
  /** The need's number in the plan. */
  readonly need: number;
  /** Of the bank, usable as far as type, competency and depth go. */
  readonly available: number;
  /** Uses asked for and found, over all forms. */
  readonly asked: number;
  readonly found: number;
};

/** Why no paper can be drawn. */
export type Obstacle =
  /** The bank holds too few, enemies and caps aside. */
  | { readonly kind: 'bank' }
  /** It would do but for enemies that may not meet. */
  | { readonly kind: 'enemies' }
  /** It would do but for how often each question may be used; `forms` is the most that can be drawn. */
  | { readonly kind: 'exposure'; readonly forms: number; readonly share: number | null }
  /** Any two forms have at least so many questions in common. */
  | { readonly kind: 'overlap'; readonly least: number; readonly limit: number }
  /** Every form lies between these, in hundredths. */
  | { readonly kind: 'difficulty'; readonly from: number; readonly to: number };

export type Feasibility =
  | { readonly verdict: 'feasible' }
  | { readonly verdict: 'impossible'; readonly obstacle: Obstacle; readonly shortages: readonly CellShortage[] }
  /** Neither a paper nor a proof was found within the bound. */
  | { readonly verdict: 'undecided'; readonly tried: number };

export type Asked = {
  readonly plan: FormPlan;
  readonly pool: Pool;
  readonly drawn: DrawnSoFar;
  /** How many forms are to be drawn at once. */
  readonly count: number;
};

/**
 * Whether so many forms can be drawn, before any is. Quotas, caps of use and groups of mutual enemies are a flow, whose
 * maximum is exact for any number of forms at once (such a network's whole solutions are sums of single ones). Knots of
 * enemies are searched for one form within a bound.
 */
export function judgeFeasibility(asked: Asked): Feasibility {
  const { plan, pool, drawn, count } = asked;
  const found = flowOf(asked);
  if (!found.full) return { verdict: 'impossible', obstacle: nameObstacle(asked), shortages: found.shortages };
  const least = leastOverlap(asked);
  if (least) return { verdict: 'impossible', obstacle: least, shortages: [] };
  const reach = difficultyReach(asked);
  if (plan.difficulty && reach) {
    const { target, tolerance } = plan.difficulty;
    if (reach.to < target - tolerance || reach.from > target + tolerance)
      return { verdict: 'impossible', obstacle: { kind: 'difficulty', ...reach }, shortages: [] };
  }
  if (pool.knots.length === 0) return { verdict: 'feasible' };
  const room = roomFor({ plan, drawn, count });
  const searched = searchForm({
    plan,
    pool,
    rank: (need) => (pool.members[need] ?? []).filter((entry) => isFixed(plan, need) || room(idOf(pool, entry)) > 0),
  });
  if (searched.found) return { verdict: 'feasible' };
  return searched.proved
    ? { verdict: 'impossible', obstacle: { kind: 'enemies' }, shortages: [] }
    : { verdict: 'undecided', tried: searched.tried };
}

const isFixed = (plan: FormPlan, need: number) => plan.needs[need]?.question !== undefined;
const idOf = (pool: Pool, entry: number) => pool.entries[entry]?.questionId ?? '';

type Leaving = { readonly enemies?: 'ignored'; readonly exposure?: 'ignored' };

/** The most uses that can be given to the needs, and what each lacks. */
function flowOf({ plan, pool, drawn, count }: Asked, leaving: Leaving = {}) {
  const room = leaving.exposure ? () => count : roomFor({ plan, drawn, count });
  const network = makeNetwork();
  const source = network.addNode();
  const sink = network.addNode();
  const cells = plan.needs.map((need) => {
    const node = network.addNode();
    return { node, edge: network.addEdge({ from: node, to: sink, capacity: need.count * count }) };
  });
  const inClique = new Set(leaving.enemies ? [] : pool.cliques.flatMap(({ members }) => members));
  const roomOf = (entry: number) => {
    const [first = 0] = pool.fits[entry] ?? [];
    return isFixed(plan, first) ? count : room(idOf(pool, entry));
  };
  /** Questions that fit the same needs are one node: their room adds up. */
  const addKinds = (from: number, entries: Iterable<number>) => {
    const kinds = new Map<readonly number[], { needs: readonly number[]; room: number }>();
    for (const entry of entries) {
      const needs = pool.fits[entry] ?? [];
      const kind = kinds.get(needs);
      if (kind) kind.room += roomOf(entry);
      else kinds.set(needs, { needs, room: roomOf(entry) });
    }
    for (const kind of kinds.values()) {
      const node = network.addNode();
      network.addEdge({ from, to: node, capacity: kind.room });
      for (const need of kind.needs)
        network.addEdge({ from: node, to: cells[need]?.node ?? sink, capacity: kind.room });
    }
  };
  const everyone = pool.entries.map((_, entry) => entry);
  addKinds(source, inClique.size === 0 ? everyone : everyone.filter((entry) => !inClique.has(entry)));
  if (!leaving.enemies) {
    for (const { members } of pool.cliques) {
      const node = network.addNode();
      network.addEdge({ from: source, to: node, capacity: count });
      addKinds(node, members);
    }
  }
  const total = network.maximise({ source, sink });
  const shortages = plan.needs.flatMap((need, i): CellShortage[] => {
    const asked = need.count * count;
    const found = network.flowOn(cells[i]?.edge ?? 0);
    return found < asked ? [{ need: i, available: pool.members[i]?.length ?? 0, asked, found }] : [];
  });
  return { full: total === plan.needs.reduce((sum, need) => sum + need.count * count, 0), shortages };
}

function nameObstacle(asked: Asked): Obstacle {
  if (!flowOf(asked, { enemies: 'ignored', exposure: 'ignored' }).full) return { kind: 'bank' };
  if (!flowOf({ ...asked, count: 1 }, { exposure: 'ignored' }).full) return { kind: 'enemies' };
  return { kind: 'exposure', forms: mostForms(asked), share: leastShare(asked) };
}

/** The most forms that can be drawn at once within the caps: more are never easier than fewer, but for rounding. */
export function mostForms({ count, ...rest }: Asked): number {
  let possible = 0;
  let impossible = count + 1;
  while (impossible - possible > 1) {
    const middle = Math.floor((possible + impossible) / 2);
    if (flowOf({ ...rest, count: middle }).full) possible = middle;
    else impossible = middle;
  }
  return possible;
}

/** The smallest cap (hundredths) under which all the forms can be drawn; null when none does. */
function leastShare({ plan, ...rest }: Asked): number | null {
  let enough = 101;
  let small = plan.maxShare ?? 0;
  while (enough - small > 1) {
    const middle = Math.floor((small + enough) / 2);
    if (flowOf({ ...rest, plan: { ...plan, maxShare: middle } }).full) enough = middle;
    else small = middle;
  }
  return enough > 100 ? null : enough;
}

/** Two forms that draw c of n questions share at least 2c − n of them. */
function leastOverlap({ plan, pool, count }: Asked): Obstacle | null {
  const free = plan.needs.filter(({ question }) => question === undefined);
  const limit = overlapLimit({
    maxOverlap: plan.maxOverlap,
    questions: free.reduce((sum, need) => sum + need.count, 0),
  });
  if (limit === null || count < 2) return null;
  const around = new Map<string, { demand: number; entries: Set<number> }>();
  plan.needs.forEach((need, i) => {
    if (need.question !== undefined) return;
    // Needs that share questions are counted together, each question once.
    const key =
      [...new Set((pool.members[i] ?? []).flatMap((entry) => pool.fits[entry] ?? []))].sort().join() || `${i}`;
    const group = around.get(key) ?? { demand: 0, entries: new Set<number>() };
    group.demand += need.count;
    for (const entry of pool.members[i] ?? []) group.entries.add(entry);
    around.set(key, group);
  });
  const joint = [...around.values()];
  // Groups that overlap without being the same would count a question twice: then the bound says nothing.
  if (
    joint.reduce((sum, { entries }) => sum + entries.size, 0) >
    new Set(joint.flatMap(({ entries }) => [...entries])).size
  )
    return null;
  const least = joint.reduce((sum, { demand, entries }) => sum + Math.max(0, 2 * demand - entries.size), 0);
  return least > limit ? { kind: 'overlap', least, limit } : null;
}

/** Between which expected shares (hundredths) every form lies, each need taking its hardest or easiest; null of nothing. */
export function difficultyReach({ plan, pool }: Pick<Asked, 'plan' | 'pool'>): { from: number; to: number } | null {
  let low = 0;
  let high = 0;
  let marks = 0;
  plan.needs.forEach(({ count, mark }, i) => {
    const sorted = (pool.members[i] ?? []).map((entry) => pool.entries[entry]?.difficulty ?? 0).sort((a, b) => a - b);
    const sum = (list: number[]) => list.reduce((all, each) => all + each * mark, 0);
    low += sum(sorted.slice(0, count));
    high += sum(sorted.slice(-count));
    marks += count * mark;
  });
  return marks === 0 ? null : { from: Math.ceil(low / marks), to: Math.floor(high / marks) };
}
