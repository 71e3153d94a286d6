import { asc, inArray, max, sql } from 'drizzle-orm';
import type { Handle } from '#db/open.server.ts';

export type SearchRow = {
  readonly kind: 'course' | 'lesson';
  readonly documentId: string;
  readonly title: string;
  readonly words: string;
};

/**
 * Sets the entries of all that can be found, and removes every other. Entries that did not change are left alone,
 * so that the full-text index is not rebuilt for nothing.
 */
export async function replaceSearchEntries(
  { db, tables: { searchEntry } }: Handle,
  rows: readonly SearchRow[],
): Promise<void> {
  const before = new Map((await db.select().from(searchEntry)).map((row) => [row.documentId, row]));
  const wanted = new Set(rows.map(({ documentId }) => documentId));
  const gone = [...before.values()].filter(({ documentId }) => !wanted.has(documentId)).map(({ id }) => id);
  if (gone.length > 0) await db.delete(searchEntry).where(inArray(searchEntry.id, gone));
  const changed = rows.filter((row) => {
    const old = before.get(row.documentId);
    return !old || old.words !== row.words || old.title !== row.title;
  });
  if (changed.length === 0) return;
  const [last] = await db.select({ id: max(searchEntry.id) }).from(searchEntry);
  const first = (last?.id ?? 0) + 1;
  await db
    .insert(searchEntry)
    .values(changed.map((row, i) => ({ id: before.get(row.documentId)?.id ?? first + i, ...row })))
    .onConflictDoUpdate({ target: searchEntry.id, set: { title: sql`excluded.title`, words: sql`excluded.words` } });
}

/**
 * The documents whose entry holds every word, best first.
 * @param words as app/domain/kernel/words.ts cuts a query: letters and digits only, so nothing in them is syntax of
 * the engine; each is quoted all the same.
 */
export async function findEntries(
  { db, dialect, tables: { searchEntry } }: Handle,
  { words, limit, offset = 0 }: { words: readonly string[]; limit: number; offset?: number },
): Promise<{ kind: 'course' | 'lesson'; documentId: string; title: string }[]> {
  if (words.length === 0) return [];
  const columns = { kind: searchEntry.kind, documentId: searchEntry.documentId, title: searchEntry.title };
  if (dialect === 'sqlite') {
    const match = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ');
    return db
      .select(columns)
      .from(searchEntry)
      .innerJoin(sql`search_index`, sql`search_index.rowid = ${searchEntry.id}`)
      .where(sql`search_index MATCH ${match}`)
      .orderBy(sql`search_index.rank`, asc(searchEntry.id))
      .limit(limit)
      .offset(offset);
  }
  const query = sql`plainto_tsquery('simple', ${words.join(' ')})`;
  const vector = sql`to_tsvector('simple', words)`;
  return db
    .select(columns)
    .from(searchEntry)
    .where(sql`${vector} @@ ${query}`)
    .orderBy(sql`ts_rank(${vector}, ${query}) DESC`, asc(searchEntry.id))
    .limit(limit)
    .offset(offset);
}
