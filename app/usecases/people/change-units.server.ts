import { hashJson } from '#app/domain/kernel/canonical.ts';
import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { planUnitAct, type UnitAct, type UnitActRefusal, type UnitChanges } from '#app/domain/people/unit-acts.ts';
import { parseUnitCode, parseUnitName } from '#app/domain/people/unit-names.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  findUnitByCode,
  insertUnits,
  listUnitVersions,
  lockOrganisation,
  readUnitHistory,
  saveUnitChanges,
} from '#db/stores/organisation.ts';
import {
  countPostingsFrom,
  endPostings,
  type HeldPosting,
  insertPostings,
  listPostingsHeld,
  listUnitGrants,
} from '#db/stores/personnel.ts';
import { endRoles, endsLastAdministrator } from './end-roles.server.ts';
import { isWithinReach, type ReachToday, readReach } from './read-reach.server.ts';
import { readEffects, type UnitActEffects } from './unit-facts.server.ts';

/** A unit that receives: one that exists, or one to make. */
export type Receiver =
  | { readonly unitId: string }
  | { readonly code: string; readonly name: string; readonly parentId: string };

export type UnitActCommand = {
  readonly day: Day;
  /** The document it rests on, or why. */
  readonly reason: string;
  /** What the preview was made from; null where nobody looked at one. */
  readonly seen: string | null;
} & (
  | { readonly kind: 'rename'; readonly unitId: string; readonly name: string }
  | { readonly kind: 'move'; readonly unitId: string; readonly parentId: string }
  | { readonly kind: 'dissolve'; readonly unitId: string }
  | {
      readonly kind: 'merge';
      readonly fromIds: readonly string[];
      readonly into: Receiver;
      readonly roles: 'follow' | 'end';
    }
  | {
      readonly kind: 'split';
      readonly unitId: string;
      readonly continues: boolean;
      readonly parts: readonly Receiver[];
      /** Employee numbers → which part, from 0. */
      readonly people: ReadonlyMap<string, number>;
      /** Where everyone else goes; null is nowhere: they stay if the unit goes on, and are refused if it ends. */
      readonly rest: number | null;
      /** Units directly below → which part. */
      readonly below: ReadonlyMap<string, number>;
      readonly roles: 'follow' | 'end';
    }
);

export type UnitActPreview = UnitActEffects & {
  readonly seen: string;
  /** Whether it takes effect at once, or on a day to come and can be cancelled until then. */
  readonly planned: boolean;
  /** Of a split how many go to which part, and how many stay. */
  readonly shares: readonly number[];
  readonly staying: number;
};

type Refusal =
  | UnitActRefusal
  | 'forbidden'
  | 'invalid-input'
  | 'conflict'
  | 'outside-reach'
  | 'stale-version'
  | 'last-administrator';

type Move = { readonly posting: HeldPosting; readonly toUnitId: string };
type Prepared = {
  readonly act: UnitAct;
  readonly changes: UnitChanges;
  /** Rows of units to make; one whose code was left behind by a cancelled plan exists already. */
  readonly newUnits: readonly { readonly id: string; readonly code: string }[];
  readonly moves: readonly Move[];
  readonly effects: UnitActEffects;
  readonly preview: UnitActPreview;
};

/** What an act would do, without doing it; the same checks as the act. */
export async function previewUnitAct(
  context: Context,
  actor: Actor,
  command: UnitActCommand,
): Promise<Result<UnitActPreview, Refusal>> {
  const allowed = await readAllowed(context, actor, command);
  if (!allowed.ok) return allowed;
  const prepared = await prepare(context, context.database.read, allowed.value, command, { writing: false });
  return prepared.ok ? ok(prepared.value.preview) : prepared;
}

/**
 * Renames, moves, merges, splits or dissolves units from a day on: units, people and the units below change together or
 * not at all. Roles bound to a unit that ends today or before end with it or follow to its successors, as chosen; on a
 * day to come `settleOrganisation` does so.
 */
export async function changeUnits(
  context: Context,
  actor: Actor,
  command: UnitActCommand,
): Promise<Result<{ readonly unitId: string; readonly planned: boolean }, Refusal>> {
  const allowed = await readAllowed(context, actor, command);
  if (!allowed.ok) return allowed;
  return context.database.transaction(async (tx) => {
    await lockOrganisation(tx);
    const prepared = await prepare(context, tx, allowed.value, command, { writing: true });
    if (!prepared.ok) return prepared;
    const { act, changes, newUnits, moves, preview } = prepared.value;
    if (command.seen !== null && command.seen !== preview.seen) return refuse('stale-version');
    const now = context.clock.now();
    await insertUnits(
      tx,
      newUnits.map((unit) => ({ ...unit, createdAt: now })),
    );
    const { day, reason } = command;
    await saveUnitChanges(tx, {
      changes,
      successions: changes.successions.map((each) => ({
        ...each,
        id: newId(context, 'suc'),
        effectiveFrom: day,
        note: reason,
        actorId: identifyActor(actor).actorId,
        at: now,
      })),
    });
    await movePeople(context, tx, { moves, day });
    const roles = 'roles' in command ? command.roles : 'end';
    if (roles === 'end' && !preview.planned && changes.ended.length > 0) {
      const grants = await listUnitGrants(tx, { unitIds: changes.ended, now });
      await endRoles({ tx, context, actor }, { grants, reason });
    }
    for (const id of subjectsOf(act))
      await recordAudit(
        { tx, context, actor },
        {
          stream: 'people',
          action: `unit.${act.kind}`,
          subject: { kind: 'unit', id },
          detail: {
            effectiveFrom: day,
            reason,
            plannedAt: now,
            people: moves.length,
            ...(changes.ended.length > 0 && { roles }),
            ...detailOf(act),
          },
        },
      );
    return ok({ unitId: subjectsOf(act)[0] ?? '', planned: preview.planned });
  });
}

/** Ends and begins the postings of everyone who moves; what was planned to end them later still does. */
async function movePeople(context: Context, tx: Handle, { moves, day }: { moves: readonly Move[]; day: Day }) {
  await endPostings(tx, { ids: moves.map(({ posting }) => posting.id), validTo: day });
  await insertPostings(
    tx,
    moves.map(({ posting: { personId, positionLevel, category, validTo }, toUnitId }) => ({
      id: newId(context, 'pst'),
      personId,
      unitId: toUnitId,
      positionLevel,
      category,
      validFrom: day,
      validTo,
    })),
  );
}

type Allowed = ReachToday & { readonly today: Day };

async function readAllowed(context: Context, actor: Actor, command: UnitActCommand): Promise<Result<Allowed, Refusal>> {
  if (!can({ actor, action: 'unit.change' })) return refuse('forbidden');
  const errors = [
    ...(isVisibleText(command.reason) ? [] : ['reason']),
    ...(command.kind === 'rename' && parseUnitName(command.name) === null ? ['name'] : []),
    ...receiversOf(command).flatMap((each, i) =>
      'code' in each
        ? [
            ...(parseUnitCode(each.code) === null ? [`code${i}`] : []),
            ...(parseUnitName(each.name) === null ? [`name${i}`] : []),
          ]
        : [],
    ),
  ];
  if (errors.length > 0) return refuse('invalid-input', { errors });
  const reachToday = await readReach({ context, actor, action: 'unit.change' });
  const { reach, organisation } = reachToday;
  const outside = touchedUnits(command).find((id) => !isWithinReach(reach, id));
  if (outside !== undefined)
    return refuse(organisation.exists(outside) ? 'outside-reach' : 'not-found', { unit: outside });
  // A unit that goes from below another changes that other one too.
  const parents = command.kind === 'rename' ? [] : leavingUnits(command).map((id) => organisation.find(id)?.parentId);
  const above = parents.find((id) => id === null || (id !== undefined && !isWithinReach(reach, id)));
  if (above !== undefined) return refuse('outside-reach', { unit: above });
  return ok({ ...reachToday, today: dayOf(context.clock.now(), context.zone) });
}

const receiversOf = (command: UnitActCommand): readonly Receiver[] =>
  command.kind === 'merge' ? [command.into] : command.kind === 'split' ? command.parts : [];

/** Units that no longer stand where they stood. */
const leavingUnits = (command: UnitActCommand): readonly string[] =>
  command.kind === 'merge'
    ? command.fromIds
    : command.kind === 'split'
      ? command.continues
        ? []
        : [command.unitId]
      : [command.unitId];

const touchedUnits = (command: UnitActCommand): string[] => [
  ...(command.kind === 'merge' ? command.fromIds : [command.unitId]),
  ...(command.kind === 'move' ? [command.parentId] : []),
  ...receiversOf(command).map((each) => ('unitId' in each ? each.unitId : each.parentId)),
];

const subjectsOf = (act: UnitAct): string[] => (act.kind === 'merge' ? [act.intoId, ...act.fromIds] : [act.unitId]);

function detailOf(act: UnitAct): Record<string, string | string[] | boolean> {
  switch (act.kind) {
    case 'rename':
      return { name: act.name };
    case 'move':
      return { parentId: act.parentId };
    case 'merge':
      return { from: [...act.fromIds], to: act.intoId };
    case 'split':
      return { from: act.unitId, to: act.parts.map(({ unitId }) => unitId), continues: act.continues };
    default:
      return {};
  }
}

async function prepare(
  context: Context,
  handle: Handle,
  { today }: Allowed,
  command: UnitActCommand,
  { writing }: { writing: boolean },
): Promise<Result<Prepared, Refusal>> {
  const history = await readUnitHistory(handle);
  const receivers = await readReceivers(context, handle, receiversOf(command));
  if (!receivers.ok) return receivers;
  const act = toAct(command, receivers.value.ids, receivers.value.made);
  const { day } = command;
  const planned = planUnitAct({ history, act, makeId: () => newId(context, 'org') });
  if (!planned.ok) return planned;
  const changes = planned.value;
  const giving = command.kind === 'merge' ? command.fromIds : [command.unitId];
  const { later, held } = await countPostingsFrom(handle, { unitIds: changes.ended, day });
  if (later > 0) return refuse('contradicts-record', { people: later, day });
  if (command.kind === 'dissolve' && held > 0) return refuse('unit-in-use', { people: held, unit: command.unitId });
  const placed = await placePeople(handle, command, receivers.value.ids);
  if (!placed.ok) return placed;
  const { moves, shares, staying } = placed.value;
  const now = context.clock.now();
  if (!('roles' in command) || command.roles === 'end') {
    const grants = await listUnitGrants(handle, { unitIds: changes.ended, now });
    if (writing && (await endsLastAdministrator(handle, { zone: context.zone, grants, now })))
      return refuse('last-administrator');
  }
  const moved = changes.insert.filter(
    ({ unitId }) => !giving.includes(unitId) && !receivers.value.ids.includes(unitId),
  );
  const effects = await readEffects(handle, { unitIds: giving, units: moved.length, day, now });
  const seen = hashJson({
    versions: history.versions
      .filter(({ unitId }) => touchedUnits(command).includes(unitId) || moved.some((each) => each.unitId === unitId))
      .map(({ id, validTo }) => [id, validTo])
      .sort(),
    people: moves.map(({ posting }) => posting.id).sort(),
    staying,
  }).slice(0, 16);
  const preview = {
    ...effects,
    people: moves.length + (command.kind === 'rename' || command.kind === 'move' ? effects.people : 0),
    seen,
    planned: day > today,
    shares,
    staying,
  };
  return ok({ act, changes, newUnits: receivers.value.newUnits, moves, effects, preview });
}

type Made = ReadonlyMap<string, { readonly unitId: string; readonly name: string; readonly parentId: string }>;

async function readReceivers(
  context: Context,
  handle: Handle,
  receivers: readonly Receiver[],
): Promise<Result<{ ids: string[]; made: Made; newUnits: { id: string; code: string }[] }, 'conflict'>> {
  const ids: string[] = [];
  const made = new Map<string, { unitId: string; name: string; parentId: string }>();
  const newUnits: { id: string; code: string }[] = [];
  for (const each of receivers) {
    if ('unitId' in each) {
      ids.push(each.unitId);
      continue;
    }
    const code = parseUnitCode(each.code) ?? '';
    const found = await findUnitByCode(handle, code);
    const used = found ? (await listUnitVersions(handle, [found.id])).length > 0 : false;
    if (used || newUnits.some((other) => other.code === code)) return refuse('conflict', { code });
    const unitId = found?.id ?? newId(context, 'org');
    if (!found) newUnits.push({ id: unitId, code });
    ids.push(unitId);
    made.set(unitId, { unitId, name: parseUnitName(each.name) ?? '', parentId: each.parentId });
  }
  return ok({ ids, made, newUnits });
}

function toAct(command: UnitActCommand, ids: readonly string[], made: Made): UnitAct {
  const { day } = command;
  switch (command.kind) {
    case 'rename':
      return { kind: 'rename', day, unitId: command.unitId, name: parseUnitName(command.name) ?? '' };
    case 'move':
      return { kind: 'move', day, unitId: command.unitId, parentId: command.parentId };
    case 'dissolve':
      return { kind: 'dissolve', day, unitId: command.unitId };
    case 'merge': {
      const intoId = ids[0] ?? '';
      return { kind: 'merge', day, fromIds: command.fromIds, intoId, make: made.get(intoId) ?? null };
    }
    case 'split':
      return {
        kind: 'split',
        day,
        unitId: command.unitId,
        continues: command.continues,
        parts: ids.map((unitId) => ({ unitId, make: made.get(unitId) ?? null })),
        below: new Map([...command.below].flatMap(([id, part]) => (ids[part] ? [[id, ids[part]]] : []))),
      };
  }
}

/** Who goes where. Of a unit that ends everyone must be placed. */
async function placePeople(
  handle: Handle,
  command: UnitActCommand,
  ids: readonly string[],
): Promise<Result<{ moves: Move[]; shares: number[]; staying: number }, 'unit-in-use' | 'not-found' | 'no-change'>> {
  if (command.kind !== 'merge' && command.kind !== 'split') return ok({ moves: [], shares: [], staying: 0 });
  const unitIds = command.kind === 'merge' ? command.fromIds : [command.unitId];
  const postings = await listPostingsHeld(handle, { unitIds, day: command.day });
  const moves: Move[] = [];
  const shares = ids.map(() => 0);
  let staying = 0;
  for (const posting of postings) {
    const part = command.kind === 'merge' ? 0 : (command.people.get(posting.employeeNo) ?? command.rest);
    const toUnitId = part === null ? undefined : ids[part];
    if (part === null || toUnitId === undefined) {
      staying += 1;
      continue;
    }
    // Whoever begins here on the very day simply begins there; nobody has two postings a day.
    if (posting.validFrom >= command.day) return refuse('no-change', { person: posting.employeeNo });
    moves.push({ posting, toUnitId });
    shares[part] = (shares[part] ?? 0) + 1;
  }
  if (command.kind === 'split') {
    if (staying > 0 && !command.continues) return refuse('unit-in-use', { people: staying, unit: command.unitId });
    const known = new Set(postings.map(({ employeeNo }) => employeeNo));
    const unknown = [...command.people.keys()].find((employeeNo) => !known.has(employeeNo));
    if (unknown !== undefined) return refuse('not-found', { person: unknown });
  }
  return ok({ moves, shares, staying });
}
