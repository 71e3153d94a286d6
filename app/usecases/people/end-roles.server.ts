import type { Actor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { revokeGrant } from '#db/stores/people.ts';
import { listAdministratorGrants } from './administrators.server.ts';

type Ending = { readonly id: string; readonly personId: string; readonly role: Role; readonly unitId: string };

/** Whether nobody could grant a role any more after these grants end. */
export async function endsLastAdministrator(
  tx: Handle,
  { zone, grants, now }: Pick<Context, 'zone'> & { grants: readonly Ending[]; now: number },
): Promise<boolean> {
  const ending = grants.filter(({ role }) => role === 'secadmin').map(({ id }) => id);
  if (ending.length === 0) return false;
  const left = await listAdministratorGrants(tx, { zone, at: now, lock: true });
  return left.every(({ grantId }) => ending.includes(grantId));
}

/** Ends roles from now on because of what happened to their holder or their unit; each is an entry of its own in the log. */
export async function endRoles(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { grants, reason }: { grants: readonly Ending[]; reason: string },
): Promise<void> {
  const revokedAt = context.clock.now();
  for (const { id, personId, role, unitId } of grants) {
    if (!(await revokeGrant(tx, { id, revokedAt }))) continue;
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'role.revoke',
        subject: { kind: 'person', id: personId },
        detail: { role, unitId, grantId: id, reason, revokedAt },
      },
    );
  }
}
