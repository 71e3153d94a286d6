import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { findReasonFault } from '#app/domain/people/roles.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findGrant, lockPerson, updateGrantEnd } from '#db/stores/people.ts';
import { listAdministratorGrants } from './administrators.server.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';
import { recordRefusedRole } from './record-refused-role.server.ts';

export type ChangeRoleEndCommand = {
  readonly grantId: string;
  /** In the future, or null for no end. */
  readonly endsAt: Instant | null;
  /** The end that the caller saw: another change meanwhile is not overwritten unseen. */
  readonly seen: Instant | null;
  readonly reason: string;
};

export type ChangeRoleEndRefusal =
  | 'forbidden'
  | 'invalid-input'
  | 'own-role'
  | 'not-found'
  | 'role-ended'
  | 'last-administrator'
  | 'stale-version'
  | 'unchanged';

/**
 * Extends or shortens a role that still holds. One that has ended is granted anew, by somebody who looks at it again.
 * A security administrator's end is not drawn nearer when nobody else would hold the role by then. A grant for a unit
 * out of the actor's reach is as if it did not exist. Refusals of rights go on record.
 */
export async function changeRoleEnd(
  context: Context,
  actor: Actor,
  { grantId, endsAt, seen, reason }: ChangeRoleEndCommand,
): Promise<Result<null, ChangeRoleEndRefusal>> {
  const fault = findReasonFault(reason);
  if (fault) return refuse('invalid-input', { errors: [fault] });
  const now = context.clock.now();
  if (endsAt !== null && endsAt <= now) return refuse('invalid-input', { errors: ['endsAt'] });
  const grant = await findGrant(context.database.read, grantId);
  const refused = <Code extends ChangeRoleEndRefusal>(code: Code) =>
    recordRefusedRole(context, actor, {
      action: 'role.change-end',
      personId: grant?.personId ?? '',
      refusal: refuse(code),
      detail: { grantId, endsAt, reason, ...(grant ? { role: grant.role, unitId: grant.unitId } : {}) },
    });
  if (!can({ actor, action: 'role.grant' })) return refused('forbidden');
  if (!grant) return refuse('not-found', { grant: grantId });
  const { personId, role, unitId } = grant;
  const { reach } = await readReach({ context, actor, action: 'role.grant' });
  if (!isWithinReach(reach, unitId)) return refused('not-found');
  if (actor.kind === 'person' && actor.personId === personId) return refused('own-role');
  if (endsAt === seen) return refuse('unchanged');
  const outcome = await context.database.transaction(async (tx) => {
    await lockPerson(tx, personId);
    const current = await findGrant(tx, grantId);
    if (!current || current.revokedAt !== null || (current.endsAt !== null && current.endsAt <= now))
      return 'role-ended';
    const shorter = endsAt !== null && (current.endsAt === null || endsAt < current.endsAt);
    if (role === 'secadmin' && shorter) {
      const held = await listAdministratorGrants(tx, { zone: context.zone, at: now, until: endsAt, lock: true });
      if (held.every((other) => other.grantId === grantId)) return 'last-administrator';
    }
    if (!(await updateGrantEnd(tx, { id: grantId, seen, endsAt }))) return 'stale-version';
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'role.change-end',
        subject: { kind: 'person', id: personId },
        detail: { role, unitId, grantId, reason, before: { endsAt: seen }, after: { endsAt } },
      },
    );
    return 'done';
  });
  if (outcome === 'done') return ok(null);
  return outcome === 'last-administrator' ? refused(outcome) : refuse(outcome);
}
