import { addMonths, type Day } from '#app/domain/kernel/instant.ts';

export const CERTIFICATE_STATUSES = ['valid', 'expired', 'suspended', 'revoked'] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

/** What happened to a certificate after its issue; it holds from `effectiveOn` on, that day included. */
export type CertificateChange = {
  readonly id: string;
  readonly kind: 'issued' | 'suspended' | 'reinstated' | 'revoked';
  readonly effectiveOn: Day;
};

/**
 * The last day on which a certificate is valid: the same day of the month `validMonths` later, or the last day of that
 * month where it is shorter (issued on 2028-02-29 for 12 months: until 2029-02-28, that day included).
 * @throws RangeError when the months are not a positive integer.
 */
export function lastValidDay({ issuedOn, validMonths }: { issuedOn: Day; validMonths: number }): Day {
  if (!Number.isInteger(validMonths) || validMonths < 1) throw new RangeError(`no validity in months: ${validMonths}`);
  return addMonths(issuedOn, validMonths);
}

/**
 * The status on a day, folded from the changes that hold by then, in the order of their days (on one day, of their
 * recording). Null before the day of issue. Revocation is final and outlives expiry; a suspended certificate whose
 * time runs out is expired.
 */
export function statusOn({
  day,
  issuedOn,
  validUntil,
  changes,
}: {
  day: Day;
  issuedOn: Day;
  validUntil: Day;
  changes: readonly CertificateChange[];
}): CertificateStatus | null {
  if (day < issuedOn) return null;
  let suspended = false;
  for (const { kind } of inOrder(changes).filter((change) => change.effectiveOn <= day)) {
    if (kind === 'revoked') return 'revoked';
    if (kind !== 'issued') suspended = kind === 'suspended';
  }
  if (day > validUntil) return 'expired';
  return suspended ? 'suspended' : 'valid';
}

const inOrder = (changes: readonly CertificateChange[]) =>
  [...changes].sort((a, b) =>
    a.effectiveOn === b.effectiveOn ? compare(a.id, b.id) : compare(a.effectiveOn, b.effectiveOn),
  );

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
