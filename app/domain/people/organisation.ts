import type { Day } from '#app/domain/kernel/instant.ts';

/** A unit as it was on one day. */
export type Unit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
};

export type OrganisationTree = {
  readonly find: (unitId: string) => Unit | undefined;
  /** The ids of a unit and everything below it. */
  readonly within: (unitId: string) => string[];
  /** From the root down to the unit itself. */
  readonly pathOf: (unitId: string) => Unit[];
  readonly roots: readonly Unit[];
  readonly childrenOf: (unitId: string) => readonly Unit[];
};

/** Whether a row with effective dates (first day, day after the last) holds on a day. */
export function isEffectiveOn({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }, day: Day): boolean {
  return validFrom <= day && (validTo === null || day < validTo);
}

/** Builds the tree of one day. A unit whose parent does not exist that day stands as a root. A cycle is cut where it closes. */
export function buildOrganisation(units: readonly Unit[]): OrganisationTree {
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
  return {
    roots,
    childrenOf,
    find: (id) => byId.get(id),
    within(id) {
      const seen = new Set<string>();
      const queue = byId.has(id) ? [id] : [];
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        for (const child of childrenOf(next)) queue.push(child.id);
      }
      return [...seen];
    },
    pathOf(id) {
      const path: Unit[] = [];
      for (
        let unit = byId.get(id);
        unit && !path.includes(unit);
        unit = unit.parentId === null ? undefined : byId.get(unit.parentId)
      ) {
        path.unshift(unit);
      }
      return path;
    },
  };
}
