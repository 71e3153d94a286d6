import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { type BankEntry, drawPaper } from './assembly.ts';
import type { BlueprintBody } from './blueprint.ts';
import { type DrawOutcome, drawForms } from './draw-forms.ts';
import { type DrawnSoFar, NOTHING_DRAWN } from './exposure.ts';
import { planOf } from './paper-plan.ts';
import { makePool, type PaperEntry, type Pool } from './paper-pool.ts';

/** An item of a paper drawn for one candidate. */
export type PaperDraw = {
  readonly slot: number;
  readonly section: number;
  readonly versionId: string;
  readonly maxMark: Hundredths;
};

export type PaperOutcome =
  | { readonly drawn: true; readonly items: readonly PaperDraw[] }
  | Extract<DrawOutcome, { drawn: false }>;

/**
 * A blueprint of cells alone, over a bank in which nobody is anybody's enemy: its papers are drawn as they always were,
 * so that the same seed keeps giving the same paper.
 */
const isPlain = ({ cells, exposure, difficulty }: BlueprintBody, { pairs }: Pool): boolean =>
  cells?.every(({ types }) => types === undefined) === true &&
  exposure === undefined &&
  difficulty === undefined &&
  pairs.size === 0;

/**
 * One paper for a candidate at the door. Whoever may sit is not turned away for a cap: where the caps leave no paper,
 * it is drawn without them, as a last resort; enemies, quotas and difficulty hold always.
 */
export function drawPaperOf({
  body,
  bank,
  drawn = NOTHING_DRAWN,
  seed,
}: {
  body: BlueprintBody;
  bank: readonly PaperEntry[];
  drawn?: DrawnSoFar;
  seed: string;
}): PaperOutcome {
  const plan = planOf(body);
  const pool = makePool(plan, bank);
  if (isPlain(body, pool)) {
    const { cells = [], allowedTypes, shuffleQuestions } = body;
    const paper = drawPaper({ plan: { cells, allowedTypes, shuffleQuestions }, bank, seed });
    if (paper.ok) return { drawn: true, items: paper.value.map((item) => ({ section: 0, ...item })) };
  }
  const request = { plan, pool, drawn, earlier: [], count: 1, seed };
  const capped = drawForms(request);
  const outcome =
    capped.drawn || plan.maxShare === null
      ? capped
      : drawForms({ ...request, plan: { ...plan, maxShare: null, maxOverlap: null } });
  if (!outcome.drawn) return outcome;
  return {
    drawn: true,
    items: (outcome.forms[0] ?? []).map(({ slot, section, entry, maxMark }) => ({
      slot,
      section,
      versionId: entry.versionId,
      maxMark,
    })),
  };
}

/** A bank entry of which nothing more is known; who judges by the files alone has no ids. */
export const toPaperEntry = (
  entry: BankEntry & { readonly difficulty?: number; readonly enemies?: readonly string[] },
): PaperEntry => ({ difficulty: 0, enemies: [], questionId: entry.code, ...entry });
