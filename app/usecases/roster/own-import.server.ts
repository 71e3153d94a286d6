import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { readReach } from '#app/usecases/people/read-reach.server.ts';
import { findRosterImport } from '#db/stores/roster.ts';
import { type RosterImport, readImport } from './roster-state.ts';

/**
 * Whose imports an actor may see: everybody's for whoever reaches the whole organisation, their own otherwise; the
 * people in another officer's file may be none of theirs.
 * @returns null for everybody's, an empty string for nobody's.
 */
export async function readImportOwner(context: Context, actor: Actor): Promise<string | null> {
  const { reach, organisation } = await readReach({ context, actor, action: 'roster.import' });
  if (reach === 'all') return null;
  if (reach === 'none' || actor.kind !== 'person') return '';
  return organisation.roots.every(({ id }) => reach.has(id)) ? null : actor.personId;
}

/** An import that the actor may see; null when there is none, or it is not theirs. */
export async function findOwnImport(context: Context, actor: Actor, importId: string): Promise<RosterImport | null> {
  const owner = await readImportOwner(context, actor);
  const row = await findRosterImport(context.database.read, importId);
  return row && (owner === null || row.createdBy === owner) ? readImport(row) : null;
}
