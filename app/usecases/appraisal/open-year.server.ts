import type { AppraisalPolicy } from '#app/domain/appraisal/appraisal-policy.ts';
import { referenceDay, type YearRules } from '#app/domain/appraisal/record.ts';
import { type Day, dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import type { HoursPolicy } from '#app/domain/training/hours-policy.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type AppraisalYearRow, findYear, insertYear, insertYearEvent } from '#db/stores/appraisal.ts';
import { findPolicy, findVersion, listEverPublished, listVersions } from '#db/stores/content.ts';
import { readRecordReach } from './record-reach.server.ts';

/** The years that open by themselves when first needed: the running one and the one before. */
export function openableYears(context: Context): number[] {
  const current = yearOf(context.clock.now(), context.zone);
  return [current, current - 1];
}

export const isOpenable = (context: Context, year: number): boolean => openableYears(context).includes(year);

/** The day as of which records of a year are computed now; null before the year has begun. */
export function dayOfRecords(context: Context, year: number): Day | null {
  return referenceDay({ year, today: dayOf(context.clock.now(), context.zone) });
}

/** The policies that a year opened now would pin; null when one of the two is not there. */
export async function choosePolicies(handle: Handle, on: Day) {
  const policy = (await findPolicy(handle, 'appraisal', on)) ?? (await findPolicy(handle, 'appraisal'));
  const hoursPolicy = (await findPolicy(handle, 'hours', on)) ?? (await findPolicy(handle, 'hours'));
  return policy && hoursPolicy ? { policy, hoursPolicy } : null;
}

/**
 * The year, opened if it may open by itself. It pins the policies that hold on its reference day, or, for a year
 * older than the oldest policy, the ones in force now: its records keep to them whatever is published later.
 * @returns null when the year is neither open nor may open, or when there is no policy at all yet.
 */
export async function ensureYear(tx: Handle, context: Context, year: number): Promise<AppraisalYearRow | null> {
  const known = await findYear(tx, year);
  const on = dayOfRecords(context, year);
  if (known || on === null || !isOpenable(context, year)) return known;
  const policies = await choosePolicies(tx, on);
  if (!policies) return null;
  const { policy, hoursPolicy } = policies;
  await insertOpened({
    tx,
    context,
    actor: systemActor('appraisal'),
    year,
    policyVersionId: policy.versionId,
    hoursPolicyVersionId: hoursPolicy.versionId,
  });
  return findYear(tx, year);
}

/** False when the year was open before. */
async function insertOpened({
  tx,
  context,
  actor,
  year,
  ...versions
}: {
  tx: Handle;
  context: Context;
  actor: Actor;
  year: number;
  policyVersionId: string;
  hoursPolicyVersionId: string;
}): Promise<boolean> {
  const now = context.clock.now();
  const opened = await insertYear(tx, {
    year,
    status: 'open',
    ...versions,
    openedAt: now,
    computedAt: null,
    lastChange: 0,
  });
  if (!opened) return false;
  await insertYearEvent(tx, {
    id: newId(context, 'aye'),
    year,
    kind: 'opened',
    at: now,
    actorId: identifyActor(actor).actorId,
    note: '',
    detail: versions,
  });
  await recordAudit(
    { tx, context, actor },
    {
      stream: 'appraisal',
      action: 'appraisal.open-year',
      subject: { kind: 'year', id: String(year) },
      detail: versions,
    },
  );
  return true;
}

/** The first year that HR may open: before it there was no computerised record anywhere. */
export const FIRST_YEAR = 2000;

/**
 * Opens a year with the versions of the two policies that HR chose: its records keep to them whatever is published
 * later. Only someone who answers for the whole authority may.
 */
export async function openYear(
  context: Context,
  actor: Actor,
  {
    year,
    policyVersionId,
    hoursPolicyVersionId,
  }: { year: number; policyVersionId: string; hoursPolicyVersionId: string },
): Promise<Result<null, 'forbidden' | 'invalid-input' | 'year-open-already' | 'year-in-future' | 'policy-unknown'>> {
  const { whole } = await readRecordReach({ context, actor, action: 'appraisal.open' });
  if (!whole) return refuse('forbidden');
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > 2999) return refuse('invalid-input', { errors: ['year'] });
  if (dayOfRecords(context, year) === null) return refuse('year-in-future', { year });
  const { policies, hoursPolicies } = await listPolicyChoices(context.database.read);
  const unknown = [
    ...(policies.some(({ versionId }) => versionId === policyVersionId) ? [] : ['policyVersionId']),
    ...(hoursPolicies.some(({ versionId }) => versionId === hoursPolicyVersionId) ? [] : ['hoursPolicyVersionId']),
  ];
  if (unknown.length > 0) return refuse('policy-unknown', { errors: unknown });
  const opened = await context.database.transaction((tx) =>
    insertOpened({ tx, context, actor, year, policyVersionId, hoursPolicyVersionId }),
  );
  return opened ? ok(null) : refuse('year-open-already', { year });
}

export type PolicyChoice<Body> = { readonly versionId: string; readonly number: number; readonly body: Body };

/** Every published version of the appraisal and the hours policy, the latest effective first. */
export async function listPolicyChoices(handle: Handle): Promise<{
  policies: PolicyChoice<AppraisalPolicy>[];
  hoursPolicies: PolicyChoice<HoursPolicy>[];
}> {
  const policies: PolicyChoice<AppraisalPolicy>[] = [];
  const hoursPolicies: PolicyChoice<HoursPolicy>[] = [];
  for (const { versionId, number, body } of await listEverPublished(handle, 'policy')) {
    if (body.kind === 'appraisal') policies.push({ versionId, number, body });
    if (body.kind === 'hours') hoursPolicies.push({ versionId, number, body });
  }
  const latestFirst = (
    a: PolicyChoice<AppraisalPolicy | HoursPolicy>,
    b: PolicyChoice<AppraisalPolicy | HoursPolicy>,
  ) =>
    a.body.effectiveFrom === b.body.effectiveFrom
      ? b.number - a.number
      : a.body.effectiveFrom < b.body.effectiveFrom
        ? 1
        : -1;
  return { policies: policies.sort(latestFirst), hoursPolicies: hoursPolicies.sort(latestFirst) };
}

/** The rules that a computation would go by: the year's own, or those of a year that would open by itself. */
export async function readRulesToBe(context: Context, year: number): Promise<YearRules | null> {
  const { read } = context.database;
  const row = await findYear(read, year);
  if (row) return readYearRules(read, row);
  const on = dayOfRecords(context, year);
  const chosen = on === null || !isOpenable(context, year) ? null : await choosePolicies(read, on);
  return (
    chosen && {
      year,
      policyVersionId: chosen.policy.versionId,
      policy: chosen.policy.body,
      hoursPolicyVersionId: chosen.hoursPolicy.versionId,
      hoursRequired: chosen.hoursPolicy.body.yearlyRequired,
    }
  );
}

/** The rules that a year's records are computed by. */
export async function readYearRules(
  handle: Handle,
  { year, policyVersionId, hoursPolicyVersionId }: AppraisalYearRow,
): Promise<YearRules> {
  const versions = await listVersions(handle, [policyVersionId, hoursPolicyVersionId]);
  const bodyOf = (versionId: string) => {
    const version = versions.find((one) => one.versionId === versionId);
    return version?.kind === 'policy' ? version.body : null;
  };
  const policy = bodyOf(policyVersionId);
  const hoursPolicy = bodyOf(hoursPolicyVersionId);
  if (policy?.kind !== 'appraisal' || hoursPolicy?.kind !== 'hours')
    throw new Error(`the policies that year ${year} was opened with are not there`);
  return { year, policyVersionId, policy, hoursPolicyVersionId, hoursRequired: hoursPolicy.yearlyRequired };
}

/** What the file calls the policy of a year: the version's own name; its id should the version not be there. */
export async function readPolicyVersion(handle: Handle, { policyVersionId }: AppraisalYearRow): Promise<string> {
  const version = await findVersion(handle, policyVersionId);
  return version?.kind === 'policy' ? version.body.version : policyVersionId;
}
