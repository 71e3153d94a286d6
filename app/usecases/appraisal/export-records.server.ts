import { type ExportRow, toExportRow } from '#app/domain/appraisal/export-columns.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { letOthersRun } from '#app/usecases/let-others-run.ts';
import { findYear, pageRecordsForFile, type RecordCursor, type RecordFilter } from '#db/stores/appraisal.ts';
import { bringYearUpToDate } from './compute-year.server.ts';
import { readPolicyVersion } from './open-year.server.ts';
import { narrowUnits, readRecordReach } from './record-reach.server.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What writes the file, piece by piece, and knows its hash in the end (app/platform/export). */
export type RecordWriter = {
  readonly format: ExportFormat;
  readonly begin: (file: { year: number; policyVersion: string }) => Promise<void>;
  readonly write: (rows: readonly ExportRow[]) => Promise<void>;
  readonly end: () => Promise<{ sha256: string; bytes: number }>;
};

export type ExportCommand = {
  readonly year: number;
  /** The part of the year's records that is wanted; withdrawn ones belong to the file unless it says otherwise. */
  readonly filter: Partial<
    Pick<RecordFilter, 'search' | 'suggestedRating' | 'certificate' | 'withdrawn' | 'changedAfter'>
  > & {
    /** A unit and everything below it. */
    readonly unitId?: string;
  };
  readonly writer: RecordWriter;
  readonly onProgress?: (rows: number) => void;
};

/** Rows that are read at once: all else that the server does waits for SQLite meanwhile, a few milliseconds. */
const PAGE = 1000;
/** Rows that are written at once. Few, because what outlives a young collection is what makes a process grow. */
const SLICE = 100;

/**
 * Writes the records within reach to a file, a page at a time, so that memory does not grow with the authority. The
 * year is brought up to date first. Who took what, with how many rows and the file's hash, is recorded before the
 * caller hands the file out.
 */
export async function exportRecords(
  context: Context,
  actor: Actor,
  { year, filter: { unitId, ...wanted }, writer, onProgress = () => undefined }: ExportCommand,
): Promise<Result<{ rows: number; sha256: string; bytes: number }, 'year-not-open' | 'not-found'>> {
  const { read } = context.database;
  const within = await readRecordReach({ context, actor, action: 'appraisal.export' });
  const unitIds = narrowUnits(within, unitId ?? null);
  if (unitId !== undefined && unitIds?.length === 0) return refuse('not-found');
  const ready = await bringYearUpToDate(context, { year, system: systemActor('appraisal') });
  const row = ready.ok ? await findYear(read, year) : null;
  if (!row) return refuse('year-not-open', { year });
  const policyVersion = await readPolicyVersion(read, row);

  const filter: RecordFilter = {
    search: '',
    suggestedRating: null,
    certificate: null,
    withdrawn: null,
    ...wanted,
    year,
    unitIds,
  };
  await writer.begin({ year, policyVersion });
  let rows = 0;
  let after: RecordCursor | null = null;
  for (;;) {
    const page = await pageRecordsForFile(read, { filter, after, limit: PAGE });
    for (let at = 0; at < page.length; at += SLICE) {
      const some = page.slice(at, at + SLICE);
      await writer.write(some.map((record) => toExportRow(record, { policyVersion, zone: context.zone })));
      // Whoever saves an answer meanwhile waits for a slice, not for a page.
      await letOthersRun();
    }
    rows += page.length;
    onProgress(rows);
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { employeeNo: last.place, personId: last.personId };
  }
  const written = await writer.end();
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: 'appraisal',
        action: 'appraisal.export',
        subject: { kind: 'year', id: String(year) },
        detail: {
          format: writer.format,
          filter: { ...wanted, ...(unitId === undefined ? {} : { unitId }) },
          rows,
          ...written,
        },
      },
    ),
  );
  return ok({ rows, ...written });
}
