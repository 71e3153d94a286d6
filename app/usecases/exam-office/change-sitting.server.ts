import { stateOfSitting } from '#app/domain/exams/attempt.ts';
import { bankFilterOf, judgeBlueprint, nameFaults } from '#app/domain/exams/judge-blueprint.ts';
import {
  type ChangedField,
  checkSittingPlan,
  findForbiddenChanges,
  isReleased,
  SITTING_BOUNDS,
  type SittingPlan,
} from '#app/domain/exams/sitting-plan.ts';
import { type Json, toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { emitEvent } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findAudienceFaults } from '#app/usecases/exams/create-sitting.server.ts';
import { findVersion, listPublished } from '#db/stores/content.ts';
import { findSittingByCode, insertCandidates, type SittingRow } from '#db/stores/exams.ts';
import { listExamBank } from '#db/stores/papers.ts';
import { lockPeople } from '#db/stores/people.ts';
import {
  deleteCandidates,
  listNamed,
  listSittingEvents,
  listWhoSat,
  lockSitting,
  updateSitting,
} from '#db/stores/sittings.ts';
import { countGraded } from './act-on-sitting.server.ts';
import { findReachedSitting, isRepeatedAct, momentOfAct, planOf, recordAct } from './sitting-access.server.ts';

export type ChangeCommand = {
  readonly sittingId: string;
  /** What the officer saw. */
  readonly revision: number;
  readonly reason: string;
  readonly plan: SittingPlan;
  readonly unitId: string;
  readonly blueprintVersionId: string;
  readonly addIds: readonly string[];
  readonly removeIds: readonly string[];
  /** What its form could not read, each a field and its fault: refused together with all else that is wrong. */
  readonly unread?: readonly string[];
};

export type ChangeRefusal =
  | 'forbidden'
  | 'not-found'
  | 'invalid-input'
  | 'stale-version'
  | 'conflict'
  | 'bank-too-small'
  /** With the fields that may no longer change as `fields`. */
  | 'sitting-state';

/** Changes a sitting's plan with a reason: anything before it opens, afterwards only what hurts no candidate. Sent twice, it is done once. */
export async function changeSitting(
  context: Context,
  actor: Actor,
  command: ChangeCommand,
): Promise<Result<{ changed: boolean }, ChangeRefusal>> {
  if (!can({ actor, action: 'sitting.change' })) return refuse('forbidden');
  const { sittingId, revision, plan, unitId, blueprintVersionId } = command;
  const { read } = context.database;
  const reached = await findReachedSitting(context, actor, { sittingId, action: 'sitting.change' });
  if (!reached) return refuse('not-found');
  const blueprint = await findUsableBlueprint(context, reached.sitting, blueprintVersionId);
  const reason = command.reason.trim();
  const changedPlan = comparePlans(planOf(reached.sitting), plan);
  // What stays as it was is not judged by today's clock.
  const faults = checkSittingPlan(plan, context.clock.now())
    .filter(
      ({ field, fault }) => fault !== 'closes-in-the-past' || (field === 'closesAt' && changedPlan.includes(field)),
    )
    .map(({ field, fault }) => `${field} ${fault}`);
  const placed = findAudienceFaults({
    reached,
    audience: plan.audience,
    unitId,
    tier: blueprint?.body.tier ?? null,
  }).filter(
    (fault) =>
      !(fault.startsWith('unit ') && unitId === reached.sitting.unitId) &&
      !(fault.startsWith('audienceUnits') && !changedPlan.includes('audience')),
  );
  const errors = [
    ...(command.unread ?? []),
    ...(blueprint ? [] : ['blueprint blueprint-unknown']),
    ...faults,
    ...placed,
    ...(isVisibleText(reason) && reason.length <= SITTING_BOUNDS.reasonLength ? [] : ['reason reason-missing']),
  ];
  if (errors.length > 0 || !blueprint) {
    const taken = plan.code !== reached.sitting.code && (await findSittingByCode(read, plan.code));
    return refuse('invalid-input', { errors: [...new Set([...errors, ...(taken ? ['code code-taken'] : [])])] });
  }
  const { tier } = blueprint.body;
  if (blueprintVersionId !== reached.sitting.blueprintVersionId) {
    const { body } = blueprint;
    const state = judgeBlueprint({ body, bank: await listExamBank(read, bankFilterOf([body])) });
    if (state.feasibility.verdict !== 'feasible') return refuse('bank-too-small', { shortages: nameFaults(state) });
  }

  const done = await context.database.transaction(async (tx): Promise<Result<{ changed: boolean }, ChangeRefusal>> => {
    const sitting = await lockSitting(tx, sittingId);
    if (!sitting) return refuse('not-found');
    const now = context.clock.now();
    const named = new Set(await listNamed(tx, sittingId));
    const added = [...new Set(command.addIds)].filter((id) => !named.has(id));
    const removed = [...new Set(command.removeIds)].filter((id) => named.has(id));
    const before = planOf(sitting);
    const changed: ChangedField[] = [
      ...comparePlans(before, plan),
      ...(unitId === sitting.unitId ? [] : (['unit'] as const)),
      ...(blueprintVersionId === sitting.blueprintVersionId ? [] : (['blueprint'] as const)),
      ...(removed.length === 0 ? [] : (['removed'] as const)),
    ];
    if (sitting.revision !== revision) {
      const isDone = changed.length === 0 && added.length === 0;
      const asked = { sitting, actor, revision, kind: 'changed' as const, reason };
      return isDone && (await isRepeatedAct(tx, asked)) ? ok({ changed: true }) : refuse('stale-version');
    }
    if (changed.length === 0 && added.length === 0) return ok({ changed: false });
    // Who begins takes their own row first: nobody begins between the look and the striking off.
    await lockPeople(tx, removed);
    const sat = await listWhoSat(tx, { sittingId, personIds: removed });
    const statuses = (await countGraded(tx, sittingId)) > 0 ? (['graded'] as const) : [];
    const events = await listSittingEvents(tx, sittingId);
    // After a withdrawal results come out by an act alone, which also reinstates what the withdrawal suspended.
    const withdrawn = events.some(({ kind }) => kind === 'release-withdrawn');
    const released = withdrawn || isReleased({ rule: sitting.release, statuses, now });
    const state = stateOfSitting(sitting, now);
    const fields = findForbiddenChanges({
      state,
      before,
      after: plan,
      changed,
      released,
      removedSat: sat.length > 0,
    });
    if (fields.length > 0) return refuse('sitting-state', { reason: 'fields', fields });
    if (plan.code !== sitting.code && (await findSittingByCode(tx, plan.code)))
      return refuse('conflict', { code: plan.code });

    const { title, ...values } = plan;
    await updateSitting(tx, {
      id: sittingId,
      ...values,
      titleZh: title.zh,
      titleEn: title.en || title.zh,
      unitId,
      blueprintVersionId,
      tier,
      track: blueprint.body.track,
    });
    await insertCandidates(
      tx,
      added.map((personId) => ({ sittingId, personId, registeredAt: now })),
    );
    await deleteCandidates(tx, { sittingId, personIds: removed });
    const was = pick({ ...before, unit: sitting.unitId, blueprint: sitting.blueprintVersionId }, changed);
    const is = pick({ ...plan, unit: unitId, blueprint: blueprintVersionId }, changed);
    await recordAct(
      { tx, context, actor },
      {
        sittingId,
        kind: 'changed',
        at: await momentOfAct(context, tx, sittingId),
        reason,
        detail: {
          before: was,
          after: is,
          added: added.length,
          removed: removed.length,
          // Once it is open a name struck off takes a right away: the log says whose.
          ...(state === 'open' && removed.length > 0 ? { removedIds: removed } : {}),
        },
      },
    );
    if (changed.includes('release')) await tellRelease({ tx, context }, { sittingId, plan, now });
    return ok({ changed: true });
  });
  if (done.ok) context.events.kick();
  return done;
}

/** Results that wait may now be seen, at once or at another time than was said. */
async function tellRelease(
  { tx, context }: Parameters<typeof emitEvent>[0],
  { sittingId, plan: { release }, now }: { sittingId: string; plan: SittingPlan; now: number },
): Promise<void> {
  const event = { type: 'release-changed', sittingId, after: '' } as const;
  if (release.mode === 'at-submission') await emitEvent({ tx, context }, event);
  if (release.mode === 'at-time') await emitEvent({ tx, context }, event, { notBefore: Math.max(now, release.at) });
}

/** The blueprint that the sitting pins, or a published one. */
async function findUsableBlueprint(context: Context, sitting: SittingRow, versionId: string) {
  const { read } = context.database;
  if (versionId === sitting.blueprintVersionId) {
    const pinned = await findVersion(read, versionId);
    return pinned?.kind === 'blueprint' ? pinned : null;
  }
  return (await listPublished(read, 'blueprint')).find((version) => version.versionId === versionId) ?? null;
}

const PLAN_FIELDS = [
  'code',
  'title',
  'opensAt',
  'closesAt',
  'durationMs',
  'attemptLimit',
  'release',
  'audience',
] as const satisfies readonly (keyof SittingPlan)[];

/** Which parts of a plan differ. An English title that only repeats the Chinese one is the same as none. */
function comparePlans(before: SittingPlan, after: SittingPlan): (keyof SittingPlan)[] {
  const plain = ({ title: { zh, en }, ...plan }: SittingPlan) => ({ ...plan, title: { zh, en: en || zh } });
  const [a, b] = [plain(before), plain(after)];
  // A number that could not be read is none, and has no canonical form.
  const textOf = (value: unknown) => toCanonicalJson(JSON.parse(JSON.stringify(value)));
  return PLAN_FIELDS.filter((field) => textOf(a[field]) !== textOf(b[field]));
}

function pick(values: Record<string, unknown>, fields: readonly string[]): Record<string, Json> {
  return Object.fromEntries(fields.filter((field) => field in values).map((field) => [field, values[field] as Json]));
}
