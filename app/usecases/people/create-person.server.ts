import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { foldAccountName, parseEmployeeNo } from '#app/domain/people/account-names.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { isNameTaken } from '#db/stores/accounts.ts';
import { findUnitSpan, lockOrganisation } from '#db/stores/organisation.ts';
import { insertPerson, insertPosting } from '#db/stores/people.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';
import { enterAgain } from './withdraw-entry.server.ts';

export type CreatePersonCommand = {
  readonly employeeNo: string;
  readonly name: string;
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
  readonly validFrom: Day;
};

/** Adds someone to the roster with their first posting, in a unit that exists on its first day and lies within reach. */
export async function createPerson(
  context: Context,
  actor: Actor,
  command: CreatePersonCommand,
): Promise<Result<{ personId: string }, 'forbidden' | 'invalid-input' | 'not-found' | 'name-taken' | 'unit-in-use'>> {
  const { unitId } = command;
  if (parseEmployeeNo(command.employeeNo) === null) return refuse('invalid-input', { field: 'employeeNo' });
  const { reach } = await readReach({ context, actor, action: 'person.create' });
  if (reach === 'none') return refuse('forbidden');
  if (!isWithinReach(reach, unitId)) return refuse('not-found', { unit: unitId });
  return enterPerson(context, actor, command);
}

/**
 * The same for a caller who has already decided that the actor may enter this person into this unit. Whose
 * earlier entry was cancelled before they began is the same person again.
 */
export async function enterPerson(
  context: Context,
  actor: Actor,
  command: CreatePersonCommand,
): Promise<Result<{ personId: string }, 'invalid-input' | 'not-found' | 'name-taken' | 'unit-in-use'>> {
  const { name, unitId, positionLevel, category, validFrom } = command;
  const employeeNo = parseEmployeeNo(command.employeeNo);
  if (employeeNo === null) return refuse('invalid-input', { field: 'employeeNo' });
  return context.database.transaction(async (tx) => {
    await lockOrganisation(tx);
    const span = await findUnitSpan(tx, { unitId, day: validFrom });
    if (!span.exists) return refuse('not-found', { unit: unitId });
    if (span.endsOn !== null) return refuse('unit-in-use', { unit: unitId, day: span.endsOn });
    const again = await enterAgain({ tx, context, actor }, { employeeNo, name });
    if (again === null && (await isNameTaken(tx, { name: foldAccountName(employeeNo), exceptPersonId: null })))
      return refuse('name-taken', { name: employeeNo });
    const personId = again ?? newId(context, 'per');
    if (again === null)
      await insertPerson(tx, { id: personId, employeeNo, name, active: true, createdAt: context.clock.now() });
    await insertPosting(tx, {
      id: newId(context, 'pst'),
      personId,
      unitId,
      positionLevel,
      category,
      validFrom,
      validTo: null,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'person.create',
        subject: { kind: 'person', id: personId },
        detail: { employeeNo, unitId, positionLevel, category, validFrom },
      },
    );
    return ok({ personId });
  });
}
