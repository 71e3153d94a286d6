import { dayOf } from '#app/domain/kernel/instant.ts';
import { type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { parseEmployeeNo } from '#app/domain/people/account-names.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { inOneTransaction } from '#app/usecases/one-transaction.server.ts';
import { lockOrganisation } from '#db/stores/organisation.ts';
import { findPersonByEmployeeNo } from '#db/stores/people.ts';
import { countHoldersOf } from '#db/stores/system.ts';
import { enterPerson } from './create-person.server.ts';
import { type GrantRoleRefusal, grantRole } from './grant-role.server.ts';
import { readOrganisation } from './read-reach.server.ts';
import { recordRefusedRole } from './record-refused-role.server.ts';

export type FirstHrCommand = {
  readonly employeeNo: string;
  readonly name: string;
  /** One of the authority's top units. */
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
  readonly reason: string;
};

export type FirstHrRefusal = GrantRoleRefusal | 'name-taken' | 'unit-in-use';

/**
 * Enters somebody new and gives them the HR role for the whole of their top unit, while nobody serves as HR: people,
 * and with them the holders of every other role, come from HR. Both or neither; of two at once, one (`conflict`). A
 * refusal goes on record as that of a grant; only a form that was not filled in does not.
 */
export async function enterFirstHr(
  context: Context,
  actor: Actor,
  command: FirstHrCommand,
): Promise<Result<{ personId: string }, FirstHrRefusal>> {
  const { reason, unitId } = command;
  const employeeNo = parseEmployeeNo(command.employeeNo);
  if (employeeNo === null) return refuse('invalid-input', { field: 'employeeNo' });
  if (!isVisibleText(reason)) return refuse('invalid-input', { field: 'reason' });
  const result = can({ actor, action: 'person.enter-first-hr' })
    ? await inOneTransaction(context, (joined) => enter(joined, actor, { ...command, employeeNo }))
    : refuse('forbidden');
  if (result.ok || result.code === 'invalid-input') return result;
  const existing = await findPersonByEmployeeNo(context.database.read, employeeNo);
  return recordRefusedRole(context, actor, {
    action: 'role.grant',
    personId: existing?.id ?? '',
    refusal: result,
    detail: { role: 'hr', employeeNo, unitId, reason },
  });
}

async function enter(
  joined: Context,
  actor: Actor,
  { reason, ...person }: FirstHrCommand,
): Promise<Result<{ personId: string }, FirstHrRefusal>> {
  const { read: tx } = joined.database;
  const now = joined.clock.now();
  const today = dayOf(now, joined.zone);
  // Taken before looking: whoever waited for it sees whom the other one entered.
  await lockOrganisation(tx);
  if ((await countHoldersOf(tx, { role: 'hr', now, able: false })) > 0) return refuse('conflict');
  const existing = await findPersonByEmployeeNo(tx, person.employeeNo);
  if (existing && actor.kind === 'person' && actor.personId === existing.id) return refuse('own-role');
  const root = (await readOrganisation(tx, today)).roots.find(({ id }) => id === person.unitId);
  if (!root) return refuse('not-found', { field: 'unitId' });
  const entered = await enterPerson(joined, actor, { ...person, validFrom: today });
  if (!entered.ok) return entered;
  const { personId } = entered.value;
  const granted = await grantRole(joined, actor, { personId, role: 'hr', unitCode: root.code, reason, endsAt: null });
  return granted.ok ? entered : granted;
}
