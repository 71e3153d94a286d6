import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findToken, revokeTokenRow } from '#db/stores/tokens.ts';

/** Ends a token for good: its next call is refused. */
export async function revokeToken(
  context: Context,
  actor: Actor,
  { tokenId, reason }: { tokenId: string; reason: string },
): Promise<Result<{ name: string }, 'forbidden' | 'invalid-input' | 'not-found' | 'already-revoked'>> {
  if (!can({ actor, action: 'token.revoke' })) return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const token = await findToken(context.database.read, tokenId);
  if (!token) return refuse('not-found', { token: tokenId });
  return context.database.transaction(async (tx) => {
    const { name } = token;
    const revokedAt = context.clock.now();
    if (!(await revokeTokenRow(tx, { id: tokenId, revokedAt }))) return refuse('already-revoked');
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'token.revoke',
        subject: { kind: 'token', id: tokenId },
        detail: { name, reason, revokedAt },
      },
    );
    return ok({ name });
  });
}
