import { type Depth, depthRank } from '#app/domain/standard/depth.ts';
import { allowanceOf, type DrawnSoFar } from './exposure.ts';
import type { CellShortage, Obstacle } from './feasibility.ts';
import type { FormPlan } from './paper-plan.ts';
import type { PaperEntry } from './paper-pool.ts';

/** A way to make a paper possible, computed from the bank as it is. */
export type Repair =
  | { readonly kind: 'publish'; readonly count: number }
  /** Ask `count` of them at another depth of the same competency, which has `surplus` more than it needs. */
  | { readonly kind: 'move'; readonly count: number; readonly depth: string; readonly surplus: number }
  /** Take these types too: so many questions of each are there. */
  | { readonly kind: 'widen'; readonly types: readonly { readonly type: string; readonly count: number }[] }
  /** Publish the questions that the fixed list names and the bank does not have. */
  | { readonly kind: 'restore'; readonly question: string };

export type RepairedShortage = CellShortage & {
  /** How many questions a form lacks here, at least. */
  readonly missing: number;
  /** The nearest first: those that write nothing new before those that do. */
  readonly repairs: readonly Repair[];
};

/** What would mend each shortage by itself. */
export function findRepairs({
  plan,
  bank,
  drawn,
  count,
  shortages,
  obstacle,
}: {
  plan: FormPlan;
  bank: readonly PaperEntry[];
  drawn: DrawnSoFar;
  count: number;
  shortages: readonly CellShortage[];
  obstacle: Obstacle;
}): RepairedShortage[] {
  const stock = countStock(bank);
  // What one more question gives: as many uses as the cap leaves to it.
  const usesEach = Math.min(count, allowanceOf({ maxShare: plan.maxShare, forms: drawn.forms + count }));
  return shortages.map((shortage) => {
    const need = plan.needs[shortage.need];
    const lackingUses = shortage.asked - shortage.found;
    const publish = Math.ceil(lackingUses / usesEach);
    const missing = Math.min(need?.count ?? 0, Math.ceil(lackingUses / count));
    if (!need) return { ...shortage, missing, repairs: [] };
    if (need.question !== undefined)
      return { ...shortage, missing, repairs: [{ kind: 'restore', question: need.question }] };
    const repairs: Repair[] = [];
    // A move or other types help where the bank is short; a cap or enemies are mended by numbers.
    if (obstacle.kind === 'bank') {
      const move = findMove({ plan, stock, need, missing });
      if (move) repairs.push(move);
      const widen = findTypes({ plan, stock, need, missing });
      if (widen) repairs.push(widen);
    }
    repairs.push({ kind: 'publish', count: publish });
    return { ...shortage, missing, repairs };
  });
}

type Stock = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Need = FormPlan['needs'][number];

/** How many questions there are of each competency and depth, by type. */
function countStock(bank: readonly PaperEntry[]): Stock {
  const stock = new Map<string, Map<string, number>>();
  for (const { competency, depth, type } of bank) {
    const key = `${competency}/${depth}`;
    const kinds = stock.get(key) ?? new Map<string, number>();
    stock.set(key, kinds.set(type, (kinds.get(type) ?? 0) + 1));
  }
  return stock;
}

/** The nearest depth of the same competency with enough to spare; at equal distance the one with more. */
function findMove({
  plan,
  stock,
  need,
  missing,
}: {
  plan: FormPlan;
  stock: Stock;
  need: Need;
  missing: number;
}): Repair | null {
  const near = [...stock.keys()].flatMap((key) => {
    const [competency = '', depth = ''] = key.split('/');
    if (competency !== need.competency || depth === need.depth) return [];
    const has = need.types.reduce((sum, type) => sum + (stock.get(key)?.get(type) ?? 0), 0);
    const claimed = plan.needs
      .filter((each) => each.competency === competency && each.depth === depth)
      .filter(({ types }) => types.some((type) => need.types.includes(type)))
      .reduce((sum, each) => sum + each.count, 0);
    const surplus = has - claimed;
    const distance = Math.abs(depthRank(depth as Depth) - depthRank(need.depth as Depth));
    return surplus >= missing ? [{ depth, surplus, distance }] : [];
  });
  near.sort((a, b) => a.distance - b.distance || b.surplus - a.surplus);
  const [best] = near;
  return best ? { kind: 'move', count: missing, depth: best.depth, surplus: best.surplus } : null;
}

/** The fewest further types that have enough questions of this kind to spare; null when all of them have not. */
function findTypes({
  plan,
  stock,
  need,
  missing,
}: {
  plan: FormPlan;
  stock: Stock;
  need: Need;
  missing: number;
}): Repair | null {
  const others = plan.needs.filter(
    (each) => each !== need && each.competency === need.competency && each.depth === need.depth,
  );
  const spare = [...(stock.get(`${need.competency}/${need.depth}`) ?? [])]
    .filter(([type]) => !need.types.includes(type) && !others.some(({ types }) => types.includes(type)))
    .map(([type, count]) => ({ type, count }))
    .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
  const chosen: { type: string; count: number }[] = [];
  let found = 0;
  for (const each of spare) {
    if (found >= missing) break;
    chosen.push(each);
    found += each.count;
  }
  return found >= missing && chosen.length > 0 ? { kind: 'widen', types: chosen } : null;
}
