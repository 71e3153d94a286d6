import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { compareLevels } from '#app/domain/people/positions.ts';
import { findLineFaults, readSplitLists, type SplitLineFault, type SplitPart } from '#app/domain/people/unit-split.ts';
import type { Context } from '#app/usecases/context.ts';
import { countStaffByKind, listPlacementsOf, listStaffNumbers } from '#db/stores/people.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

export const SPLIT_PAGE_SIZE = 50;

export type SplitFilter = {
  /** Part of a name, as written or in pinyin, or the beginning of an employee number. */
  readonly search: string;
  readonly positionLevel: string | null;
  /** Of whom: all, those in no part, or those in one (from 0). */
  readonly of: 'all' | 'rest' | number;
  /** From 1; one beyond the last is the last. */
  readonly page: number;
};

type SplitPerson = {
  readonly employeeNo: string;
  readonly name: string;
  readonly positionLevel: string;
  readonly category: string;
  /** The part they are in; null is none. */
  readonly part: number | null;
};

export type SplitPeople = {
  readonly filter: SplitFilter;
  /** Everyone in the unit itself on the day. */
  readonly everyone: number;
  readonly positionLevels: readonly string[];
  readonly total: number;
  readonly pageSize: number;
  readonly people: readonly SplitPerson[];
  readonly faults: readonly SplitLineFault[];
};

/**
 * One page of the people of a unit that is to be split, as they are in it on the day of the split, each with the part
 * that they are in by the lists; and what is wrong with the lists. `found` are the numbers of all whom the filter finds:
 * for the server, a page has no use for them.
 */
export async function findSplitPeople(
  context: Context,
  actor: Actor,
  {
    unitId,
    day,
    parts,
    filter,
  }: {
    readonly unitId: string;
    /** Null where none is chosen yet: today. */
    readonly day: Day | null;
    readonly parts: readonly SplitPart[];
    readonly filter: SplitFilter;
  },
): Promise<Result<{ readonly list: SplitPeople; readonly found: readonly string[] }, 'not-found'>> {
  const { reach } = await readReach({ context, actor, action: 'unit.change' });
  if (!can({ actor, action: 'unit.change' }) || !isWithinReach(reach, unitId)) return refuse('not-found');
  const { read } = context.database;
  const on = day ?? dayOf(context.clock.now(), context.zone);
  const search = filter.search.normalize('NFKC').trim();
  const all = {
    unitIds: [unitId],
    day: on,
    state: 'serving',
    search: '',
    positionLevel: null,
    category: null,
  } as const;
  const everyone = await listStaffNumbers(read, all);
  const isNarrow = search !== '' || filter.positionLevel !== null;
  const narrow = isNarrow
    ? await listStaffNumbers(read, { ...all, search, positionLevel: filter.positionLevel })
    : everyone;

  const { people: partOf } = readSplitLists(parts);
  const isOf = (part: number | null) => filter.of === 'all' || part === (filter.of === 'rest' ? null : filter.of);
  const found = narrow.map(({ employeeNo }) => employeeNo).filter((employeeNo) => isOf(partOf.get(employeeNo) ?? null));
  const page = Math.min(Math.max(1, filter.page), Math.max(1, Math.ceil(found.length / SPLIT_PAGE_SIZE)));
  const employeeNos = found.slice((page - 1) * SPLIT_PAGE_SIZE, page * SPLIT_PAGE_SIZE);
  const rows = await listPlacementsOf(read, { employeeNos, day: on });
  const kinds = await countStaffByKind(read, { unitIds: [unitId], day: on });
  const held = new Map(everyone.map(({ employeeNo, validFrom }) => [employeeNo, validFrom]));
  return ok({
    found,
    list: {
      filter: { ...filter, search, page },
      everyone: everyone.length,
      positionLevels: [...new Set(kinds.map(({ positionLevel }) => positionLevel))].sort(compareLevels),
      total: found.length,
      pageSize: SPLIT_PAGE_SIZE,
      people: rows.map(({ employeeNo, name, positionLevel, category }) => ({
        employeeNo,
        name,
        positionLevel,
        category,
        part: partOf.get(employeeNo) ?? null,
      })),
      faults: findLineFaults(parts, { held, day: on }),
    },
  });
}
