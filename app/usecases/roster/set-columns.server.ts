import { type Day, dayOf, isDay } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { type ColumnMapping, fitMapping, listMissing, mappingKey } from '#app/domain/people/roster/fields.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { isWithinReach, readReach } from '#app/usecases/people/read-reach.server.ts';
import { lockRosterImport, updateRosterImport } from '#db/stores/roster.ts';
import { insertSetting } from '#db/stores/settings.ts';
import { findOwnImport } from './own-import.server.ts';
import { NO_COUNTS, readImport, toJson } from './roster-state.ts';

export type SetColumnsCommand = {
  readonly importId: string;
  readonly columns: ColumnMapping;
  readonly effectiveFrom: Day;
  readonly completeUnitId: string | null;
  readonly topUnitId: string | null;
};

/**
 * Says which column is which and how the file is meant, and has it compared, for the first time or again. The columns
 * are remembered for the next file with these headings.
 */
export async function setColumns(
  context: Context,
  actor: Actor,
  { importId, columns: asked, effectiveFrom, completeUnitId, topUnitId }: SetColumnsCommand,
): Promise<Result<null, 'not-found' | 'invalid-input' | 'roster-not-ready'>> {
  const found = await findOwnImport(context, actor, importId);
  if (!found) return refuse('not-found');
  const today = dayOf(context.clock.now(), context.zone);
  const { reach, organisation } = await readReach({ context, actor, action: 'roster.import' });
  for (const unitId of [completeUnitId, topUnitId])
    if (unitId !== null && !(organisation.find(unitId) && isWithinReach(reach, unitId)))
      return refuse('not-found', { unit: unitId });
  if (!isDay(effectiveFrom) || (completeUnitId !== null && effectiveFrom > today))
    return refuse('invalid-input', { field: 'effectiveFrom' });
  const columns = fitMapping(asked, found.mapping.headings?.length ?? 0);
  const used = Object.values(columns);
  if (listMissing(columns).length > 0 || new Set(used).size < used.length)
    return refuse('invalid-input', { field: 'columns', missing: listMissing(columns) });
  return context.database.transaction(async (tx) => {
    const row = await lockRosterImport(tx, importId);
    const held = row ? readImport(row) : null;
    // While rows still come in there is nothing to compare.
    if (!held || !['reading', 'compared'].includes(held.status) || held.counts.phase === 'staging')
      return refuse('roster-not-ready');
    const { units: _, ...mapping } = held.mapping;
    await updateRosterImport(tx, importId, {
      status: 'reading',
      effectiveFrom,
      mapping: toJson({ ...mapping, columns, remembered: false }),
      options: toJson({ ...held.options, completeUnitId, topUnitId: topUnitId ?? held.options.topUnitId }),
      counts: toJson({ ...NO_COUNTS, phase: 'staged', fileRows: held.counts.fileRows }),
      rowsDone: 0,
    });
    await insertSetting(tx, {
      id: newId(context, 'set'),
      key: mappingKey(mapping.headings),
      value: toJson({ columns }),
      at: context.clock.now(),
    });
    return ok(null);
  });
}
