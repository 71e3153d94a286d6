import { referenceDay, type YearRules } from '#app/domain/appraisal/record.ts';
import { type Day, dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type AppraisalYearRow, findYear, insertYear } from '#db/stores/appraisal.ts';
import { findPolicy, findVersion, listVersions } from '#db/stores/content.ts';

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
  const opened = await insertYear(tx, {
    year,
    status: 'open',
    policyVersionId: policy.versionId,
    hoursPolicyVersionId: hoursPolicy.versionId,
    openedAt: context.clock.now(),
    computedAt: null,
    lastChange: 0,
  });
  if (opened) {
    await recordAudit(
      { tx, context, actor: systemActor('appraisal') },
      {
        stream: 'appraisal',
        action: 'appraisal.open-year',
        subject: { kind: 'year', id: String(year) },
        detail: { policyVersionId: policy.versionId, hoursPolicyVersionId: hoursPolicy.versionId },
      },
    );
  }
  return findYear(tx, year);
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
