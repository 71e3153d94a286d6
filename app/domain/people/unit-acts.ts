import type { Day } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isEffectiveOn } from './organisation.ts';
import { findTreeFaults, groupVersions, type UnitHistory, type UnitVersion } from './unit-history.ts';

/** A unit that an act makes; its id is known beforehand so that people can be told to go there. */
export type UnitToMake = { readonly unitId: string; readonly name: string; readonly parentId: string | null };

/** What is done to units from a day on. */
export type UnitAct =
  | ({ readonly kind: 'create'; readonly day: Day } & UnitToMake)
  | { readonly kind: 'rename'; readonly day: Day; readonly unitId: string; readonly name: string }
  | { readonly kind: 'move'; readonly day: Day; readonly unitId: string; readonly parentId: string }
  | {
      readonly kind: 'merge';
      readonly day: Day;
      readonly fromIds: readonly string[];
      readonly intoId: string;
      /** Where the units go into a new one. */
      readonly make: UnitToMake | null;
    }
  | {
      readonly kind: 'split';
      readonly day: Day;
      readonly unitId: string;
      /** Whether the unit itself goes on with what is not given away. */
      readonly continues: boolean;
      readonly parts: readonly { readonly unitId: string; readonly make: UnitToMake | null }[];
      /** Below which part each unit goes that stands below the one that is split; one not named stays. */
      readonly below: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'dissolve'; readonly day: Day; readonly unitId: string };

/** What an act writes about units. Nothing that held before its day changes. */
export type UnitChanges = {
  readonly insert: readonly UnitVersion[];
  /** Versions that now end on another day; null is open again. */
  readonly end: readonly { readonly id: string; readonly validTo: Day | null }[];
  /** Versions that had not begun and never will. */
  readonly remove: readonly string[];
  readonly successions: readonly {
    readonly kind: 'merge' | 'split';
    readonly fromUnitId: string;
    readonly toUnitId: string;
  }[];
  /** Units that exist no longer from the day on. */
  readonly ended: readonly string[];
};

export type UnitActRefusal =
  | 'not-found'
  | 'unit-absent'
  | 'unit-namesake'
  | 'contradicts-record'
  | 'unit-cycle'
  | 'unit-in-use'
  | 'no-change';

/** The versions as they are after an act. */
export function applyUnitChanges(
  versions: readonly UnitVersion[],
  { insert, end, remove }: Pick<UnitChanges, 'insert' | 'end' | 'remove'>,
): UnitVersion[] {
  const ends = new Map(end.map(({ id, validTo }) => [id, validTo]));
  const removed = new Set(remove);
  return [
    ...versions
      .filter(({ id }) => !removed.has(id))
      .map((version) => {
        const validTo = ends.get(version.id);
        return validTo === undefined ? version : { ...version, validTo };
      }),
    ...insert,
  ];
}

/**
 * What an act changes, or why it cannot be: it would alter what is recorded for its day or later, put a unit below
 * itself, or leave a unit below one that is no more, on its day or at any change after it.
 * @param makeId ids for new versions.
 */
export function planUnitAct({
  history,
  act,
  makeId,
}: {
  history: UnitHistory;
  act: UnitAct;
  makeId: () => string;
}): Result<UnitChanges, UnitActRefusal> {
  const plan = new Plan(history, act.day, makeId);
  const refused = write(plan, act);
  return refused ?? plan.finish();
}

type Refusal = ReturnType<typeof refuse<UnitActRefusal>>;

function write(plan: Plan, act: UnitAct): Refusal | null {
  switch (act.kind) {
    case 'create':
      return plan.begin(act);
    case 'rename':
      return plan.change(act.unitId, { name: act.name });
    case 'move':
      return plan.change(act.unitId, { parentId: act.parentId });
    case 'dissolve':
      return plan.stop(act.unitId);
    case 'merge': {
      const { fromIds, intoId, make } = act;
      if (fromIds.length === 0 || fromIds.includes(intoId)) return refuse('no-change');
      const begun = make ? plan.begin(make) : null;
      if (begun) return begun;
      const unfit = make ? null : plan.refuseReceiver(intoId);
      if (unfit) return unfit;
      for (const fromId of fromIds) {
        for (const childId of plan.childrenOf(fromId)) {
          if (fromIds.includes(childId)) continue;
          // The target stands below what goes into it: there is no telling where it belongs.
          if (childId === intoId) return refuse('unit-cycle', { unit: intoId });
          const moved = plan.change(childId, { parentId: intoId });
          if (moved) return moved;
        }
      }
      for (const fromId of fromIds) {
        const stopped = plan.stop(fromId);
        if (stopped) return stopped;
        plan.successions.push({ kind: 'merge', fromUnitId: fromId, toUnitId: intoId });
      }
      return null;
    }
    case 'split': {
      const { unitId, continues, parts, below } = act;
      const ids = parts.map((part) => part.unitId);
      if (parts.length === 0 || new Set(ids).size < ids.length || ids.includes(unitId)) return refuse('no-change');
      if (!plan.exists(unitId)) return plan.refuseAbsent(unitId);
      for (const { unitId: partId, make } of parts) {
        const begun = make ? plan.begin(make) : plan.refuseReceiver(partId);
        if (begun) return begun;
        plan.successions.push({ kind: 'split', fromUnitId: unitId, toUnitId: partId });
      }
      for (const childId of plan.childrenOf(unitId)) {
        const partId = below.get(childId);
        if (partId === undefined || ids.includes(childId)) continue;
        const moved = plan.change(childId, { parentId: partId });
        if (moved) return moved;
      }
      return continues ? null : plan.stop(unitId);
    }
  }
}

/** An act in the making: what is written so far, and what the tree looks like with it. */
class Plan {
  readonly successions: { kind: 'merge' | 'split'; fromUnitId: string; toUnitId: string }[] = [];
  readonly #insert: UnitVersion[] = [];
  readonly #end: { id: string; validTo: Day | null }[] = [];
  readonly #ended: string[] = [];
  readonly #groups: Map<string, UnitVersion[]>;
  readonly #history: UnitHistory;
  readonly #day: Day;
  readonly #makeId: () => string;

  constructor(history: UnitHistory, day: Day, makeId: () => string) {
    this.#history = history;
    this.#day = day;
    this.#makeId = makeId;
    this.#groups = groupVersions(history.versions);
  }

  exists(unitId: string): boolean {
    return this.#on(unitId) !== undefined || this.#insert.some((version) => version.unitId === unitId);
  }

  /** A unit that does not exist on the day: never, or at another time; `day` is the first one of those. */
  refuseAbsent(unitId: string): Refusal {
    const [first] = this.#groups.get(unitId) ?? [];
    return first
      ? refuse('unit-absent', { unit: unitId, day: first.validFrom })
      : refuse('not-found', { unit: unitId });
  }

  /** Nobody is put into a unit that is not there on the day or is to end after it. */
  refuseReceiver(unitId: string): Refusal | null {
    if (!this.exists(unitId)) return this.refuseAbsent(unitId);
    const endsOn = (this.#groups.get(unitId) ?? []).at(-1)?.validTo ?? null;
    return endsOn === null ? null : refuse('unit-in-use', { unit: unitId, day: endsOn });
  }

  childrenOf(unitId: string): string[] {
    return this.#history.versions
      .filter((version) => version.parentId === unitId && isEffectiveOn(version, this.#day))
      .map((version) => version.unitId);
  }

  begin({ unitId, name, parentId }: UnitToMake): Refusal | null {
    if ((this.#groups.get(unitId) ?? []).length > 0) return refuse('contradicts-record', { unit: unitId });
    this.#insert.push({ id: this.#makeId(), unitId, name, parentId, validFrom: this.#day, validTo: null });
    return null;
  }

  change(unitId: string, to: { readonly name?: string; readonly parentId?: string }): Refusal | null {
    const last = this.#lastFor(unitId);
    if ('ok' in last) return last;
    const next = { name: to.name ?? last.name, parentId: to.parentId ?? last.parentId };
    if (next.name === last.name && next.parentId === last.parentId) return refuse('no-change', { unit: unitId });
    if (next.parentId === unitId) return refuse('unit-cycle', { unit: unitId });
    this.#end.push({ id: last.id, validTo: this.#day });
    this.#insert.push({ id: this.#makeId(), unitId, ...next, validFrom: this.#day, validTo: null });
    return null;
  }

  stop(unitId: string): Refusal | null {
    const last = this.#lastFor(unitId);
    if ('ok' in last) return last;
    this.#end.push({ id: last.id, validTo: this.#day });
    this.#ended.push(unitId);
    return null;
  }

  finish(): Result<UnitChanges, UnitActRefusal> {
    const changes: UnitChanges = {
      insert: this.#insert,
      end: this.#end,
      remove: [],
      successions: this.successions,
      ended: this.#ended,
    };
    return refuseFaults(this.#history, changes, this.#day) ?? ok(changes);
  }

  #on(unitId: string): UnitVersion | undefined {
    return (this.#groups.get(unitId) ?? []).find((version) => isEffectiveOn(version, this.#day));
  }

  /** The version that an act may end: it holds on the day, began before it, and nothing is recorded after it. */
  #lastFor(unitId: string): UnitVersion | Refusal {
    const version = this.#on(unitId);
    if (!version) return this.refuseAbsent(unitId);
    const later = (this.#groups.get(unitId) ?? []).find(({ validFrom }) => validFrom >= this.#day);
    const recorded = later?.validFrom ?? version.validTo;
    return recorded === null ? version : refuse('contradicts-record', { unit: unitId, day: recorded });
  }
}

const CODE_OF = { cycle: 'unit-cycle', orphan: 'unit-in-use', namesake: 'unit-namesake' } as const;

/** Faults of the tree that a change would bring and that were not there before. */
export function refuseFaults(
  history: UnitHistory,
  changes: Pick<UnitChanges, 'insert' | 'end' | 'remove'>,
  day: Day,
): Refusal | null {
  const known = new Set(findTreeFaults(history.versions, day).map(({ kind, unitId }) => `${kind} ${unitId}`));
  const fault = findTreeFaults(applyUnitChanges(history.versions, changes), day).find(
    ({ kind, unitId }) => !known.has(`${kind} ${unitId}`),
  );
  if (!fault) return null;
  return refuse(CODE_OF[fault.kind], { unit: fault.unitId, day: fault.day });
}
