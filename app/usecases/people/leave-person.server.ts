import { type Day, startOfDay } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { lastStretch } from '#app/domain/people/service-acts.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { readUnitHistory } from '#db/stores/organisation.ts';
import { listGrants } from '#db/stores/people.ts';
import { deletePostings, endPostings, setAccountDisabled, updatePerson } from '#db/stores/personnel.ts';
import { deleteSessionsOfPerson } from '#db/stores/sessions.ts';
import { endRoles, endsLastAdministrator } from './end-roles.server.ts';
import { actOnService } from './person-within.server.ts';

export type LeavePersonCommand = {
  readonly personId: string;
  /** The first day on which they no longer serve; past, today or to come. */
  readonly leftOn: Day;
  readonly reason: string;
  readonly seen: string | null;
};

/**
 * Ends someone's service from a day on. Nothing is deleted: who they were, what they did and earned stays. From that
 * day their account is barred, their sessions are ended and with them every role. The last security administrator stays
 * until somebody else is one.
 */
export async function leavePerson(
  context: Context,
  actor: Actor,
  { personId, leftOn, reason, seen }: LeavePersonCommand,
): Promise<
  Result<
    { readonly rolesEnded: number },
    | 'forbidden'
    | 'invalid-input'
    | 'not-found'
    | 'own-role'
    | 'stale-version'
    | 'not-serving'
    | 'contradicts-record'
    | 'last-administrator'
  >
> {
  if (!can({ actor, action: 'person.leave' })) return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const taking = { action: 'person.leave', personId, seen } as const;
  return actOnService(context, actor, taking, async ({ tx, person, postings, now, today }) => {
    if (person.leftOn !== null) return refuse('not-serving', { day: person.leftOn });
    // What was planned for a day on which they no longer serve falls away with the leaving, and so does where a merge
    // or split took them afterwards.
    const planned = postings.filter(({ validFrom }) => validFrom > today && validFrom >= leftOn);
    const followed = lastStretch(postings.slice(planned.length), await readUnitHistory(tx)).slice(1);
    const dropped = [...planned, ...followed.reverse().filter(({ validFrom }) => validFrom >= leftOn)];
    const last = postings[dropped.length];
    const begins = postings.at(-1)?.validFrom;
    if (!last && begins !== undefined && begins > today) return refuse('not-serving', { begins });
    if (!last || (dropped.length === 0 && last.validTo !== null))
      return refuse('not-serving', { day: last?.validTo ?? null });
    if (last.validFrom >= leftOn) return refuse('contradicts-record', { day: last.validFrom });
    const grants = await listGrants(tx, { personId, now });
    if (
      await endsLastAdministrator(tx, {
        zone: context.zone,
        grants,
        now: Math.max(now, startOfDay(leftOn, context.zone)),
      })
    )
      return refuse('last-administrator');
    await deletePostings(
      tx,
      dropped.map(({ id }) => id),
    );
    await endPostings(tx, { ids: [last.id], validTo: leftOn });
    await updatePerson(tx, personId, { leftOn });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'person.leave',
        subject: { kind: 'person', id: personId },
        detail: {
          unitId: last.unitId,
          leftOn,
          reason,
          roles: grants.map(({ role }) => role),
          cancelled: dropped.map(({ validFrom }) => validFrom),
        },
      },
    );
    if (leftOn <= today) await takeLeave({ tx, context, actor }, { personId, reason });
    return ok({ rolesEnded: grants.length });
  });
}

/** What follows on the day itself: no longer active, account barred, sessions and roles ended. */
export async function takeLeave(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { personId, reason }: { personId: string; reason: string },
): Promise<void> {
  const now = context.clock.now();
  await updatePerson(tx, personId, { active: false });
  await setAccountDisabled(tx, { personId, disabledAt: now });
  const sessionsEnded = await deleteSessionsOfPerson(tx, { personId, exceptId: null });
  const grants = await listGrants(tx, { personId, now });
  await endRoles({ tx, context, actor }, { grants, reason });
  await recordAudit(
    { tx, context, actor },
    {
      stream: 'people',
      action: 'person.deactivate',
      subject: { kind: 'person', id: personId },
      detail: {
        sessionsEnded,
        roles: grants.map(({ role }) => role),
        // By these the roles are found again should the leaving turn out to have been a mistake.
        grants: grants.map(({ id }) => id),
      },
    },
  );
}
