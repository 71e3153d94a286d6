import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { countOtherHoldings, findGrant, lockPerson, revokeGrant } from '#db/stores/people.ts';

export type RevokeRoleCommand = { readonly grantId: string; readonly reason: string };

/**
 * Ends a role from now on; their next request is already without it. The last security administrator stays: nobody
 * could ever grant a role again.
 */
export async function revokeRole(
  context: Context,
  actor: Actor,
  { grantId, reason }: RevokeRoleCommand,
): Promise<
  Result<null, 'forbidden' | 'invalid-input' | 'own-role' | 'not-found' | 'last-administrator' | 'already-revoked'>
> {
  if (!can({ actor, action: 'role.grant' })) return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const now = context.clock.now();
  return context.database.transaction(async (tx) => {
    const grant = await findGrant(tx, grantId);
    if (!grant) return refuse('not-found', { grant: grantId });
    if (actor.kind === 'person' && actor.personId === grant.personId) return refuse('own-role');
    if (grant.revokedAt !== null) return refuse('already-revoked');
    await lockPerson(tx, grant.personId);
    if (grant.role === 'secadmin') {
      const others = await countOtherHoldings(tx, { role: 'secadmin', exceptGrantId: grantId, now });
      if (others === 0) return refuse('last-administrator');
    }
    if (!(await revokeGrant(tx, { id: grantId, revokedAt: now }))) return refuse('already-revoked');
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'role.revoke',
        subject: { kind: 'person', id: grant.personId },
        detail: { role: grant.role, unitId: grant.unitId, grantId, reason, revokedAt: now },
      },
    );
    return ok(null);
  });
}
