import type { Instant } from '#app/domain/kernel/instant.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { TOKEN_ENDING_DAYS } from '#app/domain/people/token-rules.ts';
import type { Context } from '#app/usecases/context.ts';
import { listPersonNames } from '#db/stores/people.ts';
import { countTokens, listTokens as listTokenRows, type TokenState } from '#db/stores/tokens.ts';

const PAGE_SIZE = 50;

export type TokenList = {
  readonly counts: { readonly valid: number; readonly expiring: number; readonly ended: number };
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly tokens: readonly {
    readonly id: string;
    readonly name: string;
    readonly scopes: readonly string[];
    readonly createdAt: Instant;
    /** A name; null for an operator at the machine. */
    readonly createdBy: string | null;
    readonly expiresAt: Instant;
    readonly revokedAt: Instant | null;
    /** To the hour; null when it was never used. */
    readonly lastUsedAt: Instant | null;
    readonly state: 'valid' | 'expiring' | 'expired' | 'revoked';
  }[];
};

/** Up to when an end is near. */
export const tokenEndingSoon = ({ clock }: Pick<Context, 'clock'>): Instant =>
  clock.now() + TOKEN_ENDING_DAYS * 86_400_000;

/** One page of the tokens of other programs. What opens anything is never among it. */
export async function listTokens(
  context: Context,
  actor: Actor,
  { state, page }: { state: TokenState; page: number },
): Promise<TokenList> {
  const { read } = context.database;
  const now = context.clock.now();
  const soon = tokenEndingSoon(context);
  const empty = { counts: { valid: 0, expiring: 0, ended: 0 }, total: 0, page: 1, pageSize: PAGE_SIZE, tokens: [] };
  if (!can({ actor, action: 'token.view' })) return empty;
  const counts = {
    valid: await countTokens(read, { state: 'valid', now, soon }),
    expiring: await countTokens(read, { state: 'expiring', now, soon }),
    ended: await countTokens(read, { state: 'ended', now, soon }),
  };
  const total = counts[state];
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / PAGE_SIZE)));
  const rows = await listTokenRows(read, { state, now, soon, offset: (shown - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  const names = await listPersonNames(read, [...new Set(rows.map(({ createdBy }) => createdBy))]);
  return {
    counts,
    total,
    page: shown,
    pageSize: PAGE_SIZE,
    tokens: rows.map((row) => ({
      ...row,
      createdBy: names.get(row.createdBy) ?? null,
      state:
        row.revokedAt !== null
          ? 'revoked'
          : row.expiresAt <= now
            ? 'expired'
            : row.expiresAt <= soon
              ? 'expiring'
              : 'valid',
    })),
  };
}
