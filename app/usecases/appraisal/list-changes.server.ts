import { type ExportRow, toExportRow } from '#app/domain/appraisal/export-columns.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { findYear, listChangedRecords } from '#db/stores/appraisal.ts';
import { bringYearUpToDate } from './compute-year.server.ts';
import { readPolicyVersion } from './open-year.server.ts';
import { readRecordReach } from './record-reach.server.ts';

/**
 * The feed: every record within reach that changed after a cursor, in its newest version, oldest change first. Reading
 * it again from any cursor gives the same state, so a program may repeat itself. `next` continues after what was
 * given; when nothing was, it is the cursor that came.
 */
export async function listChanges(
  context: Context,
  actor: Actor,
  { year, after, limit }: { year: number; after: number; limit: number },
): Promise<Result<{ records: ExportRow[]; next: string }, 'year-not-open'>> {
  const { read } = context.database;
  const { unitIds } = await readRecordReach({ context, actor, action: 'appraisal.view' });
  const ready = await bringYearUpToDate(context, { year, system: systemActor('appraisal') });
  const row = ready.ok ? await findYear(read, year) : null;
  if (!row) return refuse('year-not-open', { year });
  const policyVersion = await readPolicyVersion(read, row);
  const records = await listChangedRecords(read, { year, unitIds, after, limit });
  return ok({
    records: records.map((record) => toExportRow(record, { policyVersion, zone: context.zone })),
    next: String(records.at(-1)?.change ?? after),
  });
}
