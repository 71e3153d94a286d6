import type { CertificateStatus } from '#app/domain/certification/status.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { listOwnCertificates } from '#app/usecases/certification/list-own-certificates.server.ts';
import type { Context } from '#app/usecases/context.ts';

/** A certificate as one line of a list; its own page tells the rest. */
export type CertificateLine = {
  readonly id: string;
  readonly number: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly status: CertificateStatus;
};

export async function readCertificateLines(context: Context, actor: PersonActor): Promise<CertificateLine[]> {
  const own = await listOwnCertificates(context, actor);
  if (!own.ok) return [];
  return own.value.map(({ id, status, statement: { number, title, tier, track, issuedOn, validUntil } }) => ({
    id,
    number,
    title,
    tier,
    track,
    issuedOn,
    validUntil,
    status,
  }));
}
