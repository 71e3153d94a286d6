import type { Actor } from '#app/domain/people/actor.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import type { Context } from '#app/usecases/context.ts';
import { isWithinReach, listUnitsTopDown, type ReachToday, readReach, type UnitLine } from './read-reach.server.ts';

/** With more units than this a list to choose from helps nobody; the code or name is typed instead. */
const LISTED = 300;

/** The units among which a form lets one choose; null when there are too many to list. */
export async function listUnitChoices(
  context: Context,
  actor: Actor,
  action: Action,
): Promise<readonly UnitLine[] | null> {
  const lines = listUnitsTopDown(await readReach({ context, actor, action }));
  return lines.length > LISTED ? null : lines;
}

/**
 * The unit that a form's text means: chosen from a list (its id), or typed as its code or its whole name where no other
 * unit of the reach has the same. Null when it means none or several.
 */
export async function findChosenUnit(
  context: Context,
  actor: Actor,
  { action, text }: { readonly action: Action; readonly text: string },
): Promise<string | null> {
  return findMeantUnit(await readReach({ context, actor, action }), text);
}

/** The same for a form with many units, whose reach is read once. */
export function findMeantUnit({ organisation, reach }: ReachToday, text: string): string | null {
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return null;
  const named: string[] = [];
  for (const { id } of listUnitsTopDown({ organisation, reach })) {
    const unit = organisation.find(id);
    if (id === typed || unit?.code.toLowerCase() === typed.toLowerCase()) return id;
    if (unit?.name === typed) named.push(id);
  }
  // One outside the reach is handed on, so that the act itself says why it is refused.
  if (named.length === 0 && organisation.exists(typed) && !isWithinReach(reach, typed)) return typed;
  return named.length === 1 ? (named[0] ?? null) : null;
}
