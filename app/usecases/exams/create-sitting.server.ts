import type { BlueprintBody } from '#app/domain/exams/blueprint.ts';
import type { GradingPolicy } from '#app/domain/exams/grading-policy.ts';
import { bankFilterOf, judgeBlueprint, nameFaults } from '#app/domain/exams/judge-blueprint.ts';
import type { ReleaseRule } from '#app/domain/exams/release.ts';
import type { SittingAudience } from '#app/domain/exams/sitting-audience.ts';
import { checkSittingPlan, SITTING_BOUNDS, type SittingPlan } from '#app/domain/exams/sitting-plan.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { isWithinReach, type ReachToday, readReach } from '#app/usecases/people/read-reach.server.ts';
import { findPolicy, findPublishedByCode } from '#db/stores/content.ts';
import { findSittingByCode, insertCandidates, insertSitting } from '#db/stores/exams.ts';
import { listExamBank } from '#db/stores/papers.ts';

export type NewSitting = {
  /** The office's own code, unique: it goes into the appraisal file as the exam's code. */
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly blueprintCode: string;
  /** The unit that holds the sitting. */
  readonly unitId: string;
  readonly opensAt: number;
  readonly closesAt: number;
  /** Left out: what the blueprint says. */
  readonly durationMs?: number;
  /** Attempts per candidate; null is without limit. */
  readonly attemptLimit: number | null;
  /** Left out: the grading policy's mode, when that needs no time. */
  readonly release?: ReleaseRule;
  /** Those named one by one. */
  readonly candidateIds: readonly string[];
  /** Who may sit it besides them; left out or null: nobody. */
  readonly audience?: SittingAudience | null;
  /** What its form could not read, each a field and its fault: refused together with all else that is wrong. */
  readonly unread?: readonly string[];
};

/**
 * Plans a remote sitting on the published blueprint and grading policy, whose versions it pins, for those named and for
 * an audience. Refused when the bank cannot fill the blueprint: better today than in front of a candidate.
 */
export async function createSitting(
  context: Context,
  actor: Actor,
  command: NewSitting,
): Promise<Result<{ sittingId: string }, 'forbidden' | 'not-found' | 'invalid-input' | 'conflict' | 'bank-too-small'>> {
  if (!can({ actor, action: 'sitting.create' })) return refuse('forbidden');
  const { code, title, unitId, opensAt, closesAt, attemptLimit, candidateIds, audience = null } = command;
  const { read } = context.database;
  const blueprint = await findPublishedByCode(read, { kind: 'blueprint', code: command.blueprintCode });
  const policy = await findPolicy(read, 'grading', dayOf(context.clock.now(), context.zone));
  if (!policy) return refuse('not-found', { policy: 'grading' });
  const durationMs = command.durationMs ?? (blueprint?.body.durationMinutes ?? SITTING_BOUNDS.minMinutes) * 60_000;
  const release = command.release ?? defaultRelease(policy.body);
  if (!release) return refuse('invalid-input', { errors: ['release release-time-missing'] });
  const plan: SittingPlan = { code, title, opensAt, closesAt, durationMs, attemptLimit, release, audience };
  const reached = await readReach({ context, actor, action: 'sitting.create' });
  const errors = [
    ...(command.unread ?? []),
    ...checkSittingPlan(plan, context.clock.now()).map(({ field, fault }) => `${field} ${fault}`),
    ...findAudienceFaults({ reached, audience, unitId, tier: blueprint?.body.tier ?? null }),
  ];
  if (errors.length > 0) {
    const taken = (await findSittingByCode(read, code)) ? ['code code-taken'] : [];
    return refuse('invalid-input', { errors: [...new Set([...errors, ...taken])] });
  }
  if (!blueprint) return refuse('not-found', { blueprint: command.blueprintCode });
  const { body } = blueprint;
  const state = judgeBlueprint({ body, bank: await listExamBank(read, bankFilterOf([body])) });
  if (state.feasibility.verdict !== 'feasible') return refuse('bank-too-small', { shortages: nameFaults(state) });

  const sittingId = newId(context, 'sit');
  const createdAt = context.clock.now();
  const created = await context.database.transaction(async (tx) => {
    if (await findSittingByCode(tx, code)) return false;
    await insertSitting(tx, {
      id: sittingId,
      code,
      titleZh: title.zh,
      titleEn: title.en || title.zh,
      tier: body.tier,
      track: body.track,
      blueprintVersionId: blueprint.versionId,
      gradingPolicyVersionId: policy.versionId,
      unitId,
      mode: 'remote',
      opensAt,
      closesAt,
      durationMs,
      attemptLimit,
      release,
      audience,
      createdBy: identifyActor(actor).actorId,
      createdAt,
    });
    const people = [...new Set(candidateIds)];
    await insertCandidates(
      tx,
      people.map((personId) => ({ sittingId, personId, registeredAt: createdAt })),
    );
    await recordAudit(
      { tx, context, actor },
      {
        stream: `sitting:${sittingId}`,
        action: 'sitting.create',
        subject: { kind: 'sitting', id: sittingId },
        detail: {
          code,
          blueprint: blueprint.versionId,
          gradingPolicy: policy.versionId,
          opensAt,
          closesAt,
          durationMs,
          attemptLimit,
          release,
          audience: detailOfAudience(audience),
          candidates: people.length,
        },
      },
    );
    return true;
  });
  return created ? ok({ sittingId }) : refuse('conflict', { code });
}

/** What is wrong with the holding unit and the audience; a unit beyond reach is as unknown as one that does not exist. */
export function findAudienceFaults({
  reached: { reach, organisation },
  audience,
  unitId,
  tier,
}: {
  reached: ReachToday;
  audience: SittingAudience | null;
  unitId: string;
  /** Null where no blueprint is known that says it. */
  tier: BlueprintBody['tier'] | null;
}): string[] {
  const known = (id: string) =>
    reach === 'all' ? true : isWithinReach(reach, id) && organisation.find(id) !== undefined;
  const everywhere = reach === 'all' || organisation.roots.every(({ id }) => isWithinReach(reach, id));
  return [
    ...(known(unitId) ? [] : ['unit unit-unknown']),
    // No unit at all is everyone of the authority: only whoever is in charge of all of it may open an exam to them.
    ...(audience && !(audience.unitIds.length === 0 ? everywhere : audience.unitIds.every(known))
      ? ['audienceUnits unit-unknown']
      : []),
    ...(audience && tier !== null && audience.requiredTier !== null && audience.requiredTier >= tier
      ? ['requiredTier tier-not-lower']
      : []),
  ];
}

/** An audience as the log tells it. */
export const detailOfAudience = (audience: SittingAudience | null) =>
  audience && {
    unitIds: [...audience.unitIds],
    positionLevels: [...audience.positionLevels],
    categories: [...audience.categories],
    requiredTier: audience.requiredTier,
  };

/** The policy names the mode only; a mode that needs a time needs it from whoever plans the sitting. */
const defaultRelease = ({ release: { mode } }: GradingPolicy): ReleaseRule | null =>
  mode === 'at-time' ? null : { mode };

/** What a sitting is called. */
export const titleOf = ({ titleZh, titleEn }: { titleZh: string; titleEn: string }): LocalText => ({
  zh: titleZh,
  en: titleEn,
});
