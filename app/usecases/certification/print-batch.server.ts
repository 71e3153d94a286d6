import { parseCertificateNumber } from '#app/domain/certification/number.ts';
import { certificateStatement } from '#app/domain/certification/statement.ts';
import { CERTIFICATE_STATUSES, type CertificateStatus } from '#app/domain/certification/status.ts';
import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { letOthersRun } from '#app/usecases/let-others-run.ts';
import { isWithinReach, listUnitsTopDown, readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import {
  countCertificates,
  insertPrints,
  listCertificateEvents,
  listCertificatesByIds,
  listCertificatesToPrint,
  type PrintableCertificate,
} from '#db/stores/certification.ts';
import { type CertificateView, viewCertificate } from './certificate-view.server.ts';

/** How many certificates one batch may hold. */
export const MOST_IN_BATCH = 20_000;
const CHUNK = 200;

export type BatchFilter = {
  readonly search: string;
  /** Null is the valid ones alone: others go into a batch only when they are asked for by name. */
  readonly status: CertificateStatus | null;
  readonly tier: number | null;
  readonly unitId: string | null;
  readonly issuedFrom: Day | null;
  readonly issuedTo: Day | null;
  /** These alone, as they were ticked; null is all that the rest of the filter means. */
  readonly ids: readonly string[] | null;
};

/** One sheet of a batch, in the order of the hand-over: by unit from the top of the tree down, then by employee number. */
export type BatchLine = PrintableCertificate & { readonly unitName: string };

export type BatchPlan = {
  /** Which of them the batch holds. */
  readonly status: CertificateStatus;
  readonly lines: readonly BatchLine[];
  /** Those that the rest of the filter means too and that are not valid today, where no status was asked for. */
  readonly leftOut: readonly { readonly status: CertificateStatus; readonly certificates: number }[];
  /** Certificates that cannot be printed now, since a font is missing that has one of their characters. */
  readonly refused: readonly (BatchLine & { readonly number: string; readonly missing: readonly string[] })[];
};

/**
 * Whose certificates a batch would hold, within reach, and which of them cannot be printed; nothing is recorded. One that
 * was ticked and no longer fits the rest of the filter is left out; one that does not exist, or is of another unit, is
 * refused as not found.
 */
export async function planBatch(
  context: Context,
  actor: Actor,
  filter: BatchFilter,
): Promise<Result<BatchPlan, 'not-found' | 'batch-too-large'>> {
  const { read } = context.database;
  const { reach, organisation } = await readReach({ context, actor, action: 'certificate.print' });
  if (filter.unitId !== null && !(organisation.find(filter.unitId) && isWithinReach(reach, filter.unitId)))
    return refuse('not-found', { unit: filter.unitId });
  const unitIds =
    filter.unitId === null
      ? unitFilterOf(reach)
      : organisation.within(filter.unitId).filter((id) => isWithinReach(reach, id));
  const today = dayOf(context.clock.now(), context.zone);
  const search = parseCertificateNumber(filter.search) ?? filter.search.trim();
  const limit = MOST_IN_BATCH + 1;
  const status = filter.status ?? 'valid';
  const asked = { ...filter, unitIds, today, search };
  const rows = await listCertificatesToPrint(read, { filter: { ...asked, status }, limit });
  if (rows.length > MOST_IN_BATCH) return refuse('batch-too-large', { most: MOST_IN_BATCH });
  const chosen = new Set(filter.ids ?? []);
  if (rows.length < chosen.size) {
    const ids = [...chosen];
    const reached = { unitIds: unitFilterOf(reach), today, search: '', status: null, tier: null, ids };
    const known = await listCertificatesToPrint(read, { filter: reached, limit });
    if (known.length < chosen.size) return refuse('not-found', { certificates: chosen.size - known.length });
  }
  const leftOut: BatchPlan['leftOut'][number][] = [];
  for (const other of filter.status === null ? CERTIFICATE_STATUSES.filter((one) => one !== status) : []) {
    const certificates = await countCertificates(read, { ...asked, status: other });
    if (certificates > 0) leftOut.push({ status: other, certificates });
  }
  const order = new Map(listUnitsTopDown({ organisation, reach }).map(({ id }, place) => [id, place]));
  const placeOf = ({ unitId }: PrintableCertificate) =>
    (unitId === null ? undefined : order.get(unitId)) ?? Number.POSITIVE_INFINITY;
  // The rows come by employee number, and sorting keeps that order within a unit.
  const lines = rows
    .map((row) => ({ ...row, unitName: (row.unitId && organisation.find(row.unitId)?.name) ?? '' }))
    .sort((a, b) => {
      const [left, right] = [placeOf(a), placeOf(b)];
      return left === right ? 0 : left - right;
    });
  const refused: BatchPlan['refused'][number][] = [];
  for (let at = 0; at < lines.length; at += CHUNK) {
    const some = lines.slice(at, at + CHUNK);
    const known = new Map(
      (
        await listCertificatesByIds(
          read,
          some.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    );
    for (const line of some) {
      const row = known.get(line.id);
      if (!row) continue;
      const missing = context.glyphs.findMissing(printedText(certificateStatement.parse(row.statement)));
      if (missing.length > 0) refused.push({ ...line, number: row.number, missing });
    }
    await letOthersRun();
  }
  const out = new Set(refused.map(({ id }) => id));
  return ok({ status, leftOut, lines: lines.filter(({ id }) => !out.has(id)), refused });
}

const printedText = ({ holder, issuer, title, attests }: ReturnType<typeof certificateStatement.parse>) =>
  [holder.name, issuer.name, title.zh, title.en, attests?.zh, attests?.en].filter(Boolean).join('');

/** Some of a batch's certificates as they stand today, in the order of their lines. */
export async function readBatchSheets(
  context: Context,
  lines: readonly BatchLine[],
): Promise<{ line: BatchLine; certificate: CertificateView }[]> {
  const { read } = context.database;
  const ids = lines.map(({ id }) => id);
  const rows = new Map((await listCertificatesByIds(read, ids)).map((row) => [row.id, row]));
  const changes = new Map<string, Awaited<ReturnType<typeof listCertificateEvents>>>();
  for (const event of await listCertificateEvents(read, ids))
    changes.set(event.certificateId, [...(changes.get(event.certificateId) ?? []), event]);
  const on = dayOf(context.clock.now(), context.zone);
  return lines.flatMap((line) => {
    const row = rows.get(line.id);
    const certificate = row && viewCertificate({ certificate: row, changes: changes.get(line.id) ?? [], on });
    return certificate ? [{ line, certificate }] : [];
  });
}

/** What a reason of printing must be. */
export const isPrintReason = (reason: string): boolean => isVisibleText(reason) && reason.trim().length <= 200;

/** Records the batch, and with each certificate that it was printed, before the file is handed out. */
export async function recordBatch(
  context: Context,
  actor: Actor,
  {
    ids,
    reason,
    filter,
    refused,
    sha256,
  }: {
    ids: readonly string[];
    reason: string;
    filter: BatchFilter;
    refused: number;
    /** Of the file. */
    sha256: string;
  },
): Promise<{ batchId: string }> {
  const batchId = newId(context, 'bat');
  const { ids: chosen, ...rest } = filter;
  await context.database.transaction(async (tx) => {
    await insertPrints(
      tx,
      ids.map((certificateId) => ({
        id: newId(context, 'prt'),
        certificateId,
        kind: 'batch' as const,
        batchId,
        reason: reason.trim(),
        actorId: identifyActor(actor).actorId,
        at: context.clock.now(),
      })),
    );
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'certification',
        action: 'certificate.print-batch',
        subject: { kind: 'print-batch', id: batchId },
        detail: {
          certificates: ids.length,
          refused,
          reason: reason.trim(),
          sha256,
          filter: { ...rest, status: filter.status ?? 'valid', chosen: chosen?.length ?? null },
        },
      },
    );
  });
  return { batchId };
}
