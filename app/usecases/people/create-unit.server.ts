import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { refuseFaults } from '#app/domain/people/unit-acts.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import {
  findUnitByCode,
  findUnitVersionOn,
  insertUnits,
  listUnitVersions,
  lockOrganisation,
  readUnitHistory,
  saveUnitChanges,
} from '#db/stores/organisation.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

export type CreateUnitCommand = {
  readonly code: string;
  readonly name: string;
  /** Null makes a root: the authority itself. Only the product's own commands may. */
  readonly parentId: string | null;
  readonly validFrom: Day;
  /** The document it rests on; the product's own commands need none. */
  readonly reason?: string;
};

/** Adds a unit below one that exists on its first day and lies within the actor's reach. */
export async function createUnit(
  context: Context,
  actor: Actor,
  { code, name, parentId, validFrom, reason = '' }: CreateUnitCommand,
): Promise<Result<{ unitId: string }, 'forbidden' | 'not-found' | 'conflict' | 'unit-in-use' | 'unit-namesake'>> {
  const { reach } = await readReach({ context, actor, action: 'unit.create' });
  if (reach === 'none' || (parentId === null && actor.kind !== 'system')) return refuse('forbidden');
  if (parentId !== null && !isWithinReach(reach, parentId)) return refuse('not-found', { unit: parentId });
  return context.database.transaction(async (tx) => {
    await lockOrganisation(tx);
    const found = await findUnitByCode(tx, code);
    // A unit that was planned and cancelled left its code behind: it may be planned again.
    if (found && (await listUnitVersions(tx, [found.id])).length > 0) return refuse('conflict', { code });
    if (parentId !== null && !(await findUnitVersionOn(tx, { unitId: parentId, day: validFrom })))
      return refuse('not-found', { unit: parentId });
    const unitId = found?.id ?? newId(context, 'org');
    const version = { id: newId(context, 'org'), unitId, name, parentId, validFrom, validTo: null };
    const fault = refuseFaults(await readUnitHistory(tx), { insert: [version], end: [], remove: [] }, validFrom);
    if (fault) return refuse(fault.code === 'unit-namesake' ? 'unit-namesake' : 'unit-in-use', fault.detail);
    if (!found) await insertUnits(tx, [{ id: unitId, code, createdAt: context.clock.now() }]);
    await saveUnitChanges(tx, { changes: { insert: [version], end: [], remove: [] }, successions: [] });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'unit.create',
        subject: { kind: 'unit', id: unitId },
        detail: { code, name, parentId, validFrom, ...(reason !== '' && { reason }) },
      },
    );
    return ok({ unitId });
  });
}
