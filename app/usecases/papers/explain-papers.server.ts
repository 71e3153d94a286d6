import type { BlueprintBody } from '#app/domain/exams/blueprint.ts';
import { type DrawnSoFar, roomFor } from '#app/domain/exams/exposure.ts';
import { type Feasibility, judgeFeasibility, mostForms, type Obstacle } from '#app/domain/exams/feasibility.ts';
import { planOf } from '#app/domain/exams/paper-plan.ts';
import { makePool, type PaperEntry, type Pool } from '#app/domain/exams/paper-pool.ts';
import { findRepairs, type RepairedShortage } from '#app/domain/exams/repairs.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import { DEPTHS } from '#app/domain/standard/depth.ts';

/** The most forms that one act draws. */
export const MOST_FORMS = 200;

/** A shortage with what it is a shortage of. */
export type ExplainedShortage = RepairedShortage & {
  readonly section: number;
  readonly competency: string;
  readonly depth: string;
  readonly question: string | null;
};

/** Whether so many forms can be drawn now; if not, why, and what would mend it. */
export type Explanation =
  | { readonly verdict: 'feasible' }
  | { readonly verdict: 'undecided' }
  | { readonly verdict: 'impossible'; readonly obstacle: Obstacle; readonly shortages: readonly ExplainedShortage[] };

export type Stock = {
  readonly body: BlueprintBody;
  readonly bank: readonly PaperEntry[];
  readonly drawn: DrawnSoFar;
};

/** What to read of the bank for a blueprint's page: its competencies at every depth, so that a repair can be found. */
export function stockFilterOf(body: BlueprintBody) {
  const { needs } = planOf(body);
  return {
    kinds: [
      ...new Set(needs.flatMap(({ question, competency }) => (question === undefined ? [competency] : []))),
    ].flatMap((competency) => DEPTHS.map((depth) => ({ competency, depth }))),
    codes: needs.flatMap(({ question }) => question ?? []),
  };
}

export function explainPapers({ body, bank, drawn, count }: Stock & { readonly count: number }): Explanation {
  const plan = planOf(body);
  return explain(judgeFeasibility({ plan, pool: makePool(plan, bank), drawn, count }), { body, bank, drawn, count });
}

/** A verdict with its shortages named and mended. */
export function explain(
  feasibility: Feasibility,
  { body, bank, drawn, count }: Stock & { readonly count: number },
): Explanation {
  if (feasibility.verdict !== 'impossible') return { verdict: feasibility.verdict };
  const plan = planOf(body);
  const { obstacle, shortages } = feasibility;
  return {
    verdict: 'impossible',
    obstacle,
    shortages: findRepairs({ plan, bank, drawn, count, shortages, obstacle }).map((shortage) => {
      const need = plan.needs[shortage.need];
      return {
        ...shortage,
        section: need?.section ?? 0,
        competency: need?.competency ?? '',
        depth: need?.depth ?? '',
        question: need?.question ?? null,
      };
    }),
  };
}

/** One square of the two-way table; marks in hundredths. */
export type TableCell = {
  readonly count: number;
  readonly marks: number;
  /** Questions of the allowed types in the bank. */
  readonly available: number;
  /** Of those, how many may stand in one more form under the caps. */
  readonly usable: number;
};
export type TableRow = {
  readonly competency: string;
  readonly cells: Readonly<Record<Depth, TableCell>>;
  readonly total: TableCell;
};
export type TwoWayTable = {
  readonly rows: readonly TableRow[];
  readonly totals: Readonly<Record<Depth, TableCell>>;
  readonly total: TableCell;
};

const NOTHING: TableCell = { count: 0, marks: 0, available: 0, usable: 0 };
const addCells = (a: TableCell, b: TableCell): TableCell => ({
  count: a.count + b.count,
  marks: a.marks + b.marks,
  available: a.available + b.available,
  usable: a.usable + b.usable,
});

/** Competency × depth: what a form asks, and what the bank has for it. */
export function makeTwoWayTable({ body, bank, drawn }: Stock): TwoWayTable {
  const plan = planOf(body);
  const pool = makePool(plan, bank);
  const room = roomFor({ plan, drawn, count: 1 });
  const squares = new Map<string, TableCell & { seen: Set<number> }>();
  plan.needs.forEach((need, i) => {
    const members = pool.members[i] ?? [];
    const kind = need.question === undefined ? need : pool.entries[members[0] ?? -1];
    if (!kind) return;
    const key = `${kind.competency}/${kind.depth}`;
    const known = squares.get(key) ?? { ...NOTHING, seen: new Set<number>() };
    const fresh = members.filter((entry) => !known.seen.has(entry));
    for (const entry of fresh) known.seen.add(entry);
    const isUsable = (entry: number) => need.question !== undefined || room(idOf(pool, entry)) > 0;
    squares.set(key, {
      seen: known.seen,
      count: known.count + need.count,
      marks: known.marks + need.count * need.mark,
      available: known.available + fresh.length,
      usable: known.usable + fresh.filter(isUsable).length,
    });
  });
  const competencies = [...new Set([...squares.keys()].map((key) => key.split('/')[0] ?? ''))].sort();
  const square = (competency: string, depth: Depth): TableCell => {
    const { seen: _seen, ...cell } = squares.get(`${competency}/${depth}`) ?? { ...NOTHING, seen: null };
    return cell;
  };
  const perDepth = (make: (depth: Depth) => TableCell) =>
    Object.fromEntries(DEPTHS.map((depth) => [depth, make(depth)])) as Record<Depth, TableCell>;
  const rows = competencies.map((competency) => {
    const cells = perDepth((depth) => square(competency, depth));
    return { competency, cells, total: Object.values(cells).reduce(addCells, NOTHING) };
  });
  const totals = perDepth((depth) => rows.reduce((sum, { cells }) => addCells(sum, cells[depth]), NOTHING));
  return { rows, totals, total: Object.values(totals).reduce(addCells, NOTHING) };
}

const idOf = (pool: Pool, entry: number) => pool.entries[entry]?.questionId ?? '';

/** How far the caps of a blueprint are used up. */
export type ExposureState = {
  readonly forms: number;
  /** Hundredths; null without a cap. */
  readonly maxShare: number | null;
  readonly maxOverlap: number | null;
  /** Questions that a form may hold, how many of them were used, and how often the most used one was. */
  readonly questions: number;
  readonly used: number;
  readonly mostUsed: number;
  /** Questions that may not stand in the next form. */
  readonly exhausted: number;
  /** How many forms can be drawn at once now, up to the most that one act draws; null without a cap. */
  readonly leftForms: number | null;
};

export function readExposure({ body, bank, drawn }: Stock): ExposureState {
  const plan = planOf(body);
  const pool = makePool(plan, bank);
  const room = roomFor({ plan, drawn, count: 1 });
  const free = pool.entries.filter((_, entry) => plan.needs[pool.fits[entry]?.[0] ?? 0]?.question === undefined);
  const uses = free.map(({ questionId }) => drawn.used.get(questionId) ?? 0);
  return {
    forms: drawn.forms,
    maxShare: plan.maxShare,
    maxOverlap: plan.maxOverlap,
    questions: free.length,
    used: uses.filter((times) => times > 0).length,
    mostUsed: uses.reduce((most, each) => Math.max(most, each), 0),
    exhausted: plan.maxShare === null ? 0 : free.filter(({ questionId }) => room(questionId) === 0).length,
    leftForms: plan.maxShare === null ? null : mostForms({ plan, pool, drawn, count: MOST_FORMS }),
  };
}
