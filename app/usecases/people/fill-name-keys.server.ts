import type { Context } from '#app/usecases/context.ts';
import { fillPinyin, listPeopleWithoutPinyin } from '#db/stores/people.ts';

const BATCH = 500;

/**
 * Makes the pinyin of people who were entered before it was kept. A batch is a transaction, so nobody waits long;
 * whoever comes second finds nothing to do. No audit entry: it follows from the name and says nothing new.
 * @returns how many were made.
 */
export async function fillNameKeys(context: Pick<Context, 'database'>): Promise<number> {
  let made = 0;
  let after = '';
  for (;;) {
    const people = await listPeopleWithoutPinyin(context.database.read, { after, limit: BATCH });
    const last = people.at(-1);
    if (last === undefined) return made;
    await context.database.transaction((tx) => fillPinyin(tx, people));
    made += people.length;
    // A name that nobody can read keeps an empty key: go on after it rather than ask for it again.
    after = last.id;
  }
}
