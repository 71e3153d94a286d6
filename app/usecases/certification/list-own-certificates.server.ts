import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listCertificateEvents, listCertificatesOfPeople } from '#db/stores/certification.ts';
import { type CertificateView, viewCertificate } from './certificate-view.server.ts';

/** The certificates of whoever asks, as they stand today, the newest first. */
export async function listOwnCertificates(
  context: Context,
  actor: PersonActor,
): Promise<Result<readonly CertificateView[], never>> {
  const { read } = context.database;
  const today = dayOf(context.clock.now(), context.zone);
  const rows = await listCertificatesOfPeople(read, [actor.personId]);
  const changes = await listCertificateEvents(
    read,
    rows.map(({ id }) => id),
  );
  const views = rows.map((certificate) =>
    viewCertificate({
      certificate,
      changes: changes.filter(({ certificateId }) => certificateId === certificate.id),
      on: today,
    }),
  );
  return ok(views.filter((view) => view !== null));
}
