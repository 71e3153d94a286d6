import { addDays, type Day, dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { isEffectiveOn } from '#app/domain/people/organisation.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { decidingPosting, type Posting, versionOfPerson } from '#app/domain/people/service.ts';
import { findLatestAct, type LatestAct } from '#app/domain/people/service-acts.ts';
import { groupVersions } from '#app/domain/people/unit-history.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { readUnitHistory } from '#db/stores/organisation.ts';
import { findPerson, listGrantHistory, listPersonNames, listPostings } from '#db/stores/people.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

export const PERSON_ACTS = [
  'correct',
  'transfer',
  'regrade',
  'leave',
  'return',
  'cancel',
  'redate',
  'retract',
] as const;
/** What HR does with a person: each has a page of its own. */
export type PersonAct = (typeof PERSON_ACTS)[number];

export type PersonView = {
  readonly id: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly active: boolean;
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
    readonly unitName: string;
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
  const { reach } = await readReach({ context, actor, action: 'staff.view' });
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
  const latest = findLatestAct({ postings, leftOn: person.leftOn, today, history });
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
    active: person.active,
    email: person.email,
    leftOn: person.leftOn,
    version: versionOfPerson({ person, postings }),
    today,
    acts: listActs({ actor, person, postings, today, latest }),
    latest: latest === null || latest === 'planned' ? null : describeLatest(latest, nameOn),
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
      unitName: nameOn(grant.unitId, today),
      reason: grant.reason,
      grantedAt: grant.grantedAt,
      grantedByName: granters.get(grant.grantedBy) ?? '',
      endedAt: grant.revokedAt ?? (grant.endsAt !== null && grant.endsAt <= now ? grant.endsAt : null),
    })),
  });
}

/** Acts that make sense for someone as they stand; the use case of each decides again. */
function listActs({
  actor,
  person,
  postings,
  today,
  latest,
}: {
  actor: Actor;
  person: { readonly id: string; readonly leftOn: Day | null };
  postings: readonly Posting[];
  today: Day;
  latest: ReturnType<typeof findLatestAct>;
}): PersonAct[] {
  const { leftOn } = person;
  const [last] = postings;
  const planned =
    (last !== undefined && last.validFrom > today && postings.length > 1) || (leftOn !== null && leftOn > today);
  const mayTransfer = can({ actor, action: 'person.transfer' });
  const mayLeave = can({ actor, action: 'person.leave' });
  const self = actor.kind === 'person' && actor.personId === person.id;
  return [
    ...(can({ actor, action: 'person.correct' }) ? (['correct'] as const) : []),
    ...(mayTransfer && leftOn === null ? (['transfer', 'regrade'] as const) : []),
    ...(mayLeave && leftOn === null && !self ? (['leave'] as const) : []),
    ...(mayLeave && leftOn !== null && last?.validTo === leftOn ? (['return'] as const) : []),
    ...(mayTransfer && planned ? (['cancel'] as const) : []),
    ...(mayTransfer && mayLeave && latest !== null && latest !== 'planned'
      ? latest.kind === 'entry'
        ? (['redate'] as const)
        : (['redate', 'retract'] as const)
      : []),
  ];
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
