import { parseVerificationCode } from '#app/domain/certification/verification-code.ts';
import { type Day, dayOf, isDay } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Context } from '#app/usecases/context.ts';
import { findCertificateByCode, listCertificateEvents } from '#db/stores/certification.ts';
import { type CertificateView, viewCertificate } from './certificate-view.server.ts';

/**
 * What anyone who holds the code may know: whether the certificate is real and how it stood on a day. A day to come
 * is answered by what is known today. Before its issue there was no certificate, which is not the same as an unknown
 * code: whoever asks holds the code already.
 */
export async function verifyCertificate(
  context: Context,
  { code, on }: { code: string; on: string | null },
): Promise<
  Result<{ certificate: CertificateView; asOf: Day }, 'not-found' | 'invalid-input' | 'certificate-not-yet-issued'>
> {
  const asOf = on ?? dayOf(context.clock.now(), context.zone);
  if (!isDay(asOf)) return refuse('invalid-input', { errors: ['on'] });
  const plain = parseVerificationCode(code);
  const row = plain && (await findCertificateByCode(context.database.read, plain));
  if (!row) return refuse('not-found');
  const changes = await listCertificateEvents(context.database.read, [row.id]);
  const certificate = viewCertificate({ certificate: row, changes, on: asOf });
  if (!certificate) return refuse('certificate-not-yet-issued', { issuedOn: row.issuedOn, on: asOf });
  return ok({ certificate, asOf });
}
