import { and, desc, eq, gt, gte, inArray, isNull, like, lte, or, sql } from 'drizzle-orm';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { ThrottleState } from '#app/domain/people/sign-in-throttle.ts';
import type { Handle } from '#db/open.server.ts';

export type AccountRow = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly active: boolean;
  readonly username: string;
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly changedAt: Instant;
  readonly disabledAt: Instant | null;
};

function selectAccounts({ db, tables: { account, person } }: Handle) {
  return db
    .select({
      personId: person.id,
      name: person.name,
      employeeNo: person.employeeNo,
      active: person.active,
      username: account.username,
      passwordHash: account.passwordHash,
      mustChange: account.mustChange,
      changedAt: account.changedAt,
      disabledAt: account.disabledAt,
    })
    .from(account)
    .innerJoin(person, eq(person.id, account.personId));
}

/**
 * The account that a typed name means: a username, else an employee number in any capitals.
 * @param name folded (`foldAccountName`).
 */
export async function findAccountByName(handle: Handle, name: string): Promise<AccountRow | null> {
  const { account, person } = handle.tables;
  const rows = await selectAccounts(handle)
    .where(or(eq(account.username, name), inArray(person.employeeNo, [name, name.toUpperCase()])))
    .limit(3);
  return rows.find((row) => row.username === name) ?? rows[0] ?? null;
}

export async function findAccount(handle: Handle, personId: string): Promise<AccountRow | null> {
  const [row] = await selectAccounts(handle).where(eq(handle.tables.account.personId, personId));
  return row ?? null;
}

/** Whether a name is already somebody's username or employee number, so that one typed name never means two accounts. */
export async function isNameTaken(
  { db, tables: { account, person } }: Handle,
  { name, exceptPersonId }: { name: string; exceptPersonId: string | null },
): Promise<boolean> {
  const accounts = await db.select({ personId: account.personId }).from(account).where(eq(account.username, name));
  const people = await db
    .select({ personId: person.id })
    .from(person)
    .where(inArray(person.employeeNo, [name, name.toUpperCase()]));
  return [...accounts, ...people].some(({ personId }) => personId !== exceptPersonId);
}

export async function hasAccounts({ db, tables: { account } }: Handle): Promise<boolean> {
  const rows = await db.select({ personId: account.personId }).from(account).limit(1);
  return rows.length > 0;
}

export async function insertAccount({ db, tables }: Handle, row: Handle['tables']['account']['$inferInsert']) {
  await db.insert(tables.account).values(row);
}

export async function updatePassword(
  { db, tables: { account } }: Handle,
  { personId, passwordHash, changedAt }: { personId: string; passwordHash: string; changedAt: Instant },
) {
  await db.update(account).set({ passwordHash, changedAt, mustChange: false }).where(eq(account.personId, personId));
}

/** What is counted for these keys, without taking them. */
export async function findThrottles(
  { db, tables: { signInThrottle } }: Handle,
  keys: readonly string[],
): Promise<Map<string, ThrottleState>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select()
    .from(signInThrottle)
    .where(inArray(signInThrottle.key, [...keys]));
  return new Map(rows.map(({ key, ...state }) => [key, state]));
}

/**
 * Takes a key's row for the rest of the transaction, making it when absent, so that two tries at once are counted one
 * after the other on PostgreSQL too. Take several keys always in the same order.
 */
export async function lockThrottle(
  { db, tables: { signInThrottle } }: Handle,
  key: string,
): Promise<ThrottleState | null> {
  const [row] = await db
    .insert(signInThrottle)
    .values({ key, failures: 0, windowEndsAt: 0 })
    .onConflictDoUpdate({ target: signInThrottle.key, set: { failures: sql`${signInThrottle.failures}` } })
    .returning();
  if (!row) throw new Error('the throttle row could not be taken');
  return row.failures === 0 ? null : { failures: row.failures, windowEndsAt: row.windowEndsAt };
}

/** Writes what is counted for a key; null forgets it. */
export async function saveThrottle(
  { db, tables: { signInThrottle } }: Handle,
  { key, state }: { key: string; state: ThrottleState | null },
) {
  if (state === null) await db.delete(signInThrottle).where(eq(signInThrottle.key, key));
  else await db.update(signInThrottle).set(state).where(eq(signInThrottle.key, key));
}

export async function deleteExpiredThrottles({ db, tables: { signInThrottle } }: Handle, now: Instant) {
  await db.delete(signInThrottle).where(lte(signInThrottle.windowEndsAt, now));
}

/** Whether this browser signed in to this account before. @param id the SHA-256 of the device cookie. */
export async function isKnownDevice(
  { db, tables: { knownDevice } }: Handle,
  { id, personId }: { id: string; personId: string },
): Promise<boolean> {
  const rows = await db
    .select({ id: knownDevice.id })
    .from(knownDevice)
    .where(and(eq(knownDevice.id, id), eq(knownDevice.personId, personId)));
  return rows.length > 0;
}

/** Remembers the browser, or when it was last used. */
export async function saveKnownDevice(
  { db, tables: { knownDevice } }: Handle,
  row: { id: string; personId: string; lastUsedAt: Instant },
) {
  await db
    .insert(knownDevice)
    .values(row)
    .onConflictDoUpdate({ target: [knownDevice.id, knownDevice.personId], set: { lastUsedAt: row.lastUsedAt } });
}

export async function deleteKnownDevicesUnusedSince({ db, tables: { knownDevice } }: Handle, since: Instant) {
  await db.delete(knownDevice).where(lte(knownDevice.lastUsedAt, since));
}

/** A link that was neither used nor outlived. @param id the SHA-256 of what the link carries. */
export async function findOpenLink({ db, tables: { oneTimeLink } }: Handle, { id, now }: { id: string; now: Instant }) {
  const [row] = await db
    .select()
    .from(oneTimeLink)
    .where(and(eq(oneTimeLink.id, id), isNull(oneTimeLink.usedAt), gt(oneTimeLink.expiresAt, now)));
  return row ?? null;
}

export async function insertLink({ db, tables }: Handle, row: Handle['tables']['oneTimeLink']['$inferInsert']) {
  await db.insert(tables.oneTimeLink).values(row);
}

/** Uses a link up; false when somebody else did, or its time is over. */
export async function claimLink(
  { db, tables: { oneTimeLink } }: Handle,
  { id, now }: { id: string; now: Instant },
): Promise<boolean> {
  const rows = await db
    .update(oneTimeLink)
    .set({ usedAt: now })
    .where(and(eq(oneTimeLink.id, id), isNull(oneTimeLink.usedAt), gt(oneTimeLink.expiresAt, now)))
    .returning({ id: oneTimeLink.id });
  return rows.length > 0;
}

/** Ends every link that was not used. */
export async function closeLinks({ db, tables: { oneTimeLink } }: Handle, now: Instant) {
  await db
    .update(oneTimeLink)
    .set({ expiresAt: now })
    .where(and(isNull(oneTimeLink.usedAt), gt(oneTimeLink.expiresAt, now)));
}

/** What is counted for one account: by strangers, by its known browsers, and at the change of its password. */
const throttleKeysOf = (key: Handle['tables']['signInThrottle']['key'], personId: string) =>
  or(inArray(key, [`account:${personId}`, `change:${personId}`]), like(key, `device:${personId}:%`));

/** Accounts that take no password now, by when that ends, the latest first. */
export async function listLockedAccounts(
  { db, tables: { signInThrottle, person, account } }: Handle,
  { failures, now, limit }: { failures: number; now: Instant; limit: number },
) {
  const { key } = signInThrottle;
  const rows = await db
    .select({ key, failures: signInThrottle.failures, windowEndsAt: signInThrottle.windowEndsAt })
    .from(signInThrottle)
    .where(
      and(
        or(like(key, 'account:%'), like(key, 'device:%'), like(key, 'change:%')),
        gte(signInThrottle.failures, failures),
        gt(signInThrottle.windowEndsAt, now),
      ),
    )
    .orderBy(desc(signInThrottle.windowEndsAt))
    .limit(limit);
  const personIdOf = (text: string) => text.split(':')[1] ?? '';
  const ids = [...new Set(rows.map((row) => personIdOf(row.key)))];
  if (ids.length === 0) return [];
  const people = await db
    .select({ id: person.id, name: person.name, employeeNo: person.employeeNo, username: account.username })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(inArray(person.id, ids));
  const byId = new Map(people.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const who = byId.get(id);
    const own = rows.filter((row) => personIdOf(row.key) === id);
    return who
      ? [
          {
            ...who,
            failures: Math.max(...own.map((row) => row.failures)),
            until: Math.max(...own.map((row) => row.windowEndsAt)),
            /** Whether guesses came from browsers that never signed in to it. */
            byStrangers: own.some((row) => row.key.startsWith('account:')),
          },
        ]
      : [];
  });
}

/** Forgets the failures counted for an account. Says how many counts there were that still held. */
export async function deleteThrottlesOf(
  { db, tables: { signInThrottle } }: Handle,
  { personId, now }: { personId: string; now: Instant },
): Promise<number> {
  const rows = await db
    .delete(signInThrottle)
    .where(throttleKeysOf(signInThrottle.key, personId))
    .returning({ windowEndsAt: signInThrottle.windowEndsAt });
  return rows.filter(({ windowEndsAt }) => windowEndsAt > now).length;
}
