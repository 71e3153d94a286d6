import type { Day, Instant } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { type CertificateEventRow, countPrints, listCertificateEvents, listPrints } from '#db/stores/certification.ts';
import { listVersions } from '#db/stores/content.ts';
import { findAttempt, findGrade, findSitting } from '#db/stores/exams.ts';
import { findPerson, listPersonNames } from '#db/stores/people.ts';
import type { CertificateView } from './certificate-view.server.ts';
import { readCertificate } from './read-certificate.server.ts';

export type CertificateChangeLine = {
  readonly id: string;
  readonly kind: 'issued' | 'suspended' | 'reinstated' | 'revoked';
  readonly effectiveOn: Day;
  readonly reason: string;
  readonly decisionNo: string | null;
  /** Null when the product did it by itself. */
  readonly by: string | null;
  readonly at: Instant;
};

/** A version of a document that the certificate rests on. */
export type BasisVersion = { readonly versionId: string; readonly code: string; readonly number: number };

export type CertificateRecord = {
  readonly certificate: CertificateView;
  readonly employeeNo: string;
  /** Oldest first; begins with the issue. */
  readonly history: readonly CertificateChangeLine[];
  /** How often the office printed it, and when, the newest first, at most 50. */
  readonly printed: number;
  readonly prints: readonly {
    readonly id: string;
    readonly kind: 'reprint' | 'batch';
    readonly reason: string;
    readonly by: string | null;
    readonly at: Instant;
  }[];
  readonly basis: {
    readonly attemptId: string;
    readonly sitting: LocalText;
    readonly endedAt: Instant | null;
    readonly score: number;
    readonly maxScore: number;
    readonly grade: LocalText;
    readonly gradedAt: Instant;
    readonly blueprint: BasisVersion | null;
    readonly gradingPolicy: BasisVersion | null;
    readonly certificatePolicy: BasisVersion | null;
  };
};

const MOST_PRINTS = 50;

/** All that HR needs to answer for a certificate: its history and what it rests on. Reach and trace are readCertificate's. */
export async function readCertificateRecord(
  context: Context,
  actor: Actor,
  { certificateId }: { certificateId: string },
): Promise<Result<CertificateRecord, 'not-found'>> {
  if (!can({ actor, action: 'certificate.search' })) return refuse('not-found');
  const found = await readCertificate(context, actor, { certificateId });
  if (!found.ok) return found;
  const { certificate } = found.value;
  const { read } = context.database;
  const { basis } = certificate.statement;
  const attempt = await findAttempt(read, basis.attemptId);
  const grade = await findGrade(read, basis.gradeId);
  const sitting = attempt && (await findSitting(read, attempt.sittingId));
  const person = await findPerson(read, certificate.personId);
  if (!attempt || !grade || !sitting || !person)
    throw new Error(`the basis of certificate ${certificateId} is not there`);

  const events = await listCertificateEvents(read, [certificateId]);
  const prints = await listPrints(read, { certificateId, limit: MOST_PRINTS });
  const names = await listPersonNames(read, [...new Set([...events, ...prints].map(({ actorId }) => actorId))]);
  const versions = await listVersions(read, [
    basis.blueprintVersionId,
    basis.gradingPolicyVersionId,
    basis.certificatePolicyVersionId,
  ]);
  const versionOf = (id: string): BasisVersion | null => {
    const version = versions.find(({ versionId }) => versionId === id);
    return version ? { versionId: id, code: version.code, number: version.number } : null;
  };
  return ok({
    certificate,
    employeeNo: person.employeeNo,
    history: [
      issueLine(certificate),
      ...events.map((event) => ({ ...lineOf(event), by: names.get(event.actorId) ?? null })),
    ],
    printed: await countPrints(read, certificateId),
    prints: prints.map(({ id, kind, reason, actorId, at }) => ({
      id,
      kind,
      reason,
      at,
      by: names.get(actorId) ?? null,
    })),
    basis: {
      attemptId: basis.attemptId,
      sitting: { zh: sitting.titleZh, ...(sitting.titleEn ? { en: sitting.titleEn } : {}) },
      endedAt: attempt.endedAt,
      score: grade.score,
      maxScore: grade.maxScore,
      grade: { zh: grade.gradeZh, en: grade.gradeEn },
      gradedAt: grade.gradedAt,
      blueprint: versionOf(basis.blueprintVersionId),
      gradingPolicy: versionOf(basis.gradingPolicyVersionId),
      certificatePolicy: versionOf(basis.certificatePolicyVersionId),
    },
  });
}

const issueLine = ({ id, statement, issuedAt }: CertificateView): CertificateChangeLine => ({
  id,
  kind: 'issued',
  effectiveOn: statement.issuedOn,
  reason: '',
  decisionNo: null,
  by: null,
  at: issuedAt,
});

const lineOf = ({ id, kind, effectiveOn, reason, decisionNo, at }: CertificateEventRow) => ({
  id,
  kind,
  effectiveOn,
  reason,
  decisionNo,
  at,
});
