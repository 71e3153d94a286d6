import { type Day, dayOf, isDay } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import {
  type ColumnMapping,
  findHeadingRow,
  fitMapping,
  foldHeading,
  HEADING_ROWS,
  listMissing,
  mapColumns,
  mappingKey,
  ROSTER_FIELDS,
  type RosterField,
} from '#app/domain/people/roster/fields.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { isWithinReach, readReach } from '#app/usecases/people/read-reach.server.ts';
import { deleteRosterRows, insertRosterImport, saveRosterRows, updateRosterImport } from '#db/stores/roster.ts';
import { findSetting } from '#db/stores/settings.ts';
import { storeActor } from './roster-actor.server.ts';
import { type RosterSource, type SourceRow, UnreadableRoster } from './roster-source.ts';
import { NO_COUNTS, type RosterColumns, type RosterOptions, toJson } from './roster-state.ts';

/** Most rows of one file; a larger authority hands in one file per unit. */
export const MOST_ROWS = 300_000;
const MOST_COLUMNS = 200;
const CELL_CHARACTERS = 500;
const SAMPLE_ROWS = 5;
const BATCH = 1_000;

export type StageRosterCommand = {
  readonly source: RosterSource;
  /** Null is today. */
  readonly effectiveFrom: Day | null;
  readonly completeUnitId: string | null;
  /** Null is the highest unit of the actor's reach. */
  readonly topUnitId: string | null;
  readonly sheet: string | null;
  /** Columns named by their headings; they go before what is remembered or known. */
  readonly columns: readonly { readonly field: RosterField; readonly heading: string }[];
};

/**
 * Takes a file in: every row goes into the database as it stands, so that whoever goes on with it, on whatever node,
 * needs no file. When it turns out to be none, nothing of it stays.
 * @returns the import, and whether somebody must say first which column is which.
 */
export async function stageRoster(
  context: Context,
  actor: Actor,
  command: StageRosterCommand,
  onProgress: (rows: number) => void = () => undefined,
): Promise<
  Result<
    { importId: string; rows: number; missing: readonly string[] },
    'forbidden' | 'not-found' | 'invalid-input' | 'roster-unreadable'
  >
> {
  const { source, completeUnitId } = command;
  const today = dayOf(context.clock.now(), context.zone);
  const effectiveFrom = command.effectiveFrom ?? today;
  const { reach, organisation } = await readReach({ context, actor, action: 'roster.import' });
  if (reach === 'none') return refuse('forbidden');
  if (!isDay(effectiveFrom)) return refuse('invalid-input', { field: 'effectiveFrom' });
  // Who is missing leaves on that day, and nobody leaves on a day to come.
  if (completeUnitId !== null && effectiveFrom > today) return refuse('invalid-input', { field: 'effectiveFrom' });
  for (const unitId of [completeUnitId, command.topUnitId])
    if (unitId !== null && !(organisation.find(unitId) && isWithinReach(reach, unitId)))
      return refuse('not-found', { unit: unitId });
  const highest =
    reach === 'all'
      ? organisation.roots[0]?.id
      : [...reach].find((id) => !organisation.pathOf(id).some((unit) => unit.id !== id && reach.has(unit.id)));
  const { sheet, among } = await chooseSheet(context, command);
  if (among) return refuse('roster-unreadable', { reason: 'which-sheet', fact: among.join('、'), sheets: among });
  const options: RosterOptions = {
    completeUnitId,
    topUnitId: command.topUnitId ?? completeUnitId ?? highest ?? null,
    sheet,
    serialDays: source.serialDays,
    actor: storeActor(actor),
  };
  const importId = newId(context, 'ros');
  await context.database.transaction((tx) =>
    insertRosterImport(tx, {
      id: importId,
      fileName: source.fileName.slice(-200),
      fileHash: source.fileHash,
      format: source.format,
      encoding: source.encoding,
      status: 'reading',
      mapping: {},
      options: toJson(options),
      counts: toJson(NO_COUNTS),
      effectiveFrom,
      rowsDone: 0,
      rowsTotal: 0,
      createdBy: options.actor.id,
      createdAt: context.clock.now(),
      appliedBy: null,
      appliedAt: null,
    }),
  );
  try {
    const { columns, rows } = await stageRows(context, { importId, source, sheet, named: command.columns, onProgress });
    if (!columns) throw new UnreadableRoster('no-rows');
    const missing = listMissing(columns.columns);
    await context.database.transaction((tx) =>
      updateRosterImport(tx, importId, {
        mapping: toJson(columns),
        counts: toJson({ ...NO_COUNTS, phase: missing.length === 0 ? 'staged' : 'mapping', fileRows: rows }),
        rowsTotal: rows,
      }),
    );
    return ok({ importId, rows, missing });
  } catch (error) {
    await forgetImport(context, importId);
    if (error instanceof UnreadableRoster)
      return refuse('roster-unreadable', { reason: error.reason, fact: error.fact });
    if (error instanceof UnknownHeading) return refuse('invalid-input', { field: 'columns', heading: error.heading });
    throw error;
  }
}

/**
 * The sheet that is the roster. Asked for, or the only one, or the first where its headings name a number, a name and a
 * unit; where they do not (a note, a legend), the one other sheet whose headings do. When none or several do, whoever
 * hands the file in says which: `among` are all that can be asked for.
 */
async function chooseSheet(
  context: Context,
  { source, sheet, columns: named }: StageRosterCommand,
): Promise<{ sheet: string | null; among?: readonly string[] }> {
  if (sheet !== null || source.sheets.length <= 1) return { sheet };
  const fitting: string[] = [];
  for (const name of source.sheets) {
    const fits = await isRosterSheet(context, { source, name, named });
    if (fits && name === source.sheets[0]) return { sheet: null };
    if (fits) fitting.push(name);
  }
  const [only, another] = fitting;
  return only === undefined || another !== undefined ? { sheet: null, among: source.sheets } : { sheet: only };
}

async function isRosterSheet(
  context: Context,
  { source, name, named }: { source: RosterSource; name: string; named: StageRosterCommand['columns'] },
): Promise<boolean> {
  const first: SourceRow[] = [];
  try {
    for await (const row of source.rows(name)) {
      first.push(row);
      if (first.length === HEADING_ROWS) break;
    }
    const at = findHeadingRow(first.map(({ cells }) => cells));
    const heading = at === null ? undefined : first[at];
    if (!heading) return false;
    return listMissing((await settleColumns(context, { heading, sample: [], named })).columns).length === 0;
  } catch (error) {
    // What is wrong with a sheet is told when it is read, unless it is another that is meant.
    if (error instanceof UnreadableRoster || error instanceof UnknownHeading) return false;
    throw error;
  }
}

/** Leaves a row that says that something was tried and came to nothing; its rows go. */
async function forgetImport(context: Context, importId: string): Promise<void> {
  for (let after = Math.floor(MOST_ROWS / 5_000) * 5_000; after >= 0; after -= 5_000)
    await context.database.transaction((tx) => deleteRosterRows(tx, { importId, after }));
  await context.database.transaction((tx) => updateRosterImport(tx, importId, { status: 'failed' }));
}

class UnknownHeading extends Error {
  constructor(readonly heading: string) {
    super(`no column is headed ${heading}`);
  }
}

async function stageRows(
  context: Context,
  {
    importId,
    source,
    sheet,
    named,
    onProgress,
  }: {
    importId: string;
    source: RosterSource;
    sheet: string | null;
    named: StageRosterCommand['columns'];
    onProgress: (rows: number) => void;
  },
): Promise<{ columns: RosterColumns | null; rows: number }> {
  let head: SourceRow[] | null = [];
  let columns: RosterColumns | null = null;
  let waiting: SourceRow[] = [];
  let n = 0;

  const flush = async () => {
    const rows = waiting.map(({ line, cells }, i) => ({
      importId,
      n: n + i + 1,
      line,
      kind: 'unchanged' as const,
      employeeNo: '',
      name: '',
      personId: null,
      before: {},
      after: { target: null, cells: bounded(cells, source.format) },
      faults: [],
      appliedAt: null,
    }));
    n += rows.length;
    waiting = [];
    if (n > MOST_ROWS) throw new UnreadableRoster('too-many-rows', String(MOST_ROWS));
    await context.database.transaction((tx) => saveRosterRows(tx, rows));
    onProgress(n);
    // Lets whoever waits for this process, an exam's answers before all, have their turn.
    await new Promise((resolve) => setImmediate(resolve));
  };
  const settle = async (rows: readonly SourceRow[]) => {
    const at = findHeadingRow(rows.map(({ cells }) => cells));
    const heading = at === null ? undefined : rows[at];
    if (at === null || !heading) return;
    columns = await settleColumns(context, { heading, sample: rows.slice(at + 1, at + 1 + SAMPLE_ROWS), named });
    waiting.push(...rows.slice(at + 1));
  };

  for await (const row of source.rows(sheet ?? undefined)) {
    if (row.cells.length > MOST_COLUMNS && row.cells.slice(MOST_COLUMNS).some((cell) => cell.trim() !== ''))
      throw new UnreadableRoster('too-many-columns', String(row.line));
    if (head) {
      head.push(row);
      if (head.length === HEADING_ROWS + SAMPLE_ROWS) {
        await settle(head);
        head = null;
      }
    } else waiting.push(row);
    if (waiting.length >= BATCH) await flush();
  }
  if (head) await settle(head);
  if (waiting.length > 0) await flush();
  return { columns: n > 0 ? columns : null, rows: n };
}

/**
 * Cells as they are stored: no longer than anything that a field may hold, without what PostgreSQL cannot store, and
 * without the mark that a spreadsheet export sets before what would run as a formula.
 */
function bounded(cells: readonly string[], format: RosterSource['format']): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, Math.min(last + 1, MOST_COLUMNS)).map((cell) => {
    const text = cell.length > CELL_CHARACTERS ? `${cell.slice(0, CELL_CHARACTERS)}…` : cell;
    const stored = text.includes('\0') ? text.replaceAll('\0', '\u0001') : text;
    return format === 'csv' && /^'[=+\-@＝＋－＠]/.test(stored) ? stored.slice(1) : stored;
  });
}

async function settleColumns(
  context: Context,
  {
    heading,
    sample,
    named,
  }: { heading: SourceRow; sample: readonly SourceRow[]; named: StageRosterCommand['columns'] },
): Promise<RosterColumns> {
  const headings = bounded(heading.cells, 'xlsx').map((cell) => cell.trim().replace(/\s+/g, ' '));
  const kept = (await findSetting(context.database.read, mappingKey(headings))) as { columns?: ColumnMapping } | null;
  const remembered = kept?.columns ? fitMapping(kept.columns, headings.length) : null;
  const columns: { [Field in RosterField]?: number } = { ...(remembered ?? mapColumns(headings)) };
  for (const { field, heading: asked } of named) {
    const column = headings.findIndex((each) => each === asked || foldHeading(each) === foldHeading(asked));
    if (column === -1) throw new UnknownHeading(asked);
    for (const other of ROSTER_FIELDS) if (columns[other] === column) delete columns[other];
    columns[field] = column;
  }
  return {
    headings,
    headingLine: heading.line,
    columns,
    remembered: remembered !== null,
    sample: sample.map(({ cells }) => bounded(cells, 'xlsx')),
  };
}
