import type { Day } from '#app/domain/kernel/instant.ts';
import type { OrganisationTree } from '../organisation.ts';
import { type RosterFault, rosterFault } from './faults.ts';
import type { UnitRef } from './read-row.ts';

/** A unit that the roster names and nobody has entered yet. */
export type NewUnit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Null makes a root, which an empty installation alone may get. */
  readonly parentId: string | null;
  /** Whether the code is the product's own, the file having none. */
  readonly ownCode: boolean;
  /** Its first day: the first of any row in it, the import's own day at the latest. */
  readonly validFrom: Day;
  readonly rows: number;
};

/** A known code under another name: nothing changes unless somebody says so. */
export type Renaming = { readonly unitId: string; readonly from: string; readonly to: string; readonly rows: number };
/** A known code under another parent: only said, since a unit is moved by hand. */
export type ParentDifference = { readonly unitId: string; readonly name: string; readonly parentCode: string };

export type UnitPlan = {
  readonly create: readonly NewUnit[];
  readonly rename: readonly Renaming[];
  readonly elsewhere: readonly ParentDifference[];
};

/** Distinct ways in which rows name a unit, with how many rows do and from which day. */
export type UnitUse = { readonly ref: UnitRef; readonly rows: number; readonly line: number; readonly from: Day };

export const unitRefKey = ({ code, name, parentCode, path }: UnitRef): string =>
  `${code}\u0001${name}\u0001${parentCode}\u0001${path.join('\u0002')}`;

const LAST_DAY: Day = '9999-12-31';

type Draft = { -readonly [Key in keyof NewUnit]: NewUnit[Key] };
type Definition = { name: string; line: number; ref: UnitRef; faults: RosterFault[] };

/**
 * Finds, for every way in which rows name a unit, the unit: one that exists, or one to be made. Codes decide before
 * paths, paths before names; a name alone must be the only one of its kind.
 */
export function resolveUnits({
  uses,
  organisation,
  asOf,
  isWithin,
  topUnitId,
  takenCodes,
  beginningOf,
  mayMakeRoot,
  makeId,
}: {
  uses: readonly UnitUse[];
  /** As of `asOf`, with the units that are to begin later. */
  organisation: OrganisationTree;
  asOf: Day;
  /** Whether a unit that exists lies within the actor's reach. */
  isWithin: (unitId: string) => boolean;
  /** Under which unit those without a parent of their own come; null when there is none. */
  topUnitId: string | null;
  /** Every code ever used, also by units that no longer exist. */
  takenCodes: ReadonlyMap<string, string>;
  /** The first day of a unit that exists; a unit below it cannot be older. */
  beginningOf: (unitId: string) => Day;
  mayMakeRoot: boolean;
  makeId: () => string;
}): {
  readonly find: (ref: UnitRef) => { readonly unitId: string } | { readonly fault: RosterFault };
  readonly plan: UnitPlan;
} {
  const drafts = new Map<string, Draft>();
  const childrenOf = new Map<string | null, Draft[]>();
  const byNewCode = new Map<string, Draft>();
  const renames = new Map<string, Renaming>();
  const elsewhere = new Map<string, ParentDifference>();
  const results = new Map<string, { unitId: string } | { fault: RosterFault }>();
  const known = [...everyUnit(organisation)];
  const knownByCode = new Map(known.map((unit) => [unit.code, unit]));

  // What the file itself says of each new code: its first row decides, later ones must agree.
  const definitions = new Map<string, Definition>();
  for (const { ref, line } of [...uses].sort((a, b) => a.line - b.line)) {
    if (ref.code === '' || knownByCode.has(ref.code)) continue;
    const name = ref.name || (ref.path.at(-1) ?? '');
    const before = definitions.get(ref.code);
    if (!before) definitions.set(ref.code, { name, line, ref, faults: [] });
    else {
      if (before.name === '') before.name = name;
      if (before.ref.parentCode === '' && before.ref.path.length < 2) before.ref = { ...ref, name: before.name };
    }
  }

  /** A unit begins with its first row, and so do those above it that are new too; never before one that exists. */
  const floorOf = (parentId: string | null): Day => {
    for (let at = parentId; at !== null; at = drafts.get(at)?.parentId ?? null)
      if (!drafts.has(at)) return beginningOf(at);
    return '';
  };
  const lower = (unit: Draft, from: Day) => {
    const floor = floorOf(unit.parentId);
    const first = from < floor ? floor : from;
    for (let at: Draft | undefined = unit; at && first < at.validFrom; at = drafts.get(at.parentId ?? ''))
      at.validFrom = first;
  };

  const draft = (unit: Omit<Draft, 'id' | 'rows' | 'validFrom'>, from: Day): Draft => {
    const made = { ...unit, id: makeId(), rows: 0, validFrom: LAST_DAY };
    drafts.set(made.id, made);
    lower(made, from);
    byNewCode.set(made.code, made);
    childrenOf.set(made.parentId, [...(childrenOf.get(made.parentId) ?? []), made]);
    return made;
  };

  const childNamed = (parentId: string | null, name: string): { id: string } | undefined =>
    (parentId === null ? organisation.roots : organisation.childrenOf(parentId)).find((unit) => unit.name === name) ??
    childrenOf.get(parentId)?.find((unit) => unit.name === name);

  const isToCome = (unitId: string, day: Day): boolean => beginningOf(unitId) > (day < asOf ? asOf : day);

  /** The parent's code and two figures more, as organisations number their units; three where two are used up. */
  const nextCode = (parentId: string | null): string => {
    const parentCode = parentId === null ? '' : (organisation.find(parentId)?.code ?? drafts.get(parentId)?.code ?? '');
    for (let n = 1; ; n += 1) {
      const code = `${parentCode}${String(n).padStart(n > 99 ? 4 : 2, '0')}`;
      if (!takenCodes.has(code) && !byNewCode.has(code) && !definitions.has(code)) return code;
    }
  };

  const top = (): string | null | RosterFault =>
    topUnitId ?? (mayMakeRoot ? null : rosterFault('unit-no-top', null, ''));
  const isFault = (value: unknown): value is RosterFault =>
    typeof value === 'object' && value !== null && 'code' in value;
  const mayHang = (parentId: string | null) =>
    parentId === null ? mayMakeRoot : drafts.has(parentId) || isWithin(parentId);

  /** Follows names downwards, making what is not there. */
  function byPath(path: readonly string[], from: Day): string | null | RosterFault {
    const [first = '', ...rest] = path;
    const above = top();
    const roots = organisation.roots.filter((unit) => unit.name === first);
    const topName = topUnitId === null ? null : organisation.find(topUnitId)?.name;
    let at: string | null;
    let names = rest;
    if (roots[0]) at = roots[0].id;
    else if (topName === first && topUnitId !== null) at = topUnitId;
    else if (isFault(above)) return above;
    else {
      at = above;
      names = [...path];
    }
    for (const name of names) {
      const there = childNamed(at, name);
      if (there) {
        at = there.id;
        continue;
      }
      if (!mayHang(at)) return rosterFault('unit-out-of-reach', 'unitPath', path.join('/'));
      at = draft({ code: nextCode(at), name, parentId: at, ownCode: true }, from).id;
    }
    return at;
  }

  function parentOfNew(code: string, ref: UnitRef, from: Day, seen: readonly string[]): string | null | RosterFault {
    if (ref.parentCode !== '' && ref.parentCode !== code) {
      if (seen.includes(ref.parentCode))
        return rosterFault('unit-cycle', 'parentUnitCode', ref.parentCode, [...seen, ref.parentCode].join(' → '));
      const existing = knownByCode.get(ref.parentCode);
      if (existing) return existing.id;
      if (!definitions.has(ref.parentCode)) return rosterFault('unit-parent-unknown', 'parentUnitCode', ref.parentCode);
      return byCode(ref.parentCode, from, seen);
    }
    const name = definitions.get(code)?.name ?? ref.name;
    const above = ref.path.at(-1) === name ? ref.path.slice(0, -1) : ref.path;
    return above.length > 0 ? byPath(above, from) : top();
  }

  function byCode(code: string, from: Day, seen: readonly string[] = []): string | RosterFault {
    const made = byNewCode.get(code);
    if (made) {
      if (from < made.validFrom) lower(made, from);
      return made.id;
    }
    const definition = definitions.get(code);
    if (!definition) return rosterFault('unit-parent-unknown', 'parentUnitCode', code);
    if (takenCodes.has(code)) return rosterFault('unit-closed', 'unitCode', code);
    if (definition.name === '') return rosterFault('unit-name-missing', 'unitCode', code);
    const parentId = parentOfNew(code, definition.ref, from, [...seen, code]);
    if (isFault(parentId)) return parentId;
    if (!mayHang(parentId)) return rosterFault('unit-out-of-reach', 'unitCode', code);
    return draft({ code, name: definition.name, parentId, ownCode: false }, from).id;
  }

  function resolve({ ref, rows, line, from }: UnitUse): { unitId: string } | { fault: RosterFault } {
    if (ref.code !== '') {
      const existing = knownByCode.get(ref.code);
      if (existing) {
        if (!isWithin(existing.id)) return { fault: rosterFault('unit-out-of-reach', 'unitCode', ref.code) };
        const name = ref.name || (ref.path.at(-1) ?? '');
        // One still to come gets its name from its own plan.
        if (name !== '' && name !== existing.name && !isToCome(existing.id, asOf)) {
          const before = renames.get(existing.id);
          if (!before || before.to === name)
            renames.set(existing.id, {
              unitId: existing.id,
              from: existing.name,
              to: name,
              rows: (before?.rows ?? 0) + rows,
            });
        }
        const parent = existing.parentId === null ? undefined : organisation.find(existing.parentId);
        if (ref.parentCode !== '' && parent && parent.code !== ref.parentCode)
          elsewhere.set(existing.id, { unitId: existing.id, name: existing.name, parentCode: ref.parentCode });
        return { unitId: existing.id };
      }
      const definition = definitions.get(ref.code);
      const name = ref.name || (ref.path.at(-1) ?? '');
      if (definition && name !== '' && name !== definition.name)
        return {
          fault: rosterFault('unit-name-conflict', 'unitName', name, `${definition.name} (${definition.line})`),
        };
      if (
        definition &&
        ref.parentCode !== '' &&
        ref.parentCode !== definition.ref.parentCode &&
        definition.line !== line
      )
        return {
          fault: rosterFault(
            'unit-parent-conflict',
            'parentUnitCode',
            ref.parentCode,
            `${definition.ref.parentCode} (${definition.line})`,
          ),
        };
      const made = byCode(ref.code, from);
      return isFault(made) ? { fault: made } : { unitId: made };
    }
    if (ref.path.length > 0) {
      const path = ref.name !== '' && ref.path.at(-1) !== ref.name ? [...ref.path, ref.name] : ref.path;
      const found = byPath(path, from);
      if (isFault(found)) return { fault: found };
      if (found === null) return { fault: rosterFault('unit-no-top', 'unitPath', path.join('/')) };
      if (!drafts.has(found) && !isWithin(found))
        return { fault: rosterFault('unit-out-of-reach', 'unitPath', path.join('/')) };
      return { unitId: found };
    }
    return byName(ref.name, from);
  }

  /** Units to come are meant by their name where none of that name is there by the day of the row. */
  function knownNamed(name: string, from: Day) {
    const named = known.filter((unit) => unit.name === name && isWithin(unit.id));
    const there = named.filter((unit) => !isToCome(unit.id, from));
    return there.length > 0 ? there : named;
  }

  function byName(name: string, from: Day): { unitId: string } | { fault: RosterFault } {
    const named = [...knownNamed(name, from), ...[...drafts.values()].filter((unit) => unit.name === name)];
    if (named.length > 1)
      return {
        fault: rosterFault(
          'unit-ambiguous',
          'unitName',
          name,
          named
            .map(({ code }) => code)
            .slice(0, 8)
            .join('、'),
        ),
      };
    if (named[0]) return { unitId: named[0].id };
    const parentId = top();
    if (isFault(parentId)) return { fault: { ...parentId, field: 'unitName', text: name } };
    if (!mayHang(parentId)) return { fault: rosterFault('unit-out-of-reach', 'unitName', name) };
    return { unitId: draft({ code: nextCode(parentId), name, parentId, ownCode: true }, from).id };
  }

  // Codes first: what they name may be what a path or a name means.
  const order = [...uses].sort(
    (a, b) => rankOf(a.ref) - rankOf(b.ref) || a.line - b.line || (unitRefKey(a.ref) < unitRefKey(b.ref) ? -1 : 1),
  );
  for (const use of order) {
    const result = resolve(use);
    results.set(unitRefKey(use.ref), result);
    if (!('unitId' in result)) continue;
    const made = drafts.get(result.unitId);
    if (!made) continue;
    made.rows += use.rows;
    if (use.from < made.validFrom) lower(made, use.from);
  }
  return {
    find: (ref) =>
      results.get(unitRefKey(ref)) ?? { fault: rosterFault('unit-missing', 'unitName', ref.name || ref.code) },
    plan: {
      create: parentsFirst([...drafts.values()]),
      rename: [...renames.values()],
      elsewhere: [...elsewhere.values()],
    },
  };
}

const rankOf = ({ code, path }: UnitRef) => (code !== '' ? 0 : path.length > 0 ? 1 : 2);

function* everyUnit(organisation: OrganisationTree) {
  for (const root of organisation.roots)
    for (const id of organisation.within(root.id)) {
      const unit = organisation.find(id);
      if (unit) yield unit;
    }
}

function parentsFirst(units: readonly NewUnit[]): NewUnit[] {
  const ids = new Set(units.map(({ id }) => id));
  const children = new Map<string | null, NewUnit[]>();
  for (const unit of units) {
    const parent = unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  const order: NewUnit[] = [];
  const visit = (parent: string | null) => {
    for (const unit of (children.get(parent) ?? []).sort((a, b) => (a.code < b.code ? -1 : 1))) {
      order.push(unit);
      visit(unit.id);
    }
  };
  visit(null);
  return order;
}
