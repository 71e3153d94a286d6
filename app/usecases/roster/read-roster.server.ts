import type { Day, Instant } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { buildOrganisation } from '#app/domain/people/organisation.ts';
import { isMassLeave, type RosterKind } from '#app/domain/people/roster/compare-row.ts';
import type { RosterFault } from '#app/domain/people/roster/faults.ts';
import type { ColumnMapping } from '#app/domain/people/roster/fields.ts';
import { listMissing } from '#app/domain/people/roster/fields.ts';
import type { Context } from '#app/usecases/context.ts';
import { listUnitsTopDown, readReach, type UnitLine } from '#app/usecases/people/read-reach.server.ts';
import { listUnitsOn, listUnitVersions } from '#db/stores/organisation.ts';
import { listPersonNames } from '#db/stores/people.ts';
import { countRosterRows, findAppliedImport, pageRosterRows, type RosterRowFilter } from '#db/stores/roster.ts';
import { findOwnImport } from './own-import.server.ts';
import { changesOf, type RosterCounts, type RosterImport, type RosterRow, readRosterRow } from './roster-state.ts';

export const ROSTER_PAGE_SIZE = 50;
/** Of thousands of new units the first are shown; all are made. */
const MOST_UNITS = 200;

export type RosterChange = {
  readonly field: 'name' | 'unit' | 'positionLevel' | 'category' | 'email';
  readonly before: string;
  readonly after: string;
};

export type RosterRowView = {
  readonly n: number;
  /** 0 for someone who does not stand in the file. */
  readonly line: number;
  readonly kind: RosterKind;
  readonly employeeNo: string;
  readonly name: string;
  readonly personId: string | null;
  readonly unitName: string;
  readonly day: Day | null;
  readonly changes: readonly RosterChange[];
  readonly faults: readonly (RosterFault & { readonly heading: string | null })[];
  readonly appliedAt: Instant | null;
};

export type RosterView = {
  readonly id: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly format: RosterImport['format'];
  readonly encoding: string;
  readonly status: RosterImport['status'];
  readonly effectiveFrom: Day;
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly createdAt: Instant;
  readonly createdByName: string | null;
  readonly appliedAt: Instant | null;
  readonly appliedByName: string | null;
  readonly counts: RosterCounts;
  readonly changes: number;
  readonly massLeave: boolean;
  readonly completeUnit: { readonly id: string; readonly name: string } | null;
  readonly topUnit: { readonly id: string; readonly name: string } | null;
  readonly headings: readonly string[];
  readonly headingLine: number;
  readonly sample: readonly (readonly string[])[];
  readonly columns: ColumnMapping;
  readonly remembered: boolean;
  readonly missing: readonly ('employeeNo' | 'name' | 'unit')[];
  readonly newUnits: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly parentName: string;
    readonly ownCode: boolean;
    readonly validFrom: Day;
    readonly rows: number;
  }[];
  readonly renamings: readonly {
    readonly unitId: string;
    readonly from: string;
    readonly to: string;
    readonly rows: number;
  }[];
  readonly elsewhere: readonly { readonly unitId: string; readonly name: string; readonly parentCode: string }[];
  /** The same file was applied before. */
  readonly appliedBefore: { readonly id: string; readonly appliedAt: Instant | null } | null;
  readonly units: readonly UnitLine[];
};

/** One import with all that is decided about it; its rows come by {@link listRows}. */
export async function readRoster(
  context: Context,
  actor: Actor,
  importId: string,
): Promise<Result<RosterView, 'not-found'>> {
  const { read } = context.database;
  const found = await findOwnImport(context, actor, importId);
  if (!found) return refuse('not-found');
  const reachToday = await readReach({ context, actor, action: 'roster.import' });
  const { organisation } = reachToday;
  const { mapping, counts, options } = found;
  const plan = mapping.units ?? { create: [], rename: [], elsewhere: [] };
  const made = new Map(plan.create.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? '' : (organisation.find(id)?.name ?? made.get(id) ?? ''));
  const names = await listPersonNames(read, [found.createdBy, ...(found.appliedBy ? [found.appliedBy] : [])]);
  const unitNamed = (id: string | null) => (id === null ? null : { id, name: nameOf(id) });
  return ok({
    id: found.id,
    fileName: found.fileName,
    fileHash: found.fileHash,
    format: found.format,
    encoding: found.encoding,
    status: found.status,
    effectiveFrom: found.effectiveFrom,
    rowsDone: found.rowsDone,
    rowsTotal: found.rowsTotal,
    createdAt: found.createdAt,
    createdByName: names.get(found.createdBy) ?? null,
    appliedAt: found.appliedAt,
    appliedByName: found.appliedBy ? (names.get(found.appliedBy) ?? null) : null,
    counts,
    changes: changesOf(counts),
    massLeave: isMassLeave(counts),
    completeUnit: unitNamed(options.completeUnitId),
    topUnit: unitNamed(options.topUnitId),
    headings: mapping.headings ?? [],
    headingLine: mapping.headingLine ?? 0,
    sample: found.status === 'applied' || found.status === 'discarded' ? [] : (mapping.sample ?? []),
    columns: mapping.columns ?? {},
    remembered: mapping.remembered ?? false,
    missing: listMissing(mapping.columns ?? {}),
    newUnits: plan.create.slice(0, MOST_UNITS).map((unit) => ({
      id: unit.id,
      code: unit.code,
      name: unit.name,
      parentName: nameOf(unit.parentId),
      ownCode: unit.ownCode,
      validFrom: unit.validFrom,
      rows: unit.rows,
    })),
    renamings: plan.rename,
    elsewhere: plan.elsewhere,
    appliedBefore: await findAppliedImport(read, { fileHash: found.fileHash, exceptId: found.id }),
    units: listUnitsTopDown(reachToday),
  });
}

export type RosterRowQuery = Omit<RosterRowFilter, 'importId'> & { readonly page: number };

export type RosterRowPage = {
  readonly rows: readonly RosterRowView[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
};

/** One page of what rows would change, or changed. */
export async function listRows(
  context: Context,
  actor: Actor,
  { importId, page, ...filter }: RosterRowQuery & { importId: string },
): Promise<Result<RosterRowPage, 'not-found'>> {
  const { read } = context.database;
  const found = await findOwnImport(context, actor, importId);
  if (!found) return refuse('not-found');
  const where = { importId, ...filter, search: filter.search.normalize('NFKC').trim() };
  const total = await countRosterRows(read, where);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / ROSTER_PAGE_SIZE)));
  const rows = await pageRosterRows(read, {
    filter: where,
    offset: (shown - 1) * ROSTER_PAGE_SIZE,
    limit: ROSTER_PAGE_SIZE,
  });
  return ok({
    rows: await viewRows(context, found, rows.map(readRosterRow)),
    total,
    page: shown,
    pageSize: ROSTER_PAGE_SIZE,
  });
}

/** Rows of an import, page after page, for a file or a command's output. */
export async function* eachRow(
  context: Context,
  found: RosterImport,
  kinds: readonly RosterKind[],
): AsyncIterable<{ views: readonly RosterRowView[]; rows: readonly RosterRow[] }> {
  const filter = { importId: found.id, kinds, unitId: null, fault: null, search: '' };
  for (let offset = 0; ; offset += 500) {
    const rows = (await pageRosterRows(context.database.read, { filter, offset, limit: 500 })).map(readRosterRow);
    if (rows.length === 0) return;
    yield { rows, views: await viewRows(context, found, rows) };
  }
}

/** How rows are shown: units by the names that they have on the import's day, or get by it. */
export async function viewRows(
  context: Context,
  found: RosterImport,
  rows: readonly RosterRow[],
): Promise<RosterRowView[]> {
  const { read } = context.database;
  const organisation = buildOrganisation(await listUnitsOn(read, found.effectiveFrom));
  const made = new Map(found.mapping.units?.create.map(({ id, name }) => [id, name]));
  const ids = rows.flatMap(({ before, after }) => [before?.posting?.unitId ?? '', after.target?.unitId ?? '']);
  const unknown = [...new Set(ids)].filter((id) => id !== '' && !organisation.find(id) && !made.has(id));
  const earlier = new Map((await listUnitVersions(read, unknown)).map(({ unitId, name }) => [unitId, name]));
  const nameOf = (id: string | undefined) =>
    id === undefined ? '' : (organisation.find(id)?.name ?? made.get(id) ?? earlier.get(id) ?? '');
  const { headings = [], columns = {} } = found.mapping;
  return rows.map((row) => {
    const { before, after } = row;
    const target = after.target;
    const changes: RosterChange[] = [];
    const change = (field: RosterChange['field'], was: string, is: string) => {
      if (was !== is) changes.push({ field, before: was, after: is });
    };
    if (target && row.kind !== 'left') {
      const posting = before?.posting;
      if (before) change('name', before.name, target.name);
      change('unit', nameOf(posting?.unitId), nameOf(target.unitId));
      change('positionLevel', posting?.positionLevel ?? '', target.positionLevel);
      change('category', posting?.category ?? '', target.category);
      change('email', before?.email ?? '', target.email ?? '');
    }
    return {
      n: row.n,
      line: row.line,
      kind: row.kind,
      employeeNo: row.employeeNo,
      name: row.name,
      personId: row.personId,
      unitName: nameOf(target?.unitId ?? before?.posting?.unitId),
      day: target?.day ?? null,
      changes,
      faults: row.faults.map((fault) => ({
        ...fault,
        heading: fault.field === null ? null : (headings[columns[fault.field] ?? -1] ?? null),
      })),
      appliedAt: row.appliedAt,
    };
  });
}
