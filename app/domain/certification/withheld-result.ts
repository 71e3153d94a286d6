import { sha256 } from '@noble/hashes/sha2.js';
import { makeId } from '#app/domain/kernel/ids.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { CertificateChange } from './status.ts';

/** What the exam office did about the results of a sitting, in its order. */
export type ReleaseAct = {
  readonly id: string;
  readonly kind: 'released' | 'release-withdrawn';
  readonly at: Instant;
};

/**
 * The id of the change of a certificate that follows from an act: made from both, so that the change can be written once
 * only and is known as this act's. It sorts by the moment of the act.
 */
export function idOfFollowingChange({ act, certificateId }: { act: ReleaseAct; certificateId: string }): string {
  const hash = sha256(new TextEncoder().encode(`${act.id} ${certificateId}`));
  return makeId({ prefix: 'cev', now: act.at, random: hash.slice(0, 10) });
}

export type FollowingChange = {
  readonly kind: 'suspended' | 'reinstated';
  readonly id: string;
  readonly act: ReleaseAct;
};

/**
 * How a certificate follows the release of the result that it rests on; null when nothing is to do. With results
 * withheld it is suspended; released again it is reinstated, but only from a suspension that came from a withdrawal and
 * was the last word on it: what was suspended for another reason stays so. A revoked one is left alone.
 */
export function followRelease({
  released,
  acts,
  certificateId,
  changes,
}: {
  released: boolean;
  /** Oldest first. */
  acts: readonly ReleaseAct[];
  certificateId: string;
  /** The certificate's changes in the order in which they hold. */
  changes: readonly Pick<CertificateChange, 'id' | 'kind'>[];
}): FollowingChange | null {
  if (changes.some(({ kind }) => kind === 'revoked')) return null;
  const last = changes.filter(({ kind }) => kind !== 'issued').at(-1);
  const act = acts.at(-1);
  if (!act || act.kind !== (released ? 'released' : 'release-withdrawn')) return null;
  const id = idOfFollowingChange({ act, certificateId });
  if (!released) return last?.kind === 'suspended' ? null : { kind: 'suspended', id, act };
  const own = acts
    .filter(({ kind }) => kind === 'release-withdrawn')
    .some((withdrawal) => idOfFollowingChange({ act: withdrawal, certificateId }) === last?.id);
  return own ? { kind: 'reinstated', id, act } : null;
}
