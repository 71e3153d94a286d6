import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { insertSigningKey, retireOtherSigningKeys } from '#db/stores/signing-keys.ts';
import { recordAudit } from './record.server.ts';

/**
 * Puts a new signing key into force and retires the one before. What the old one signed stays checkable: its public
 * half is kept. Running servers sign with the new key from their next signature on.
 */
export async function rotateKey(
  context: Context,
  actor: Actor,
): Promise<Result<{ keyId: string; retired: string[] }, never>> {
  const { keyId, algorithm, publicJwk } = await context.signer.makeKey();
  const now = context.clock.now();
  const retired = await context.database.transaction(async (tx) => {
    await insertSigningKey(tx, { id: keyId, algorithm, publicJwk, createdAt: now });
    const ids = await retireOtherSigningKeys(tx, { exceptId: keyId, retiredAt: now });
    await recordAudit(
      { tx, context, actor },
      { stream: 'system', action: 'key.rotate', subject: { kind: 'key', id: keyId }, detail: { retired: ids } },
    );
    return ids;
  });
  return ok({ keyId, retired });
}
