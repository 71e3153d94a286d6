import { and, desc, eq, isNull, ne } from 'drizzle-orm';
import type { Handle } from '#db/open.server.ts';

export async function insertSigningKey({ db, tables }: Handle, row: Handle['tables']['signingKey']['$inferInsert']) {
  await db.insert(tables.signingKey).values(row);
}

export async function findSigningKey({ db, tables: { signingKey } }: Handle, id: string) {
  const [row] = await db.select().from(signingKey).where(eq(signingKey.id, id));
  return row ?? null;
}

/** Newest first. */
export async function listSigningKeys({ db, tables: { signingKey } }: Handle, { retired }: { retired: boolean }) {
  const query = db.select().from(signingKey);
  return retired
    ? query.orderBy(desc(signingKey.createdAt))
    : query.where(isNull(signingKey.retiredAt)).orderBy(desc(signingKey.createdAt));
}

/** Retires every key in force but one; what they signed can still be checked. Returns the retired ids. */
export async function retireOtherSigningKeys(
  { db, tables: { signingKey } }: Handle,
  { exceptId, retiredAt }: { exceptId: string; retiredAt: number },
): Promise<string[]> {
  const rows = await db
    .update(signingKey)
    .set({ retiredAt })
    .where(and(ne(signingKey.id, exceptId), isNull(signingKey.retiredAt)))
    .returning({ id: signingKey.id });
  return rows.map(({ id }) => id);
}
