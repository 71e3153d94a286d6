import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { pageFavourites } from '#db/stores/mistake-book.ts';
import {
  type ListedItem,
  type ListFilter,
  PAGE_SIZE,
  type Paged,
  placeOf,
  readListed,
  setOf,
} from './listed-items.server.ts';

export type FavouritePage = Paged & {
  readonly rows: readonly (ListedItem & { readonly at: number })[];
  /** Of all that match, those that may be practised. */
  readonly live: number;
};

/** A page of someone's favourites, the latest first. */
export async function listFavourites(
  context: Context,
  actor: PersonActor,
  { page, ...filter }: ListFilter & { page: number },
): Promise<FavouritePage> {
  const { read } = context.database;
  const { personId } = actor;
  const set = await setOf(context, { personId, filter });
  const { total } = await pageFavourites(read, { personId, set, limit: 0, offset: 0 });
  const shown = placeOf(page, total);
  const offset = (shown - 1) * PAGE_SIZE;
  const { rows, live } = await pageFavourites(read, { personId, set, limit: PAGE_SIZE, offset });
  const items = await readListed(
    read,
    rows.map(({ questionId }) => questionId),
  );
  return {
    rows: rows.flatMap(({ questionId, at }) => {
      const item = items.get(questionId);
      return item ? [{ ...item, at }] : [];
    }),
    live,
    total,
    page: shown,
    pageSize: PAGE_SIZE,
  };
}
