import { and, eq, gt, inArray, isNull, lte, ne, notExists, or } from 'drizzle-orm';
import type { Grant } from '#app/domain/people/actor.ts';
import type { Handle } from '#db/open.server.ts';

export async function findSession({ db, tables: { session } }: Handle, id: string) {
  const [row] = await db.select().from(session).where(eq(session.id, id));
  return row ?? null;
}

/** Sessions by their ids, in no particular order; an unknown id is absent. */
export async function listSessions({ db, tables: { session } }: Handle, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(session)
    .where(inArray(session.id, [...ids]));
}

export async function listSessionsOfPerson({ db, tables: { session } }: Handle, personId: string) {
  return db.select().from(session).where(eq(session.personId, personId)).orderBy(session.createdAt);
}

export async function insertSession(
  { db, tables: { session } }: Handle,
  row: Handle['tables']['session']['$inferInsert'],
) {
  await db.insert(session).values(row);
}

export async function extendSession(
  { db, tables: { session } }: Handle,
  { id, expiresAt }: { id: string; expiresAt: number },
) {
  await db.update(session).set({ expiresAt }).where(eq(session.id, id));
}

/** Begins a session's whole life again, after its holder proved once more who they are. */
export async function renewSession(
  { db, tables: { session } }: Handle,
  { id, expiresAt, absoluteExpiresAt }: { id: string; expiresAt: number; absoluteExpiresAt: number },
) {
  await db.update(session).set({ expiresAt, absoluteExpiresAt }).where(eq(session.id, id));
}

export async function deleteSession({ db, tables: { session } }: Handle, id: string) {
  await db.delete(session).where(eq(session.id, id));
}

/** Ends a person's sessions, all or all but the one they act from, and says how many there were. */
export async function deleteSessionsOfPerson(
  { db, tables: { session } }: Handle,
  { personId, exceptId }: { personId: string; exceptId: string | null },
): Promise<number> {
  const own = eq(session.personId, personId);
  const rows = await db
    .delete(session)
    .where(exceptId === null ? own : and(own, ne(session.id, exceptId)))
    .returning({ id: session.id });
  return rows.length;
}

/** Ends a person's sessions but one that holds a running attempt, and says how many there were. */
export async function deleteIdleSessionsOfPerson(
  handle: Handle,
  { personId, now }: { personId: string; now: number },
): Promise<number> {
  const { session } = handle.tables;
  const rows = await handle.db
    .delete(session)
    .where(and(eq(session.personId, personId), notExists(runningAttempt(handle, now))))
    .returning({ id: session.id });
  return rows.length;
}

const runningAttempt = ({ db, tables: { session, attempt } }: Handle, now: number) =>
  db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.leaseSessionId, session.id), eq(attempt.status, 'in-progress'), gt(attempt.deadlineAt, now)));

/** Removes sessions whose time is over, but none that holds a running attempt: that one still opens its exam. */
export async function deleteExpiredSessions(handle: Handle, now: number): Promise<number> {
  const { session } = handle.tables;
  const rows = await handle.db
    .delete(session)
    .where(
      and(or(lte(session.expiresAt, now), lte(session.absoluteExpiresAt, now)), notExists(runningAttempt(handle, now))),
    )
    .returning({ id: session.id });
  return rows.length;
}

/** Whether an attempt leased to this session still runs. */
export async function hasRunningAttempt(
  { db, tables: { attempt } }: Handle,
  { sessionId, now }: { sessionId: string; now: number },
): Promise<boolean> {
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.status, 'in-progress'), eq(attempt.leaseSessionId, sessionId), gt(attempt.deadlineAt, now)))
    .limit(1);
  return rows.length > 0;
}

export type SignedIn = {
  personId: string;
  name: string;
  employeeNo: string;
  grants: Grant[];
  mustChangePassword: boolean;
};

/** The person behind a session with the roles that hold now; null when the person left or the account is disabled. */
export async function findSignedIn(
  handle: Handle,
  { personId, now }: { personId: string; now: number },
): Promise<SignedIn | null> {
  return (await listSignedIn(handle, { personIds: [personId], now }))[0] ?? null;
}

/** The same for many people at once; who left or whose account is disabled is absent. */
export async function listSignedIn(
  { db, tables: { person, account, roleGrant } }: Handle,
  { personIds, now }: { personIds: readonly string[]; now: number },
): Promise<SignedIn[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .select({
      personId: person.id,
      name: person.name,
      employeeNo: person.employeeNo,
      mustChangePassword: account.mustChange,
      role: roleGrant.role,
      unitId: roleGrant.unitId,
    })
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .leftJoin(
      roleGrant,
      and(
        eq(roleGrant.personId, person.id),
        isNull(roleGrant.revokedAt),
        or(isNull(roleGrant.endsAt), gt(roleGrant.endsAt, now)),
      ),
    )
    .where(and(inArray(person.id, [...personIds]), eq(person.active, true), isNull(account.disabledAt)));
  const people = new Map<string, SignedIn>();
  for (const { role, unitId, ...who } of rows) {
    const known = people.get(who.personId) ?? { ...who, grants: [] };
    if (role !== null && unitId !== null) known.grants.push({ role, unitId });
    people.set(who.personId, known);
  }
  return [...people.values()];
}

export async function findTokenByHash({ db, tables: { apiToken } }: Handle, hash: string) {
  const [row] = await db.select().from(apiToken).where(eq(apiToken.hash, hash));
  return row ?? null;
}
