import type { Day } from '#app/domain/kernel/instant.ts';
import { isEffectiveOn } from './organisation.ts';

/** What a unit was called and where it stood from a day to the day before `validTo`. */
export type UnitVersion = {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
};

/** One unit taking over from another. Rows are never deleted: see `successionsInForce`. */
export type Succession = {
  readonly kind: 'merge' | 'split';
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly effectiveFrom: Day;
  readonly note: string;
  readonly at: number;
};

/** Every version of every unit, and what became of what. */
export type UnitHistory = { readonly versions: readonly UnitVersion[]; readonly successions: readonly Succession[] };

/** Versions by unit, each unit's oldest first. */
export function groupVersions(versions: readonly UnitVersion[]): Map<string, UnitVersion[]> {
  const groups = new Map<string, UnitVersion[]>();
  for (const version of versions) {
    const group = groups.get(version.unitId);
    if (group) group.push(version);
    else groups.set(version.unitId, [version]);
  }
  for (const group of groups.values()) group.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return groups;
}

/**
 * The successions that count: per unit and day those written last. A unit that succeeds itself marks that a plan was
 * cancelled; it stands for none.
 */
export function successionsInForce(successions: readonly Succession[]): Succession[] {
  const newest = new Map<string, number>();
  const keyOf = ({ fromUnitId, effectiveFrom }: Succession) => `${fromUnitId} ${effectiveFrom}`;
  for (const each of successions) newest.set(keyOf(each), Math.max(newest.get(keyOf(each)) ?? 0, each.at));
  return successions.filter((each) => newest.get(keyOf(each)) === each.at && each.fromUnitId !== each.toUnitId);
}

export type TreeFault = { readonly kind: 'cycle' | 'orphan' | 'namesake'; readonly unitId: string; readonly day: Day };

/**
 * What is wrong with the tree on a day or at any later change: a unit below itself, or below one that does not exist
 * then, or beside another of the same name. The first day of each fault of each unit.
 */
export function findTreeFaults(versions: readonly UnitVersion[], from: Day): TreeFault[] {
  const days = new Set<Day>([from]);
  for (const { validFrom, validTo } of versions) {
    if (validFrom > from) days.add(validFrom);
    if (validTo !== null && validTo > from) days.add(validTo);
  }
  const found = new Map<string, TreeFault>();
  for (const day of [...days].sort()) {
    for (const fault of faultsOn(versions, day)) {
      const key = `${fault.kind} ${fault.unitId}`;
      if (!found.has(key)) found.set(key, fault);
    }
  }
  return [...found.values()];
}

function faultsOn(versions: readonly UnitVersion[], day: Day): TreeFault[] {
  const parentOf = new Map<string, string | null>();
  const named = new Map<string, string[]>();
  for (const { unitId, parentId, name } of versions.filter((version) => isEffectiveOn(version, day))) {
    parentOf.set(unitId, parentId);
    const place = `${parentId ?? ''} ${name}`;
    named.set(place, [...(named.get(place) ?? []), unitId]);
  }
  const faults: TreeFault[] = [...named.values()]
    .filter(({ length }) => length > 1)
    .flatMap((units) => units.map((unitId) => ({ kind: 'namesake' as const, unitId, day })));
  const sound = new Set<string>();
  for (const start of parentOf.keys()) {
    const path = new Set<string>();
    let at: string | null = start;
    while (at !== null && !sound.has(at) && !path.has(at) && parentOf.has(at)) {
      path.add(at);
      at = parentOf.get(at) ?? null;
    }
    if (at !== null && path.has(at)) faults.push({ kind: 'cycle', unitId: at, day });
    for (const id of path) sound.add(id);
  }
  for (const [unitId, parentId] of parentOf)
    if (parentId !== null && !parentOf.has(parentId)) faults.push({ kind: 'orphan', unitId, day });
  return faults;
}

/** A unit that has ended, or has not begun, on a day: where its things belong then, and who took over from it. */
export type AttachedUnit = {
  readonly id: string;
  /** What it was called last, or will be called first. */
  readonly name: string;
  readonly homeId: string | null;
  readonly successorIds: readonly string[];
};

/**
 * Units that do not exist on a day, with the unit under whose care their records, sittings and plans stand: the one
 * they were merged into, else the last unit above them; of a unit to come the first one above it.
 */
export function attachUnits(history: UnitHistory, day: Day): AttachedUnit[] {
  const inForce = new Map<string, Succession[]>();
  for (const each of successionsInForce(history.successions)) {
    if (each.effectiveFrom > day) continue;
    inForce.set(each.fromUnitId, [...(inForce.get(each.fromUnitId) ?? []), each]);
  }
  const attached: AttachedUnit[] = [];
  for (const [id, versions] of groupVersions(history.versions)) {
    if (versions.some((version) => isEffectiveOn(version, day))) continue;
    const past = versions.filter((version) => version.validTo !== null && version.validTo <= day);
    const last = past.at(-1);
    if (!last) {
      const [first] = versions;
      if (first) attached.push({ id, name: first.name, homeId: first.parentId, successorIds: [] });
      continue;
    }
    // Only what happened on the unit's last day tells what became of it; it may have given units away before.
    const heirs = (inForce.get(id) ?? []).filter(({ effectiveFrom }) => effectiveFrom === last.validTo);
    const successorIds = heirs.map(({ toUnitId }) => toUnitId);
    attached.push({
      id,
      name: last.name,
      homeId: successorIds.length === 1 ? (successorIds[0] ?? null) : last.parentId,
      successorIds,
    });
  }
  return attached;
}
