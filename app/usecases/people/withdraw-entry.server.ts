import type { Actor } from '#app/domain/people/actor.ts';
import type { Posting } from '#app/domain/people/service.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { endAccessCodes } from '#db/stores/access.ts';
import { findPersonByEmployeeNo, listPostings } from '#db/stores/people.ts';
import { deletePostings, setAccountDisabled, updatePerson } from '#db/stores/personnel.ts';
import { takeLeave } from './leave-person.server.ts';

/**
 * What follows when someone entered for a day to come is not coming: no posting, account barred, roles, sessions and
 * printed codes ended. Who they were stays, since the log and whatever they did meanwhile name them; without a posting
 * they stand in no list.
 */
export async function withdrawEntry(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { personId, postings, reason }: { personId: string; postings: readonly Posting[]; reason: string },
): Promise<void> {
  await deletePostings(
    tx,
    postings.map(({ id }) => id),
  );
  await endAccessCodes(tx, { personId, now: context.clock.now() });
  await takeLeave({ tx, context, actor }, { personId, reason });
}

/**
 * Who was entered under this number and name but never began: entered again they are the same person, whose account,
 * if they had one, is let in again. Null where there is nobody like that.
 */
export async function enterAgain(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { employeeNo, name }: { employeeNo: string; name: string },
): Promise<string | null> {
  const known = await findPersonByEmployeeNo(tx, employeeNo);
  if (!known || known.active || known.name !== name) return null;
  if ((await listPostings(tx, known.id)).length > 0) return null;
  await updatePerson(tx, known.id, { active: true });
  await setAccountDisabled(tx, { personId: known.id, disabledAt: null });
  await recordAudit(
    { tx, context, actor },
    { stream: 'people', action: 'person.reactivate', subject: { kind: 'person', id: known.id }, detail: {} },
  );
  return known.id;
}
