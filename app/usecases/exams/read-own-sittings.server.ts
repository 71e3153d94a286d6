import type { CandidateVerdict } from '#app/domain/exams/eligibility.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { type AttemptRow, listAttemptsOfPerson, type SittingRow } from '#db/stores/exams.ts';
import { listSittingsThatMayConcern } from '#db/stores/sittings.ts';
import { judgeOwn } from './candidacy.server.ts';

/** A sitting that concerns a person, their attempts at it (newest first), and what they can do with it now. */
export type OwnSitting = {
  readonly sitting: SittingRow;
  readonly attempts: readonly AttemptRow[];
  readonly verdict: CandidateVerdict;
};

/** Whether somebody who is told this has anything to do with the sitting; whoever made an attempt always has. */
export const isConcerned = ({ verdict, attempts }: Pick<OwnSitting, 'verdict' | 'attempts'>): boolean =>
  attempts.length > 0 || verdict.ok || (verdict.code !== 'not-in-audience' && verdict.code !== 'left-service');

/** A person's sittings, soonest to close first: those that name them, whose audience they stand in, or that they sat. */
export async function readOwnSittings(context: Context, actor: PersonActor): Promise<OwnSitting[]> {
  const { read } = context.database;
  const { personId } = actor;
  const found = await listSittingsThatMayConcern(read, { personId, now: context.clock.now() });
  const attempts = await listAttemptsOfPerson(read, { personId });
  const concerns = found.map(({ sitting, named }) => ({
    sitting,
    named,
    attempts: attempts.filter(({ sittingId }) => sittingId === sitting.id),
  }));
  const verdicts = await judgeOwn(context, read, { personId, concerns });
  return concerns
    .flatMap(({ sitting, attempts: own }) => {
      const verdict = verdicts.get(sitting.id);
      return verdict ? [{ sitting, attempts: own, verdict }] : [];
    })
    .filter(isConcerned);
}
