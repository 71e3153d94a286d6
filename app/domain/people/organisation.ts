import type { Day } from '#app/domain/kernel/instant.ts';

/** A unit as it was on one day. */
export type Unit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
};

/** A unit that does not exist on the day: under whose care its things stand, and who took over (unit-history.ts). */
type Attached = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly homeId: string | null;
  readonly successorIds: readonly string[];
};

export type OrganisationTree = {
  /** A unit as it is on the day; one that has ended or is to come, under its last or first name. */
  readonly find: (unitId: string) => Unit | undefined;
  /** Whether the unit exists on the day. */
  readonly exists: (unitId: string) => boolean;
  /**
   * The ids of a unit and everything below it, with the ended and planned units whose things stand under its care. Of
   * a unit that has ended: itself and all that its successors have.
   */
  readonly within: (unitId: string) => string[];
  /** From the root down to the unit itself. */
  readonly pathOf: (unitId: string) => Unit[];
  /** The units existing on the day that took over from one that does not, at once or one after another; else none. */
  readonly successorsOf: (unitId: string) => Unit[];
  readonly roots: readonly Unit[];
  readonly childrenOf: (unitId: string) => readonly Unit[];
};

/** Whether a row with effective dates (first day, day after the last) holds on a day. */
export function isEffectiveOn({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }, day: Day): boolean {
  return validFrom <= day && (validTo === null || day < validTo);
}

/** A unit as it is called today; of one that has ended whoever took over, and its own last name. */
export type UnitNow = { readonly name: string; readonly former: string | null };

/** What to call a unit to which something is bound that outlived it. Empty for a unit that nobody knows. */
export function nameUnitNow({ find, successorsOf }: OrganisationTree, unitId: string): UnitNow {
  const name = find(unitId)?.name ?? '';
  const heirs = successorsOf(unitId);
  return heirs.length === 0
    ? { name, former: null }
    : { name: heirs.map((heir) => heir.name).join('、'), former: name };
}

/**
 * Builds the tree of one day. A unit whose parent does not exist that day stands as a root. A cycle is cut where it closes.
 * @param attached units that do not exist on the day but have things that somebody must answer for.
 */
export function buildOrganisation(units: readonly Unit[], attached: readonly Attached[] = []): OrganisationTree {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const children = new Map<string, Unit[]>();
  const roots: Unit[] = [];
  for (const unit of [...units].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    if (unit.parentId === null || !byId.has(unit.parentId)) roots.push(unit);
    else {
      const siblings = children.get(unit.parentId);
      if (siblings) siblings.push(unit);
      else children.set(unit.parentId, [unit]);
    }
  }
  const childrenOf = (id: string) => children.get(id) ?? [];
  const absent = new Map(
    attached.map(({ id, code, name, homeId }): [string, Unit] => [id, { id, code, name, parentId: homeId }]),
  );
  const find = (id: string) => byId.get(id) ?? absent.get(id);
  const tookOverFrom = new Map(attached.map(({ id, successorIds }) => [id, successorIds]));
  const caredForBy = new Map<string, string[]>();
  for (const { id, homeId } of attached)
    if (homeId !== null) caredForBy.set(homeId, [...(caredForBy.get(homeId) ?? []), id]);
  /** The unit itself and whoever took over from it, from those, and so on; nothing of a unit that nobody knows. */
  const heirsOf = (id: string): string[] => {
    const found = new Set(byId.has(id) || tookOverFrom.has(id) ? [id] : []);
    for (const each of found) for (const heir of tookOverFrom.get(each) ?? []) found.add(heir);
    return [...found];
  };
  return {
    roots,
    childrenOf,
    find,
    exists: (id) => byId.has(id),
    successorsOf: (id) => (byId.has(id) ? [] : heirsOf(id).flatMap((heir) => byId.get(heir) ?? [])),
    within(id) {
      const seen = new Set<string>();
      const queue = heirsOf(id);
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        for (const child of childrenOf(next)) queue.push(child.id);
        queue.push(...(caredForBy.get(next) ?? []));
      }
      return [...seen];
    },
    pathOf(id) {
      const path: Unit[] = [];
      for (
        let unit = find(id);
        unit && !path.includes(unit);
        unit = unit.parentId === null ? undefined : find(unit.parentId)
      ) {
        path.unshift(unit);
      }
      return path;
    },
  };
}
