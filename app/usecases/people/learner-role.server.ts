import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { EXCLUSIVE_ROLES } from '#app/domain/people/roles.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findUnit } from '#db/stores/organisation.ts';
import { insertGrant, listGrants } from '#db/stores/people.ts';

/** Written into the grant as its reason: the text is data, like every reason. */
const REASON = '在编人员';

/**
 * Lets someone learn. Every civil servant may, so this comes with being entered or coming back and needs no security
 * administrator; nobody who administers the product learns with the same account.
 */
export async function giveLearnerRole(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { personId, unitId }: { personId: string; unitId: string },
): Promise<void> {
  const now = context.clock.now();
  const held = await listGrants(tx, { personId, now });
  if (held.some(({ role }) => role === 'learner' || EXCLUSIVE_ROLES.includes(role))) return;
  const grantId = newId(context, 'grt');
  await insertGrant(tx, {
    id: grantId,
    personId,
    role: 'learner',
    unitId,
    reason: REASON,
    grantedBy: identifyActor(actor).actorId,
    grantedAt: now,
    endsAt: null,
    revokedAt: null,
  });
  const unit = await findUnit(tx, unitId);
  await recordAudit(
    { tx, context, actor },
    {
      stream: 'people',
      action: 'role.grant',
      subject: { kind: 'person', id: personId },
      detail: { role: 'learner', unitCode: unit?.code ?? '', reason: REASON, endsAt: null, grantId },
    },
  );
}
