import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import type { TokenScope } from '#app/domain/people/permissions.ts';
import { tokenFingerprint } from '#app/domain/people/token-fingerprint.ts';
import { LONGEST_TOKEN_NAME, TOKEN_DAYS } from '#app/domain/people/token-rules.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId, randomSecret } from '#app/usecases/context.ts';
import { insertToken } from '#db/stores/tokens.ts';

export type CreateTokenCommand = {
  /** Which program it is for. */
  readonly name: string;
  /** At least one. */
  readonly scopes: readonly TokenScope[];
  /** How long it opens anything: whole days from 1 to {@link TOKEN_DAYS}.most. */
  readonly days: number;
};

/** Gives another program a bearer token. It is shown once; what is stored opens nothing. */
export async function createToken(
  context: Context,
  actor: Actor,
  { name, scopes, days }: CreateTokenCommand,
): Promise<Result<{ token: string; tokenId: string; expiresAt: Instant }, 'forbidden' | 'invalid-input'>> {
  if (!can({ actor, action: 'token.create' })) return refuse('forbidden');
  const errors = [
    ...(isVisibleText(name) && name.length <= LONGEST_TOKEN_NAME ? [] : ['name']),
    ...(scopes.length > 0 ? [] : ['scopes']),
    ...(Number.isInteger(days) && days >= 1 && days <= TOKEN_DAYS.most ? [] : ['days']),
  ];
  if (errors.length > 0) return refuse('invalid-input', { errors });
  const now = context.clock.now();
  const token = `xk_${randomSecret(context)}`;
  const tokenId = newId(context, 'tok');
  const expiresAt = now + days * 86_400_000;
  const hash = sha256Hex(token);
  await context.database.transaction(async (tx) => {
    await insertToken(tx, {
      id: tokenId,
      hash,
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
        detail: { name, scopes: [...scopes], expiresAt, fingerprint: tokenFingerprint(hash) },
      },
    );
  });
  return ok({ token, tokenId, expiresAt });
}
