import { dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can, identifyActor, reachOf } from '#app/domain/people/actor.ts';
import { EXCLUSIVE_ROLES, findGrantObstacle, findReasonFault, type Role } from '#app/domain/people/roles.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { endResetCodes } from '#db/stores/access.ts';
import { findUnitByCode } from '#db/stores/organisation.ts';
import { findPersonByEmployeeNo, insertGrant, listGrants, lockPerson } from '#db/stores/people.ts';
import { isWithinReach, readOrganisation } from './read-reach.server.ts';
import { recordRefusedRole } from './record-refused-role.server.ts';

export type GrantRoleCommand = ({ readonly personId: string } | { readonly employeeNo: string }) & {
  readonly role: Role;
  /** The unit at and below which the role holds. */
  readonly unitCode: string;
  readonly reason: string;
  /** In the future, or null for no end. */
  readonly endsAt: Instant | null;
};

export type GrantRoleRefusal =
  | 'forbidden'
  | 'invalid-input'
  | 'own-role'
  | 'not-found'
  | 'role-excluded'
  | 'highest-unit-only'
  | 'conflict';

/**
 * Gives someone a role. The separation of the three administrators is decided with the person's row taken, so two
 * grants at once cannot both find the other absent; they answer for the whole authority, so their roles hold for a
 * highest unit alone. A unit out of the actor's reach is as if it did not exist. Nobody grants themselves anything. A
 * refusal goes on record with
 * its code, though nothing else is written; only a form that was not filled in does not.
 */
export async function grantRole(
  context: Context,
  actor: Actor,
  command: GrantRoleCommand,
): Promise<Result<{ grantId: string }, GrantRoleRefusal>> {
  const { role, unitCode, reason, endsAt } = command;
  const fault = findReasonFault(reason);
  if (fault) return refuse('invalid-input', { errors: [fault] });
  const now = context.clock.now();
  if (endsAt !== null && endsAt <= now) return refuse('invalid-input', { errors: ['endsAt'] });
  const personId =
    'personId' in command
      ? command.personId
      : ((await findPersonByEmployeeNo(context.database.read, command.employeeNo))?.id ?? null);
  const asked = {
    role,
    unitCode,
    reason,
    endsAt,
    ...('employeeNo' in command ? { employeeNo: command.employeeNo } : {}),
  };
  if (!can({ actor, action: 'role.grant' }))
    return recordRefusedRole(context, actor, {
      action: 'role.grant',
      personId: personId ?? '',
      refusal: refuse('forbidden'),
      detail: asked,
    });
  return context.database.transaction(async (tx): Promise<Result<{ grantId: string }, GrantRoleRefusal>> => {
    const decided = await decide({ tx, context, actor, now, personId, role, unitCode });
    const grantId = newId(context, 'grt');
    if (decided.ok && personId !== null) {
      // A code that somebody was shown or mailed while they were a learner must not open an account with powers.
      if (role !== 'learner') await endResetCodes(tx, { personId, now });
      await insertGrant(tx, {
        id: grantId,
        personId,
        role,
        unitId: decided.value.unitId,
        reason,
        grantedBy: identifyActor(actor).actorId,
        grantedAt: now,
        endsAt,
        revokedAt: null,
      });
    }
    const other = decided.ok ? undefined : decided.detail?.other;
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'role.grant',
        subject: { kind: 'person', id: personId ?? '' },
        outcome: decided.ok ? 'done' : decided.code,
        detail: { ...asked, ...(decided.ok ? { grantId } : other === undefined ? {} : { other: String(other) }) },
      },
    );
    return decided.ok ? ok({ grantId }) : decided;
  });
}

/** Whether the role may be given, with the person's row taken for the rest of the transaction. */
async function decide({
  tx,
  context,
  actor,
  now,
  personId,
  role,
  unitCode,
}: {
  tx: Handle;
  context: Context;
  actor: Actor;
  now: Instant;
  personId: string | null;
  role: Role;
  unitCode: string;
}): Promise<Result<{ unitId: string }, 'own-role' | 'not-found' | 'role-excluded' | 'highest-unit-only' | 'conflict'>> {
  const person = personId === null ? null : await lockPerson(tx, personId);
  if (!person) return refuse('not-found', { field: 'employeeNo' });
  const held = await listGrants(tx, { personId: person.id, now });
  const obstacle = findGrantObstacle({
    own: actor.kind === 'person' && actor.personId === person.id,
    active: person.active,
    held: held.map((grant) => grant.role),
    role,
  });
  if (obstacle?.kind === 'own') return refuse('own-role');
  if (obstacle?.kind === 'inactive') return refuse('not-found', { field: 'employeeNo' });
  if (obstacle?.kind === 'excluded') return refuse('role-excluded', { role, other: obstacle.other });
  const unit = await findUnitByCode(tx, unitCode);
  if (!unit) return refuse('not-found', { field: 'unitCode' });
  const guarded = EXCLUSIVE_ROLES.includes(role);
  // Everyone who activates an account is given a role by the product itself, which need not read the organisation.
  if (guarded || actor.kind !== 'system') {
    const { within, roots } = await readOrganisation(tx, dayOf(now, context.zone));
    if (!isWithinReach(reachOf({ actor, action: 'role.grant', unitsWithin: within }), unit.id))
      return refuse('not-found', { field: 'unitCode' });
    if (guarded && !roots.some(({ id }) => id === unit.id)) return refuse('highest-unit-only', { role });
  }
  return held.some((grant) => grant.role === role && grant.unitId === unit.id)
    ? refuse('conflict', { role })
    : ok({ unitId: unit.id });
}
