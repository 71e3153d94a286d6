import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { ACCESS_CODE_MS } from '#app/domain/people/access-code.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { readOrganisation } from '#app/usecases/people/read-reach.server.ts';
import type { Handle } from '#db/open.server.ts';
import { listAccessOfHolders, replaceAccessCodes } from '#db/stores/access.ts';
import { findPlacementOn, lockPerson } from '#db/stores/people.ts';
import type { Slip } from './issue-slips.server.ts';
import { makeCode } from './new-code.server.ts';

type FirstHrSlipRefusal = 'forbidden' | 'not-found' | 'conflict';

/**
 * Makes the activation slip of an HR officer who has no account, while no HR officer has one: later HR makes slips. A
 * newer slip ends the one before, so a lost one is no dead end. Refusals are on record too.
 */
export async function issueFirstHrSlip(
  context: Context,
  actor: Actor,
  { personId }: { personId: string },
): Promise<Result<Slip, FirstHrSlipRefusal>> {
  const createdBy = identifyActor(actor).actorId;
  const made = makeCode(context, { personId, purpose: 'activation', createdBy, lifeMs: ACCESS_CODE_MS.slip });
  const { code, row, expiresAt: validUntil } = made;
  return context.database.transaction(async (tx) => {
    const decided = can({ actor, action: 'person.enter-first-hr' })
      ? await decide({ tx, context, personId })
      : refuse('forbidden');
    if (decided.ok) await replaceAccessCodes(tx, { now: context.clock.now(), codes: [row] });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'access.issue',
        subject: { kind: 'person', id: personId },
        outcome: decided.ok ? 'done' : decided.code,
        detail: { purpose: 'activation', expiresAt: validUntil },
      },
    );
    return decided.ok ? ok({ ...decided.value, code, validUntil }) : decided;
  });
}

/** Whose slip it is, with their row taken for the rest of the transaction. */
async function decide({
  tx,
  context,
  personId,
}: {
  tx: Handle;
  context: Context;
  personId: string;
}): Promise<Result<Pick<Slip, 'name' | 'employeeNo' | 'unitName'>, 'not-found' | 'conflict'>> {
  const now = context.clock.now();
  const today = dayOf(now, context.zone);
  await lockPerson(tx, personId);
  const holders = await listAccessOfHolders(tx, { role: 'hr', now });
  if (holders.some(({ accountAt }) => accountAt !== null)) return refuse('conflict');
  const holder = holders.find((each) => each.personId === personId);
  const placement = holder ? await findPlacementOn(tx, { personId, day: today }) : null;
  if (!holder || !placement) return refuse('not-found');
  const unitName = (await readOrganisation(tx, today)).find(placement.unitId)?.name ?? '';
  return ok({ name: holder.name, employeeNo: holder.employeeNo, unitName });
}
