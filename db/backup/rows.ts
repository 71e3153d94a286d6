/** Types of a table's columns, by name, as PostgreSQL calls them: `text`, `integer`, `bigint`, `boolean`, `jsonb`. */
export type ColumnKinds = Readonly<Record<string, string>>;

/** Rows as JSON objects, some at a time; how many depends on their size. */
export type RowLines = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
