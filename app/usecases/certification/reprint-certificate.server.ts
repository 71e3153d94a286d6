import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import { countPrints, findCertificate, findLastUnit, insertPrints, lockCertificate } from '#db/stores/certification.ts';

/** Records that a certificate of someone within reach is printed again, and why. What it attests does not change. */
export async function reprintCertificate(
  context: Context,
  actor: Actor,
  { certificateId, ...command }: { certificateId: string; reason: string },
): Promise<Result<{ printed: number }, 'not-found' | 'invalid-input'>> {
  const { read } = context.database;
  const certificate = await findCertificate(read, certificateId);
  const { reach } = await readReach({ context, actor, action: 'certificate.print' });
  const units = unitFilterOf(reach);
  const today = dayOf(context.clock.now(), context.zone);
  const unitId = certificate && (await findLastUnit(read, { personId: certificate.personId, day: today }));
  if (!certificate || (units !== null && (unitId === null || !units.includes(unitId)))) return refuse('not-found');
  const reason = command.reason.trim();
  if (!isVisibleText(reason) || reason.length > 200) return refuse('invalid-input', { errors: ['reason'] });
  return context.database.transaction(async (tx) => {
    await lockCertificate(tx, certificateId);
    await insertPrints(tx, [
      {
        id: newId(context, 'prt'),
        certificateId,
        kind: 'reprint',
        batchId: null,
        reason,
        actorId: identifyActor(actor).actorId,
        at: context.clock.now(),
      },
    ]);
    const printed = await countPrints(tx, certificateId);
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'certification',
        action: 'certificate.reprint',
        subject: { kind: 'certificate', id: certificateId },
        detail: { number: certificate.number, reason, printed },
      },
    );
    return ok({ printed });
  });
}
