import { findShortages, nameShortage } from '#app/domain/exams/assembly.ts';
import type { GradingPolicy } from '#app/domain/exams/grading-policy.ts';
import type { ReleaseRule } from '#app/domain/exams/release.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findPolicy, findPublishedByCode } from '#db/stores/content.ts';
import { findSittingByCode, insertCandidates, insertSitting, listExamBank } from '#db/stores/exams.ts';

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
  readonly candidateIds: readonly string[];
};

/**
 * Plans a remote sitting on the published blueprint and grading policy, whose versions it pins, and registers its
 * candidates. Refused when the bank cannot fill the blueprint: better today than in front of a candidate.
 */
export async function createSitting(
  context: Context,
  actor: Actor,
  command: NewSitting,
): Promise<Result<{ sittingId: string }, 'forbidden' | 'not-found' | 'invalid-input' | 'conflict' | 'bank-too-small'>> {
  if (!can({ actor, action: 'sitting.create' })) return refuse('forbidden');
  const { code, title, unitId, opensAt, closesAt, attemptLimit, candidateIds } = command;
  const { read } = context.database;
  const blueprint = await findPublishedByCode(read, { kind: 'blueprint', code: command.blueprintCode });
  if (!blueprint) return refuse('not-found', { blueprint: command.blueprintCode });
  const policy = await findPolicy(read, 'grading', dayOf(context.clock.now(), context.zone));
  if (!policy) return refuse('not-found', { policy: 'grading' });
  const { body } = blueprint;
  const durationMs = command.durationMs ?? body.durationMinutes * 60_000;
  if (closesAt <= opensAt || durationMs <= 0 || (attemptLimit !== null && attemptLimit < 1))
    return refuse('invalid-input');
  const release = command.release ?? defaultRelease(policy.body);
  if (!release) return refuse('invalid-input', { release: 'a time' });
  const shortages = findShortages({ plan: body, bank: await listExamBank(read, body.cells) });
  if (shortages.length > 0) return refuse('bank-too-small', { shortages: shortages.map(nameShortage) });

  const sittingId = newId(context, 'sit');
  const createdAt = context.clock.now();
  const created = await context.database.transaction(async (tx) => {
    if (await findSittingByCode(tx, code)) return false;
    await insertSitting(tx, {
      id: sittingId,
      code,
      titleZh: title.zh,
      titleEn: title.en,
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
          candidates: people.length,
        },
      },
    );
    return true;
  });
  return created ? ok({ sittingId }) : refuse('conflict', { code });
}

/** The policy names the mode only; a mode that needs a time needs it from whoever plans the sitting. */
const defaultRelease = ({ release: { mode } }: GradingPolicy): ReleaseRule | null =>
  mode === 'at-time' ? null : { mode };

/** What a sitting is called. */
export const titleOf = ({ titleZh, titleEn }: { titleZh: string; titleEn: string }): LocalText => ({
  zh: titleZh,
  en: titleEn,
});
