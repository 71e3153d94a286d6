import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import { type AccessPurpose, makeAccessCode } from '#app/domain/people/access-code.ts';
import type { Context } from '#app/usecases/context.ts';
import type { replaceAccessCodes } from '#db/stores/access.ts';

/**
 * A code that nobody has yet, with the row that `replaceAccessCodes` stores of it: the code itself is in no table.
 * @param lifeMs for how long from now it opens, in milliseconds.
 * @param createdBy who answers for it, as the log names them; `mail` for one that is sent.
 */
export function makeCode(
  context: Pick<Context, 'random' | 'clock'>,
  {
    personId,
    purpose,
    createdBy,
    lifeMs,
  }: { personId: string; purpose: AccessPurpose; createdBy: string; lifeMs: number },
): { code: string; expiresAt: number; row: Parameters<typeof replaceAccessCodes>[1]['codes'][number] } {
  const code = makeAccessCode(context.random.bytes(8));
  const createdAt = context.clock.now();
  const expiresAt = createdAt + lifeMs;
  const row = {
    ...{ id: sha256Hex(code), personId, purpose, createdBy, createdAt, expiresAt },
    ...{ usedAt: null, endedAt: null },
  };
  return { code, expiresAt, row };
}
