import { countYear, type YearCounts } from '#app/domain/appraisal/tally.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { type AppraisalYearRow, listYears, tallyRecords } from '#db/stores/appraisal.ts';
import { listVersions } from '#db/stores/content.ts';
import { choosePolicies, dayOfRecords, openableYears } from './open-year.server.ts';
import { readRecordReach } from './record-reach.server.ts';

export type YearLine = {
  readonly year: number;
  /** `not-open` may open: it does so when it is first computed, exported or touched by a result. */
  readonly status: AppraisalYearRow['status'] | 'not-open';
  readonly policy: { readonly version: string; readonly title: LocalText };
  readonly counts: YearCounts;
  /** When the records of all staff were last computed; null before the first time. */
  readonly computedAt: Instant | null;
};

/**
 * The years that are open and those that may open, the latest first, with counts of the records within reach. Empty
 * when no year is open and none can open for want of a policy.
 */
export async function listAppraisalYears(
  context: Context,
  actor: Actor,
): Promise<{ years: YearLine[]; whole: boolean }> {
  const { read } = context.database;
  const { unitIds, whole } = await readRecordReach({ context, actor, action: 'appraisal.view' });
  const rows = await listYears(read);
  const tally = await tallyRecords(read, { years: rows.map(({ year }) => year), unitIds });
  const policies = await listVersions(read, [...new Set(rows.map(({ policyVersionId }) => policyVersionId))]);
  const open = rows.map(({ year, status, policyVersionId, computedAt }): YearLine => {
    const version = policies.find(({ versionId }) => versionId === policyVersionId);
    if (version?.kind !== 'policy' || version.body.kind !== 'appraisal')
      throw new Error(`the policy that year ${year} was opened with is not there`);
    return {
      year,
      status,
      policy: { version: version.body.version, title: version.body.title },
      counts: countYear({
        lines: tally.filter((line) => line.year === year),
        words: version.body.suggested.map(({ word }) => word.zh),
      }),
      computedAt,
    };
  });
  const unopened: YearLine[] = [];
  for (const year of openableYears(context)) {
    const on = dayOfRecords(context, year);
    const chosen = rows.some((row) => row.year === year) || on === null ? null : await choosePolicies(read, on);
    if (!chosen) continue;
    const { version, title, suggested } = chosen.policy.body;
    unopened.push({
      year,
      status: 'not-open',
      policy: { version, title },
      counts: countYear({ lines: [], words: suggested.map(({ word }) => word.zh) }),
      computedAt: null,
    });
  }
  return { years: [...open, ...unopened].sort((a, b) => b.year - a.year), whole };
}
