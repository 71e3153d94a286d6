import type { CertificateStatus } from '#app/domain/certification/status.ts';

/** What an address says of the records that a page shows and a file holds: the two read the same words. */
export type RecordQuery = {
  readonly search: string;
  readonly unitId: string | null;
  readonly suggestedRating: string | null;
  readonly certificate: CertificateStatus | 'none' | null;
  readonly withdrawn: boolean | null;
  /** Only records that changed after this change number, such as that of the last check. */
  readonly changedAfter: number | null;
};

const CERTIFICATES = ['valid', 'expired', 'suspended', 'revoked', 'none'] as const;

/** `?q=&unit=&rating=&certificate=&record=&since=`; what is not among the known values is no filter. */
export function parseRecordQuery(params: URLSearchParams): RecordQuery {
  const given = (name: string) => params.get(name)?.normalize('NFKC').trim().slice(0, 100) || null;
  const record = given('record');
  return {
    search: given('q') ?? '',
    unitId: given('unit'),
    suggestedRating: given('rating'),
    certificate: CERTIFICATES.find((status) => status === given('certificate')) ?? null,
    changedAfter: /^\d{1,9}$/.test(given('since') ?? '') ? Number(given('since')) : null,
    withdrawn: record === 'withdrawn' ? true : record === 'current' ? false : null,
  };
}

/** A year in an address; null when it is not one. */
export const parseYear = (text: string | undefined): number | null =>
  text !== undefined && /^2\d{3}$/.test(text) ? Number(text) : null;
