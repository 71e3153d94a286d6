import { dayOf } from '#app/domain/kernel/instant.ts';
import type { Context } from '#app/usecases/context.ts';
import { findAuthorityName } from '#db/stores/organisation.ts';

/** Whose installation this is: the root unit's name today; null before one was entered. */
export async function readAuthorityName(context: Context): Promise<string | null> {
  return findAuthorityName(context.database.read, dayOf(context.clock.now(), context.zone));
}
