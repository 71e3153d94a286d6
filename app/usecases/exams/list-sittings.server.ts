import { type SittingState, stateOfSitting } from '#app/domain/exams/attempt.ts';
import { awaitsRelease } from '#app/domain/exams/sitting-plan.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import { countBySitting, pageSittings, type SittingCounts } from '#db/stores/exams.ts';
import { titleOf } from './create-sitting.server.ts';

export type StaffSitting = SittingCounts & {
  readonly id: string;
  readonly code: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly unitName: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly durationMs: number;
  readonly state: SittingState;
  /** Whether its results wait for the office. */
  readonly toRelease: boolean;
};

/** A page of the sittings held by units within the caller's reach, with how far their candidates are. */
export async function listSittings(
  context: Context,
  actor: PersonActor,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: StaffSitting[]; total: number }> {
  const { read } = context.database;
  const { reach, organisation } = await readReach({ context, actor, action: 'sitting.view' });
  const units = unitFilterOf(reach);
  const { rows, total } = await pageSittings(read, { units: units ?? 'all', offset, limit });
  const now = context.clock.now();
  const counts = await countBySitting(read, { sittingIds: rows.map(({ id }) => id), now });
  return {
    total,
    rows: rows.map((sitting) => {
      const { id, code, tier, track, unitId, opensAt, closesAt, durationMs } = sitting;
      return {
        id,
        code,
        title: titleOf(sitting),
        tier,
        track,
        unitName: organisation.find(unitId)?.name ?? '',
        opensAt,
        closesAt,
        durationMs,
        state: stateOfSitting(sitting, now),
        toRelease: awaitsRelease({ sitting, graded: counts.get(id)?.graded ?? 0, now }),
        ...(counts.get(id) ?? { registered: 0, inProgress: 0, submitted: 0, graded: 0 }),
      };
    }),
  };
}
