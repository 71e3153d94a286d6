import { isDay } from '#app/domain/kernel/instant.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { parseUnitCode, parseUnitName } from '#app/domain/people/unit-names.ts';
import { listEntries } from '#app/domain/people/unit-split.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Receiver, UnitActCommand } from './change-units.server.ts';
import { findChosenUnit } from './choose-unit.server.ts';

/** A split has a form of its own (parse-split.server.ts). */
export const UNIT_ACTS = ['rename', 'move', 'merge', 'dissolve'] as const;
export type UnitActKind = (typeof UNIT_ACTS)[number];

type Parsed =
  | { readonly ok: true; readonly command: UnitActCommand }
  /** Names of the fields at fault. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** An act as a form tells it. Units are named by id, code or whole name. */
export async function parseUnitAct(
  context: Context,
  actor: Actor,
  { kind, unitId, fields }: { kind: UnitActKind; unitId: string; fields: Readonly<Record<string, string>> },
): Promise<Parsed> {
  const faults: string[] = [];
  const given = (name: string) => (fields[name] ?? '').trim();
  const unitOf = async (name: string): Promise<string> => {
    const id = await findChosenUnit(context, actor, { action: 'unit.change', text: given(name) });
    if (id === null) faults.push(name);
    return id ?? '';
  };
  const unitsOf = async (name: string): Promise<string[]> => {
    const ids: string[] = [];
    for (const text of listEntries(given(name))) {
      const id = await findChosenUnit(context, actor, { action: 'unit.change', text });
      if (id === null) faults.push(name);
      else ids.push(id);
    }
    return ids;
  };
  const newUnit = async (code: string, name: string, parent: string): Promise<Receiver> => {
    if (parseUnitCode(given(code)) === null) faults.push(code);
    if (parseUnitName(given(name)) === null) faults.push(name);
    return { code: given(code), name: given(name), parentId: await unitOf(parent) };
  };
  const day = given('day');
  const reason = given('reason').slice(0, 200);
  if (!isDay(day)) faults.push('day');
  if (!isVisibleText(reason)) faults.push('reason');
  const paper = { day, reason, seen: given('seen') || null };
  const roles = given('roles') === 'follow' ? ('follow' as const) : ('end' as const);
  const done = (command: UnitActCommand): Parsed =>
    faults.length === 0 ? { ok: true, command } : { ok: false, faults: [...new Set(faults)] };
  switch (kind) {
    case 'rename':
      if (parseUnitName(given('name')) === null) faults.push('name');
      return done({ kind, unitId, name: given('name'), ...paper });
    case 'move':
      return done({ kind, unitId, parentId: await unitOf('parent'), ...paper });
    case 'dissolve':
      return done({ kind, unitId, ...paper });
    case 'merge': {
      const others = await unitsOf('others');
      const into: Receiver =
        given('target') === 'new' ? await newUnit('code', 'name', 'parent') : { unitId: await unitOf('into') };
      return done({ kind, fromIds: [...new Set([unitId, ...others])], into, roles, ...paper });
    }
  }
}
