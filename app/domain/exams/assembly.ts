import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { seededRandom, shuffled } from '#app/domain/kernel/random.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';

/** One cell of a blueprint: so many questions of this competency at this depth, each worth `mark`. */
export type PaperCell = {
  readonly competency: string;
  readonly depth: string;
  readonly count: number;
  readonly mark: Hundredths;
};

export type PaperPlan = {
  readonly cells: readonly PaperCell[];
  readonly allowedTypes: readonly string[];
  readonly shuffleQuestions: boolean;
};

/** A question that a paper may be drawn from: one row per published version of an exam question. */
export type BankEntry = {
  /** The author's code: papers are drawn in its order, so that the same bank elsewhere draws the same paper. */
  readonly code: string;
  readonly versionId: string;
  readonly type: string;
  readonly competency: string;
  readonly depth: string;
};

export type DrawnItem = { readonly slot: number; readonly versionId: string; readonly maxMark: Hundredths };

/** An item as stored with its form: what is shown, in which order, for how much. */
export type FormItem = {
  slot: number;
  questionVersionId: string;
  /** Option ids as shown; empty where the type has none. */
  optionOrder: string[];
  maxMark: number;
  /** Which section of the blueprint it stands in; left out where the blueprint has none. */
  section?: number;
};

/** What the bank lacks for one kind of question. */
export type Shortage = {
  readonly competency: string;
  readonly depth: string;
  readonly needed: number;
  readonly available: number;
};

const cellKey = ({ competency, depth }: { competency: string; depth: string }) => `${competency}/${depth}`;

/** The usable questions per kind: allowed types only, each question once, in the order of its code. */
function groupBank({ bank, allowedTypes }: { bank: readonly BankEntry[]; allowedTypes: readonly string[] }) {
  const groups = new Map<string, Map<string, BankEntry>>();
  for (const entry of bank) {
    if (!allowedTypes.includes(entry.type)) continue;
    const key = cellKey(entry);
    const group = groups.get(key) ?? new Map<string, BankEntry>();
    groups.set(key, group.set(entry.code, entry));
  }
  return (key: string) =>
    [...(groups.get(key)?.values() ?? [])].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/**
 * What a bank lacks for a plan, per kind of question; empty when every paper can be drawn. Cells of one kind draw on
 * the same questions, so their counts are added before they are compared.
 */
export function findShortages({
  plan: { cells, allowedTypes },
  bank,
}: {
  plan: PaperPlan;
  bank: readonly BankEntry[];
}): Shortage[] {
  const usable = groupBank({ bank, allowedTypes });
  const needed = new Map<string, Shortage>();
  for (const cell of cells) {
    const key = cellKey(cell);
    const { competency, depth, count } = cell;
    needed.set(key, {
      competency,
      depth,
      needed: (needed.get(key)?.needed ?? 0) + count,
      available: usable(key).length,
    });
  }
  return [...needed.values()].filter((kind) => kind.available < kind.needed);
}

/**
 * Draws one paper: each question at most once, cells filled exactly, slots numbered from 1. The same plan, bank and
 * seed give the same paper on any machine. Every choice has a random sequence of its own, so that one more question in
 * one cell leaves the other cells as they were.
 */
export function drawPaper({
  plan,
  bank,
  seed,
}: {
  plan: PaperPlan;
  bank: readonly BankEntry[];
  seed: string;
}): Result<DrawnItem[], 'bank-too-small'> {
  const shortages = findShortages({ plan, bank });
  if (shortages.length > 0) return refuse('bank-too-small', { shortages: shortages.map(nameShortage) });
  const usable = groupBank({ bank, allowedTypes: plan.allowedTypes });
  const decks = new Map<string, BankEntry[]>();
  const items: { versionId: string; maxMark: Hundredths }[] = [];
  for (const cell of plan.cells) {
    const key = cellKey(cell);
    const deck = decks.get(key) ?? shuffled(usable(key), seededRandom(`${seed}/draw/${key}`));
    decks.set(key, deck.slice(cell.count));
    items.push(...deck.slice(0, cell.count).map(({ versionId }) => ({ versionId, maxMark: cell.mark })));
  }
  const ordered = plan.shuffleQuestions ? shuffled(items, seededRandom(`${seed}/order`)) : items;
  return ok(ordered.map((item, i) => ({ slot: i + 1, ...item })));
}

/** A shortage as a fact for a message: `B1/understand 1/2` means 1 usable question where 2 are asked. */
export const nameShortage = ({ competency, depth, available, needed }: Shortage): string =>
  `${competency}/${depth} ${available}/${needed}`;

/** The order in which a slot's options are shown. */
export function drawOptionOrder({
  seed,
  slot,
  optionIds,
  shuffle,
}: {
  seed: string;
  slot: number;
  optionIds: readonly string[];
  shuffle: boolean;
}): string[] {
  return shuffle ? shuffled(optionIds, seededRandom(`${seed}/options/${slot}`)) : [...optionIds];
}
