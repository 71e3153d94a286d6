import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { listPlannedActs, type PlannedAct, planCancellation } from '#app/domain/people/planned-acts.ts';
import type { UnitActRefusal } from '#app/domain/people/unit-acts.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { lockOrganisation, readUnitHistory, saveUnitChanges } from '#db/stores/organisation.ts';
import {
  deletePostings,
  endPostings,
  type HeldPosting,
  listPostingsBegun,
  listPostingsEnded,
  listPostingsOf,
  listUnitGrants,
} from '#db/stores/personnel.ts';
import { isWithinReach, readReach } from './read-reach.server.ts';

/** As many as a page names of those who stand in the way; how many there are it says in any case. */
const NAMED_IN_THE_WAY = 20;

/**
 * Takes back an act whose day has not come: everything it wrote, and nothing else. Refused when something was planned
 * upon it since (a further change, or people entered into a unit to come: they are named).
 */
export async function cancelUnitAct(
  context: Context,
  actor: Actor,
  {
    kind,
    unitId,
    day,
    reason,
  }: { readonly kind: PlannedAct['kind']; readonly unitId: string; readonly day: Day; readonly reason: string },
): Promise<Result<null, 'forbidden' | 'invalid-input' | 'outside-reach' | UnitActRefusal>> {
  if (!can({ actor, action: 'unit.change' })) return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const { reach } = await readReach({ context, actor, action: 'unit.change' });
  const now = context.clock.now();
  const today = dayOf(now, context.zone);
  return context.database.transaction(async (tx) => {
    await lockOrganisation(tx);
    const history = await readUnitHistory(tx);
    const act = listPlannedActs(history, today).find(
      (each) => each.kind === kind && each.unitId === unitId && each.day === day,
    );
    if (!act || !isWithinReach(reach, unitId)) return refuse('not-found', { unit: unitId });
    const outside = [...act.fromIds, ...act.toIds].find((id) => !isWithinReach(reach, id));
    if (outside !== undefined) return refuse('outside-reach', { unit: outside });
    const planned = planCancellation({ history, act });
    if (!planned.ok) return planned;
    const { ended: neverMade, successions } = planned.value;
    const moves = act.at === null ? [] : await listMoves(tx, act);
    const carried = new Set(moves.map(({ there }) => there.id));
    const others = (await listPostingsOf(tx, neverMade)).filter(({ id }) => !carried.has(id));
    if (others.length > 0) {
      const named = new Map(others.map(({ personId, name }) => [personId, name]));
      return refuse('contradicts-record', {
        people: named.size,
        day,
        personIds: [...named.keys()].slice(0, NAMED_IN_THE_WAY),
        names: [...named.values()].slice(0, NAMED_IN_THE_WAY),
      });
    }
    const grants = await listUnitGrants(tx, { unitIds: neverMade, now });
    if (grants.length > 0) return refuse('unit-in-use', { unit: grants[0]?.unitId ?? '' });
    await undoMoves(tx, moves);
    await saveUnitChanges(tx, {
      changes: planned.value,
      successions: successions.map((each) => ({
        ...each,
        id: newId(context, 'suc'),
        effectiveFrom: day,
        note: '',
        actorId: identifyActor(actor).actorId,
        // Later than the plan in any case: what was written last counts.
        at: Math.max(now, (act.at ?? 0) + 1),
      })),
    });
    for (const id of new Set([unitId, ...act.fromIds]))
      await recordAudit(
        { tx, context, actor },
        {
          stream: 'people',
          action: 'unit.cancel-plan',
          subject: { kind: 'unit', id },
          detail: { kind, effectiveFrom: day, people: moves.length, reason },
        },
      );
    return ok(null);
  });
}

type Moved = { readonly there: HeldPosting; readonly before: HeldPosting };

/** Everyone whom a merge or split is to move. */
async function listMoves(tx: Handle, act: PlannedAct): Promise<Moved[]> {
  const begun = await listPostingsBegun(tx, { unitIds: act.toIds, day: act.day });
  const ended = await listPostingsEnded(tx, { unitIds: act.fromIds, day: act.day });
  const endedOf = new Map(ended.map((posting) => [posting.personId, posting]));
  return begun.flatMap((there) => {
    const before = endedOf.get(there.personId);
    return before && isSameService(before, there) ? [{ there, before }] : [];
  });
}

/** Puts them back: the posting there goes, the one before goes on as it would have. */
async function undoMoves(tx: Handle, moves: readonly Moved[]): Promise<void> {
  const back = new Map<Day | null, string[]>();
  for (const { there, before } of moves) back.set(there.validTo, [...(back.get(there.validTo) ?? []), before.id]);
  await deletePostings(
    tx,
    moves.map(({ there }) => there.id),
  );
  for (const [validTo, ids] of back) await endPostings(tx, { ids, validTo });
}

/** An act on units changes nobody's level or category; a transfer of the same day that does is left alone. */
const isSameService = (a: HeldPosting, b: HeldPosting) =>
  a.positionLevel === b.positionLevel && a.category === b.category;
