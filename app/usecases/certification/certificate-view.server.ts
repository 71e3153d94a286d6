import { type CertificateStatement, certificateStatement } from '#app/domain/certification/statement.ts';
import { type CertificateStatus, statusOn } from '#app/domain/certification/status.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { CertificateEventRow, CertificateRow } from '#db/stores/certification.ts';

/** A certificate as its holder, HR and its page see it. */
export type CertificateView = {
  readonly id: string;
  readonly personId: string;
  readonly attemptId: string;
  readonly statement: CertificateStatement;
  readonly keyId: string;
  readonly signature: string;
  readonly issuedAt: number;
  readonly status: CertificateStatus;
  /** The revocation or suspension that the status comes from. */
  readonly decision: { readonly effectiveOn: Day; readonly reason: string; readonly decisionNo: string | null } | null;
};

/** @returns null when the certificate did not exist on that day. */
export function viewCertificate({
  certificate,
  changes,
  on,
}: {
  certificate: CertificateRow;
  changes: readonly CertificateEventRow[];
  on: Day;
}): CertificateView | null {
  const { id, personId, attemptId, keyId, signature, issuedAt, issuedOn, validUntil } = certificate;
  const status = statusOn({ day: on, issuedOn, validUntil, changes });
  if (!status) return null;
  const decision =
    status === 'revoked' || status === 'suspended'
      ? changes.filter(({ kind, effectiveOn }) => kind === status && effectiveOn <= on).at(-1)
      : undefined;
  return {
    id,
    personId,
    attemptId,
    statement: certificateStatement.parse(certificate.statement),
    keyId,
    signature,
    issuedAt,
    status,
    decision: decision
      ? { effectiveOn: decision.effectiveOn, reason: decision.reason, decisionNo: decision.decisionNo }
      : null,
  };
}
