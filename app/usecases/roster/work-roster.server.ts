import type { Actor } from '#app/domain/people/actor.ts';
import { ROSTER_KINDS, type RosterKind } from '#app/domain/people/roster/compare-row.ts';
import { rosterFault } from '#app/domain/people/roster/faults.ts';
import type { UnitPlan } from '#app/domain/people/roster/resolve-units.ts';
import { recordAudit, recordAudits } from '#app/usecases/audit/record.server.ts';
import { type Context, newId, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { lockOrganisation } from '#db/stores/organisation.ts';
import {
  closeRosterRows,
  insertUnits,
  listRosterImportsAtWork,
  listRosterRows,
  listUnitCodes,
  renameUnitFrom,
  saveRosterRows,
  updateRosterImport,
} from '#db/stores/roster.ts';
import { applyRows } from './apply-rows.server.ts';
import { compareRoster } from './compare-roster.server.ts';
import {
  type RosterCounts,
  type RosterImport,
  type RosterRow,
  readRosterRow,
  type StoredActor,
  toJson,
  writeRosterRow,
} from './roster-state.ts';
import {
  holdLease,
  LeaseLost,
  releaseLease,
  takeLease,
  WorkStopped,
  withLease,
  withoutLease,
} from './work-lease.server.ts';

/** Rows per transaction: an answer that arrives meanwhile waits for one of them at most. */
const BATCH = 200;
const UNIT_BATCH = 200;

export type RosterProgress = { readonly step: 'compare' | 'apply'; readonly rows: number; readonly total: number };

/**
 * Goes on with an import until it is compared or applied. Every batch is a transaction that also says how far it is, so
 * that whoever comes next after a crash, on whatever node, goes on where it stopped and does nothing twice.
 * @param owner names this process among all that might do the same.
 * @param pause is waited for between batches, so that others have their turn; it may throw {@link WorkStopped}.
 * @returns false when another process has it in hand.
 */
export async function workRoster(
  context: Context,
  {
    importId,
    owner,
    pause,
    onProgress = () => undefined,
  }: {
    importId: string;
    owner: string;
    pause: () => Promise<void>;
    onProgress?: (progress: RosterProgress) => void;
  },
): Promise<boolean> {
  const found = await takeLease(context, { importId, owner });
  if (!found) return false;
  try {
    if (found.status === 'reading')
      await compareRoster(context, {
        found,
        owner,
        pause,
        onProgress: (rows) => onProgress({ step: 'compare', rows, total: found.counts.fileRows }),
      });
    else {
      await applyUnits(context, { found, owner });
      for (let rows: number | null = found.rowsDone; rows !== null; ) {
        rows = await applyNext(context, { importId, owner });
        if (rows !== null) onProgress({ step: 'apply', rows, total: found.rowsTotal });
        await pause();
      }
      context.events.kick();
    }
    return true;
  } catch (error) {
    if (error instanceof LeaseLost) return false;
    if (!(error instanceof WorkStopped)) throw error;
    await releaseLease(context, { importId, owner });
    return false;
  }
}

/** Goes on with whatever nobody works at: the server's own job, on every node. */
export async function workAllRosters(
  context: Context,
  { owner, pause }: { owner: string; pause: () => Promise<void> },
): Promise<void> {
  for (const { id } of await listRosterImportsAtWork(context.database.read))
    await workRoster(context, { importId: id, owner, pause });
}

/** Whoever ordered it, as the log names them; what they may do was decided when they did. */
function actorOf({ kind, id, address }: StoredActor): Actor {
  if (kind === 'system') return systemActor(id);
  const who = { name: '', employeeNo: '', grants: [], sessionId: '', mustChangePassword: false };
  return { kind: 'person', personId: id, address, ...who };
}

const orderOf = (found: RosterImport) => {
  const { apply } = found.options;
  if (!apply) throw new Error(`roster ${found.id} is applied without an order`);
  return apply;
};

/** Makes the new units and names the renamed ones anew, before anyone is posted there. */
async function applyUnits(context: Context, { found, owner }: { found: RosterImport; owner: string }): Promise<void> {
  if (found.counts.unitsDone) return;
  const order = orderOf(found);
  const actor = actorOf(order.actor);
  const plan = found.mapping.units ?? { create: [], rename: [], elsewhere: [] };
  await context.database.transaction(async (tx) => {
    await lockOrganisation(tx);
    const held = await holdLease(tx, { importId: found.id, owner, status: 'applying' });
    if (held.counts.unitsDone) return;
    await makeUnits({ tx, context, actor, importId: found.id }, plan.create);
    let renamed = 0;
    for (const { unitId, from, to } of plan.rename) {
      if (!order.renameUnitIds.includes(unitId)) continue;
      const id = newId(context, 'org');
      if (!(await renameUnitFrom(tx, { id, unitId, name: to, day: found.effectiveFrom }))) continue;
      renamed += 1;
      await recordAudit(
        { tx, context, actor },
        {
          stream: 'people',
          action: 'unit.rename',
          subject: { kind: 'unit', id: unitId },
          detail: { from, to, validFrom: found.effectiveFrom, importId: found.id },
        },
      );
    }
    await updateRosterImport(tx, found.id, {
      counts: toJson(withLease(context, { ...held.counts, unitsDone: true, renamed }, owner)),
    });
  });
}

async function makeUnits(
  { tx, context, actor, importId }: { tx: Handle; context: Context; actor: Actor; importId: string },
  units: UnitPlan['create'],
): Promise<void> {
  const codes = await listUnitCodes(tx);
  const ids = new Set(codes.values());
  // A code that somebody used meanwhile, and whatever was to come below it, is not made: its rows are overtaken.
  const made = units.filter(({ id, code, parentId }) => {
    if (codes.has(code) || (parentId !== null && !ids.has(parentId))) return false;
    ids.add(id);
    return true;
  });
  const createdAt = context.clock.now();
  for (let at = 0; at < made.length; at += UNIT_BATCH) {
    const batch = made.slice(at, at + UNIT_BATCH);
    await insertUnits(
      tx,
      batch.map(({ id, code, name, parentId, validFrom }) => ({
        unit: { id, code, createdAt },
        version: { id: newId(context, 'org'), unitId: id, name, parentId, validFrom, validTo: null },
      })),
    );
    await recordAudits(
      { tx, context, actor },
      {
        stream: 'people',
        records: batch.map(({ id, code, name, parentId, validFrom }) => ({
          action: 'unit.create',
          subject: { kind: 'unit', id },
          detail: { code, name, parentId, validFrom, importId },
        })),
      },
    );
  }
}

/** Applies the next rows, or ends the import. @returns how many rows are done; null when all are. */
async function applyNext(context: Context, place: { importId: string; owner: string }): Promise<number | null> {
  try {
    return await applyBatch(context, place, BATCH);
  } catch (error) {
    if (!isConstraintFault(error)) throw error;
  }
  // One row holds what the database itself refuses: alone it harms nobody else.
  let done: number | null = 0;
  for (let i = 0; i < BATCH && done !== null; i += 1) {
    try {
      done = await applyBatch(context, place, 1);
    } catch (error) {
      if (!isConstraintFault(error)) throw error;
      context.log.warn({ importId: place.importId, error: String(error) }, 'a roster row could not be applied');
      done = await applyBatch(context, place, 1, true);
    }
  }
  return done;
}

/** SQLite's constraint codes and PostgreSQL's class 23. */
function isConstraintFault(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string' && /^(SQLITE_CONSTRAINT|23)/.test(at.code)) return true;
  return false;
}

const ACTING: ReadonlySet<RosterKind> = new Set(['new', 'changed', 'moved', 'left', 'returned']);

async function applyBatch(
  context: Context,
  { importId, owner }: { importId: string; owner: string },
  limit: number,
  skip = false,
): Promise<number | null> {
  return context.database.transaction(async (tx) => {
    const held = await holdLease(tx, { importId, owner, status: 'applying' });
    const actor = actorOf(orderOf(held).actor);
    const rows = (await listRosterRows(tx, { importId, after: held.rowsDone, limit })).map(readRosterRow);
    const last = rows.at(-1);
    if (!last) {
      await endApply({ tx, context, actor }, held);
      return null;
    }
    const acting = rows.filter(({ kind, appliedAt }) => ACTING.has(kind) && appliedAt === null);
    const { applied, overtaken, acts } = skip
      ? { applied: [], overtaken: acting.map(refusedByEngine), acts: [] }
      : await applyRows({ tx, context, importId, actorId: orderOf(held).actor.id }, acting);
    await recordAudits({ tx, context, actor }, { stream: 'people', records: acts });
    await saveRosterRows(tx, overtaken.map(writeRosterRow));
    await closeRosterRows(tx, { importId, after: held.rowsDone, upTo: last.n, appliedAt: context.clock.now() });
    await updateRosterImport(tx, importId, {
      rowsDone: last.n,
      counts: toJson(withLease(context, addUp(held.counts, { applied, overtaken }), owner)),
    });
    return last.n;
  });
}

const refusedByEngine = (row: RosterRow): RosterRow => ({
  ...row,
  kind: 'refused',
  faults: [...row.faults, rosterFault('overtaken', null, row.employeeNo)],
});

function addUp(
  counts: RosterCounts,
  { applied, overtaken }: { applied: readonly RosterRow[]; overtaken: readonly RosterRow[] },
): RosterCounts {
  const sums = Object.fromEntries(
    ROSTER_KINDS.map((kind) => [
      kind,
      (counts.applied?.[kind] ?? 0) + applied.filter((row) => row.kind === kind).length,
    ]),
  );
  return { ...counts, applied: sums, overtaken: (counts.overtaken ?? 0) + overtaken.length };
}

async function endApply(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  held: RosterImport,
): Promise<void> {
  const counts = withoutLease(held.counts);
  await updateRosterImport(tx, held.id, {
    status: 'applied',
    appliedAt: context.clock.now(),
    counts: toJson(counts),
    mapping: toJson({ ...held.mapping, sample: [] }),
  });
  await recordAudit(
    { tx, context, actor },
    {
      stream: 'people',
      action: 'roster.finish',
      subject: { kind: 'roster', id: held.id },
      detail: {
        sha256: held.fileHash,
        applied: { ...counts.applied },
        overtaken: counts.overtaken ?? 0,
        renamed: counts.renamed ?? 0,
      },
    },
  );
}
