import { isDay } from '#app/domain/kernel/instant.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { parseUnitCode, parseUnitName } from '#app/domain/people/unit-names.ts';
import { readSplitLists, type SplitDraft, type SplitPart } from '#app/domain/people/unit-split.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Receiver, UnitActCommand } from './change-units.server.ts';
import { findMeantUnit } from './choose-unit.server.ts';
import { type ReachToday, readReach } from './read-reach.server.ts';

/** Fields are named as in the form: with the number of their part, from 1. */
type Fault = { readonly field: string } & (
  | { readonly kind: 'day' | 'reason' | 'empty' | 'code' | 'name' | 'unit' | 'itself' }
  | { readonly kind: 'same'; readonly n: number }
);

type Part = {
  /** Its number in the form, from 1. */
  readonly n: number;
  readonly receiver: Receiver;
  readonly code: string;
  readonly name: string;
  readonly unitsBelow: readonly string[];
};

type Parsed =
  | { readonly ok: true; readonly command: UnitActCommand & { kind: 'split' }; readonly parts: readonly Part[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * A split as its form tells it. A part of which nothing was filled in is left out, unless people, units or the rest go
 * there. Employee numbers at fault are told by `findSplitPeople`, line by line.
 */
export async function parseSplit(
  context: Context,
  actor: Actor,
  {
    unitId,
    draft,
    day,
    reason,
    roles,
    seen,
  }: {
    readonly unitId: string;
    readonly draft: SplitDraft;
    readonly day: string;
    readonly reason: string;
    readonly roles: 'follow' | 'end';
    readonly seen: string | null;
  },
): Promise<Parsed> {
  const reachToday = await readReach({ context, actor, action: 'unit.change' });
  const faults: Fault[] = [];
  if (!isDay(day)) faults.push({ field: 'day', kind: 'day' });
  if (!isVisibleText(reason)) faults.push({ field: 'reason', kind: 'reason' });
  const parts: Part[] = [];
  const places = new Map<number, number>();
  draft.parts.forEach((part, i) => {
    if (isBlank(part) && !isUsed(draft, i)) return;
    const read = readReceiver(reachToday, { part, n: i + 1, unitId });
    faults.push(...read.faults);
    const same = parts.find(({ receiver }) => keyOf(receiver) === keyOf(read.receiver));
    if (same && read.faults.length === 0) faults.push({ field: `code${i + 1}`, kind: 'same', n: same.n });
    places.set(i, parts.length);
    const unitsBelow = Object.keys(draft.below).filter((id) => draft.below[id] === i);
    parts.push({
      n: i + 1,
      ...read,
      unitsBelow: unitsBelow.map((id) => reachToday.organisation.find(id)?.name ?? ''),
    });
  });
  if (parts.length === 0) faults.push({ field: 'code1', kind: 'empty' });
  if (faults.length > 0) return { ok: false, faults };
  const placed = (part: number) => places.get(part) ?? 0;
  return {
    ok: true,
    parts,
    command: {
      kind: 'split',
      unitId,
      continues: draft.rest === null,
      parts: parts.map(({ receiver }) => receiver),
      people: new Map([...readSplitLists(draft.parts).people].map(([no, part]) => [no, placed(part)])),
      rest: draft.rest === null ? null : placed(draft.rest),
      below: new Map(Object.entries(draft.below).map(([id, part]) => [id, placed(part)])),
      roles,
      day,
      reason,
      seen,
    },
  };
}

const isBlank = ({ code, name }: SplitPart) => code.trim() === '' && name.trim() === '';
const isUsed = ({ parts, below, rest }: SplitDraft, part: number) =>
  rest === part || Object.values(below).includes(part) || parts[part]?.people.trim() !== '';

const keyOf = (receiver: Receiver) => ('unitId' in receiver ? receiver.unitId : receiver.code.toLowerCase());

/** The unit that a part means. With a fault it stands for nothing. */
function readReceiver(
  reachToday: ReachToday,
  { part, n, unitId }: { part: SplitPart; n: number; unitId: string },
): { receiver: Receiver; code: string; name: string; faults: Fault[] } {
  const typed = part.code.trim();
  const fault = (field: string, kind: 'empty' | 'code' | 'name' | 'unit' | 'itself') => ({
    field: `${field}${n}`,
    kind,
  });
  if (isBlank(part)) return { receiver: { unitId: '' }, code: '', name: '', faults: [fault('code', 'empty')] };
  if (part.name.trim() === '') {
    const id = findMeantUnit(reachToday, typed);
    const unit = id === null ? undefined : reachToday.organisation.find(id);
    const faults = id === null ? [fault('code', 'unit')] : id === unitId ? [fault('code', 'itself')] : [];
    return { receiver: { unitId: id ?? '' }, code: unit?.code ?? typed, name: unit?.name ?? '', faults };
  }
  const code = parseUnitCode(typed);
  const name = parseUnitName(part.name);
  const parentId = findMeantUnit(reachToday, part.parent);
  return {
    receiver: { code: code ?? typed, name: name ?? '', parentId: parentId ?? '' },
    code: code ?? typed,
    name: name ?? '',
    faults: [
      ...(code === null ? [fault('code', 'code')] : []),
      ...(name === null ? [fault('name', 'name')] : []),
      ...(parentId === null ? [fault('parent', 'unit')] : []),
    ],
  };
}
