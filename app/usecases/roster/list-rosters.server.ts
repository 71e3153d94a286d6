import type { Day, Instant } from '#app/domain/kernel/instant.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listUnitsTopDown, readReach, type UnitLine } from '#app/usecases/people/read-reach.server.ts';
import { countRosterImports, listRosterImports } from '#db/stores/roster.ts';
import { readImportOwner } from './own-import.server.ts';
import { changesOf, type RosterCounts, type RosterImport } from './roster-state.ts';

const PAGE_SIZE = 25;

export type RosterLine = {
  readonly id: string;
  readonly fileName: string;
  readonly status: RosterImport['status'];
  readonly phase: RosterCounts['phase'];
  readonly createdAt: Instant;
  readonly appliedAt: Instant | null;
  readonly effectiveFrom: Day;
  /** Null for the product's own commands. */
  readonly createdByName: string | null;
  readonly rows: number;
  readonly changes: number;
  readonly refused: number;
};

export type RosterList = {
  readonly imports: readonly RosterLine[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
};

/** One page of the imports that the actor may see, the newest first. */
export async function listRosters(context: Context, actor: Actor, { page }: { page: number }): Promise<RosterList> {
  const { read } = context.database;
  const createdBy = await readImportOwner(context, actor);
  const total = await countRosterImports(read, createdBy);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / PAGE_SIZE)));
  const rows = await listRosterImports(read, { createdBy, offset: (shown - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  return {
    total,
    page: shown,
    pageSize: PAGE_SIZE,
    imports: rows.map((row) => {
      const counts = row.counts as unknown as RosterCounts;
      return {
        id: row.id,
        fileName: row.fileName,
        status: row.status,
        phase: counts.phase,
        createdAt: row.createdAt,
        appliedAt: row.appliedAt,
        effectiveFrom: row.effectiveFrom,
        createdByName: row.createdByName,
        rows: counts.fileRows,
        changes: row.status === 'applied' ? sum(counts.applied ?? {}) : changesOf(counts),
        refused: counts.kinds.refused + (counts.overtaken ?? 0),
      };
    }),
  };
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, count) => all + count, 0);

/** The units among which whoever hands a roster in chooses its scope. */
export async function listRosterUnits(context: Context, actor: Actor): Promise<UnitLine[]> {
  return listUnitsTopDown(await readReach({ context, actor, action: 'roster.import' }));
}
