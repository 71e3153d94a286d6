import { type SittingState, stateOfSitting } from '#app/domain/exams/attempt.ts';
import { judgeRelease, type ReleaseRule } from '#app/domain/exams/release.ts';
import type { SittingAudience } from '#app/domain/exams/sitting-audience.ts';
import { listSittingActs, type SittingAct } from '#app/domain/exams/sitting-plan.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { titleOf } from '#app/usecases/exams/create-sitting.server.ts';
import { findVersion } from '#db/stores/content.ts';
import { countBySitting } from '#db/stores/exams.ts';
import { listUnitVersions } from '#db/stores/organisation.ts';
import { listPersonNames } from '#db/stores/people.ts';
import { countNamed, countReleaseTouch, listSittingEvents, type SittingEventRow } from '#db/stores/sittings.ts';
import { ACTION_OF } from './act-on-sitting.server.ts';
import { type BlueprintChoice, describeBlueprints } from './read-planning.server.ts';
import { findReachedSitting } from './sitting-access.server.ts';

export type StaffSittingView = {
  readonly id: string;
  readonly revision: number;
  readonly code: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly opensAt: number;
  readonly closesAt: number;
  readonly closedAt: number | null;
  readonly durationMs: number;
  readonly attemptLimit: number | null;
  readonly release: ReleaseRule;
  readonly audience: SittingAudience | null;
  readonly audienceUnits: readonly { readonly id: string; readonly name: string }[];
  readonly state: SittingState;
  /** Whether candidates see their results now. */
  readonly released: boolean;
  readonly named: number;
  readonly inProgress: number;
  readonly awaiting: number;
  readonly graded: number;
  /** What releasing or withdrawing would touch. */
  readonly touch: ReleaseTouch;
  /** What this officer can do with it now. */
  readonly acts: readonly SittingAct[];
  readonly blueprint: BlueprintChoice | null;
  /** Oldest first. */
  readonly history: readonly SittingHistoryLine[];
};

export type ReleaseTouch = {
  readonly candidates: number;
  readonly passed: number;
  /** Certificates that rest on these results. */
  readonly certificates: number;
};

export type SittingHistoryLine = {
  readonly id: string;
  readonly kind: SittingEventRow['kind'] | 'created' | 'cancelled';
  readonly at: number;
  /** Null when the product did it by itself. */
  readonly by: string | null;
  readonly reason: string;
  readonly detail: Json;
};

/** One sitting within reach with all that its office answers for. */
export async function readSitting(
  context: Context,
  actor: Actor,
  { sittingId }: { sittingId: string },
): Promise<Result<StaffSittingView, 'not-found'>> {
  const reached = await findReachedSitting(context, actor, { sittingId, action: 'sitting.view' });
  if (!reached) return refuse('not-found');
  const { read } = context.database;
  const { sitting, organisation } = reached;
  const now = context.clock.now();
  const counts = (await countBySitting(read, { sittingIds: [sittingId], now })).get(sittingId);
  const graded = counts?.graded ?? 0;
  const blueprint = await findVersion(read, sitting.blueprintVersionId);
  const acts = listSittingActs({ sitting, release: sitting.release, graded, now }).filter((act) =>
    can({ actor, action: ACTION_OF[act] }),
  );
  const { id, revision, code, tier, track, opensAt, closesAt, closedAt, durationMs, attemptLimit } = sitting;
  const { release, audience } = sitting;
  return ok({
    id,
    revision,
    code,
    title: titleOf(sitting),
    tier,
    track,
    unit: { id: sitting.unitId, name: organisation.find(sitting.unitId)?.name ?? '' },
    opensAt,
    closesAt,
    closedAt,
    durationMs,
    attemptLimit,
    release,
    audience,
    audienceUnits: await nameUnits(context, audience?.unitIds ?? []),
    state: stateOfSitting(sitting, now),
    released: graded > 0 && judgeRelease({ rule: release, status: 'graded', now }).released,
    named: await countNamed(read, sittingId),
    inProgress: counts?.inProgress ?? 0,
    awaiting: counts?.submitted ?? 0,
    graded,
    touch: graded > 0 ? await countReleaseTouch(read, sittingId) : { candidates: 0, passed: 0, certificates: 0 },
    acts,
    blueprint: blueprint?.kind === 'blueprint' ? ((await describeBlueprints(read, [blueprint]))[0] ?? null) : null,
    history: await readHistory(context, sitting),
  });
}

/** Units by the last name that they had. */
async function nameUnits(context: Context, ids: readonly string[]) {
  const versions = await listUnitVersions(context.database.read, ids);
  const names = new Map(versions.map(({ unitId, name }) => [unitId, name]));
  return ids.map((id) => ({ id, name: names.get(id) ?? id }));
}

async function readHistory(
  context: Context,
  { id, createdAt, createdBy }: { id: string; createdAt: number; createdBy: string },
): Promise<SittingHistoryLine[]> {
  const { read } = context.database;
  const events = await listSittingEvents(read, id);
  const names = await listPersonNames(read, [...new Set([createdBy, ...events.map(({ actorId }) => actorId)])]);
  const isCancelled = (detail: Json) => (detail as { cancels?: boolean }).cancels === true;
  return [
    { id, kind: 'created' as const, at: createdAt, by: names.get(createdBy) ?? null, reason: '', detail: {} },
    ...events.map(({ id: eventId, kind, at, actorId, reason, detail }) => ({
      id: eventId,
      kind: kind === 'closed' && isCancelled(detail) ? ('cancelled' as const) : kind,
      at,
      by: names.get(actorId) ?? null,
      reason,
      detail,
    })),
  ];
}
