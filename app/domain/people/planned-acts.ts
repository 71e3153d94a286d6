import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { refuseFaults, type UnitActRefusal, type UnitChanges } from './unit-acts.ts';
import {
  groupVersions,
  type Succession,
  successionsInForce,
  type UnitHistory,
  type UnitVersion,
} from './unit-history.ts';

/** An act whose day has not come. `unitId` and `day` name it: a unit has one change a day. */
export type PlannedAct = {
  readonly kind: 'create' | 'rename' | 'move' | 'merge' | 'split' | 'dissolve';
  readonly day: Day;
  /** The unit that it is about; of a merge the one that the others go into. */
  readonly unitId: string;
  /** The units that end or give away. */
  readonly fromIds: readonly string[];
  /** The units that receive. */
  readonly toIds: readonly string[];
  readonly note: string;
  /** When it was planned; null where the versions alone tell of it. */
  readonly at: number | null;
};

/** The acts that take effect after a day, soonest first. */
export function listPlannedActs(history: UnitHistory, today: Day): PlannedAct[] {
  const groups = groupVersions(history.versions);
  const acts: PlannedAct[] = [];
  const explained = new Set<string>();
  for (const group of groupSuccessions(history, today)) {
    acts.push(group);
    for (const version of versionsOf(group, groups)) explained.add(version.id);
  }
  for (const [unitId, versions] of groups) {
    versions.forEach((version, i) => {
      const before = versions[i - 1];
      const base = { unitId, fromIds: [unitId], toIds: [unitId], note: '', at: null };
      if (version.validFrom > today && !explained.has(version.id)) {
        const kind =
          before?.validTo !== version.validFrom ? 'create' : before.name === version.name ? 'move' : 'rename';
        acts.push({ ...base, kind, day: version.validFrom });
      }
      const { validTo } = version;
      const given = acts.some((act) => act.day === validTo && act.fromIds.includes(unitId) && act.at !== null);
      if (validTo !== null && validTo > today && versions[i + 1]?.validFrom !== validTo && !given)
        acts.push({ ...base, kind: 'dissolve', day: validTo });
    });
  }
  return acts.sort((a, b) => (a.day === b.day ? (a.unitId < b.unitId ? -1 : 1) : a.day < b.day ? -1 : 1));
}

function groupSuccessions(history: UnitHistory, today: Day): PlannedAct[] {
  const byAct = new Map<string, Succession[]>();
  for (const each of successionsInForce(history.successions)) {
    if (each.effectiveFrom <= today) continue;
    // One act writes all its successions at one moment.
    const key = `${each.kind} ${each.effectiveFrom} ${each.at} ${each.kind === 'merge' ? each.toUnitId : each.fromUnitId}`;
    byAct.set(key, [...(byAct.get(key) ?? []), each]);
  }
  return [...byAct.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    return [
      {
        kind: first.kind,
        day: first.effectiveFrom,
        unitId: first.kind === 'merge' ? first.toUnitId : first.fromUnitId,
        fromIds: [...new Set(rows.map(({ fromUnitId }) => fromUnitId))],
        toIds: [...new Set(rows.map(({ toUnitId }) => toUnitId))],
        note: first.note,
        at: first.at,
      },
    ];
  });
}

/** The versions that a merge or split wrote: the units it made, and those below that it moved. */
function versionsOf(act: PlannedAct, groups: ReadonlyMap<string, UnitVersion[]>): UnitVersion[] {
  const found: UnitVersion[] = [];
  for (const [unitId, versions] of groups) {
    versions.forEach((version, i) => {
      if (version.validFrom !== act.day) return;
      const before = versions[i - 1];
      const made = before === undefined && act.toIds.includes(unitId);
      const moved =
        before?.validTo === act.day &&
        before.name === version.name &&
        act.fromIds.includes(before.parentId ?? '') &&
        act.toIds.includes(version.parentId ?? '');
      if (made || moved) found.push(version);
    });
  }
  return found;
}

/**
 * What undoes a planned act: all it wrote is taken back, and what it ended goes on. Refused when something later
 * rests on it (a unit below, a further change).
 */
export function planCancellation({
  history,
  act,
}: {
  history: UnitHistory;
  act: PlannedAct;
}): Result<UnitChanges, UnitActRefusal> {
  const groups = groupVersions(history.versions);
  const written =
    act.kind === 'merge' || act.kind === 'split'
      ? versionsOf(act, groups)
      : (groups.get(act.unitId) ?? []).filter(({ validFrom }) => validFrom === act.day && act.kind !== 'dissolve');
  const end: { id: string; validTo: Day | null }[] = [];
  for (const version of written) {
    const versions = groups.get(version.unitId) ?? [];
    if (versions.at(-1) !== version || version.validTo !== null)
      return refuse('contradicts-record', {
        unit: version.unitId,
        day: version.validTo ?? versions.at(-1)?.validFrom ?? '',
      });
    const before = versions.at(-2);
    if (before?.validTo === act.day) end.push({ id: before.id, validTo: null });
  }
  if (act.kind !== 'create' && act.kind !== 'rename' && act.kind !== 'move') {
    for (const fromId of act.fromIds) {
      const last = groups.get(fromId)?.at(-1);
      // One that goes on after giving a part away did not end.
      if (last?.validTo === act.day) end.push({ id: last.id, validTo: null });
    }
  }
  const changes: UnitChanges = {
    insert: [],
    end,
    remove: written.map(({ id }) => id),
    // The mark that the plan was cancelled: rows of successions stay for ever.
    successions:
      act.kind === 'merge' || act.kind === 'split'
        ? act.fromIds.map((id) => ({ kind: act.kind as 'merge' | 'split', fromUnitId: id, toUnitId: id }))
        : [],
    ended: written.filter(({ unitId }) => (groups.get(unitId) ?? []).length === 1).map(({ unitId }) => unitId),
  };
  return refuseFaults(history, changes, act.day) ?? ok(changes);
}
