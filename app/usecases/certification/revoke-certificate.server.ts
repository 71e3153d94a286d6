import { type Day, dayOf, isDay } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { emitEvent, recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import {
  findCertificate,
  findLastUnit,
  insertCertificateEvent,
  listCertificateEvents,
  lockCertificate,
} from '#db/stores/certification.ts';

export type RevokeCommand = {
  readonly certificateId: string;
  readonly reason: string;
  readonly decisionNo: string;
  /** The first day on which the certificate no longer holds: not before its issue, not after today. */
  readonly effectiveOn: Day;
};

/** Revokes a certificate of someone within reach, for good, by a numbered decision. */
export async function revokeCertificate(
  context: Context,
  actor: Actor,
  { certificateId, effectiveOn, ...command }: RevokeCommand,
): Promise<Result<{ number: string }, 'not-found' | 'invalid-input' | 'already-revoked'>> {
  const { read } = context.database;
  const now = context.clock.now();
  const today = dayOf(now, context.zone);
  const reason = command.reason.trim();
  const decisionNo = command.decisionNo.trim();
  const certificate = await findCertificate(read, certificateId);
  const { reach } = await readReach({ context, actor, action: 'certificate.revoke' });
  const units = unitFilterOf(reach);
  const unitId = certificate && (await findLastUnit(read, { personId: certificate.personId, day: today }));
  if (!certificate || (units !== null && (unitId === null || !units.includes(unitId)))) return refuse('not-found');
  const faults = [
    ...(isVisibleText(reason) && reason.length <= 500 ? [] : ['reason']),
    ...(isVisibleText(decisionNo) && decisionNo.length <= 100 ? [] : ['decisionNo']),
    ...(isDay(effectiveOn) && effectiveOn >= certificate.issuedOn && effectiveOn <= today ? [] : ['effectiveOn']),
  ];
  if (faults.length > 0) return refuse('invalid-input', { errors: faults });

  const { number, personId } = certificate;
  const result = await context.database.transaction(async (tx) => {
    await lockCertificate(tx, certificateId);
    const events = await listCertificateEvents(tx, [certificateId]);
    if (events.some(({ kind }) => kind === 'revoked')) return refuse('already-revoked', { number });
    await insertCertificateEvent(tx, {
      id: newId(context, 'cev'),
      certificateId,
      kind: 'revoked',
      effectiveOn,
      reason,
      decisionNo,
      actorId: identifyActor(actor).actorId,
      at: now,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'certification',
        action: 'certificate.revoke',
        subject: { kind: 'certificate', id: certificateId },
        detail: { number, personId, reason, decisionNo, effectiveOn },
      },
    );
    await emitEvent({ tx, context }, { type: 'certificate-changed', certificateId, personId });
    return ok({ number });
  });
  if (result.ok) context.events.kick();
  return result;
}
