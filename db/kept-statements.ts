import type Sqlite from 'better-sqlite3';

const MOST = 400;

/**
 * A connection for drizzle that keeps the statements it compiled: drizzle asks for each anew, and most are the same few
 * hundred texts. The one unused for longest goes first.
 */
export function withKeptStatements(connection: Sqlite.Database): Sqlite.Database {
  const kept = new Map<string, Sqlite.Statement>();
  const prepare = (text: string): Sqlite.Statement => {
    const known = kept.get(text);
    // One that is being read row by row cannot be begun again.
    if (known?.busy) return connection.prepare(text);
    kept.delete(text);
    const statement = known ?? connection.prepare(text);
    // Whoever used it before may have asked for arrays.
    if (known?.reader) known.raw(false);
    kept.set(text, statement);
    if (kept.size > MOST) kept.delete(kept.keys().next().value ?? '');
    return statement;
  };
  return new Proxy(connection, {
    get(target, name) {
      if (name === 'prepare') return prepare;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
