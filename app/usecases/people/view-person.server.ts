import { addDays, type Day, dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { findResetObstacle } from '#app/domain/people/access-code.ts';
import { type Actor, reachOf } from '#app/domain/people/actor.ts';
import { isEffectiveOn, nameUnitNow, type UnitNow } from '#app/domain/people/organisation.ts';
import { listPersonActs, type PersonAct } from '#app/domain/people/person-acts.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { decidingPosting, type ServiceState, serviceStateOn, versionOfPerson } from '#app/domain/people/service.ts';
import {
  findLatestAct,
  findPlannedChange,
  isEntryToCome,
  type LatestAct,
  type PlannedChange,
} from '#app/domain/people/service-acts.ts';
import { groupVersions } from '#app/domain/people/unit-history.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { listEntriesAbout } from '#db/stores/audited.ts';
import { readUnitHistory } from '#db/stores/organisation.ts';
import { findPerson, listGrantHistory, listPersonNames, listPostings } from '#db/stores/people.ts';
import { isOwnRecord } from './person-within.server.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

export type PersonView = {
  readonly id: string;
  readonly name: string;
  readonly employeeNo: string;
  /** Whether it is the actor's own record, which another HR officer corrects. */
  readonly own: boolean;
  /** Whether the actor could act on this record if it were not their own. */
  readonly ownBarred: boolean;
  readonly state: ServiceState;
  readonly email: string | null;
  /** The first day on which they no longer serve; null while they do. */
  readonly leftOn: Day | null;
  /** What a form about this person is filled in from. */
  readonly version: string;
  readonly today: Day;
  /** What HR may do now, in the order of the page. */
  readonly acts: readonly PersonAct[];
  /** What was recorded last of their service and has taken effect; null where there is nothing or it cannot be seen. */
  readonly latest: {
    readonly kind: LatestAct['kind'];
    readonly day: Day;
    /** What the unit before was called then; empty for an entry. */
    readonly fromUnit: string;
    /** What the unit was called from that day; empty for a leaving. */
    readonly toUnit: string;
  } | null;
  /** What is still to come and has to be cancelled before anything earlier is corrected; null where nothing is. */
  readonly planned: {
    readonly kind: PlannedChange['kind'] | 'entry';
    readonly day: Day;
    /** Empty for an entry. */
    readonly fromUnit: string;
    /** Empty for a leaving. */
    readonly toUnit: string;
  } | null;
  /** Roles that the latest leaving ended and that did not come back: a security administrator grants them. */
  readonly rolesLost: readonly { readonly id: string; readonly role: Role; readonly unit: UnitNow }[];
  /** What the actor may do about their way in: open an account where there is none, or let them set a password. */
  readonly access: 'issue' | 'reset' | null;
  /** Null without an account. */
  readonly account: { readonly username: string; readonly disabled: boolean } | null;
  readonly postings: readonly {
    readonly id: string;
    readonly unitId: string;
    readonly unitName: string;
    readonly positionLevel: string;
    readonly category: string;
    readonly validFrom: Day;
    /** The last day on which it holds; null while it goes on. */
    readonly lastDay: Day | null;
    readonly state: 'past' | 'current' | 'future';
  }[];
  readonly roles: readonly {
    readonly id: string;
    readonly role: Role;
    readonly unit: UnitNow;
    readonly reason: string;
    readonly grantedAt: Instant;
    /** Empty when the product itself granted it. */
    readonly grantedByName: string;
    readonly endedAt: Instant | null;
  }[];
};

/**
 * Someone's postings and roles. Who serves, or served last, outside the actor's reach is not found. Each look is on
 * record: it is another person's data.
 */
export async function viewPerson(
  context: Context,
  actor: Actor,
  personId: string,
): Promise<Result<PersonView, 'not-found'>> {
  const { read } = context.database;
  const now = context.clock.now();
  const today = dayOf(now, context.zone);
  const { reach, organisation } = await readReach({ context, actor, action: 'staff.view' });
  const person = await findPerson(read, personId);
  const postings = await listPostings(read, personId);
  const deciding = decidingPosting(postings, today);
  if (!person || !deciding || !isWithinReach(reach, deciding.unitId)) return refuse('not-found');

  const account = await findAccount(read, personId);
  const grants = await listGrantHistory(read, personId);
  const history = await readUnitHistory(read);
  const versions = groupVersions(history.versions);
  const nameOn = (unitId: string, day: Day) => {
    const own = versions.get(unitId) ?? [];
    return (own.find((version) => isEffectiveOn(version, day)) ?? own.at(-1))?.name ?? '';
  };
  const { leftOn } = person;
  const found = findLatestAct({ postings, leftOn, today, history });
  const latest = found === 'planned' ? null : found;
  const planned = findPlannedChange({ postings, leftOn, today, history });
  const entry = latest && isEntryToCome(latest, today) ? describeLatest(latest, nameOn) : null;
  const own = isOwnRecord(actor, personId);
  const actsOf = (whose: { own: boolean }) =>
    listPersonActs({
      ...{ actor, leftOn, today },
      latest: latest?.kind ?? null,
      planned: planned?.kind ?? (entry ? 'entry' : null),
      ...whose,
    });
  const held = grants.filter((grant) => grant.revokedAt === null && (grant.endsAt === null || grant.endsAt > now));
  const granters = await listPersonNames(read, [...new Set(grants.map(({ grantedBy }) => grantedBy))]);

  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      { stream: 'people', action: 'person.view', subject: { kind: 'person', id: personId } },
    ),
  );
  return ok({
    id: person.id,
    name: person.name,
    employeeNo: person.employeeNo,
    own,
    ownBarred: own && actsOf({ own: false }).length > 0,
    state: serviceStateOn(postings, today),
    email: person.email,
    leftOn,
    version: versionOfPerson({ person, postings }),
    today,
    acts: actsOf({ own }),
    latest: latest && describeLatest(latest, nameOn),
    planned: planned
      ? {
          kind: planned.kind,
          day: planned.day,
          fromUnit: nameOn(planned.fromUnitId, today),
          toUnit: planned.toUnitId === null ? '' : nameOn(planned.toUnitId, planned.day),
        }
      : entry && { ...entry, kind: 'entry' },
    rolesLost: (await listRolesLost(read, { personId, grants, held })).map(({ id, role, unitId }) => ({
      ...{ id, role },
      unit: nameUnitNow(organisation, unitId),
    })),
    access: accessOffered({
      ...{ actor, own, person },
      account,
      held: held.map(({ role }) => role),
      reaches: (action) =>
        isWithinReach(reachOf({ actor, action, unitsWithin: organisation.within }), postings[0]?.unitId ?? ''),
    }),
    account: account ? { username: account.username, disabled: account.disabledAt !== null } : null,
    postings: postings.map((posting) => {
      const lastDay = posting.validTo === null ? null : addDays(posting.validTo, -1);
      const state = posting.validFrom > today ? 'future' : isEffectiveOn(posting, today) ? 'current' : 'past';
      return {
        id: posting.id,
        unitId: posting.unitId,
        unitName: nameOn(posting.unitId, lastDay !== null && lastDay < today ? lastDay : today),
        positionLevel: posting.positionLevel,
        category: posting.category,
        validFrom: posting.validFrom,
        lastDay,
        state,
      };
    }),
    roles: grants.map((grant) => ({
      id: grant.id,
      role: grant.role,
      unit: nameUnitNow(organisation, grant.unitId),
      reason: grant.reason,
      grantedAt: grant.grantedAt,
      grantedByName: granters.get(grant.grantedBy) ?? '',
      endedAt: grant.revokedAt ?? (grant.endsAt !== null && grant.endsAt <= now ? grant.endsAt : null),
    })),
  });
}

type Grant = Awaited<ReturnType<typeof listGrantHistory>>[number];

/** Of the roles that the latest leaving ended those that nobody granted again since; learning comes back by itself. */
async function listRolesLost(
  read: Handle,
  { personId, grants, held }: { personId: string; grants: readonly Grant[]; held: readonly Grant[] },
): Promise<Grant[]> {
  const leavings = await listEntriesAbout(read, { subjectIds: [personId], actions: ['person.deactivate'] });
  const told = leavings.at(-1)?.detail as { grants?: readonly string[] } | undefined;
  return grants.filter(
    ({ id, role, unitId }) =>
      told?.grants?.includes(id) === true &&
      role !== 'learner' &&
      !held.some((each) => each.role === role && each.unitId === unitId),
  );
}

/** The same rules as those of the acts themselves. */
function accessOffered({
  actor,
  own,
  person,
  account,
  held,
  reaches,
}: {
  actor: Actor;
  own: boolean;
  person: { readonly active: boolean };
  account: { readonly disabledAt: Instant | null } | null;
  held: readonly Role[];
  reaches: (action: 'access.issue' | 'access.reset') => boolean;
}): PersonView['access'] {
  if (!person.active) return null;
  if (!account) return reaches('access.issue') ? 'issue' : null;
  if (account.disabledAt !== null || actor.kind !== 'person' || !reaches('access.reset')) return null;
  const by = actor.grants.map(({ role }) => role);
  return findResetObstacle({ by, targetRoles: held, own }) === null ? 'reset' : null;
}

function describeLatest({ kind, day, before, own }: LatestAct, nameOn: (unitId: string, day: Day) => string) {
  const from = before.at(-1);
  const [to] = own;
  return {
    kind,
    day,
    fromUnit: from ? nameOn(from.unitId, addDays(from.validTo ?? day, -1)) : '',
    toUnit: to ? nameOn(to.unitId, day) : '',
  };
}
