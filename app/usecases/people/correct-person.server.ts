import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { foldAccountName, parseEmployeeNo } from '#app/domain/people/account-names.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { parseEmail, parsePersonName } from '#app/domain/people/service.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { isNameTaken } from '#db/stores/accounts.ts';
import { updatePerson } from '#db/stores/personnel.ts';
import { takePersonWithin } from './person-within.server.ts';
import { readReach } from './read-reach.server.ts';

export type CorrectPersonCommand = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  /** Empty is unknown. */
  readonly email: string;
  readonly reason: string;
  readonly seen: string | null;
};

/**
 * Corrects what is known of a person. Certificates, appraisal records and the log keep what they said: they state what
 * was so then. Before and after stand in the log.
 */
export async function correctPerson(
  context: Context,
  actor: Actor,
  command: CorrectPersonCommand,
): Promise<
  Result<null, 'forbidden' | 'invalid-input' | 'not-found' | 'own-role' | 'name-taken' | 'stale-version' | 'no-change'>
> {
  if (!can({ actor, action: 'person.correct' })) return refuse('forbidden');
  const { personId, reason, seen } = command;
  const name = parsePersonName(command.name);
  const employeeNo = parseEmployeeNo(command.employeeNo);
  const email = parseEmail(command.email);
  const errors = [
    ...(name === null ? ['name'] : []),
    ...(employeeNo === null ? ['employeeNo'] : []),
    ...(email === undefined ? ['email'] : []),
    ...(isVisibleText(reason) ? [] : ['reason']),
  ];
  if (name === null || employeeNo === null || email === undefined || errors.length > 0)
    return refuse('invalid-input', { errors });
  const { reach } = await readReach({ context, actor, action: 'person.correct' });
  const today = dayOf(context.clock.now(), context.zone);
  return context.database.transaction(async (tx) => {
    const taken = await takePersonWithin(tx, { actor, personId, reach, today, seen });
    if (!taken.ok) return taken;
    const { person } = taken.value;
    const before = { name: person.name, employeeNo: person.employeeNo, email: person.email };
    const after = { name, employeeNo, email };
    if (before.name === name && before.employeeNo === employeeNo && before.email === email) return refuse('no-change');
    if (
      before.employeeNo !== employeeNo &&
      (await isNameTaken(tx, { name: foldAccountName(employeeNo), exceptPersonId: personId }))
    )
      return refuse('name-taken', { name: employeeNo });
    await updatePerson(tx, personId, after);
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'person.correct',
        subject: { kind: 'person', id: personId },
        detail: { before, after, reason },
      },
    );
    return ok(null);
  });
}
