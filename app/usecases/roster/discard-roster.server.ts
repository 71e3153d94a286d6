import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { deleteRosterRows, listStaleRosterImports, lockRosterImport, updateRosterImport } from '#db/stores/roster.ts';
import { findOwnImport } from './own-import.server.ts';
import { readImport, toJson } from './roster-state.ts';

/** A dry run that nobody applied is put aside after this long: what its rows say of people serves no purpose then. */
export const STALE_DAYS = 14;
const BATCH = 5_000;

/** Puts a roster aside that was not applied. Its rows go; that it was there, and its counts, stay. */
export async function discardRoster(
  context: Context,
  actor: Actor,
  { importId }: { importId: string },
): Promise<Result<null, 'not-found' | 'roster-not-ready'>> {
  if (!(await findOwnImport(context, actor, importId))) return refuse('not-found');
  return discard(context, actor, importId);
}

async function discard(
  context: Context,
  actor: Actor,
  importId: string,
): Promise<Result<null, 'not-found' | 'roster-not-ready'>> {
  const found = await context.database.transaction(async (tx) => {
    const row = await lockRosterImport(tx, importId);
    if (!row || !['reading', 'compared', 'failed'].includes(row.status)) return null;
    await updateRosterImport(tx, importId, {
      status: 'discarded',
      mapping: toJson({ ...readImport(row).mapping, sample: [] }),
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'roster.discard',
        subject: { kind: 'roster', id: importId },
        detail: { fileName: row.fileName, sha256: row.fileHash },
      },
    );
    return row;
  });
  if (!found) return refuse('roster-not-ready');
  await removeRows(context, found);
  return ok(null);
}

async function removeRows(context: Context, { id, rowsTotal }: { id: string; rowsTotal: number }): Promise<void> {
  for (let after = Math.ceil(rowsTotal / BATCH) * BATCH; after >= 0; after -= BATCH)
    await context.database.transaction((tx) => deleteRosterRows(tx, { importId: id, after }));
}

/** Puts aside what nobody came back to. */
export async function discardStaleRosters(context: Context): Promise<number> {
  const before = context.clock.now() - STALE_DAYS * 86_400_000;
  const ids = await listStaleRosterImports(context.database.read, before);
  for (const id of ids) await discard(context, systemActor('housekeeping'), id);
  return ids.length;
}
