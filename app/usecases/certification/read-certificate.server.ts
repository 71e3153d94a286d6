import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import { findCertificate, findLastUnit, listCertificateEvents } from '#db/stores/certification.ts';
import { type CertificateView, viewCertificate } from './certificate-view.server.ts';

/** One's own certificate, or, for HR, that of someone within reach, which is recorded. Anyone else's does not exist. */
export async function readCertificate(
  context: Context,
  actor: Actor,
  { certificateId }: { certificateId: string },
): Promise<Result<{ certificate: CertificateView; own: boolean }, 'not-found'>> {
  const { read } = context.database;
  const today = dayOf(context.clock.now(), context.zone);
  const row = await findCertificate(read, certificateId);
  if (!row) return refuse('not-found');
  const own =
    actor.kind === 'person' && actor.personId === row.personId && can({ actor, action: 'certificate.view-own' });
  if (!own) {
    const { reach } = await readReach({ context, actor, action: 'certificate.search' });
    const units = unitFilterOf(reach);
    const unitId = await findLastUnit(read, { personId: row.personId, day: today });
    if (units !== null && (unitId === null || !units.includes(unitId))) return refuse('not-found');
  }
  const changes = await listCertificateEvents(read, [row.id]);
  const certificate = viewCertificate({ certificate: row, changes, on: today });
  if (!certificate) return refuse('not-found');
  if (!own) {
    await context.database.transaction((tx) =>
      recordAudit(
        { tx, context, actor },
        {
          stream: 'certification',
          action: 'certificate.view',
          subject: { kind: 'certificate', id: row.id },
          detail: { number: row.number, personId: row.personId },
        },
      ),
    );
  }
  return ok({ certificate, own });
}
