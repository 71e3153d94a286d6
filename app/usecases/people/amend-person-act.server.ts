import { type Day, dayOf, startOfDay } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { decidingPosting, type Posting } from '#app/domain/people/service.ts';
import {
  type CorrectedService,
  type Earned,
  findLatestAct,
  findPlannedChange,
  type LatestAct,
  redateAct,
  retractAct,
  type ServiceRefusal,
  type WantedPosting,
} from '#app/domain/people/service-acts.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { readUnitHistory } from '#db/stores/organisation.ts';
import { insertPosting, listGrants } from '#db/stores/people.ts';
import {
  deletePostings,
  findFirstEarned,
  setAccountDisabled,
  setPostingDays,
  updatePerson,
} from '#db/stores/personnel.ts';
import { endsLastAdministrator } from './end-roles.server.ts';
import { takeLeave } from './leave-person.server.ts';
import { actOnService } from './person-within.server.ts';
import { isWithinReach } from './read-reach.server.ts';
import { takeBack } from './return-person.server.ts';

export type AmendPersonActCommand = {
  readonly personId: string;
  /** The day from which the latest act is to hold; null takes it back. */
  readonly day: Day | null;
  readonly reason: string;
  readonly seen: string | null;
};

/**
 * Puts right the latest act on someone that has taken effect (how they were entered, a transfer, a change of level, a
 * leaving, a return): on another day, or not at all. The log keeps what stood before and what stands after. Whatever
 * follows from serving or not (account, sessions, roles) follows again; of roles that ended only learning comes back.
 * Refused while something is planned upon it, where a unit did not exist in the time that would come of it, and to
 * whoever would correct their own record.
 */
export async function amendPersonAct(
  context: Context,
  actor: Actor,
  { personId, day, reason, seen }: AmendPersonActCommand,
): Promise<
  Result<
    null,
    | 'forbidden'
    | 'invalid-input'
    | 'not-found'
    | 'outside-reach'
    | 'stale-version'
    | 'conflict'
    | 'own-role'
    | 'last-administrator'
    | ServiceRefusal
  >
> {
  // Leaving and returning are among the acts: whoever may not record those may not put them right.
  if (!can({ actor, action: 'person.transfer' }) || !can({ actor, action: 'person.leave' })) return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const taking = { action: 'person.transfer', personId, seen } as const;
  return actOnService(context, actor, taking, async ({ tx, person, postings, reach, now, today }) => {
    const history = await readUnitHistory(tx);
    const latest = findLatestAct({ postings, leftOn: person.leftOn, today, history });
    if (latest === 'planned')
      return refuse('conflict', {
        day: findPlannedChange({ postings, leftOn: person.leftOn, today, history })?.day ?? null,
      });
    if (latest === null) return refuse('no-change');
    const earned = latest.kind === 'entry' ? await listEarned(tx, context, personId) : [];
    const corrected =
      day === null ? retractAct(latest, { history }) : redateAct(latest, { day, today, history, earned });
    if (!corrected.ok) return corrected;
    const present = [...latest.before, ...latest.own];
    const outside = [...present, ...corrected.value.postings].find(({ unitId }) => !isWithinReach(reach, unitId));
    if (outside) return refuse('outside-reach', { unit: outside.unitId });

    const serves = corrected.value.leftOn === null || corrected.value.leftOn > today;
    const grants = await listGrants(tx, { personId, now });
    if (person.active && !serves) {
      if (await endsLastAdministrator(tx, { zone: context.zone, grants, now })) return refuse('last-administrator');
    }
    await savePostings({ tx, context }, { personId, present, wanted: corrected.value.postings });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: day === null ? 'person.retract' : 'person.redate',
        subject: { kind: 'person', id: personId },
        detail: {
          kind: latest.kind,
          from: latest.day,
          to: day,
          before: describeService({ postings: present, leftOn: person.leftOn }),
          after: describeService(corrected.value),
          reason,
        },
      },
    );
    await followService({ tx, context, actor }, { person, latest, corrected: corrected.value, serves, today, reason });
    return ok(null);
  });
}

/** The first of each kind of thing that someone did or earned: nothing of it may come to lie before they were entered. */
async function listEarned(tx: Handle, { zone }: Context, personId: string): Promise<Earned[]> {
  const { attemptAt, hoursAt, certificateOn } = await findFirstEarned(tx, personId);
  return [
    ...(attemptAt === null ? [] : [{ kind: 'attempt' as const, day: dayOf(attemptAt, zone) }]),
    ...(hoursAt === null ? [] : [{ kind: 'hours' as const, day: dayOf(hoursAt, zone) }]),
    ...(certificateOn === null ? [] : [{ kind: 'certificate' as const, day: certificateOn }]),
  ];
}

/** What a reader of the log needs to see what was changed. */
const describeService = ({ postings, leftOn }: CorrectedService) => ({
  postings: postings.map(({ unitId, positionLevel, category, validFrom, validTo }) => ({
    unitId,
    positionLevel,
    category,
    validFrom,
    validTo,
  })),
  leftOn,
});

/** Makes someone's latest postings those wanted. Removed ones first: a person has one posting a day. */
async function savePostings(
  { tx, context }: { tx: Handle; context: Context },
  { personId, present, wanted }: { personId: string; present: readonly Posting[]; wanted: readonly WantedPosting[] },
): Promise<void> {
  const kept = new Set(wanted.map(({ id }) => id));
  await deletePostings(
    tx,
    present.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  );
  for (const { id, unitId, positionLevel, category, validFrom, validTo } of wanted) {
    if (id !== null) await setPostingDays(tx, { id, validFrom, validTo });
    else
      await insertPosting(tx, {
        id: newId(context, 'pst'),
        personId,
        unitId,
        positionLevel,
        category,
        validFrom,
        validTo,
      });
  }
}

/** Whether they serve now and what follows from it: account, sessions, roles. */
async function followService(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  {
    person,
    latest,
    corrected: { postings, leftOn },
    serves,
    today,
    reason,
  }: {
    person: { readonly id: string; readonly active: boolean; readonly leftOn: Day | null };
    latest: LatestAct;
    corrected: CorrectedService;
    serves: boolean;
    today: Day;
    reason: string;
  },
): Promise<void> {
  const personId = person.id;
  const newestFirst = postings.map((posting) => ({ ...posting, id: posting.id ?? '' })).reverse();
  const unitId = decidingPosting(newestFirst, today)?.unitId ?? '';
  if (serves && !person.active) await takeBack({ tx, context, actor }, { personId, unitId });
  await updatePerson(tx, personId, { leftOn });
  if (person.active && !serves) await takeLeave({ tx, context, actor }, { personId, reason });
  // An account that the leaving barred is let in again on a return: it must be seen to be barred since the leaving.
  if (latest.kind === 'leave' && !serves && person.leftOn !== null) {
    const account = await findAccount(tx, personId);
    const byLeaving = account?.disabledAt != null && account.disabledAt >= startOfDay(person.leftOn, context.zone);
    if (byLeaving) {
      await setAccountDisabled(tx, { personId, disabledAt: null });
      await setAccountDisabled(tx, { personId, disabledAt: context.clock.now() });
    }
  }
}
