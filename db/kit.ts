import * as pg from 'drizzle-orm/pg-core';
import * as sqlite from 'drizzle-orm/sqlite-core';

/**
 * The column makers that a table definition is written with. Each yields the same JavaScript type on both
 * engines, which is why the PostgreSQL tables may be typed as the SQLite ones (see db/README.md).
 */
export const sqliteKit = {
  table: sqlite.sqliteTable,
  text: (name: string) => sqlite.text(name),
  /** A 32-bit integer: counts, versions, hundredths of a point. */
  int: (name: string) => sqlite.integer(name),
  /** An integer that may be as large as JavaScript counts exactly. */
  big: (name: string) => sqlite.integer(name),
  bool: (name: string) => sqlite.integer(name, { mode: 'boolean' }),
  /** UTC milliseconds. */
  at: (name: string) => sqlite.integer(name),
  json: <T>(name: string) => sqlite.text(name, { mode: 'json' }).$type<T>(),
  bytes: (name: string) => sqlite.blob(name, { mode: 'buffer' }),
  primaryKey: sqlite.primaryKey,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
};

export type Kit = typeof sqliteKit;

const bytea = pg.customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const postgresKit = {
  table: pg.pgTable,
  text: (name: string) => pg.text(name),
  int: (name: string) => pg.integer(name),
  big: (name: string) => pg.bigint(name, { mode: 'number' }),
  bool: (name: string) => pg.boolean(name),
  at: (name: string) => pg.bigint(name, { mode: 'number' }),
  json: <T>(name: string) => pg.jsonb(name).$type<T>(),
  bytes: (name: string) => bytea(name),
  primaryKey: pg.primaryKey,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
} as unknown as Kit;
