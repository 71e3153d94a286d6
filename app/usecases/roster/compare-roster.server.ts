import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { foldAccountName } from '#app/domain/people/account-names.ts';
import { buildOrganisation } from '#app/domain/people/organisation.ts';
import {
  type Comparison,
  compareRow,
  type KnownPerson,
  leave,
  type RosterKind,
} from '#app/domain/people/roster/compare-row.ts';
import { isRefused, type RosterFault, rosterFault, rosterWarning } from '#app/domain/people/roster/faults.ts';
import type { ColumnMapping } from '#app/domain/people/roster/fields.ts';
import { addLine, type LinesOf, otherLines } from '#app/domain/people/roster/lines-of.ts';
import { indexLostZeros, withoutZeros } from '#app/domain/people/roster/lost-zeros.ts';
import { type RosterRecord, readRow } from '#app/domain/people/roster/read-row.ts';
import { resolveUnits, type UnitUse, unitRefKey } from '#app/domain/people/roster/resolve-units.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { listAdministratorGrants } from '#app/usecases/people/administrators.server.ts';
import { isWithinReach, type ReachToday, readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import { listUnitsFrom } from '#db/stores/organisation.ts';
import { countStaffByKind } from '#db/stores/people.ts';
import {
  deleteRosterRows,
  listGrantsOfPeople,
  listKnownPeople,
  listKnownPeopleById,
  listNumbersWithZeros,
  listRosterRows,
  listUnitBeginnings,
  listUnitCodes,
  listUsernamesTaken,
  pageServing,
  saveRosterRows,
  updateRosterImport,
} from '#db/stores/roster.ts';
import { restoreActor } from './roster-actor.server.ts';
import {
  NO_COUNTS,
  type RosterCounts,
  type RosterImport,
  type RosterRow,
  readRosterRow,
  toJson,
  writeRosterRow,
} from './roster-state.ts';
import { holdLease, withLease, withoutLease } from './work-lease.server.ts';

const READ_BATCH = 1_000;
const BATCH = 500;
/** Leavers with roles that are named beside the counts; the rows name all. */
const MOST_NAMED = 200;

/**
 * Compares every staged row with what is there, and for a complete roster everyone who serves with the file. Begun
 * again after a crash it starts anew: what it wrote is written over.
 */
export async function compareRoster(
  context: Context,
  {
    found,
    owner,
    pause,
    onProgress = () => undefined,
  }: {
    found: RosterImport;
    owner: string;
    pause: () => Promise<void>;
    onProgress?: (rows: number) => void;
  },
): Promise<void> {
  const run = await prepare(context, { found, owner, pause });
  await removeAdded(run);
  const index = await indexFile(run);
  const units = await resolveFileUnits(run, index);
  await compareFileRows(run, { ...index, ...units, onProgress });
  if (found.options.completeUnitId !== null) await compareMissing(run, { numbers: index.numbers, n: index.last });
  await keepLastAdministrator(run);
  await finish(run, units);
}

type Run = {
  readonly context: Context;
  readonly importId: string;
  readonly owner: string;
  readonly pause: () => Promise<void>;
  readonly found: RosterImport;
  readonly mapping: ColumnMapping;
  readonly today: Day;
  readonly day: Day;
  readonly reachToday: ReachToday;
  readonly actorId: string | null;
  readonly isEmptySystem: boolean;
  /** Grows as rows are compared. */
  counts: RosterCounts;
  readonly administrators: ReadonlySet<string>;
  /** Numbers of people that a spreadsheet would take the zeros from, by what it leaves. */
  readonly lostZeros: ReadonlyMap<string, string>;
  readonly leavingAdministrators: RosterRow[];
};

async function prepare(
  context: Context,
  { found, owner, pause }: Pick<Run, 'found' | 'owner' | 'pause'>,
): Promise<Run> {
  const now = context.clock.now();
  const today = dayOf(now, context.zone);
  const actor = await restoreActor(context, found.options.actor);
  const reachToday = await readReach({ context, actor, action: 'roster.import' });
  return {
    context,
    importId: found.id,
    owner,
    pause,
    found,
    mapping: found.mapping.columns,
    today,
    day: found.effectiveFrom,
    reachToday,
    actorId: actor.kind === 'person' ? actor.personId : null,
    isEmptySystem: actor.kind === 'system' && reachToday.organisation.roots.length === 0,
    counts: { ...NO_COUNTS, phase: 'comparing', fileRows: found.counts.fileRows },
    administrators: new Set(
      (await listAdministratorGrants(context.database.read, { zone: context.zone, at: now, lock: false })).map(
        ({ personId }) => personId,
      ),
    ),
    lostZeros: indexLostZeros(await listNumbersWithZeros(context.database.read)),
    leavingAdministrators: [],
  };
}

/** Rows that an earlier comparison added, a few thousand per transaction. */
async function removeAdded({ context, importId, owner, found }: Run): Promise<void> {
  const { fileRows } = found.counts;
  for (
    let after = fileRows + Math.ceil(Math.max(0, found.rowsTotal - fileRows) / 5_000) * 5_000;
    after >= fileRows;
    after -= 5_000
  )
    await context.database.transaction(async (tx) => {
      await holdLease(tx, { importId, owner, status: 'reading' });
      await deleteRosterRows(tx, { importId, after });
    });
}

async function* eachRow({ context, importId, found, pause }: Run, limit: number): AsyncIterable<RosterRow[]> {
  let after = 0;
  while (after < found.counts.fileRows) {
    const rows = await listRosterRows(context.database.read, { importId, after, limit });
    const last = rows.at(-1);
    if (!last) return;
    after = last.n;
    yield rows.map(readRosterRow);
    await pause();
  }
}

type FileIndex = {
  /** Lines per employee number in lower case: more than one is a duplicate. */
  readonly numbers: LinesOf;
  /** Lines per mail address in lower case, without those of people who left: more than one is shared. */
  readonly emails: LinesOf;
  readonly uses: readonly UnitUse[];
  readonly last: number;
};

/** One look through the file: which numbers stand in it, and how it names units. */
async function indexFile(run: Run): Promise<FileIndex> {
  const numbers = new Map<string, number | readonly number[]>();
  const emails = new Map<string, number | readonly number[]>();
  const uses = new Map<string, UnitUse>();
  let last = 0;
  for await (const rows of eachRow(run, READ_BATCH)) {
    for (const { n, line, after } of rows) {
      last = n;
      const { record, faults } = readRow(after.cells ?? [], run.mapping, run.found.options);
      const number = foldAccountName(record.employeeNo);
      if (number !== '') addLine(numbers, { key: number, line });
      if (record.email !== null && !record.left) addLine(emails, { key: record.email.toLowerCase(), line });
      if (record.left || isRefused(faults)) continue;
      const from = record.effectiveFrom ?? run.day;
      const key = unitRefKey(record.unit);
      const use = uses.get(key);
      uses.set(key, {
        ref: record.unit,
        rows: (use?.rows ?? 0) + 1,
        line: use?.line ?? line,
        from: use && use.from < from ? use.from : from,
      });
    }
  }
  return { numbers, emails, uses: [...uses.values()], last };
}

type FileUnits = {
  readonly units: ReturnType<typeof resolveUnits>;
  readonly beginnings: ReadonlyMap<string, Day>;
};

async function resolveFileUnits(run: Run, { uses }: FileIndex): Promise<FileUnits> {
  const { context, reachToday, found, isEmptySystem } = run;
  const { read } = context.database;
  const beginnings = new Map(await listUnitBeginnings(read));
  const asOf = later(run.day, run.today);
  const units = resolveUnits({
    uses,
    organisation: buildOrganisation(await listUnitsFrom(read, asOf)),
    asOf,
    isWithin: (unitId) => isWithinReach(reachToday.reach, unitId),
    topUnitId: found.options.topUnitId,
    takenCodes: await listUnitCodes(read),
    beginningOf: (unitId) => beginnings.get(unitId) ?? '',
    // A file that says nothing of parents would make a root of every unit: then somebody names the highest one first.
    mayMakeRoot: isEmptySystem && (run.mapping.parentUnitCode !== undefined || run.mapping.unitPath !== undefined),
    makeId: () => newId(context, 'org'),
  });
  for (const { id, validFrom } of units.plan.create) beginnings.set(id, validFrom);
  return { units, beginnings };
}

const later = (a: Day, b: Day): Day => (a < b ? b : a);

async function compareFileRows(
  run: Run,
  { numbers, emails, units, beginnings, onProgress }: FileIndex & FileUnits & { onProgress: (rows: number) => void },
): Promise<void> {
  const { context, mapping } = run;
  const { read } = context.database;
  for await (const rows of eachRow(run, BATCH)) {
    const parsed = rows.map((row) => ({ row, ...readRow(row.after.cells ?? [], mapping, run.found.options) }));
    const asked = parsed.map(({ record }) => record.employeeNo).filter((number) => number !== '');
    const people = await listKnownPeople(read, asked);
    const usernames = await listUsernamesTaken(read, [...new Set(asked.map(foldAccountName))]);
    const compared: RosterRow[] = parsed.map(({ row, record, faults: read }) => {
      const person = people.get(record.employeeNo.toLowerCase()) ?? null;
      const faults = [...read, ...identityFaults({ run, row, record, person, numbers, emails, usernames })];
      let unitId: string | null = null;
      if (!record.left && !isRefused(faults)) {
        const unit = units.find(record.unit);
        if ('unitId' in unit) unitId = unit.unitId;
        else faults.push(unit.fault);
      }
      const comparison = compareRow({
        record,
        faults,
        unitId,
        unitFrom: unitId === null ? null : (beginnings.get(unitId) ?? null),
        person,
        day: run.day,
        today: run.today,
      });
      return rowOf({ row, record, person, comparison: checkOwnRow(run, comparison, person) });
    });
    await writeCompared(run, compared);
    onProgress(compared.at(-1)?.n ?? 0);
  }
}

function identityFaults({
  run,
  row,
  record,
  person,
  numbers,
  emails,
  usernames,
}: {
  run: Run;
  row: RosterRow;
  record: RosterRecord;
  person: KnownPerson | null;
  numbers: LinesOf;
  emails: LinesOf;
  usernames: ReadonlyMap<string, string>;
}): RosterFault[] {
  if (record.employeeNo === '') return [];
  const number = foldAccountName(record.employeeNo);
  const { line } = row;
  const twice = otherLines(numbers, { key: number, line });
  const owner = usernames.get(number);
  const reach = run.reachToday.reach;
  // Legal, as a secretary may read for two; but whoever reads it can reset the password of both.
  const shared =
    record.email === null || record.left || twice !== null
      ? null
      : otherLines(emails, { key: record.email.toLowerCase(), line });
  return [
    ...(twice === null ? [] : [rosterFault('duplicate', 'employeeNo', record.employeeNo, twice)]),
    ...(shared === null ? [] : [rosterWarning('email-shared', 'email', record.email ?? '', shared)]),
    ...(person === null && run.lostZeros.has(record.employeeNo)
      ? [
          rosterFault(
            'employee-no-zeros-lost',
            'employeeNo',
            record.employeeNo,
            run.lostZeros.get(record.employeeNo) ?? '',
          ),
        ]
      : []),
    ...((person && person.employeeNo !== record.employeeNo) || (owner !== undefined && owner !== person?.personId)
      ? [rosterFault('employee-no-taken', 'employeeNo', record.employeeNo)]
      : []),
    // Whose entry was cancelled before they began belongs to nobody: the unit that they come to decides.
    ...(person && !(person.posting ? isWithinReach(reach, person.posting.unitId) : reach === 'all' || !person.active)
      ? [rosterFault('person-out-of-reach', 'employeeNo', record.employeeNo)]
      : []),
  ];
}

/** Nobody changes their own record by a file either; whoever imports stays and sees the end of it. */
function checkOwnRow(run: Run, comparison: Comparison, person: KnownPerson | null): Comparison {
  if (!person || person.personId !== run.actorId) return comparison;
  if (comparison.kind === 'unchanged' || comparison.kind === 'refused') return comparison;
  const fault =
    comparison.kind === 'left'
      ? rosterFault('own-leave', 'status', person.employeeNo)
      : rosterFault('own-record', 'employeeNo', person.employeeNo);
  return { kind: 'refused', target: null, faults: [...comparison.faults, fault] };
}

function rowOf({
  row,
  record,
  person,
  comparison,
}: {
  row: RosterRow;
  record: Pick<RosterRecord, 'employeeNo' | 'name'>;
  person: KnownPerson | null;
  comparison: Comparison;
}): RosterRow {
  const cells = row.after.cells;
  return {
    ...row,
    kind: comparison.kind,
    employeeNo: record.employeeNo,
    name: record.name,
    personId: person?.personId ?? null,
    before: comparison.kind === 'refused' ? null : person,
    after: { target: comparison.target, ...(cells ? { cells } : {}) },
    faults: comparison.faults,
  };
}

/** Writes a batch and adds it up; what leavers hold is said beside their rows. */
async function writeCompared(run: Run, compared: readonly RosterRow[]): Promise<void> {
  const { context, importId, owner } = run;
  const rows = await nameRoles(run, compared);
  const kinds: { [Kind in RosterKind]: number } = { ...run.counts.kinds };
  const faults: Record<string, number> = { ...run.counts.faults };
  for (const row of rows) {
    kinds[row.kind] += 1;
    if (row.kind === 'left' && run.administrators.has(row.personId ?? '')) run.leavingAdministrators.push(row);
    for (const key of new Set(row.faults.map(({ level, code }) => `${level}:${code}`)))
      faults[key] = (faults[key] ?? 0) + 1;
  }
  run.counts = { ...run.counts, kinds, faults };
  await context.database.transaction(async (tx) => {
    await holdLease(tx, { importId, owner, status: 'reading' });
    await saveRosterRows(tx, rows.map(writeRosterRow));
    await updateRosterImport(tx, importId, {
      rowsDone: rows.at(-1)?.n ?? 0,
      counts: toJson(withLease(context, { ...run.found.counts, phase: 'comparing' }, owner)),
    });
  });
}

async function nameRoles(run: Run, rows: readonly RosterRow[]): Promise<readonly RosterRow[]> {
  const leaving = rows.flatMap(({ kind, personId }) => (kind === 'left' && personId !== null ? [personId] : []));
  if (leaving.length === 0) return rows;
  const grants = await listGrantsOfPeople(run.context.database.read, {
    personIds: leaving,
    now: run.context.clock.now(),
  });
  const rolesOf = new Map<string, string[]>();
  for (const { personId, role } of grants)
    if (role !== 'learner') rolesOf.set(personId, [...new Set([...(rolesOf.get(personId) ?? []), role])]);
  return rows.map((row) => {
    const roles = row.kind === 'left' ? rolesOf.get(row.personId ?? '') : undefined;
    if (!roles) return row;
    const named = roles.map((role) => ({ personId: row.personId ?? '', name: row.name, role }));
    run.counts = { ...run.counts, leaversRoles: [...run.counts.leaversRoles, ...named].slice(0, MOST_NAMED) };
    return { ...row, faults: [...row.faults, rosterWarning('holds-roles', null, '', roles.join(','))] };
  });
}

/** Everyone who serves in the scope on the day and does not stand in the file, not even in a refused row. */
async function compareMissing(
  run: Run,
  { numbers, n: last }: { numbers: FileIndex['numbers']; n: number },
): Promise<void> {
  const { context, found, day, today, reachToday, importId } = run;
  const { read } = context.database;
  const unitIds = reachToday.organisation
    .within(found.options.completeUnitId ?? '')
    .filter((id) => isWithinReach(reachToday.reach, id));
  let n = last;
  let serving = 0;
  for (let after = ''; ; ) {
    const page = await pageServing(read, { unitIds, day, after, limit: 1_000 });
    const end = page.at(-1);
    if (!end) break;
    after = end.employeeNo;
    serving += page.length;
    // Whoever stands there without their zeros is not missing.
    const missing = page.filter(
      ({ employeeNo }) =>
        !numbers.has(foldAccountName(employeeNo)) && !numbers.has(withoutZeros(employeeNo) ?? employeeNo),
    );
    for (let at = 0; at < missing.length; at += BATCH) {
      const ids = missing.slice(at, at + BATCH).map(({ personId }) => personId);
      const people = await listKnownPeopleById(read, ids);
      const rows = ids.flatMap((id): RosterRow[] => {
        const person = people.get(id);
        if (!person) return [];
        n += 1;
        const comparison = checkOwnRow(run, leave({ person, faults: [], day, today }), person);
        return [
          rowOf({
            row: {
              importId,
              n,
              line: 0,
              kind: 'left',
              employeeNo: '',
              name: '',
              personId: id,
              before: null,
              after: { target: null },
              faults: [],
              appliedAt: null,
            },
            record: person,
            person,
            comparison,
          }),
        ];
      });
      await writeCompared(run, rows);
    }
  }
  run.counts = { ...run.counts, serving };
}

/** When all who may grant roles would leave, none of them does. */
async function keepLastAdministrator(run: Run): Promise<void> {
  const leaving = run.leavingAdministrators;
  if (leaving.length === 0 || new Set(leaving.map(({ personId }) => personId)).size < run.administrators.size) return;
  const fault = 'fault:last-administrator';
  run.counts = {
    ...run.counts,
    kinds: {
      ...run.counts.kinds,
      left: run.counts.kinds.left - leaving.length,
      refused: run.counts.kinds.refused + leaving.length,
    },
    faults: { ...run.counts.faults, [fault]: leaving.length },
  };
  await run.context.database.transaction(async (tx) => {
    await holdLease(tx, { importId: run.importId, owner: run.owner, status: 'reading' });
    await saveRosterRows(
      tx,
      leaving.map((row) =>
        writeRosterRow({
          ...row,
          kind: 'refused',
          before: null,
          after: { ...row.after, target: null },
          faults: [...row.faults, rosterFault('last-administrator', 'status', row.employeeNo)],
        }),
      ),
    );
  });
}

async function finish(run: Run, { units }: FileUnits): Promise<void> {
  const { context, importId, owner, found } = run;
  const { kinds } = run.counts;
  const serving = found.options.completeUnitId === null ? await countServing(run) : run.counts.serving;
  await context.database.transaction(async (tx) => {
    await holdLease(tx, { importId, owner, status: 'reading' });
    await updateRosterImport(tx, importId, {
      status: 'compared',
      mapping: toJson({ ...found.mapping, units: units.plan }),
      counts: toJson(
        withoutLease({
          ...run.counts,
          phase: 'done',
          serving,
          leavers: kinds.left,
          newUnits: units.plan.create.length,
        }),
      ),
      rowsDone: 0,
      rowsTotal: Object.values(kinds).reduce((sum, count) => sum + count, 0),
    });
  });
}

/** Of how many the leavers of a file without a scope are a part: everyone within reach. */
async function countServing({ context, reachToday, day }: Run): Promise<number> {
  const counts = await countStaffByKind(context.database.read, { unitIds: unitFilterOf(reachToday.reach), day });
  return counts.reduce((sum, { people }) => sum + people, 0);
}
