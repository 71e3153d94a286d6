import type { BankEntry } from './assembly.ts';
import { type EnemyGroup, groupEnemies, listPeacefulSets, pairEnemies } from './enemies.ts';
import type { FormPlan, Need } from './paper-plan.ts';

/** A question that a paper may be drawn from, with what a fair choice among its like needs. */
export type PaperEntry = BankEntry & {
  readonly questionId: string;
  /** Expected share of full marks in hundredths. */
  readonly difficulty: number;
  /** Codes, as its author named them. */
  readonly enemies: readonly string[];
};

/** The largest sets of a knot that a search looks at; a knot with more is told as not searched through. */
const MOST_SETS = 200;

export type Knot = EnemyGroup & {
  readonly sets: readonly (readonly number[])[];
  readonly complete: boolean;
};

/** What of a bank a plan can use: entries by number, cells (the plan's needs) by number. */
export type Pool = {
  readonly entries: readonly PaperEntry[];
  /** Per need, the entries that it takes, in the order of their codes. */
  readonly members: readonly (readonly number[])[];
  /** Per entry, the needs that take it. */
  readonly fits: readonly (readonly number[])[];
  readonly pairs: ReadonlyMap<number, ReadonlySet<number>>;
  /** Per entry, the group of which a paper takes at most one: its own number, or its clique's first member. */
  readonly clusterOf: readonly number[];
  readonly cliques: readonly EnemyGroup[];
  readonly knots: readonly Knot[];
  /** The knot that an entry is a member of. */
  readonly knotOf: ReadonlyMap<number, Knot>;
  /** Per need, how many questions it and those that draw on the same ones ask for together. */
  readonly demandAround: readonly number[];
};

const kindKey = (competency: string, depth: string, type: string) => `${competency}/${depth}/${type}`;

/** Sorts a bank into the cells of a plan. One pass over the bank; a code that comes twice counts once. */
export function makePool(plan: FormPlan, bank: readonly PaperEntry[]): Pool {
  const byKind = new Map<string, number[]>();
  const byCode = new Map<string, number>();
  plan.needs.forEach(({ competency, depth, types, question }, i) => {
    if (question !== undefined) {
      byCode.set(question, i);
      return;
    }
    for (const type of types) {
      const key = kindKey(competency, depth, type);
      byKind.set(key, [...(byKind.get(key) ?? []), i]);
    }
  });
  const seen = new Set<string>();
  const entries: PaperEntry[] = [];
  const fits: (readonly number[])[] = [];
  for (const entry of bank) {
    const fixed = byCode.get(entry.code);
    // A question that the list names stands there and nowhere else.
    const own =
      fixed === undefined
        ? byKind.get(kindKey(entry.competency, entry.depth, entry.type))
        : plan.needs[fixed]?.types.includes(entry.type)
          ? [fixed]
          : undefined;
    if (!own || seen.has(entry.code)) continue;
    seen.add(entry.code);
    entries.push(entry);
    fits.push(own);
  }
  return finishPool(plan, sortByCode({ entries, fits }));
}

function sortByCode({ entries, fits }: { entries: readonly PaperEntry[]; fits: readonly (readonly number[])[] }) {
  const order = entries.map((_, i) => i);
  const codeOf = (i: number) => entries[i]?.code ?? '';
  order.sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : codeOf(a) > codeOf(b) ? 1 : 0));
  return {
    entries: order.flatMap((i) => entries[i] ?? []),
    fits: order.map((i) => fits[i] ?? []),
  };
}

function finishPool(plan: FormPlan, { entries, fits }: Pick<Pool, 'entries' | 'fits'>): Pool {
  const members: number[][] = plan.needs.map(() => []);
  fits.forEach((needs, entry) => {
    for (const need of needs) members[need]?.push(entry);
  });
  const pairs = pairEnemies(entries);
  const groups = groupEnemies(pairs);
  const clusterOf = entries.map((_, i) => i);
  for (const { members: own, clique } of groups) {
    if (clique) for (const each of own) clusterOf[each] = own[0] ?? each;
  }
  const knots = groups
    .filter(({ clique }) => !clique)
    .map((group) => ({ ...group, ...listPeacefulSets(group.members, { pairs, most: MOST_SETS }) }));
  return {
    entries,
    members,
    fits,
    pairs,
    clusterOf,
    cliques: groups.filter(({ clique }) => clique),
    knots,
    knotOf: new Map(knots.flatMap((knot) => knot.members.map((each) => [each, knot] as const))),
    demandAround: addDemands(plan.needs, { fits, groups }),
  };
}

/** Needs that can take the same question, or each other's enemies, stand or fall together. */
function addDemands(
  needs: readonly Need[],
  { fits, groups }: { fits: readonly (readonly number[])[]; groups: readonly EnemyGroup[] },
): number[] {
  const parent = needs.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  const join = (list: readonly number[]) => {
    for (const each of list) parent[root(each)] = root(list[0] ?? each);
  };
  for (const own of fits) if (own.length > 1) join(own);
  for (const { members } of groups) join(members.flatMap((entry) => fits[entry] ?? []));
  const sums = new Map<number, number>();
  needs.forEach(({ count }, i) => {
    sums.set(root(i), (sums.get(root(i)) ?? 0) + count);
  });
  return needs.map((_, i) => sums.get(root(i)) ?? 0);
}
