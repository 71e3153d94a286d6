import {
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  max,
  not,
  or,
  type SQL,
} from 'drizzle-orm';
import type { Day, Instant } from '#app/domain/kernel/instant.ts';
import type { Role } from '#app/domain/people/roles.ts';
import type { Handle } from '#db/open.server.ts';
import { grantHoldsAt } from '#db/stores/people.ts';
import { isOfUnits } from './read-rows.ts';

type AccessCodeRow = Handle['tables']['accessCode']['$inferInsert'];

const isOpen = ({ accessCode }: Handle['tables'], now: Instant) =>
  and(isNull(accessCode.usedAt), isNull(accessCode.endedAt), gt(accessCode.expiresAt, now));

/** Stores the hashes of new codes and ends every earlier one of the same people. */
export async function replaceAccessCodes(
  { db, tables }: Handle,
  { codes, now }: { codes: readonly AccessCodeRow[]; now: Instant },
) {
  const { accessCode } = tables;
  if (codes.length === 0) return;
  const people = [...new Set(codes.map(({ personId }) => personId))];
  await db
    .update(accessCode)
    .set({ endedAt: now })
    .where(and(inArray(accessCode.personId, people), isOpen(tables, now)));
  await db.insert(accessCode).values([...codes]);
}

/** Ends every code with which a person's password could be set anew. */
export async function endResetCodes({ db, tables }: Handle, { personId, now }: { personId: string; now: Instant }) {
  const { accessCode } = tables;
  await db
    .update(accessCode)
    .set({ endedAt: now })
    .where(and(eq(accessCode.personId, personId), eq(accessCode.purpose, 'reset'), isOpen(tables, now)));
}

/** Ends every code that somebody could still use. */
export async function endAccessCodes({ db, tables }: Handle, { personId, now }: { personId: string; now: Instant }) {
  const { accessCode } = tables;
  await db
    .update(accessCode)
    .set({ endedAt: now })
    .where(and(eq(accessCode.personId, personId), isOpen(tables, now)));
}

/** A code that still opens, with whom it is for. @param id the SHA-256 of the code. */
export async function findOpenAccessCode({ db, tables }: Handle, { id, now }: { id: string; now: Instant }) {
  const { accessCode, person, account } = tables;
  const [row] = await db
    .select({
      id: accessCode.id,
      purpose: accessCode.purpose,
      createdBy: accessCode.createdBy,
      createdAt: accessCode.createdAt,
      expiresAt: accessCode.expiresAt,
      personId: person.id,
      name: person.name,
      employeeNo: person.employeeNo,
      username: account.username,
      disabledAt: account.disabledAt,
    })
    .from(accessCode)
    .innerJoin(person, and(eq(person.id, accessCode.personId), eq(person.active, true)))
    .leftJoin(account, eq(account.personId, person.id))
    .where(and(eq(accessCode.id, id), isOpen(tables, now)));
  return row ?? null;
}

/** Uses a code up; false when somebody else did, or its time is over. */
export async function claimAccessCode(
  { db, tables }: Handle,
  { id, now }: { id: string; now: Instant },
): Promise<boolean> {
  const { accessCode } = tables;
  const rows = await db
    .update(accessCode)
    .set({ usedAt: now })
    .where(and(eq(accessCode.id, id), isOpen(tables, now)))
    .returning({ id: accessCode.id });
  return rows.length > 0;
}

/** The codes with which someone's password was set, the newest first. */
export async function listUsedAccessCodes(
  { db, tables: { accessCode } }: Handle,
  { personId, limit }: { personId: string; limit: number },
) {
  return db
    .select()
    .from(accessCode)
    .where(and(eq(accessCode.personId, personId), isNotNull(accessCode.usedAt)))
    .orderBy(desc(accessCode.usedAt))
    .limit(limit);
}

/** Without an account and a slip; with a slip that still opens; with an account. */
export type AccessState = 'none' | 'slip' | 'account';

export type AccessFilter = {
  /** Units whose people are meant; null is everywhere, an empty list is nobody. */
  readonly unitIds: readonly string[] | null;
  readonly day: Day;
  readonly now: Instant;
  readonly state: AccessState | null;
};

export type AccessLine = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitId: string;
  /** When the account was made or its password last set; null without one. */
  readonly accountAt: Instant | null;
  readonly username: string | null;
  /** Until when the slip opens; null without one. */
  readonly slipUntil: Instant | null;
};

function accessParts(handle: Handle, { unitIds, day, now }: Omit<AccessFilter, 'state'>) {
  const { db, tables } = handle;
  const { person, posting, account, accessCode } = tables;
  const hasAccount = exists(db.select({ id: account.personId }).from(account).where(eq(account.personId, person.id)));
  const hasSlip = exists(
    db
      .select({ id: accessCode.id })
      .from(accessCode)
      .where(and(eq(accessCode.personId, person.id), eq(accessCode.purpose, 'activation'), isOpen(tables, now))),
  );
  const serves = and(
    eq(person.active, true),
    lte(posting.validFrom, day),
    or(isNull(posting.validTo), gt(posting.validTo, day)),
    isOfUnits(handle, posting.unitId, unitIds),
  );
  const inState: Record<AccessState, SQL | undefined> = {
    none: and(not(hasAccount), not(hasSlip)),
    slip: and(not(hasAccount), hasSlip),
    account: hasAccount,
  };
  return { serves, inState };
}

/** How many people are in each state. */
export async function countAccess(
  handle: Handle,
  filter: Omit<AccessFilter, 'state'>,
): Promise<Record<AccessState, number>> {
  if (filter.unitIds?.length === 0) return { none: 0, slip: 0, account: 0 };
  const { db, tables } = handle;
  const { person, posting, account, accessCode } = tables;
  const { serves, inState } = accessParts(handle, filter);
  const [everyone] = await db
    .select({ total: count(), accounts: count(account.personId) })
    .from(posting)
    .innerJoin(person, eq(person.id, posting.personId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(serves);
  // Codes that still open are few: they lead to their people, not every one of a hundred thousand people to theirs.
  const [slips] = await db
    .select({ people: countDistinct(accessCode.personId) })
    .from(accessCode)
    .innerJoin(person, eq(person.id, accessCode.personId))
    .innerJoin(posting, eq(posting.personId, person.id))
    .where(and(isOpen(tables, filter.now), serves, inState.slip));
  const total = Number(everyone?.total ?? 0);
  const withAccount = Number(everyone?.accounts ?? 0);
  const withSlip = Number(slips?.people ?? 0);
  return { none: total - withAccount - withSlip, slip: withSlip, account: withAccount };
}

/** People with how far their access is, by employee number, after one. */
export async function listAccess(
  handle: Handle,
  {
    filter,
    offset = 0,
    after = null,
    limit,
  }: { filter: AccessFilter; offset?: number; after?: string | null; limit: number },
): Promise<AccessLine[]> {
  if (filter.unitIds?.length === 0) return [];
  const { person, posting, account } = handle.tables;
  const { serves, inState } = accessParts(handle, filter);
  const rows = await handle.db
    .select({
      personId: person.id,
      employeeNo: person.employeeNo,
      name: person.name,
      unitId: posting.unitId,
      accountAt: account.changedAt,
      username: account.username,
    })
    .from(posting)
    .innerJoin(person, eq(person.id, posting.personId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(
      and(
        serves,
        filter.state === null ? undefined : inState[filter.state],
        after === null ? undefined : gt(person.employeeNo, after),
      ),
    )
    .orderBy(asc(person.employeeNo))
    .offset(offset)
    .limit(limit);
  return withSlips(handle, rows, filter.now);
}

/** People with the time until which their slip opens. */
async function withSlips<P extends { readonly personId: string }>(
  { db, tables }: Handle,
  people: readonly P[],
  now: Instant,
): Promise<(P & { readonly slipUntil: Instant | null })[]> {
  if (people.length === 0) return [];
  const { accessCode } = tables;
  const slips = await db
    .select({ personId: accessCode.personId, until: max(accessCode.expiresAt) })
    .from(accessCode)
    .where(
      and(
        inArray(
          accessCode.personId,
          people.map(({ personId }) => personId),
        ),
        eq(accessCode.purpose, 'activation'),
        isOpen(tables, now),
      ),
    )
    .groupBy(accessCode.personId);
  const until = new Map(slips.map((slip) => [slip.personId, Number(slip.until)]));
  return people.map((person) => ({ ...person, slipUntil: until.get(person.personId) ?? null }));
}

/** Those who serve and hold a role now, with how far their access is, by employee number. */
export async function listAccessOfHolders(
  handle: Handle,
  { role, now }: { role: Role; now: Instant },
): Promise<Omit<AccessLine, 'unitId' | 'username'>[]> {
  const { person, account, roleGrant } = handle.tables;
  const rows = await handle.db
    .selectDistinct({
      personId: person.id,
      employeeNo: person.employeeNo,
      name: person.name,
      accountAt: account.changedAt,
    })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .leftJoin(account, eq(account.personId, person.id))
    .where(and(eq(roleGrant.role, role), eq(person.active, true), grantHoldsAt(handle.tables, now)))
    .orderBy(asc(person.employeeNo));
  return withSlips(handle, rows, now);
}
