import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { lockRosterImport, updateRosterImport } from '#db/stores/roster.ts';
import { type RosterCounts, type RosterImport, readImport, toJson } from './roster-state.ts';

/** After this long without a sign of life somebody else goes on; a batch takes a small part of it. */
const LEASE_MS = 15_000;

/** Somebody else goes on with the import, or it was discarded: whoever meets this stops and leaves it alone. */
export class LeaseLost extends Error {
  constructor() {
    super('another process goes on with this roster');
  }
}

/** This process is asked to end: thrown by `pause`, so that the work stops between two batches. */
export class WorkStopped extends Error {
  constructor() {
    super('the work at this roster was asked to stop');
  }
}

/** Leaves an import to whoever comes next, at once. */
export async function releaseLease(
  context: Context,
  { importId, owner }: { importId: string; owner: string },
): Promise<void> {
  await context.database.transaction(async (tx) => {
    const row = await lockRosterImport(tx, importId);
    const found = row ? readImport(row) : null;
    if (found?.counts.lease?.owner !== owner) return;
    await updateRosterImport(tx, importId, { counts: toJson(withoutLease(found.counts)) });
  });
}

/** Takes over an import that nobody works at; null when somebody does, or there is nothing to do. */
export async function takeLease(
  context: Context,
  { importId, owner }: { importId: string; owner: string },
): Promise<RosterImport | null> {
  return context.database.transaction(async (tx) => {
    const row = await lockRosterImport(tx, importId);
    if (!row) return null;
    const found = readImport(row);
    if (found.status !== 'reading' && found.status !== 'applying') return null;
    if (found.status === 'reading' && found.counts.phase !== 'staged' && found.counts.phase !== 'comparing')
      return null;
    const { lease } = found.counts;
    if (lease && lease.owner !== owner && lease.until > context.clock.now()) return null;
    const counts = withLease(context, found.counts, owner);
    await updateRosterImport(tx, importId, { counts: toJson(counts) });
    return { ...found, counts };
  });
}

/**
 * The import as it stands, its row taken for this transaction.
 * @throws {LeaseLost} when it is no longer this owner's.
 */
export async function holdLease(
  tx: Handle,
  { importId, owner, status }: { importId: string; owner: string; status: RosterImport['status'] },
): Promise<RosterImport> {
  const row = await lockRosterImport(tx, importId);
  const found = row ? readImport(row) : null;
  if (!found || found.status !== status || found.counts.lease?.owner !== owner) throw new LeaseLost();
  return found;
}

export const withLease = (context: Context, counts: RosterCounts, owner: string): RosterCounts => ({
  ...counts,
  lease: { owner, until: context.clock.now() + LEASE_MS },
});

export function withoutLease({ lease: _, ...counts }: RosterCounts): RosterCounts {
  return counts;
}
