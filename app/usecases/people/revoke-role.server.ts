import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { findReasonFault } from '#app/domain/people/roles.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findGrant, lockPerson, revokeGrant } from '#db/stores/people.ts';
import { listAdministratorGrants } from './administrators.server.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';
import { recordRefusedRole } from './record-refused-role.server.ts';

export type RevokeRoleCommand = { readonly grantId: string; readonly reason: string };

export type RevokeRoleRefusal =
  | 'forbidden'
  | 'invalid-input'
  | 'own-role'
  | 'not-found'
  | 'last-administrator'
  | 'already-revoked';

/**
 * Ends a role from now on; their next request is already without it. The last security administrator who can sign in stays: nobody
 * could ever grant a role again. A grant for a unit out of the actor's reach is as if it did not exist. A refusal goes
 * on record.
 */
export async function revokeRole(
  context: Context,
  actor: Actor,
  { grantId, reason }: RevokeRoleCommand,
): Promise<Result<null, RevokeRoleRefusal>> {
  const fault = findReasonFault(reason);
  if (fault) return refuse('invalid-input', { errors: [fault] });
  const now = context.clock.now();
  const grant = await findGrant(context.database.read, grantId);
  const refused = <Code extends RevokeRoleRefusal>(code: Code) =>
    recordRefusedRole(context, actor, {
      action: 'role.revoke',
      personId: grant?.personId ?? '',
      refusal: refuse(code),
      detail: { grantId, reason, ...(grant ? { role: grant.role, unitId: grant.unitId } : {}) },
    });
  if (!can({ actor, action: 'role.grant' })) return refused('forbidden');
  if (!grant) return refuse('not-found', { grant: grantId });
  const { personId, role, unitId } = grant;
  const { reach } = await readReach({ context, actor, action: 'role.grant' });
  if (!isWithinReach(reach, unitId)) return refused('not-found');
  if (actor.kind === 'person' && actor.personId === personId) return refused('own-role');
  const outcome = await context.database.transaction(async (tx) => {
    await lockPerson(tx, personId);
    if ((await findGrant(tx, grantId))?.revokedAt !== null) return 'already-revoked';
    if (role === 'secadmin') {
      const held = await listAdministratorGrants(tx, { zone: context.zone, at: now, lock: true });
      if (held.every((other) => other.grantId === grantId)) return 'last-administrator';
    }
    if (!(await revokeGrant(tx, { id: grantId, revokedAt: now }))) return 'already-revoked';
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'role.revoke',
        subject: { kind: 'person', id: personId },
        detail: { role, unitId, grantId, reason, revokedAt: now },
      },
    );
    return 'done';
  });
  return outcome === 'done' ? ok(null) : refused(outcome);
}
