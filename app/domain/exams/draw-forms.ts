import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { type SeededRandom, seededRandom, shuffled } from '#app/domain/kernel/random.ts';
import { type DrawnSoFar, overlapLimit, roomFor } from './exposure.ts';
import { type Feasibility, judgeFeasibility } from './feasibility.ts';
import type { FormPlan, Need } from './paper-plan.ts';
import type { PaperEntry, Pool } from './paper-pool.ts';
import { searchForm } from './search-form.ts';
import { type Aim, aimOfSet, steerDifficulty } from './steer-difficulty.ts';

/** A question in its place on a form. */
export type PlacedItem = {
  readonly slot: number;
  readonly section: number;
  readonly entry: PaperEntry;
  readonly maxMark: Hundredths;
};

export type DrawOutcome =
  | { readonly drawn: true; readonly forms: readonly (readonly PlacedItem[])[] }
  | { readonly drawn: false; readonly feasibility: Exclude<Feasibility, { verdict: 'feasible' }> };

export type DrawRequest = {
  readonly plan: FormPlan;
  readonly pool: Pool;
  readonly drawn: DrawnSoFar;
  /** The question ids of each form that a new one may not overlap with too much. */
  readonly earlier: readonly (readonly string[])[];
  readonly count: number;
  readonly seed: string;
};

/** How often a set is begun anew with another order before it is told as not found. */
const MOST_STARTS = 4;
/** How often one form is drawn anew without a question that it has too much in common with another one. */
const MOST_REDRAWS = 60;

/**
 * Draws parallel forms: quotas exact, no enemies together, caps kept, difficulty held. Feasibility is judged first; what
 * then is not found within the bounds is told as undecided, never as impossible. The same plan, pool, history and seed
 * give the same forms on any machine. Each need has a random sequence of its own, so that one more question for one
 * need leaves what the others draw as it was, as far as caps allow.
 */
export function drawForms(request: DrawRequest): DrawOutcome {
  const steps = drawInSteps(request);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same, pausing after each form: whoever draws hundreds on a server lets others have their turn meanwhile. */
export function* drawInSteps(request: DrawRequest): Generator<undefined, DrawOutcome> {
  const feasibility = judgeFeasibility(request);
  if (feasibility.verdict !== 'feasible') return { drawn: false, feasibility };
  for (let start = 0; start < MOST_STARTS; start += 1) {
    const forms = yield* drawSet(request, start);
    if (forms) return { drawn: true, forms };
  }
  return { drawn: false, feasibility: { verdict: 'undecided', tried: MOST_STARTS * request.count } };
}

/** One attempt at the whole set; null where it got stuck. A later start takes first what has most room left. */
function* drawSet(
  request: DrawRequest,
  start: number,
): Generator<undefined, readonly (readonly PlacedItem[])[] | null> {
  const { plan, pool, drawn, count, earlier } = request;
  const limit = overlapLimit({
    maxOverlap: plan.maxOverlap,
    questions: plan.needs.reduce((sum, need) => sum + (need.question === undefined ? need.count : 0), 0),
  });
  const room = roomFor({ plan, drawn, count });
  const state: SetState = {
    left: pool.entries.map(({ questionId }, entry) => (isFixed(plan, pool, entry) ? count : room(questionId))),
    usedHere: pool.entries.map(() => 0),
    holders: new Map(),
    overlapLimit: limit,
    forms: 0,
  };
  if (limit !== null) noteEarlier(state, { pool, plan, earlier });
  // Parallel forms without a target of their own are balanced around what the bank gives on average.
  const aim = plan.difficulty ?? (count > 1 ? aimOfSet({ plan, pool }) : null);
  const forms: (readonly PlacedItem[])[] = [];
  for (let index = 0; index < count; index += 1) {
    const seed =
      count === 1 && start === 0 ? request.seed : `${request.seed}/${start === 0 ? '' : `${start}/`}${index}`;
    const chosen = drawOne(request, { state, seed, aim, remaining: count - index, tight: start > 0 });
    if (!chosen) return null;
    noteForm(state, { pool, plan, entries: chosen.flat() });
    forms.push(placeItems({ plan, pool, chosen, seed }));
    yield undefined;
  }
  return forms;
}

type SetState = {
  /** Per entry, in how many more forms of this set it may stand. */
  readonly left: number[];
  readonly usedHere: number[];
  /** Per entry, the forms that hold it, by their number; only kept where overlaps are capped. */
  readonly holders: Map<number, number[]>;
  readonly overlapLimit: number | null;
  forms: number;
};

const isFixed = (plan: FormPlan, pool: Pool, entry: number) =>
  plan.needs[pool.fits[entry]?.[0] ?? 0]?.question !== undefined;

function noteEarlier(state: SetState, { pool, plan, earlier }: Pick<DrawRequest, 'pool' | 'plan' | 'earlier'>): void {
  const places = new Map(pool.entries.map(({ questionId }, entry) => [questionId, entry]));
  for (const ids of earlier) {
    for (const id of ids) {
      const entry = places.get(id);
      if (entry !== undefined && !isFixed(plan, pool, entry)) hold(state, entry);
    }
    state.forms += 1;
  }
}

function hold({ holders, forms }: SetState, entry: number): void {
  const known = holders.get(entry);
  if (known) known.push(forms);
  else holders.set(entry, [forms]);
}

function noteForm(
  state: SetState,
  { pool, plan, entries }: { pool: Pool; plan: FormPlan; entries: readonly number[] },
): void {
  for (const entry of entries) {
    state.left[entry] = (state.left[entry] ?? 0) - 1;
    state.usedHere[entry] = (state.usedHere[entry] ?? 0) + 1;
    if (state.overlapLimit !== null && !isFixed(plan, pool, entry)) hold(state, entry);
  }
  state.forms += 1;
}

type OneForm = {
  readonly state: SetState;
  readonly seed: string;
  readonly aim: Aim | null;
  /** How many forms of the set are yet to be drawn, this one included. */
  readonly remaining: number;
  readonly tight: boolean;
};

/** Per need the entries of one form; null where none was found. */
function drawOne(request: DrawRequest, one: OneForm): readonly (readonly number[])[] | null {
  const { plan, pool } = request;
  const barred = new Set<number>();
  for (let redraw = 0; redraw <= MOST_REDRAWS; redraw += 1) {
    const search = searchForm({ plan, pool, rank: (need) => rankFor(request, { ...one, need, barred }) });
    if (!search.found) return null;
    const steered = steer(request, { ...one, chosen: search.chosen, barred });
    if (!steered) {
      // Another draw may be steered where this one was not: begin it without one of its questions.
      const loose = search.chosen.flat().filter((entry) => !isFixed(plan, pool, entry));
      if (loose.length === 0) return null;
      barred.add(loose[seededRandom(`${one.seed}/again/${redraw}`).below(loose.length)] ?? 0);
      continue;
    }
    const crossing = findOverlap(one.state, steered.flat());
    if (!crossing) return steered;
    barred.add(crossing[seededRandom(`${one.seed}/overlap/${redraw}`).below(crossing.length)] ?? 0);
  }
  return null;
}

/** The form brought to its difficulty; null where the plan demands one that it could not be brought to. */
function steer(
  { plan, pool }: DrawRequest,
  {
    state,
    seed,
    aim,
    chosen,
    barred,
  }: OneForm & { readonly chosen: readonly (readonly number[])[]; readonly barred: ReadonlySet<number> },
): readonly (readonly number[])[] | null {
  if (!aim) return chosen;
  const { form, inside } = steerDifficulty({
    plan,
    pool,
    chosen,
    aim,
    mayTake: (entry) => (state.left[entry] ?? 0) > 0 && !barred.has(entry),
    random: seededRandom(`${seed}/steer`),
  });
  return inside || !plan.difficulty ? form : null;
}

/** The questions shared with the form that this one has most in common with, if that is too much. */
function findOverlap({ holders, overlapLimit: limit }: SetState, entries: readonly number[]): number[] | null {
  if (limit === null) return null;
  const shared = new Map<number, number[]>();
  for (const entry of entries) {
    for (const form of holders.get(entry) ?? []) {
      const list = shared.get(form);
      if (list) list.push(entry);
      else shared.set(form, [entry]);
    }
  }
  let worst: number[] | null = null;
  for (const list of shared.values()) if (list.length > limit && list.length > (worst?.length ?? 0)) worst = list;
  return worst;
}

/**
 * The candidates of a need for one form, the best first, as many as can matter: when a need has as many groups to
 * choose from as all that compete with it ask for, further ones change nothing. Least used in this set goes first; when
 * the room gets tight, the one with most room left does, which never gets stuck where needs do not compete.
 */
function rankFor(
  { plan, pool }: DrawRequest,
  {
    state,
    seed,
    remaining,
    tight,
    need,
    barred,
  }: OneForm & { readonly need: number; readonly barred: ReadonlySet<number> },
): readonly number[] {
  const members = pool.members[need] ?? [];
  const { count } = plan.needs[need] as Need;
  const room = () => members.reduce((sum, entry) => sum + Math.min(state.left[entry] as number, remaining), 0);
  const byRoom = plan.maxShare !== null && (tight || remaining <= 3 || room() < 1.5 * remaining * count);
  // Tiers by number, from 0: a bank of a hundred thousand is gone through once per form.
  const tiers: number[][] = [];
  for (const entry of members) {
    const left = state.left[entry] as number;
    if (left <= 0 || barred.has(entry)) continue;
    const tier = byRoom ? Math.max(0, remaining - left) : (state.usedHere[entry] as number);
    const list = tiers[tier];
    if (list) list.push(entry);
    else tiers[tier] = [entry];
  }
  const random = seededRandom(`${seed}/draw/${nameNeed(plan.needs[need] as Need)}`);
  const wanted = pool.demandAround[need] ?? count;
  const clusters = new Set<number>();
  const ranked: number[] = [];
  for (const tier of tiers) {
    for (const entry of lazily(tier ?? [], random)) {
      if (clusters.size >= wanted) return ranked;
      ranked.push(entry);
      // A knot's member may be barred by the search: it is not counted among those that are there in any case.
      if (!pool.knotOf.has(entry)) clusters.add(pool.clusterOf[entry] ?? entry);
    }
  }
  return ranked;
}

/** What a need is called in the seed of its sequence: nothing that another need's arrival would change. */
const nameNeed = ({ section, competency, depth, types, question }: Need): string =>
  question ?? `${section}/${competency}/${depth}/${types.join('+')}`;

/** The items in random order, each drawn when it is asked for: of a large bank only a few are. */
function* lazily(items: number[], random: SeededRandom): Generator<number> {
  for (let i = 0; i < items.length; i += 1) {
    const j = i + random.below(items.length - i);
    const taken = items[j] as number;
    items[j] = items[i] as number;
    items[i] = taken;
    yield taken;
  }
}

/** Puts what was chosen into the order of its sections and numbers it from 1. */
export function placeItems({
  plan,
  pool,
  chosen,
  seed,
}: {
  plan: FormPlan;
  pool: Pool;
  chosen: readonly (readonly number[])[];
  seed: string;
}): readonly PlacedItem[] {
  const typePlace = new Map(plan.allowedTypes.map((type, i) => [type, i]));
  const items = plan.sections.flatMap(({ order }, section) => {
    const own = plan.needs.flatMap((need, i) =>
      need.section === section
        ? (chosen[i] ?? []).flatMap((entry) => {
            const found = pool.entries[entry];
            return found ? [{ section, entry: found, maxMark: need.mark }] : [];
          })
        : [],
    );
    if (order === 'as-listed') return own;
    const mixed = shuffled(
      own,
      seededRandom(plan.sections.length === 1 ? `${seed}/order` : `${seed}/order/${section}`),
    );
    if (order === 'shuffled') return mixed;
    const placeOf = ({ entry }: { entry: PaperEntry }) => typePlace.get(entry.type) ?? 0;
    return mixed.sort((a, b) => placeOf(a) - placeOf(b));
  });
  return items.map((item, i) => ({ slot: i + 1, ...item }));
}
