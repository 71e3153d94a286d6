import {
  type CandidateFacts,
  type CandidateVerdict,
  judgeCandidate,
  openAudience,
} from '#app/domain/exams/eligibility.ts';
import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import type { AttemptRow, SittingRow } from '#db/stores/exams.ts';
import { listUnitsAbove } from '#db/stores/organisation.ts';
import { listHolders, listStaffFacts, type StaffFact } from '#db/stores/sittings.ts';

/** Whether someone serves on a day: `leftOn` is the first day on which they no longer do. */
export const servesOn = ({ active, leftOn }: Pick<StaffFact, 'active' | 'leftOn'>, day: Day): boolean =>
  active && (leftOn === null || day < leftOn);

export const postingOf = ({ unitId, positionLevel, category }: StaffFact): CandidateFacts['posting'] =>
  unitId === null || positionLevel === null || category === null ? null : { unitId, positionLevel, category };

/** A sitting as far as it concerns one person. */
export type Concern = {
  readonly sitting: SittingRow;
  readonly named: boolean;
  readonly attempts: readonly AttemptRow[];
};

/**
 * What one person can do with each of these sittings now, by sitting id. In a fixed number of queries, and one more per
 * certificate asked for.
 */
export async function judgeOwn(
  context: Context,
  handle: Handle,
  { personId, concerns }: { personId: string; concerns: readonly Concern[] },
): Promise<Map<string, CandidateVerdict>> {
  const now = context.clock.now();
  const day = dayOf(now, context.zone);
  const [fact] = await listStaffFacts(handle, { personIds: [personId], day });
  const posting = fact ? postingOf(fact) : null;
  const asksUnits = concerns.some(({ sitting }) => (sitting.audience?.unitIds.length ?? 0) > 0);
  const above = asksUnits && posting ? await listUnitsAbove(handle, { unitId: posting.unitId, day }) : [];
  const held = new Map<string, boolean>();
  const holds = async (tier: number, track: string) => {
    const key = `${tier} ${track}`;
    const known = held.get(key);
    if (known !== undefined) return known;
    const holders = await listHolders(handle, { tier, track, day, personIds: [personId] });
    held.set(key, holders.has(personId));
    return holders.has(personId);
  };
  const verdicts = new Map<string, CandidateVerdict>();
  for (const { sitting, named, attempts } of concerns) {
    // Of everything below a unit only the person's own place matters.
    const audience = openAudience(sitting.audience, (unitId) =>
      posting && above.includes(unitId) ? [posting.unitId] : [],
    );
    const tier = audience?.requiredTier ?? null;
    const candidate: CandidateFacts = {
      named,
      serves: fact !== undefined && servesOn(fact, day),
      posting,
      holdsRequiredTier: tier !== null && (await holds(tier, sitting.track)),
    };
    verdicts.set(sitting.id, judgeCandidate({ audience, candidate, start: { sitting, attempts, now } }));
  }
  return verdicts;
}
