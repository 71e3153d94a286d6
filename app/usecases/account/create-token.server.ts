import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import type { TokenScope } from '#app/domain/people/permissions.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId, randomSecret } from '#app/usecases/context.ts';
import { insertToken } from '#db/stores/accounts.ts';

export type CreateTokenCommand = {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** How long it opens anything. */
  readonly days: number;
};

/** Gives another program a bearer token. It is shown once; what is stored opens nothing. */
export async function createToken(
  context: Context,
  actor: Actor,
  { name, scopes, days }: CreateTokenCommand,
): Promise<Result<{ token: string; tokenId: string; expiresAt: Instant }, 'forbidden'>> {
  if (!can({ actor, action: 'token.create' })) return refuse('forbidden');
  const now = context.clock.now();
  const token = `xk_${randomSecret(context)}`;
  const tokenId = newId(context, 'tok');
  const expiresAt = now + days * 86_400_000;
  await context.database.transaction(async (tx) => {
    await insertToken(tx, {
      id: tokenId,
      hash: sha256Hex(token),
      name,
      scopes: [...scopes],
      createdAt: now,
      createdBy: identifyActor(actor).actorId,
      expiresAt,
      revokedAt: null,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'token.create',
        subject: { kind: 'token', id: tokenId },
        detail: { name, scopes: [...scopes], expiresAt },
      },
    );
  });
  return ok({ token, tokenId, expiresAt });
}
