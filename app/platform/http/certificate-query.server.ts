import { CERTIFICATE_STATUSES } from '#app/domain/certification/status.ts';
import { isDay } from '#app/domain/kernel/instant.ts';
import type { BatchFilter } from '#app/usecases/certification/print-batch.server.ts';

const TIERS = ['1', '2', '3'] as const;

/** What an address says of the certificates that a page lists and a batch prints: the two read the same words. */
export function parseCertificateQuery(params: URLSearchParams): BatchFilter {
  const given = (name: string) => params.get(name)?.normalize('NFKC').trim().slice(0, 100) || null;
  const day = (name: string) => {
    const text = given(name);
    return text !== null && isDay(text) ? text : null;
  };
  const tier = TIERS.find((one) => one === given('tier'));
  const ids = params.getAll('id').filter((id) => id.length <= 60);
  return {
    search: given('q') ?? '',
    status: CERTIFICATE_STATUSES.find((status) => status === given('status')) ?? null,
    tier: tier === undefined ? null : Number(tier),
    unitId: given('unit'),
    issuedFrom: day('from'),
    issuedTo: day('to'),
    ids: ids.length > 0 ? ids : null,
  };
}
