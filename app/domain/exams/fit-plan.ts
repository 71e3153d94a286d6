import { type BankEntry, findShortages, type PaperCell, type PaperPlan, type Shortage } from './assembly.ts';

/**
 * The plan as far as a bank can fill it, and what it lacks: cells are filled in their order until their kind of question
 * is used up. What comes out can always be drawn; a plan without cells means that the bank has nothing for it.
 */
export function fitPlan({ plan, bank }: { plan: PaperPlan; bank: readonly BankEntry[] }): {
  readonly plan: PaperPlan;
  readonly lacks: readonly Shortage[];
} {
  const lacks = findShortages({ plan, bank });
  const left = new Map(lacks.map(({ competency, depth, available }) => [`${competency}/${depth}`, available]));
  const cells = plan.cells.flatMap((cell): PaperCell[] => {
    const key = `${cell.competency}/${cell.depth}`;
    const free = left.get(key);
    if (free === undefined) return [cell];
    const count = Math.min(free, cell.count);
    left.set(key, free - count);
    return count > 0 ? [{ ...cell, count }] : [];
  });
  return { plan: { ...plan, cells }, lacks };
}
