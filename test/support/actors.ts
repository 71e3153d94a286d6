import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';

/** Someone signed in who holds one role over one unit and everything below it. */
export function makeActor({
  role,
  unitId = 'org_root',
  personId = `per_${role}`,
}: {
  role: Role;
  unitId?: string;
  personId?: string;
}): PersonActor {
  return {
    kind: 'person',
    personId,
    name: role,
    employeeNo: role,
    grants: [{ role, unitId }],
    sessionId: `session-${role}`,
    address: '127.0.0.1',
    mustChangePassword: false,
  };
}
