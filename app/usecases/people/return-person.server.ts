import { type Day, startOfDay } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { findUnitSpan } from '#db/stores/organisation.ts';
import { findPerson, insertPosting } from '#db/stores/people.ts';
import { setAccountDisabled, updatePerson } from '#db/stores/personnel.ts';
import { giveLearnerRole } from './learner-role.server.ts';
import { actOnService } from './person-within.server.ts';
import { isWithinReach } from './read-reach.server.ts';

export type ReturnPersonCommand = {
  readonly personId: string;
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
  readonly validFrom: Day;
  readonly reason: string;
  readonly seen: string | null;
};

/**
 * Takes someone back who had left: the same person, with all they learned and earned. Roles do not come back, except
 * that they may learn; the account is let in again if it was the leaving that barred it.
 */
export async function returnPerson(
  context: Context,
  actor: Actor,
  { personId, unitId, positionLevel, category, validFrom, reason, seen }: ReturnPersonCommand,
): Promise<
  Result<
    { postingId: string },
    | 'forbidden'
    | 'not-found'
    | 'own-role'
    | 'outside-reach'
    | 'stale-version'
    | 'conflict'
    | 'contradicts-record'
    | 'unit-in-use'
  >
> {
  if (!can({ actor, action: 'person.leave' })) return refuse('forbidden');
  const taking = { action: 'person.leave', personId, seen } as const;
  return actOnService(context, actor, taking, async ({ tx, person, postings, reach, organisation, today }) => {
    if (!isWithinReach(reach, unitId))
      return refuse(organisation.exists(unitId) ? 'outside-reach' : 'not-found', { unit: unitId });
    const [last] = postings;
    if (person.leftOn === null || last?.validTo !== person.leftOn) return refuse('conflict');
    if (validFrom < person.leftOn) return refuse('contradicts-record', { day: person.leftOn });
    const span = await findUnitSpan(tx, { unitId, day: validFrom });
    if (!span.exists) return refuse('not-found', { unit: unitId });
    if (span.endsOn !== null) return refuse('unit-in-use', { unit: unitId, day: span.endsOn });
    const postingId = newId(context, 'pst');
    await insertPosting(tx, { id: postingId, personId, unitId, positionLevel, category, validFrom, validTo: null });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'person.return',
        subject: { kind: 'person', id: personId },
        detail: { leftOn: person.leftOn, unitId, positionLevel, category, validFrom, reason },
      },
    );
    if (validFrom <= today) await takeBack({ tx, context, actor }, { personId, unitId });
    // Who comes back on the very day of leaving never leaves.
    else if (person.active && validFrom === person.leftOn) await updatePerson(tx, personId, { leftOn: null });
    return ok({ postingId });
  });
}

/** What follows on the day itself: active again, account let in, able to learn. */
export async function takeBack(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { personId, unitId }: { personId: string; unitId: string },
): Promise<void> {
  const person = await findPerson(tx, personId);
  const account = await findAccount(tx, personId);
  await updatePerson(tx, personId, { active: true, leftOn: null });
  const leftAt = person?.leftOn ? startOfDay(person.leftOn, context.zone) : null;
  const accountOpened = account?.disabledAt != null && leftAt !== null && account.disabledAt >= leftAt;
  if (accountOpened) await setAccountDisabled(tx, { personId, disabledAt: null });
  await giveLearnerRole({ tx, context, actor }, { personId, unitId });
  await recordAudit(
    { tx, context, actor },
    {
      stream: 'people',
      action: 'person.reactivate',
      subject: { kind: 'person', id: personId },
      detail: { accountOpened },
    },
  );
}
