import type { AppraisalPolicy } from '#app/domain/appraisal/appraisal-policy.ts';
import { compareRecords, type RecordChange } from '#app/domain/appraisal/compare-records.ts';
import type { AppraisalRecord } from '#app/domain/appraisal/export-columns.ts';
import { findBand, findSuggestion } from '#app/domain/appraisal/indicator.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { type HoursLine, readHoursLines } from '#app/usecases/learning/read-hours-lines.server.ts';
import type { Handle } from '#db/open.server.ts';
import { findYear, listRecordsOfPeople, listRecordVersions } from '#db/stores/appraisal.ts';
import { findVersion } from '#db/stores/content.ts';
import { findAttempt, findGrade, findSitting } from '#db/stores/exams.ts';
import { readYearRules } from './open-year.server.ts';
import { readRecordReach } from './record-reach.server.ts';

/** What changed from one version to the next; nothing when only belonging to the year did. */
export type VersionLine = {
  readonly version: number;
  readonly at: Instant;
  readonly indicatorScore: Hundredths;
  readonly suggestedRating: string;
  /** Null for the first version. */
  readonly changes: readonly RecordChange[] | null;
};

export type RecordView = {
  readonly record: AppraisalRecord;
  readonly policy: AppraisalPolicy;
  readonly hoursPolicy: { readonly version: string; readonly title: LocalText };
  /** Whether the certificate gives points: valid, or expired in the course of the year. */
  readonly counts: boolean;
  /** The band that the mark reached; null without a certificate that counts, or below the lowest band. */
  readonly band: AppraisalPolicy['bandPoints'][number] | null;
  /** The line that the indicator reached. */
  readonly suggestion: AppraisalPolicy['suggested'][number];
  readonly exam: { readonly title: LocalText; readonly grade: LocalText; readonly gradedAt: Instant } | null;
  /** The ledger as it stands now, the newest entry first. */
  readonly hours: readonly HoursLine[];
  /** Whether the ledger moved on after the record was computed. */
  readonly hoursMoved: boolean;
  /** The newest first. */
  readonly versions: readonly VersionLine[];
};

/**
 * One person's record of a year with all that its figures rest on, and its earlier versions. A record of a unit outside
 * the actor's reach is not found. Each look is on record: it is another person's data.
 */
export async function readAppraisalRecord(
  context: Context,
  actor: Actor,
  { year, personId }: { year: number; personId: string },
): Promise<Result<RecordView, 'not-found'>> {
  const { read } = context.database;
  const { unitIds } = await readRecordReach({ context, actor, action: 'appraisal.view' });
  const row = await findYear(read, year);
  const [record] = await listRecordsOfPeople(read, { personIds: [personId], year });
  if (!row || !record || (unitIds !== null && !unitIds.includes(record.unitId))) return refuse('not-found');

  const { policy, hoursPolicyVersionId } = await readYearRules(read, row);
  const versions = await listRecordVersions(read, { personId, year });
  const hours = await readHoursLines(read, { personId, year });
  const counts = record.certificateStatus === 'valid' || record.certificateStatus === 'expired';
  const marked = counts && record.score !== null && record.maxScore !== null;
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: 'appraisal',
        action: 'appraisal.view-record',
        subject: { kind: 'person', id: personId },
        detail: { year, version: record.version },
      },
    ),
  );
  return ok({
    record,
    policy,
    hoursPolicy: await readPolicyName(read, hoursPolicyVersionId),
    counts,
    band: marked
      ? findBand({ policy, certificate: { score: record.score as number, maxScore: record.maxScore as number } })
      : null,
    suggestion: findSuggestion({ policy, score: record.indicatorScore }),
    exam: await readExam(read, record),
    hours,
    hoursMoved:
      hours.length !== record.sources.hours.entries ||
      hours.reduce((sum, entry) => sum + entry.hours, 0) !== record.hoursEarned,
    versions: versions.map((version, index) => {
      const before = versions[index + 1];
      return {
        version: version.version,
        at: version.computedAt,
        indicatorScore: version.indicatorScore,
        suggestedRating: version.suggestedRating,
        changes: before ? compareRecords(before, version) : null,
      };
    }),
  });
}

/** The exam that the chosen certificate was earned in, under its title of today. */
async function readExam(handle: Handle, { sources }: AppraisalRecord): Promise<RecordView['exam']> {
  if (sources.attemptId === null || sources.gradeId === null) return null;
  const attempt = await findAttempt(handle, sources.attemptId);
  const grade = await findGrade(handle, sources.gradeId);
  const sitting = attempt && (await findSitting(handle, attempt.sittingId));
  if (!grade || !sitting) throw new Error(`the basis of attempt ${sources.attemptId} is not there`);
  return {
    title: { zh: sitting.titleZh, ...(sitting.titleEn ? { en: sitting.titleEn } : {}) },
    grade: { zh: grade.gradeZh, en: grade.gradeEn },
    gradedAt: grade.gradedAt,
  };
}

async function readPolicyName(handle: Handle, versionId: string) {
  const version = await findVersion(handle, versionId);
  if (version?.kind !== 'policy') throw new Error(`policy version ${versionId} is not there`);
  return { version: version.body.version, title: version.body.title };
}
