import { and, asc, count, desc, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { Handle } from '#db/open.server.ts';

export type TokenState = 'valid' | 'expiring' | 'ended';

function tokenWhere(
  { apiToken }: Handle['tables'],
  { state, now, soon }: { state: TokenState | null; now: Instant; soon: Instant },
) {
  const valid = and(isNull(apiToken.revokedAt), gt(apiToken.expiresAt, now));
  if (state === 'valid') return valid;
  if (state === 'expiring') return and(valid, lte(apiToken.expiresAt, soon));
  return state === 'ended' ? or(isNotNull(apiToken.revokedAt), lte(apiToken.expiresAt, now)) : undefined;
}

/** How many tokens are in a state. @param soon the instant up to which an end counts as near. */
export async function countTokens(
  { db, tables }: Handle,
  filter: { state: TokenState | null; now: Instant; soon: Instant },
): Promise<number> {
  const [row] = await db.select({ total: count() }).from(tables.apiToken).where(tokenWhere(tables, filter));
  return Number(row?.total ?? 0);
}

/** One page of tokens, without their hashes: those that end soonest first, ended ones by the newest. */
export async function listTokens(
  { db, tables }: Handle,
  {
    offset,
    limit,
    ...filter
  }: { state: TokenState | null; now: Instant; soon: Instant; offset: number; limit: number },
) {
  const { apiToken } = tables;
  return db
    .select({
      id: apiToken.id,
      name: apiToken.name,
      scopes: apiToken.scopes,
      createdAt: apiToken.createdAt,
      createdBy: apiToken.createdBy,
      expiresAt: apiToken.expiresAt,
      revokedAt: apiToken.revokedAt,
      lastUsedAt: apiToken.lastUsedAt,
    })
    .from(apiToken)
    .where(tokenWhere(tables, filter))
    .orderBy(filter.state === 'ended' ? desc(apiToken.expiresAt) : asc(apiToken.expiresAt), asc(apiToken.id))
    .limit(limit)
    .offset(offset);
}

export async function findToken({ db, tables: { apiToken } }: Handle, id: string) {
  const [row] = await db.select().from(apiToken).where(eq(apiToken.id, id));
  return row ?? null;
}

export async function findTokenByHash({ db, tables: { apiToken } }: Handle, hash: string) {
  const [row] = await db.select().from(apiToken).where(eq(apiToken.hash, hash));
  return row ?? null;
}

export async function insertToken({ db, tables }: Handle, row: Handle['tables']['apiToken']['$inferInsert']) {
  await db.insert(tables.apiToken).values(row);
}

/** Ends a token that still opens something; false when it was ended before. */
export async function revokeTokenRow(
  { db, tables: { apiToken } }: Handle,
  { id, revokedAt }: { id: string; revokedAt: Instant },
): Promise<boolean> {
  const rows = await db
    .update(apiToken)
    .set({ revokedAt })
    .where(and(eq(apiToken.id, id), isNull(apiToken.revokedAt)))
    .returning({ id: apiToken.id });
  return rows.length > 0;
}

/** Notes the hour of a use. */
export async function touchToken(
  { db, tables: { apiToken } }: Handle,
  { id, lastUsedAt }: { id: string; lastUsedAt: Instant },
) {
  await db.update(apiToken).set({ lastUsedAt }).where(eq(apiToken.id, id));
}
