import type { Day } from '#app/domain/kernel/instant.ts';
import { type Actor, can } from './actor.ts';
import type { LatestAct, PlannedChange } from './service-acts.ts';

export const PERSON_ACTS = [
  'correct',
  'transfer',
  'regrade',
  'leave',
  'return',
  'cancel',
  'redate',
  'retract',
] as const;
/** What HR does with a person: each has a page of its own. */
export type PersonAct = (typeof PERSON_ACTS)[number];

/**
 * Acts that make sense for someone as they stand; the use case of each decides again. While something is planned
 * nothing earlier is corrected, and who is to leave is not transferred: the plan is cancelled first. The entry of someone
 * who has not begun is a plan too, which also gets another day. On their own record nobody does
 * anything.
 */
export function listPersonActs({
  actor,
  own,
  leftOn,
  today,
  latest,
  planned,
}: {
  actor: Actor;
  /** Whether it is the actor's own record. */
  own: boolean;
  leftOn: Day | null;
  today: Day;
  latest: LatestAct['kind'] | null;
  planned: PlannedChange['kind'] | 'entry' | null;
}): PersonAct[] {
  if (own) return [];
  const mayTransfer = can({ actor, action: 'person.transfer' });
  const mayLeave = can({ actor, action: 'person.leave' });
  const mayAmend = mayTransfer && mayLeave && latest !== null && (planned === null || planned === 'entry');
  return [
    ...(can({ actor, action: 'person.correct' }) ? (['correct'] as const) : []),
    ...(mayTransfer && leftOn === null ? (['transfer', 'regrade'] as const) : []),
    ...(mayLeave && leftOn === null ? (['leave'] as const) : []),
    ...(mayLeave && leftOn !== null && leftOn <= today && planned === null ? (['return'] as const) : []),
    ...(mayTransfer && planned !== null ? (['cancel'] as const) : []),
    ...(mayAmend ? (['redate'] as const) : []),
    // How someone was entered is not taken back: they would have no unit.
    ...(mayAmend && latest !== 'entry' ? (['retract'] as const) : []),
  ];
}
