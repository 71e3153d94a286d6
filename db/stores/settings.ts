import { and, asc, desc, eq, inArray, isNotNull, max } from 'drizzle-orm';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Handle } from '#db/open.server.ts';

/** The newest value of a setting; null when it was never set. */
export async function findSetting({ db, tables: { setting } }: Handle, key: string): Promise<Json | null> {
  const [row] = await db
    .select({ value: setting.value })
    .from(setting)
    .where(eq(setting.key, key))
    .orderBy(desc(setting.at))
    .limit(1);
  return row?.value ?? null;
}

/** The newest row of each of these keys; a key that was never set is absent. */
export async function listNewestSettings(
  { db, tables: { setting } }: Handle,
  keys: readonly string[],
): Promise<Map<string, Handle['tables']['setting']['$inferSelect']>> {
  const rows = await db
    .select()
    .from(setting)
    .where(inArray(setting.key, [...keys]))
    .orderBy(asc(setting.at));
  return new Map(rows.map((row) => [row.key, row]));
}

/** Every row that these keys ever had, in no order. */
export async function listSettingRows({ db, tables: { setting } }: Handle, keys: readonly string[]) {
  if (keys.length === 0) return [];
  return db
    .select()
    .from(setting)
    .where(inArray(setting.key, [...new Set(keys)]));
}

/** What was changed by someone, the newest first. */
export async function listSettingHistory(
  { db, tables: { setting } }: Handle,
  { keys, limit }: { keys: readonly string[]; limit: number },
) {
  return db
    .select()
    .from(setting)
    .where(and(inArray(setting.key, [...keys]), isNotNull(setting.actorId)))
    .orderBy(desc(setting.at), desc(setting.id))
    .limit(limit);
}

/**
 * Sets a setting by a new row, later than the one before even within one millisecond: what it was stays to be seen.
 * @returns from which instant it counts.
 */
export async function insertSetting(
  { db, tables: { setting } }: Handle,
  {
    id,
    key,
    value,
    at,
    actorId = null,
    reason = null,
  }: { id: string; key: string; value: Json; at: number; actorId?: string | null; reason?: string | null },
): Promise<number> {
  const [last] = await db
    .select({ at: max(setting.at) })
    .from(setting)
    .where(eq(setting.key, key));
  const inForceAt = Math.max(at, Number(last?.at ?? 0) + 1);
  await db.insert(setting).values({ id, key, value, at: inForceAt, actorId, reason });
  return inForceAt;
}
