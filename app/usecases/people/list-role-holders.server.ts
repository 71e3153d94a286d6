import type { Instant } from '#app/domain/kernel/instant.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { type Role, STAFF_ROLES } from '#app/domain/people/roles.ts';
import type { Context } from '#app/usecases/context.ts';
import { countHeldRoles, listHeldRoles } from '#db/stores/people.ts';
import { readReach } from './read-reach.server.ts';

const HOLDERS_PAGE_SIZE = 50;
export type RoleHolders = {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly holders: readonly {
    readonly grantId: string;
    readonly personId: string;
    readonly name: string;
    readonly employeeNo: string;
    readonly role: Role;
    readonly unitName: string;
    readonly reason: string;
    readonly grantedAt: Instant;
    readonly endsAt: Instant | null;
    /** Whether the actor may end it: they may grant, and it is not their own. */
    readonly revocable: boolean;
  }[];
  /** Units for which a role can be granted today, from the root down. */
  readonly units: readonly { readonly code: string; readonly name: string; readonly depth: number }[];
};

/** Who holds which staff role now, all or one of them. */
export async function listRoleHolders(
  context: Context,
  actor: Actor,
  { role, page }: { role: Role | null; page: number },
): Promise<RoleHolders> {
  const { read } = context.database;
  const now = context.clock.now();
  const { organisation, reach } = await readReach({ context, actor, action: 'role.view' });
  const roles = reach === 'none' ? [] : role === null ? STAFF_ROLES : [role];
  const total = await countHeldRoles(read, { roles, now });
  const pages = Math.max(1, Math.ceil(total / HOLDERS_PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await listHeldRoles(read, {
    roles,
    now,
    offset: (shown - 1) * HOLDERS_PAGE_SIZE,
    limit: HOLDERS_PAGE_SIZE,
  });
  const mayGrant = can({ actor, action: 'role.grant' });
  const units: { code: string; name: string; depth: number }[] = [];
  const visit = (unit: (typeof organisation.roots)[number], depth: number) => {
    units.push({ code: unit.code, name: unit.name, depth });
    for (const child of organisation.childrenOf(unit.id)) visit(child, depth + 1);
  };
  for (const root of organisation.roots) visit(root, 0);
  return {
    total,
    page: shown,
    pageSize: HOLDERS_PAGE_SIZE,
    units,
    holders: rows.map((row) => ({
      grantId: row.grantId,
      personId: row.personId,
      name: row.name,
      employeeNo: row.employeeNo,
      role: row.role,
      unitName: organisation.find(row.unitId)?.name ?? '',
      reason: row.reason,
      grantedAt: row.grantedAt,
      endsAt: row.endsAt,
      revocable: mayGrant && !(actor.kind === 'person' && actor.personId === row.personId),
    })),
  };
}
