import { toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import { type Instant, startOfDay } from '#app/domain/kernel/instant.ts';
import { foldAccountName } from '#app/domain/people/account-names.ts';
import type { KnownPerson, RosterTarget } from '#app/domain/people/roster/compare-row.ts';
import { type RosterFaultCode, rosterFault } from '#app/domain/people/roster/faults.ts';
import type { AuditRecord } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { listAdministratorGrants } from '#app/usecases/people/administrators.server.ts';
import type { Handle } from '#db/open.server.ts';
import { insertPeople } from '#db/stores/people.ts';
import {
  insertGrants,
  insertPostings,
  listAccountStates,
  listExistingUnits,
  listGrantsOfPeople,
  listKnownPeople,
  listKnownPeopleById,
  listPeople,
  listUsernamesTaken,
  revokeGrants,
  savePeople,
  savePostings,
  setAccountsDisabled,
} from '#db/stores/roster.ts';
import type { RosterRow } from './roster-state.ts';

type PersonRow = Handle['tables']['person']['$inferSelect'];
type PostingRow = Handle['tables']['posting']['$inferSelect'];
type GrantRow = Handle['tables']['roleGrant']['$inferSelect'];
type Act = Omit<AuditRecord, 'stream'>;

/** What a batch of rows writes, gathered so that each kind of change is one statement. */
type Changes = {
  readonly newPeople: Omit<PersonRow, 'pinyin'>[];
  readonly people: PersonRow[];
  readonly newPostings: PostingRow[];
  readonly postings: PostingRow[];
  readonly closedAccounts: string[];
  readonly openedAccounts: string[];
  readonly endedGrants: string[];
  readonly newGrants: GrantRow[];
  readonly acts: Act[];
};

export type AppliedRows = {
  readonly applied: readonly RosterRow[];
  /** Rows whose people, or units, are no longer as they were compared, with the reason on them. */
  readonly overtaken: readonly RosterRow[];
  readonly acts: readonly Act[];
};

/**
 * Applies rows of one batch, all in the caller's transaction. What a row changes must be as it was when it was compared;
 * a row that was overtaken changes nothing and says so.
 */
export async function applyRows(
  { tx, context, importId, actorId }: { tx: Handle; context: Context; importId: string; actorId: string },
  rows: readonly RosterRow[],
): Promise<AppliedRows> {
  const now = context.clock.now();
  const facts = await readFacts(tx, { zone: context.zone, rows, now });
  const changes: Changes = {
    newPeople: [],
    people: [],
    newPostings: [],
    postings: [],
    closedAccounts: [],
    openedAccounts: [],
    endedGrants: [],
    newGrants: [],
    acts: [],
  };
  const applied: RosterRow[] = [];
  const overtaken: RosterRow[] = [];
  for (const row of rows) {
    const fault = findOvertaken(row, { facts, actorId });
    if (fault) {
      const told = rosterFault(fault, fault === 'last-administrator' ? 'status' : null, row.employeeNo);
      overtaken.push({ ...row, kind: 'refused', faults: [...row.faults, told] });
      continue;
    }
    applyRow({ context, importId, actorId, now, facts, changes }, row);
    applied.push(row);
  }
  await insertPeople(tx, changes.newPeople);
  await savePeople(tx, changes.people);
  // Ended ones first: two postings of a person may not begin on one day.
  await savePostings(tx, changes.postings);
  await insertPostings(tx, changes.newPostings);
  await setAccountsDisabled(tx, { personIds: changes.closedAccounts, disabledAt: now });
  await setAccountsDisabled(tx, { personIds: changes.openedAccounts, disabledAt: null });
  await revokeGrants(tx, { ids: changes.endedGrants, revokedAt: now });
  await insertGrants(tx, changes.newGrants);
  return { applied, overtaken, acts: changes.acts };
}

type Grant = Awaited<ReturnType<typeof listGrantsOfPeople>>[number];
type Facts = {
  readonly byNumber: ReadonlyMap<string, KnownPerson>;
  readonly byId: ReadonlyMap<string, KnownPerson>;
  readonly usernames: ReadonlyMap<string, string>;
  readonly personRows: ReadonlyMap<string, PersonRow>;
  readonly units: ReadonlySet<string>;
  readonly accounts: ReadonlyMap<string, { disabledAt: Instant | null }>;
  readonly grants: ReadonlyMap<string, readonly Grant[]>;
  /** Shrinks as rows are applied. */
  readonly administrators: Set<string>;
};

async function readFacts(
  tx: Handle,
  { zone, rows, now }: Pick<Context, 'zone'> & { rows: readonly RosterRow[]; now: Instant },
): Promise<Facts> {
  const fresh = rows.filter(({ kind }) => kind === 'new').map(({ employeeNo }) => employeeNo);
  const ids = rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const leaving = rows.flatMap(({ kind, personId }) => (kind === 'left' && personId !== null ? [personId] : []));
  const returning = rows.flatMap(({ kind, personId }) => (kind === 'returned' && personId !== null ? [personId] : []));
  const grants = new Map<string, Grant[]>();
  for (const grant of await listGrantsOfPeople(tx, { personIds: [...leaving, ...returning], now }))
    grants.set(grant.personId, [...(grants.get(grant.personId) ?? []), grant]);
  const holds = [...grants.values()].flat().some(({ role }) => role === 'secadmin');
  const administrators = holds ? await listAdministratorGrants(tx, { zone, at: now, lock: true }) : [];
  return {
    byNumber: await listKnownPeople(tx, fresh),
    byId: await listKnownPeopleById(tx, ids),
    usernames: await listUsernamesTaken(tx, [...new Set(fresh.map(foldAccountName))]),
    personRows: new Map((await listPeople(tx, ids)).map((row) => [row.id, row])),
    units: new Set(await listExistingUnits(tx, [...new Set(rows.flatMap(({ after }) => after.target?.unitId ?? []))])),
    accounts: await listAccountStates(tx, [...leaving, ...returning]),
    grants,
    administrators: new Set(administrators.map(({ personId }) => personId)),
  };
}

/** Why a row may no longer be applied; null when all is as it was compared. */
function findOvertaken(
  row: RosterRow,
  { facts, actorId }: { facts: Facts; actorId: string },
): Extract<RosterFaultCode, 'overtaken' | 'own-record' | 'last-administrator'> | null {
  const { target } = row.after;
  if (!target || (row.kind !== 'left' && !facts.units.has(target.unitId))) return 'overtaken';
  if (row.kind === 'new') {
    const taken =
      facts.byNumber.has(row.employeeNo.toLowerCase()) || facts.usernames.has(foldAccountName(row.employeeNo));
    return taken ? 'overtaken' : null;
  }
  // Another officer may have compared what this one applies.
  if (row.personId === actorId) return 'own-record';
  const person = facts.byId.get(row.personId ?? '');
  if (!person || toCanonicalJson(person) !== toCanonicalJson(row.before)) return 'overtaken';
  const { administrators } = facts;
  if (row.kind === 'left' && administrators.has(person.personId) && administrators.size === 1)
    return 'last-administrator';
  return null;
}

type Applying = {
  readonly context: Context;
  readonly importId: string;
  readonly actorId: string;
  readonly now: Instant;
  readonly facts: Facts;
  readonly changes: Changes;
};

function applyRow(applying: Applying, row: RosterRow): void {
  const { target } = row.after;
  const person = row.personId === null ? undefined : applying.facts.byId.get(row.personId);
  if (!target) throw new Error('a row without a target is not applied');
  if (row.kind === 'new') addPerson(applying, row, target);
  else if (!person) throw new Error('a row without its person was overtaken');
  else if (row.kind === 'left') endService(applying, person, target);
  else changePerson(applying, { row, person, target });
}

function addPerson({ context, importId, now, changes }: Applying, row: RosterRow, target: RosterTarget): void {
  const id = newId(context, 'per');
  changes.newPeople.push({
    id,
    employeeNo: row.employeeNo,
    name: target.name,
    email: target.email,
    active: true,
    leftOn: null,
    createdAt: now,
  });
  changes.newPostings.push(postingOf(context, id, target));
  changes.acts.push({
    action: 'person.create',
    subject: { kind: 'person', id },
    detail: { employeeNo: row.employeeNo, ...placeOf(target), importId },
  });
}

const postingOf = (context: Context, personId: string, target: RosterTarget): PostingRow => ({
  id: newId(context, 'pst'),
  personId,
  unitId: target.unitId,
  positionLevel: target.positionLevel,
  category: target.category,
  validFrom: target.day,
  validTo: null,
});

const placeOf = ({ unitId, positionLevel, category, day }: RosterTarget) => ({
  unitId,
  positionLevel,
  category,
  validFrom: day,
});

function rowOfPerson({ facts }: Applying, personId: string): PersonRow {
  const row = facts.personRows.get(personId);
  if (!row) throw new Error(`person ${personId} has no row`);
  return row;
}

function endService(applying: Applying, person: KnownPerson, target: RosterTarget): void {
  const { importId, now, facts, changes } = applying;
  const { personId, posting } = person;
  changes.people.push({ ...rowOfPerson(applying, personId), active: false, leftOn: target.day });
  if (posting && (posting.validTo === null || posting.validTo > target.day))
    changes.postings.push({ ...posting, personId, validTo: target.day });
  const account = facts.accounts.get(personId);
  if (account && account.disabledAt === null) changes.closedAccounts.push(personId);
  facts.administrators.delete(personId);
  const grants = facts.grants.get(personId) ?? [];
  changes.acts.push({
    action: 'person.leave',
    subject: { kind: 'person', id: personId },
    detail: {
      unitId: posting?.unitId ?? null,
      leftOn: target.day,
      accountDisabled: account?.disabledAt === null,
      importId,
    },
  });
  // A role ends with the service: whoever comes back is given it again by whoever grants roles.
  for (const { id, role, unitId } of grants) {
    changes.endedGrants.push(id);
    changes.acts.push({
      action: 'role.revoke',
      subject: { kind: 'person', id: personId },
      detail: { role, unitId, grantId: id, reason: 'left', revokedAt: now, importId },
    });
  }
}

function changePerson(
  applying: Applying,
  { row, person, target }: { row: RosterRow; person: KnownPerson; target: RosterTarget },
): void {
  const { context, importId, changes } = applying;
  const { personId, posting } = person;
  const returned = row.kind === 'returned';
  const renamed = person.name !== target.name || person.email !== target.email;
  if (renamed || returned)
    changes.people.push({
      ...rowOfPerson(applying, personId),
      name: target.name,
      email: target.email,
      ...(returned ? { active: true, leftOn: null } : {}),
    });
  if (returned) takeBack(applying, person, target);
  const serves = !returned && posting !== null && (posting.validTo === null || posting.validTo > target.day);
  const samePosting =
    serves &&
    posting.unitId === target.unitId &&
    posting.positionLevel === target.positionLevel &&
    posting.category === target.category;
  const inPlace = posting !== null && posting.validFrom === target.day;
  if (!samePosting && inPlace) changes.postings.push({ ...posting, ...pick(target), personId, validTo: null });
  else if (!samePosting) {
    if (posting && (posting.validTo === null || posting.validTo > target.day))
      changes.postings.push({ ...posting, personId, validTo: target.day });
    changes.newPostings.push(postingOf(context, personId, target));
  }
  const names = renamed
    ? { before: { name: person.name, email: person.email }, after: { name: target.name, email: target.email } }
    : {};
  const place = samePosting
    ? {}
    : { from: posting?.unitId ?? null, to: target.unitId, ...pick(target), validFrom: target.day };
  changes.acts.push({
    action: returned ? 'person.return' : samePosting ? 'person.correct' : 'person.transfer',
    subject: { kind: 'person', id: personId },
    detail: { ...place, ...names, ...(!samePosting && inPlace ? { corrected: true } : {}), importId },
  });
}

/**
 * Who comes back may learn, and is let in again if the leaving barred them, or that they were not to come after all; other
 * roles do not come back.
 */
function takeBack(applying: Applying, { personId, posting, name }: KnownPerson, target: RosterTarget): void {
  const { context, importId, actorId, now, facts, changes } = applying;
  const { unitId } = target;
  const { leftOn } = rowOfPerson(applying, personId);
  const neverBegan = leftOn === null && posting === null && name === target.name;
  const disabledAt = facts.accounts.get(personId)?.disabledAt ?? null;
  if (disabledAt !== null && (leftOn === null ? neverBegan : disabledAt >= startOfDay(leftOn, context.zone)))
    changes.openedAccounts.push(personId);
  if (facts.grants.get(personId)?.some(({ role }) => role === 'learner')) return;
  const id = newId(context, 'grt');
  changes.newGrants.push({
    id,
    personId,
    role: 'learner',
    unitId,
    reason: 'returned',
    grantedBy: actorId,
    grantedAt: now,
    endsAt: null,
    revokedAt: null,
  });
  changes.acts.push({
    action: 'role.grant',
    subject: { kind: 'person', id: personId },
    detail: { role: 'learner', unitId, grantId: id, reason: 'returned', importId },
  });
}

const pick = ({ unitId, positionLevel, category }: RosterTarget) => ({ unitId, positionLevel, category });
