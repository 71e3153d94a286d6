import { getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Handle } from '#db/open.server.ts';

/**
 * A query's rows as arrays in the order of its selection, as the driver gives them: drizzle's own mapping costs several
 * times what reading does, which is felt where hundreds of thousands of rows are read. On SQLite a boolean is 0 or 1;
 * on PostgreSQL a 64-bit integer is text. No two columns of the selection may have the same name.
 */
export async function readRows({ dialect, db }: Handle, query: SQLWrapper): Promise<readonly unknown[][]> {
  if (dialect === 'sqlite') return (await db.values(query.getSQL())) as unknown[][];
  const { rows } = await (db as unknown as { execute(query: SQL): Promise<{ rows: object[] }> }).execute(
    query.getSQL(),
  );
  return rows.map((row) => Object.values(row));
}

/** The same for whole rows of one table, with drizzle's names and types of its columns. */
export async function readWholeRows<T extends SQLiteTable>(
  handle: Handle,
  table: T,
  query: SQLWrapper,
): Promise<T['$inferSelect'][]> {
  const columns = Object.entries(getTableColumns(table)).map(
    ([key, { dataType }]) => [key, readerOf(handle, dataType)] as const,
  );
  const rows = await readRows(handle, query);
  return rows.map((cells) => {
    const row: Record<string, unknown> = {};
    for (const [i, [key, read]] of columns.entries()) row[key] = cells[i] === null ? null : read(cells[i]);
    return row;
  });
}

/** How a cell becomes what drizzle would give; PostgreSQL's driver has parsed JSON already. */
function readerOf({ dialect }: Handle, dataType: string): (cell: unknown) => unknown {
  if (dataType === 'number') return Number;
  if (dataType === 'boolean') return Boolean;
  if (dataType === 'json' && dialect === 'sqlite') return (cell) => JSON.parse(String(cell));
  return (cell) => cell;
}

/**
 * Whether a column holds one of these texts, with one parameter however many there are: thousands of units would
 * otherwise be thousands of parameters to bind and parse for every page of a long walk.
 */
export function isOneOf({ dialect }: Pick<Handle, 'dialect'>, column: SQLWrapper, values: readonly string[]): SQL {
  const list = JSON.stringify(values);
  return dialect === 'sqlite'
    ? sql`${column} in (select value from json_each(${list}))`
    : sql`${column} in (select jsonb_array_elements_text(${list}::jsonb))`;
}

/** From so many units on they are taken for most of the authority. */
const MANY_UNITS = 64;

/**
 * Whether a column holds one of these units, of everywhere when null. Many units are most of an authority: then SQLite,
 * which keeps no statistics, is kept from gathering a hundred thousand people by unit, and reads them in the order asked
 * for instead.
 */
export function isOfUnits(
  handle: Pick<Handle, 'dialect'>,
  column: SQLWrapper,
  unitIds: readonly string[] | null,
): SQL | undefined {
  if (unitIds === null) return undefined;
  const unindexed = handle.dialect === 'sqlite' && unitIds.length >= MANY_UNITS;
  return isOneOf(handle, unindexed ? sql`+${column}` : column, unitIds);
}
