import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { isMassLeave } from '#app/domain/people/roster/compare-row.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { isOtherImportApplying, lockRosterImport, updateRosterImport } from '#db/stores/roster.ts';
import { findOwnImport } from './own-import.server.ts';
import { storeActor } from './roster-actor.server.ts';
import { readImport, toJson } from './roster-state.ts';

export type BeginApplyCommand = {
  readonly importId: string;
  /** Applies the good rows and leaves the refused ones; otherwise one refused row stops the whole file. */
  readonly skipRefused: boolean;
  /** How many people leave, as whoever applies knows it; asked for when they are many. */
  readonly confirmedLeavers: number | null;
  /** Units that take the name that the file has for them. */
  readonly renameUnitIds: readonly string[] | 'all';
};

/**
 * Orders a compared roster to be applied; the work itself is done by whoever runs {@link workRoster}, and goes on after
 * a crash. One at a time.
 */
export async function beginApply(
  context: Context,
  actor: Actor,
  { importId, skipRefused, confirmedLeavers, renameUnitIds }: BeginApplyCommand,
): Promise<Result<null, 'not-found' | 'roster-not-ready' | 'rows-refused' | 'leavers-unconfirmed' | 'import-running'>> {
  if (!(await findOwnImport(context, actor, importId))) return refuse('not-found');
  return context.database.transaction(async (tx) => {
    if (await isOtherImportApplying(tx, importId)) return refuse('import-running');
    const row = await lockRosterImport(tx, importId);
    if (row?.status !== 'compared') return refuse('roster-not-ready');
    const { counts, mapping, options, fileHash, fileName, effectiveFrom } = readImport(row);
    if (counts.kinds.refused > 0 && !skipRefused) return refuse('rows-refused', { rows: counts.kinds.refused });
    if (isMassLeave(counts) && confirmedLeavers !== counts.leavers)
      return refuse('leavers-unconfirmed', { leavers: counts.leavers, serving: counts.serving });
    const offered = mapping.units?.rename.map(({ unitId }) => unitId) ?? [];
    const renames = renameUnitIds === 'all' ? offered : offered.filter((id) => renameUnitIds.includes(id));
    const stored = storeActor(actor);
    await updateRosterImport(tx, importId, {
      status: 'applying',
      options: toJson({ ...options, apply: { skipRefused, renameUnitIds: renames, actor: stored } }),
      appliedBy: stored.id,
      rowsDone: 0,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'roster.apply',
        subject: { kind: 'roster', id: importId },
        detail: {
          fileName,
          sha256: fileHash,
          effectiveFrom,
          completeUnitId: options.completeUnitId,
          skipRefused,
          kinds: { ...counts.kinds },
          newUnits: counts.newUnits,
          renamed: renames,
        },
      },
    );
    return ok(null);
  });
}
