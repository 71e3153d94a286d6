import { type CertificateChange, type CertificateStatus, statusOn } from '#app/domain/certification/status.ts';
import { type Hundredths, percentHundredths } from '#app/domain/kernel/hundredths.ts';
import { addDays, type Day } from '#app/domain/kernel/instant.ts';
import type { AppraisalPolicy } from './appraisal-policy.ts';
import { computeIndicator, type IndicatorParts } from './indicator.ts';

/** A certificate of the person with the exam that it was earned in. */
export type EarnedCertificate = {
  readonly id: string;
  readonly number: string;
  readonly tier: number;
  readonly issuedOn: Day;
  readonly validUntil: Day;
  readonly changes: readonly CertificateChange[];
  readonly attemptId: string;
  readonly gradeId: string;
  readonly examCode: string;
  readonly score: Hundredths;
  readonly maxScore: Hundredths;
  readonly gradeWord: string;
  readonly passedOn: Day;
};

export type EarnedHours = {
  readonly entries: number;
  readonly online: Hundredths;
  readonly offJob: Hundredths;
  readonly ownUnit: Hundredths;
};

/** Where the person serves, as it was on the record's reference day. */
export type RecordPosting = {
  readonly postingId: string;
  readonly unitId: string;
  readonly orgCode: string;
  readonly orgName: string;
  readonly positionLevel: string;
};

export type RecordFacts = {
  readonly person: { readonly id: string; readonly employeeNo: string; readonly name: string };
  readonly posting: RecordPosting;
  readonly certificates: readonly EarnedCertificate[];
  readonly hours: EarnedHours;
};

/** The rules of the year, as pinned when the year was opened. */
export type YearRules = {
  readonly year: number;
  readonly policyVersionId: string;
  readonly policy: AppraisalPolicy;
  readonly hoursPolicyVersionId: string;
  readonly hoursRequired: Hundredths;
};

/** What every figure of the record rests on. */
export type RecordSources = {
  readonly postingId: string;
  readonly certificateId: string | null;
  readonly attemptId: string | null;
  readonly gradeId: string | null;
  readonly hours: EarnedHours;
  readonly hoursPolicyVersionId: string;
  readonly parts: IndicatorParts;
};

export type RecordContent = {
  readonly personId: string;
  readonly year: number;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitId: string;
  readonly orgCode: string;
  readonly orgName: string;
  readonly positionLevel: string;
  readonly tier: number | null;
  readonly certificateNo: string | null;
  readonly certificateStatus: CertificateStatus | null;
  readonly examCode: string | null;
  readonly score: Hundredths | null;
  readonly maxScore: Hundredths | null;
  readonly gradeWord: string | null;
  readonly passedOn: Day | null;
  readonly validUntil: Day | null;
  readonly hoursRequired: Hundredths;
  readonly hoursEarned: Hundredths;
  readonly indicatorScore: Hundredths;
  readonly suggestedRating: string;
  readonly policyVersionId: string;
  readonly sources: RecordSources;
};

export const firstDayOf = (year: number): Day => `${year}-01-01`;
export const lastDayOf = (year: number): Day => `${year}-12-31`;

/** The day as of which a year is looked at: its last one, or today while it runs. Null before it has begun. */
export function referenceDay({ year, today }: { year: number; today: Day }): Day | null {
  if (today < firstDayOf(year)) return null;
  return today < lastDayOf(year) ? today : lastDayOf(year);
}

/** The record of one person and year, from the facts alone. */
export function computeRecord({ facts, rules, on }: { facts: RecordFacts; rules: YearRules; on: Day }): RecordContent {
  const { person, posting, hours } = facts;
  const held = chooseCertificate({ certificates: facts.certificates, year: rules.year, on });
  const earned = hours.online + hours.offJob + hours.ownUnit;
  const indicator = computeIndicator({
    policy: rules.policy,
    certificate: held?.counts ? held.certificate : null,
    hours: { earned, required: rules.hoursRequired },
  });
  const certificate = held?.certificate ?? null;
  return {
    personId: person.id,
    year: rules.year,
    employeeNo: person.employeeNo,
    name: person.name,
    unitId: posting.unitId,
    orgCode: posting.orgCode,
    orgName: posting.orgName,
    positionLevel: posting.positionLevel,
    tier: certificate?.tier ?? null,
    certificateNo: certificate?.number ?? null,
    certificateStatus: held?.status ?? null,
    examCode: certificate?.examCode ?? null,
    score: certificate?.score ?? null,
    maxScore: certificate?.maxScore ?? null,
    gradeWord: certificate?.gradeWord ?? null,
    passedOn: certificate?.passedOn ?? null,
    validUntil: certificate?.validUntil ?? null,
    hoursRequired: rules.hoursRequired,
    hoursEarned: earned,
    indicatorScore: indicator.score,
    suggestedRating: indicator.suggested.zh,
    policyVersionId: rules.policyVersionId,
    sources: {
      postingId: posting.postingId,
      certificateId: certificate?.id ?? null,
      attemptId: certificate?.attemptId ?? null,
      gradeId: certificate?.gradeId ?? null,
      hours,
      hoursPolicyVersionId: rules.hoursPolicyVersionId,
      parts: indicator.parts,
    },
  };
}

type Held = { readonly certificate: EarnedCertificate; readonly status: CertificateStatus; readonly counts: boolean };

/**
 * The certificate that a year shows: of those whose validity touches the year and that were not revoked before it
 * began, one that counts (valid, or expired in the course of the year) before one that does not (suspended, revoked);
 * then the higher tier, one still valid before an expired one, the better mark, the later issue.
 */
export function chooseCertificate({
  certificates,
  year,
  on,
}: {
  certificates: readonly EarnedCertificate[];
  year: number;
  on: Day;
}): Held | null {
  const held: Held[] = [];
  for (const certificate of certificates) {
    if (certificate.issuedOn > on || certificate.validUntil < firstDayOf(year)) continue;
    if (statusOn({ day: addDays(firstDayOf(year), -1), ...certificate }) === 'revoked') continue;
    const status = statusOn({ day: on, ...certificate });
    if (status) held.push({ certificate, status, counts: status === 'valid' || status === 'expired' });
  }
  return held.sort(byRank)[0] ?? null;
}

const byRank = (a: Held, b: Held): number =>
  Number(b.counts) - Number(a.counts) ||
  b.certificate.tier - a.certificate.tier ||
  Number(b.status === 'valid') - Number(a.status === 'valid') ||
  shareOf(b.certificate) - shareOf(a.certificate) ||
  (b.certificate.issuedOn < a.certificate.issuedOn ? -1 : b.certificate.issuedOn > a.certificate.issuedOn ? 1 : 0) ||
  (b.certificate.id < a.certificate.id ? -1 : 1);

const shareOf = ({ score, maxScore }: EarnedCertificate) =>
  maxScore > 0 ? percentHundredths({ part: score, whole: maxScore }) : 0;
