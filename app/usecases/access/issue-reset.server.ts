import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { ACCESS_CODE_MS, findResetObstacle } from '#app/domain/people/access-code.ts';
import { foldAccountName } from '#app/domain/people/account-names.ts';
import { identifyActor, type PersonActor, type SystemActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { isWithinReach, readReach } from '#app/usecases/people/read-reach.server.ts';
import { replaceAccessCodes } from '#db/stores/access.ts';
import { findAccountByName } from '#db/stores/accounts.ts';
import { listGrants, listPostings, lockPerson } from '#db/stores/people.ts';
import { makeCode } from './new-code.server.ts';

export type IssuedReset = {
  readonly name: string;
  readonly employeeNo: string;
  readonly username: string;
  readonly code: string;
  readonly validUntil: Instant;
};

/**
 * A code with which someone who lost their password sets another, to be handed to them in person. Refusals are on
 * record too: whoever asks for an administrator's account is worth a look. The person's row is taken, so that nobody
 * becomes an administrator between the look at their roles and the code.
 * @param who username or employee number.
 */
export async function issueReset(
  context: Context,
  actor: PersonActor | SystemActor,
  { who, reason }: { who: string; reason: string },
): Promise<Result<IssuedReset, 'not-found' | 'invalid-input' | 'reset-not-allowed' | 'operator-only' | 'own-role'>> {
  if (!isVisibleText(reason)) return refuse('invalid-input', { field: 'reason' });
  const { reach } = await readReach({ context, actor, action: 'access.reset' });
  return context.database.transaction(async (tx) => {
    const now = context.clock.now();
    const account = await findAccountByName(tx, foldAccountName(who));
    const [posting] = account ? await listPostings(tx, account.personId) : [];
    if (!account?.active || account.disabledAt !== null || !posting || !isWithinReach(reach, posting.unitId))
      return refuse('not-found', { field: 'who' });
    const { personId, name, employeeNo, username } = account;
    await lockPerson(tx, personId);
    const held = await listGrants(tx, { personId, now });
    const obstacle = findResetObstacle({
      by: actor.kind === 'system' ? 'operator' : actor.grants.map(({ role }) => role),
      targetRoles: held.map(({ role }) => role),
      own: actor.kind === 'person' && actor.personId === personId,
    });
    const createdBy = identifyActor(actor).actorId;
    const made = makeCode(context, { personId, purpose: 'reset', createdBy, lifeMs: ACCESS_CODE_MS.handed });
    const { code, row, expiresAt: validUntil } = made;
    const refusal = obstacle && refuse(obstacle);
    if (!refusal) await replaceAccessCodes(tx, { now, codes: [row] });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'access.issue-reset',
        subject: { kind: 'person', id: personId },
        outcome: refusal?.code ?? 'done',
        detail: { purpose: 'reset', reason, expiresAt: validUntil },
      },
    );
    return refusal ?? ok({ name, employeeNo, username, code, validUntil });
  });
}
