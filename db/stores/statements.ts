import type { Handle } from '#db/open.server.ts';

/** Rows or ids per statement: SQLite binds at most 32,766 values. */
const CHUNK = 2_000;

export async function inChunks<T>(rows: readonly T[], act: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) await act(rows.slice(at, at + CHUNK));
}

export async function findInChunks<In, Out>(
  values: readonly In[],
  find: (some: In[]) => Promise<Out[]>,
): Promise<Out[]> {
  const found: Out[] = [];
  for (let at = 0; at < values.length; at += CHUNK) found.push(...(await find(values.slice(at, at + CHUNK))));
  return found;
}

/**
 * Locks the rows that a query reads until the transaction ends. On SQLite there is one writer, so nothing is to do.
 * Rows are locked in the order in which the query returns them: order by id, or two nodes may wait for each other.
 */
export function locking<Q>({ dialect }: Handle, query: Q): Q {
  return dialect === 'postgres' ? (query as { for(strength: 'update'): Q }).for('update') : query;
}
