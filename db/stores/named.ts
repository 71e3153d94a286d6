import { and, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { MIDDLE_DOTS, withoutMiddleDots } from '#app/domain/people/middle-dots.ts';
import { parseNameQuery } from '#app/domain/people/pinyin.ts';
import type { Handle } from '#db/open.server.ts';

const escapeLike = (text: string) => text.toLowerCase().replace(/[!%_]/g, (sign) => `!${sign}`);

/** Whether a column begins with a text, in any capitals; a sign that the engine knows means itself. */
export const beginsWith = (column: SQLWrapper, text: string): SQL =>
  sql`lower(${column}) like ${`${escapeLike(text)}%`} escape '!'`;

/** Whether a column holds a text, in any capitals. */
export const holds = (column: SQLWrapper, text: string): SQL =>
  sql`lower(${column}) like ${`%${escapeLike(text)}%`} escape '!'`;

/** The same for a name, in which the dots between its parts do not count: they are many, and many leave them out. */
function holdsName(name: SQLWrapper, text: string): SQL {
  // Letters and digits of pinyin, numbers and codes lead past no dot.
  if (/^[\x20-\x7e]*$/.test(text)) return holds(name, text);
  const bare = MIDDLE_DOTS.reduce<SQLWrapper>((inner, dot) => sql`replace(${inner}, ${dot}, '')`, name);
  return holds(bare, withoutMiddleDots(text));
}

/** Whether a typed text means the name: every part of it as written, or spelt from the beginning of a syllable (pinyin.ts). */
export function isNamed(
  { name, pinyin }: Pick<Handle['tables']['person'], 'name' | 'pinyin'>,
  text: string,
): SQL | undefined {
  const query = parseNameQuery(text);
  if (query === null || (query.spelt.length === 0 && query.written.length === 1)) return holdsName(name, text);
  const parts = and(
    ...query.written.map((run) => holdsName(name, run)),
    ...query.spelt.map((run) => sql`${pinyin} like ${`%|${run}%`}`),
  );
  return or(holdsName(name, text), parts);
}
