import { desc, eq, max } from 'drizzle-orm';
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

/** Sets a setting by a new row, later than the one before even within one millisecond: what it was stays to be seen. */
export async function insertSetting(
  { db, tables: { setting } }: Handle,
  { id, key, value, at }: { id: string; key: string; value: Json; at: number },
) {
  const [last] = await db
    .select({ at: max(setting.at) })
    .from(setting)
    .where(eq(setting.key, key));
  await db.insert(setting).values({ id, key, value, at: Math.max(at, Number(last?.at ?? 0) + 1) });
}
