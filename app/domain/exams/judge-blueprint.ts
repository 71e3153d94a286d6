import type { Depth } from '#app/domain/standard/depth.ts';
import type { Shortage } from './assembly.ts';
import type { BlueprintBody } from './blueprint.ts';
import { NOTHING_DRAWN } from './exposure.ts';
import { type Feasibility, judgeFeasibility } from './feasibility.ts';
import { type FormPlan, planOf } from './paper-plan.ts';
import { makePool, type PaperEntry } from './paper-pool.ts';

/** A cell of the two-way table with what the bank has for it. Fixed questions are counted by what they ask. */
export type CellState = {
  readonly competency: string;
  readonly depth: Depth;
  readonly count: number;
  /** Hundredths of a point together. */
  readonly marks: number;
  /** Questions of the bank that any of its needs takes. */
  readonly available: number;
};

export type BlueprintState = {
  readonly cells: readonly CellState[];
  /** Cells that cannot be filled. */
  readonly shortages: readonly Shortage[];
  /** Questions of a fixed list that the bank does not have. */
  readonly missing: readonly string[];
  readonly feasibility: Feasibility;
};

/** Whether one paper of a blueprint can be drawn from a bank, and what each cell has. */
export function judgeBlueprint({
  body,
  bank,
}: {
  body: Pick<BlueprintBody, 'allowedTypes' | 'shuffleQuestions'> & Partial<BlueprintBody>;
  bank: readonly PaperEntry[];
}): BlueprintState {
  const plan = planOf(body);
  const pool = makePool(plan, bank);
  const feasibility = judgeFeasibility({ plan, pool, drawn: NOTHING_DRAWN, count: 1 });
  const lacking = feasibility.verdict === 'impossible' ? feasibility.shortages : [];
  const cells = new Map<string, Omit<CellState, 'available'> & { readonly entries: Set<number> }>();
  plan.needs.forEach((need, i) => {
    const members = pool.members[i] ?? [];
    // A fixed question that the bank does not have is in no cell: `missing` names it.
    const kind = need.question === undefined ? need : pool.entries[members[0] ?? -1];
    if (!kind) return;
    const key = `${kind.competency}/${kind.depth}`;
    const known = cells.get(key);
    const entries = known?.entries ?? new Set<number>();
    for (const entry of members) entries.add(entry);
    cells.set(key, {
      competency: kind.competency,
      depth: kind.depth as Depth,
      count: (known?.count ?? 0) + need.count,
      marks: (known?.marks ?? 0) + need.count * need.mark,
      entries,
    });
  });
  return {
    cells: [...cells.values()].map(({ entries, ...cell }) => ({ ...cell, available: entries.size })),
    shortages: addUp(plan, lacking),
    missing: lacking.flatMap(({ need }) => plan.needs[need]?.question ?? []),
    feasibility,
  };
}

/** The kinds and codes that a blueprint draws from, for reading them out of the bank. */
export function bankFilterOf(bodies: readonly Parameters<typeof planOf>[0][]) {
  const needs = bodies.flatMap((body) => planOf(body).needs);
  return {
    kinds: needs.filter(({ question }) => question === undefined),
    codes: needs.flatMap(({ question }) => question ?? []),
  };
}

/** Shortages by competency and depth: needs of one kind are one line, as they draw on the same questions. */
function addUp(plan: FormPlan, lacking: Extract<Feasibility, { verdict: 'impossible' }>['shortages']): Shortage[] {
  const sums = new Map<string, Shortage>();
  const short = new Set(
    lacking.flatMap(({ need }) => {
      const { competency, depth, question } = plan.needs[need] ?? {};
      return question === undefined ? [`${competency}/${depth}`] : [];
    }),
  );
  const foundOf = new Map(lacking.map(({ need, found }) => [need, found]));
  plan.needs.forEach(({ competency, depth, count, question }, i) => {
    const key = `${competency}/${depth}`;
    if (question !== undefined || !short.has(key)) return;
    const known = sums.get(key);
    sums.set(key, {
      competency,
      depth,
      needed: (known?.needed ?? 0) + count,
      available: (known?.available ?? 0) + (foundOf.get(i) ?? count),
    });
  });
  return [...sums.values()];
}

/** What a refusal names: each shortage, each question that is gone, or else the obstacle. */
export function nameFaults({ shortages, missing, feasibility }: BlueprintState): string[] {
  const named = [
    ...shortages.map(({ competency, depth, available, needed }) => `${competency}/${depth} ${available}/${needed}`),
    ...missing,
  ];
  if (named.length > 0 || feasibility.verdict === 'feasible') return named;
  return [feasibility.verdict === 'undecided' ? 'undecided' : feasibility.obstacle.kind];
}
