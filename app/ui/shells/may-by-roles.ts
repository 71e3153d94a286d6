import { type Action, PERMISSIONS } from '#app/domain/people/permissions.ts';
import type { Role } from '#app/domain/people/roles.ts';

/** Whether holders of these roles may do this at all: what a shell shows a way to. The page itself decides. */
export function mayByRoles({ roles, action }: { roles: readonly Role[]; action: Action }): boolean {
  const { roles: allowed } = PERMISSIONS[action];
  return allowed === 'anyone' || roles.some((role) => (allowed as readonly Role[]).includes(role));
}
