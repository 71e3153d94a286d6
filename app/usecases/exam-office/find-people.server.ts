import { dayOf } from '#app/domain/kernel/instant.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { servesOn } from '#app/usecases/exams/candidacy.server.ts';
import { isWithinReach, readReach } from '#app/usecases/people/read-reach.server.ts';
import { listStaffByKeys } from '#db/stores/sittings.ts';

/** What became of a pasted list of people. Texts stand as they were typed. */
export type FoundPeople = {
  readonly personIds: readonly string[];
  /** Nobody within reach has this number or name. */
  readonly unknown: readonly string[];
  /** A name that several have: their numbers tell them apart. */
  readonly ambiguous: readonly { readonly text: string; readonly employeeNos: readonly string[] }[];
  readonly left: readonly string[];
};

/** The entries of a pasted list: separated by lines, spaces, commas and the like; each once. */
export function splitPeople(text: string): string[] {
  const entries = text
    .normalize('NFKC')
    .split(/[\s,;、，；|]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return [...new Set(entries)];
}

/**
 * Whom a pasted list of employee numbers and whole names means among those whom the officer may name: people who serve
 * within reach. Somebody of another unit is as unknown as somebody who does not exist.
 */
export async function findPeople(
  context: Context,
  actor: Actor,
  { entries }: { entries: readonly string[] },
): Promise<FoundPeople> {
  const day = dayOf(context.clock.now(), context.zone);
  const { reach } = await readReach({ context, actor, action: 'sitting.create' });
  const keys = [...new Set(entries.flatMap((entry) => [entry, entry.toUpperCase(), entry.toLowerCase()]))];
  const facts = await listStaffByKeys(context.database.read, { keys, day });
  const within = facts.filter(({ unitId }) => (unitId === null ? reach === 'all' : isWithinReach(reach, unitId)));
  const byNumber = new Map(within.map((fact) => [fact.employeeNo.toLowerCase(), fact]));
  const byName = new Map<string, (typeof within)[number][]>();
  for (const fact of within) byName.set(fact.name, [...(byName.get(fact.name) ?? []), fact]);

  const personIds = new Set<string>();
  const unknown: string[] = [];
  const left: string[] = [];
  const ambiguous: { text: string; employeeNos: string[] }[] = [];
  for (const text of entries) {
    const numbered = byNumber.get(text.toLowerCase());
    const meant = numbered ? [numbered] : (byName.get(text) ?? []).filter((fact) => servesOn(fact, day));
    const [one, ...others] = meant;
    if (!one) unknown.push(text);
    else if (others.length > 0) ambiguous.push({ text, employeeNos: meant.map(({ employeeNo }) => employeeNo).sort() });
    else if (!servesOn(one, day)) left.push(text);
    else personIds.add(one.personId);
  }
  return { personIds: [...personIds], unknown, ambiguous, left };
}
