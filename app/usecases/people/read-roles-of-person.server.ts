import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can, reachOf } from '#app/domain/people/actor.ts';
import { nameUnitNow, type UnitNow } from '#app/domain/people/organisation.ts';
import { findGrantObstacle, type GrantObstacle, ROLES, type Role } from '#app/domain/people/roles.ts';
import type { Context } from '#app/usecases/context.ts';
import { listEntriesAbout } from '#db/stores/audited.ts';
import { findGrantRow, findPerson, listGrantHistory, listPersonNames } from '#db/stores/people.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

export type RoleOverTime = {
  readonly grantId: string;
  readonly role: Role;
  readonly unit: UnitNow;
  readonly reason: string;
  /** A name; null for the product or an operator at the machine. */
  readonly grantedBy: string | null;
  readonly grantedAt: Instant;
  readonly endsAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly state: 'held' | 'ended' | 'revoked';
  /** Whether the actor may end it or move its end: it is held, within their reach, and not their own. */
  readonly changeable: boolean;
  /** Why it was revoked, and how its end was moved, oldest first. */
  readonly changes: readonly {
    readonly kind: 'change-end' | 'revoke';
    readonly at: Instant;
    readonly by: string | null;
    readonly reason: string;
    readonly endsAt: Instant | null;
  }[];
};

export type RolesOfPerson = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly active: boolean;
  /** Whether it is the actor who asks. */
  readonly own: boolean;
  readonly mayGrant: boolean;
  readonly grants: readonly RoleOverTime[];
  /** For each role, why it cannot be given now; null when it can. */
  readonly choices: readonly { readonly role: Role; readonly obstacle: GrantObstacle | null }[];
};

/** A person's roles over time, and which could be given today. */
export async function readRolesOfPerson(
  context: Context,
  actor: Actor,
  { personId }: { personId: string },
): Promise<Result<RolesOfPerson, 'not-found'>> {
  const { read } = context.database;
  const now = context.clock.now();
  const { reach, organisation } = await readReach({ context, actor, action: 'role.view' });
  const person = reach === 'none' ? null : await findPerson(read, personId);
  if (!person) return refuse('not-found');
  const rows = await listGrantHistory(read, personId);
  const entries = await listEntriesAbout(read, {
    subjectIds: [personId],
    actions: ['role.change-end', 'role.revoke'],
  });
  const names = await listPersonNames(read, [
    ...new Set([...rows.map((row) => row.grantedBy), ...entries.map((entry) => entry.actorId)]),
  ]);
  const grantable = reachOf({ actor, action: 'role.grant', unitsWithin: organisation.within });
  const own = actor.kind === 'person' && actor.personId === personId;
  const grants = rows.map((row): RoleOverTime => {
    const state = row.revokedAt !== null ? 'revoked' : row.endsAt !== null && row.endsAt <= now ? 'ended' : 'held';
    return {
      grantId: row.id,
      role: row.role,
      unit: nameUnitNow(organisation, row.unitId),
      reason: row.reason,
      grantedBy: names.get(row.grantedBy) ?? null,
      grantedAt: row.grantedAt,
      endsAt: row.endsAt,
      revokedAt: row.revokedAt,
      state,
      changeable: state === 'held' && !own && isWithinReach(grantable, row.unitId),
      changes: entries.flatMap(({ action, at, actorId, detail }) => {
        const told = detail as { grantId?: string; reason?: string; after?: { endsAt?: number | null } };
        if (told.grantId !== row.id) return [];
        return [
          {
            kind: action === 'role.revoke' ? ('revoke' as const) : ('change-end' as const),
            at,
            by: names.get(actorId) ?? null,
            reason: told.reason ?? '',
            endsAt: told.after?.endsAt ?? null,
          },
        ];
      }),
    };
  });
  const held = grants.filter(({ state }) => state === 'held').map(({ role }) => role);
  return ok({
    personId,
    name: person.name,
    employeeNo: person.employeeNo,
    active: person.active,
    own,
    mayGrant: can({ actor, action: 'role.grant' }) && !own,
    grants,
    choices: ROLES.map((role) => ({ role, obstacle: findGrantObstacle({ own, active: person.active, held, role }) })),
  });
}

/** One grant with its holder's whole history. */
export async function readGrant(
  context: Context,
  actor: Actor,
  { grantId }: { grantId: string },
): Promise<Result<{ grant: RoleOverTime; person: RolesOfPerson }, 'not-found'>> {
  const row = await findGrantRow(context.database.read, grantId);
  if (!row) return refuse('not-found');
  const person = await readRolesOfPerson(context, actor, { personId: row.personId });
  if (!person.ok) return person;
  const grant = person.value.grants.find((each) => each.grantId === grantId);
  return grant ? ok({ grant, person: person.value }) : refuse('not-found');
}
