import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { ACCESS_CODE_STEM, type AccessPurpose, maskName, parseAccessCode } from '#app/domain/people/access-code.ts';
import type { Anonymous, PersonActor } from '#app/domain/people/actor.ts';
import { CODE_ADDRESS_LIMIT, CODE_STEM_LIMIT } from '#app/domain/people/sign-in-throttle.ts';
import { verifyThrottled } from '#app/usecases/account/throttled-verification.server.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findOpenAccessCode } from '#db/stores/access.ts';

export type OpenCode = {
  readonly purpose: AccessPurpose;
  /** Enough for its owner to know that it is theirs, not enough for a finder to know whose it is. */
  readonly maskedName: string;
  readonly expiresAt: Instant;
};

/**
 * What a code opens, for whoever holds it. Wrong, used and outlived ones are refused alike, and counted by how they
 * begin: what others in the same office mistype, or make up, keeps nobody from a right one.
 */
export async function openCode(
  context: Context,
  actor: Anonymous | PersonActor,
  typed: string,
): Promise<Result<OpenCode, 'link-expired' | 'too-many-attempts'>> {
  const code = parseAccessCode(typed);
  // Nothing that could be a code was tried: a typing error need not count.
  if (code === null) return refuse('link-expired');
  let found: OpenCode | null = null;
  const stranger: Anonymous = { kind: 'anonymous', address: actor.address };
  const entry = {
    stream: 'people',
    action: 'access.open-code',
    subject: { kind: 'address', id: actor.address },
  } as const;
  const verified = await verifyThrottled({
    context,
    keys: [
      { key: `code-stem:${code.slice(0, ACCESS_CODE_STEM)}`, limit: CODE_STEM_LIMIT },
      { key: `code:${actor.address}`, limit: CODE_ADDRESS_LIMIT },
    ],
    async verify() {
      const row = await findOpenAccessCode(context.database.read, { id: sha256Hex(code), now: context.clock.now() });
      const usable = row && (row.purpose === 'activation' ? row.username === null : row.disabledAt === null);
      if (row && usable) found = { purpose: row.purpose, maskedName: maskName(row.name), expiresAt: row.expiresAt };
      return found !== null;
    },
    onSuccess: async () => undefined,
    onFailure: async () => undefined,
    onFirstRefusal: (tx) => recordAudit({ tx, context, actor: stranger }, { ...entry, outcome: 'too-many-attempts' }),
  });
  if (!verified.ok && verified.code === 'too-many-attempts') return refuse('too-many-attempts', verified.detail);
  return found === null ? refuse('link-expired') : ok(found);
}
