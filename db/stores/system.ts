import { and, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Role } from '#app/domain/people/roles.ts';
import type { Handle } from '#db/open.server.ts';
import { canSignIn } from './people.ts';

/** How large the database is on disk, in bytes, as its engine counts. */
export async function readDatabaseSize({ dialect, db }: Handle): Promise<number> {
  const size = sql<number>`found.size`;
  const [row] = await db
    .select({ size })
    .from(
      dialect === 'sqlite'
        ? sql`(select page_count * page_size as size from pragma_page_count(), pragma_page_size()) as found`
        : sql`(select pg_database_size(current_database()) as size) as found`,
    );
  return Number(row?.size ?? 0);
}

/** How many of the numbered migrations the database has. */
export async function countMigrations({ dialect, db }: Handle): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(*)` })
    .from(dialect === 'sqlite' ? sql`__drizzle_migrations` : sql`drizzle.__drizzle_migrations`);
  return Number(row?.total ?? 0);
}

/** How many certificates wait for a font that has their characters. */
export async function countPendingCertificates({ db, tables: { certificatePending } }: Handle): Promise<number> {
  const [row] = await db.select({ total: count() }).from(certificatePending);
  return Number(row?.total ?? 0);
}

/** Which key signs now, and since when; null before anything was signed. */
export async function findKeyInForce({ db, tables: { signingKey } }: Handle) {
  const [row] = await db
    .select({ id: signingKey.id, createdAt: signingKey.createdAt })
    .from(signingKey)
    .where(isNull(signingKey.retiredAt))
    .orderBy(sql`${signingKey.createdAt} desc`)
    .limit(1);
  return row ?? null;
}

/** How many people who serve hold a role now; of these, where it is asked for, who can sign in. */
export async function countHoldersOf(
  { db, tables }: Handle,
  { role, now, able }: { role: Role; now: number; able: boolean },
): Promise<number> {
  const { roleGrant, person, account } = tables;
  const [row] = await db
    .select({ total: sql<number>`count(distinct ${roleGrant.personId})` })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .leftJoin(account, eq(account.personId, roleGrant.personId))
    .where(
      sql`${roleGrant.role} = ${role} and ${roleGrant.revokedAt} is null and ${able ? and(canSignIn(tables), isNotNull(account.personId)) : eq(person.active, true)} and (${roleGrant.endsAt} is null or ${roleGrant.endsAt} > ${now})`,
    );
  return Number(row?.total ?? 0);
}
