import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findUnitByCode, findUnitVersionOn, insertUnit } from '#db/stores/organisation.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

export type CreateUnitCommand = {
  readonly code: string;
  readonly name: string;
  /** Null makes a root: the authority itself. Only the product's own commands may. */
  readonly parentId: string | null;
  readonly validFrom: Day;
};

/** Adds a unit below one that exists on its first day and lies within the actor's reach. */
export async function createUnit(
  context: Context,
  actor: Actor,
  { code, name, parentId, validFrom }: CreateUnitCommand,
): Promise<Result<{ unitId: string }, 'forbidden' | 'not-found' | 'conflict'>> {
  const { reach } = await readReach({ context, actor, action: 'unit.create' });
  if (reach === 'none' || (parentId === null && actor.kind !== 'system')) return refuse('forbidden');
  if (parentId !== null && !isWithinReach(reach, parentId)) return refuse('not-found', { unit: parentId });
  return context.database.transaction(async (tx) => {
    if (await findUnitByCode(tx, code)) return refuse('conflict', { code });
    if (parentId !== null && !(await findUnitVersionOn(tx, { unitId: parentId, day: validFrom })))
      return refuse('not-found', { unit: parentId });
    const unitId = newId(context, 'org');
    await insertUnit(tx, {
      unit: { id: unitId, code, createdAt: context.clock.now() },
      version: { id: newId(context, 'org'), unitId, name, parentId, validFrom, validTo: null },
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'unit.create',
        subject: { kind: 'unit', id: unitId },
        detail: { code, name, parentId, validFrom },
      },
    );
    return ok({ unitId });
  });
}
