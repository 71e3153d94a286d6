import { getTableColumns, type SQL, sql, type Table } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Handle } from './open.server.ts';

/**
 * Rows as a SELECT over one JSON parameter, for `insert(table).select(rowsOf(…))`: a statement of thousands of
 * parameters costs more to build than to run, and whoever enters a hundred thousand people waits for that. Every column
 * that is not null needs a value, defaults of the table included.
 */
export function rowsOf<T extends SQLiteTable>(
  { dialect }: Pick<Handle, 'dialect'>,
  table: T,
  rows: readonly T['$inferSelect'][],
): SQL {
  const columns = Object.entries(getTableColumns(table as Table));
  const json = JSON.stringify(
    rows.map((row) =>
      columns.map(([key, column]) => {
        const value = (row as Record<string, unknown>)[key];
        if (value === undefined || value === null) return null;
        // A JSON column takes its own text, which the outer one carries as a string.
        return column.dataType === 'json' ? JSON.stringify(value) : value;
      }),
    ),
  );
  if (dialect === 'sqlite') {
    // Booleans come out of json_each as 0 and 1, which is how they are stored. `where true` parts the SELECT from a
    // following ON CONFLICT, which SQLite would else take for a join's.
    const values = columns.map((_, i) => sql.raw(`json_extract(value, '$[${i}]')`));
    return sql`select ${sql.join(values, sql.raw(', '))} from json_each(${json}) where true`;
  }
  const values = columns.map(([, column], i) => sql.raw(`(item ->> ${i})::${column.getSQLType()}`));
  return sql`select ${sql.join(values, sql.raw(', '))} from jsonb_array_elements(${json}::jsonb) as items(item)`;
}
