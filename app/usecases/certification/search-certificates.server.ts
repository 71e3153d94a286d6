import { parseCertificateNumber } from '#app/domain/certification/number.ts';
import { type CertificateStatus, statusOn } from '#app/domain/certification/status.ts';
import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { isWithinReach, listUnitsTopDown, readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import {
  countCertificates,
  listCertificateEvents,
  listCertificates,
  listPendingCertificates,
} from '#db/stores/certification.ts';

export type FoundCertificate = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly tier: number;
  readonly track: string;
  readonly issuedOn: Day;
  readonly validUntil: Day;
  readonly status: CertificateStatus;
};

export type UnprintableCertificate = {
  readonly attemptId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly missing: readonly string[];
  readonly since: number;
  readonly lastTriedAt: number;
};

export type CertificateSearch = {
  readonly search: string;
  readonly status: CertificateStatus | null;
  readonly tier: number | null;
  /** The unit at and below which to look; null is the whole reach. */
  readonly unitId?: string | null;
  /** Days of issue, both included; null is open. */
  readonly issuedFrom?: Day | null;
  readonly issuedTo?: Day | null;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
};

export type CertificateSearchResult = {
  readonly today: Day;
  /** The units of one's reach, by their codes; `depth` is 0 for the highest. */
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[];
  readonly total: number;
  readonly certificates: readonly FoundCertificate[];
  /** Passed exams within reach whose certificate cannot be printed, the oldest first, at most 50. */
  readonly unprintable: readonly UnprintableCertificate[];
};

const MOST_UNPRINTABLE = 50;

/** Certificates of people within reach as they stand today, and those that wait for a font. */
export async function searchCertificates(
  context: Context,
  actor: Actor,
  { search, status, tier, unitId = null, issuedFrom = null, issuedTo = null, page, pageSize }: CertificateSearch,
): Promise<Result<CertificateSearchResult, 'not-found'>> {
  const { read } = context.database;
  const today = dayOf(context.clock.now(), context.zone);
  const { reach, organisation } = await readReach({ context, actor, action: 'certificate.search' });
  if (unitId !== null && !(organisation.find(unitId) && isWithinReach(reach, unitId)))
    return refuse('not-found', { unit: unitId });
  const unitIds =
    unitId === null ? unitFilterOf(reach) : organisation.within(unitId).filter((id) => isWithinReach(reach, id));
  // A number may be typed without its hyphens.
  const filter = {
    unitIds,
    today,
    search: parseCertificateNumber(search) ?? search.trim(),
    status,
    tier,
    issuedFrom,
    issuedTo,
  };
  const rows = await listCertificates(read, { filter, offset: (page - 1) * pageSize, limit: pageSize });
  const events = await listCertificateEvents(
    read,
    rows.map(({ certificate }) => certificate.id),
  );
  const unitName = (unitId: string | null) => (unitId === null ? '' : (organisation.find(unitId)?.name ?? ''));
  const pending = await listPendingCertificates(read, { unitIds, today, limit: MOST_UNPRINTABLE });
  return ok({
    today,
    units: listUnitsTopDown({ organisation, reach }),
    total: await countCertificates(read, filter),
    certificates: rows.map(({ certificate, name, employeeNo, unitId }) => {
      const { id, number, tier, track, issuedOn, validUntil } = certificate;
      const changes = events.filter(({ certificateId }) => certificateId === id);
      return {
        id,
        number,
        name,
        employeeNo,
        unitName: unitName(unitId),
        tier,
        track,
        issuedOn,
        validUntil,
        status: statusOn({ day: today, issuedOn, validUntil, changes }) ?? 'valid',
      };
    }),
    unprintable: pending.map(({ attemptId, name, employeeNo, unitId, missing, since, lastTriedAt }) => ({
      attemptId,
      name,
      employeeNo,
      unitName: unitName(unitId),
      missing,
      since,
      lastTriedAt,
    })),
  });
}
