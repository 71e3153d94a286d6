import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { findExcludingRole, type Role } from '#app/domain/people/roles.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findUnitByCode } from '#db/stores/organisation.ts';
import { findPersonByEmployeeNo, insertGrant, listGrants, lockPerson } from '#db/stores/people.ts';

export type GrantRoleCommand = ({ readonly personId: string } | { readonly employeeNo: string }) & {
  readonly role: Role;
  /** The unit at and below which the role holds. */
  readonly unitCode: string;
  readonly reason: string;
  readonly endsAt: Instant | null;
};

/**
 * Gives someone a role. The separation of the three administrators is decided with the person's row taken, so two
 * grants at once cannot both find the other absent. Nobody grants themselves anything.
 */
export async function grantRole(
  context: Context,
  actor: Actor,
  command: GrantRoleCommand,
): Promise<
  Result<{ grantId: string }, 'forbidden' | 'invalid-input' | 'own-role' | 'not-found' | 'role-excluded' | 'conflict'>
> {
  if (!can({ actor, action: 'role.grant' })) return refuse('forbidden');
  const { role, unitCode, reason, endsAt } = command;
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const now = context.clock.now();
  const personId =
    'personId' in command
      ? command.personId
      : (await findPersonByEmployeeNo(context.database.read, command.employeeNo))?.id;
  if (personId === undefined) return refuse('not-found', { field: 'employeeNo' });
  if (actor.kind === 'person' && actor.personId === personId) return refuse('own-role');
  return context.database.transaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (!person?.active) return refuse('not-found', { field: 'employeeNo' });
    const unit = await findUnitByCode(tx, unitCode);
    if (!unit) return refuse('not-found', { field: 'unitCode' });
    const held = await listGrants(tx, { personId, now });
    const excluding = findExcludingRole({ held: held.map((grant) => grant.role), role });
    const refusal = excluding
      ? refuse('role-excluded', { role, other: excluding })
      : held.some((grant) => grant.role === role && grant.unitId === unit.id)
        ? refuse('conflict', { role })
        : null;
    const grantId = newId(context, 'grt');
    if (!refusal)
      await insertGrant(tx, {
        id: grantId,
        personId,
        role,
        unitId: unit.id,
        reason,
        grantedBy: identifyActor(actor).actorId,
        grantedAt: now,
        endsAt,
        revokedAt: null,
      });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'role.grant',
        subject: { kind: 'person', id: personId },
        outcome: refusal?.code ?? 'done',
        detail: { role, unitCode, reason, endsAt, ...(excluding ? { other: excluding } : { grantId }) },
      },
    );
    return refusal ?? ok({ grantId });
  });
}
