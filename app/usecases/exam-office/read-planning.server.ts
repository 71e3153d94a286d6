import type { Shortage } from '#app/domain/exams/assembly.ts';
import { bankFilterOf, type CellState, judgeBlueprint } from '#app/domain/exams/judge-blueprint.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { compareLevels } from '#app/domain/people/positions.ts';
import type { Context } from '#app/usecases/context.ts';
import { listUnitsTopDown, readReach, type UnitLine, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import type { Handle } from '#db/open.server.ts';
import { type ContentVersion, findPolicy, listPublished } from '#db/stores/content.ts';
import { listExamBank } from '#db/stores/papers.ts';
import { countStaffByKind } from '#db/stores/people.ts';

/** A blueprint as the office chooses it: its two-way table, and what the bank holds for each cell of it. */
export type BlueprintChoice = {
  readonly versionId: string;
  readonly code: string;
  readonly number: number;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly durationMinutes: number;
  readonly cells: readonly (CellState & { readonly name: LocalText })[];
  readonly shortages: readonly (Shortage & { readonly name: LocalText })[];
  /** Whether a paper can be drawn today; shortages need not be the only reason why not. */
  readonly feasible: boolean;
};

export type Planning = {
  readonly blueprints: readonly BlueprintChoice[];
  readonly units: readonly UnitLine[];
  readonly positionLevels: readonly string[];
  readonly categories: readonly string[];
  /** What the grading policy in force says about the release of results; null without a policy. */
  readonly defaultRelease: 'at-submission' | 'at-time' | 'manual' | null;
};

/** Everything that an officer chooses among when planning a sitting. */
export async function readPlanning(context: Context, actor: Actor): Promise<Planning> {
  const { read } = context.database;
  const day = dayOf(context.clock.now(), context.zone);
  const reached = await readReach({ context, actor, action: 'sitting.create' });
  const kinds = await countStaffByKind(read, { unitIds: unitFilterOf(reached.reach), day });
  const policy = await findPolicy(read, 'grading', day);
  return {
    blueprints: await describeBlueprints(read, await listPublished(read, 'blueprint')),
    units: listUnitsTopDown(reached),
    positionLevels: [...new Set(kinds.map(({ positionLevel }) => positionLevel))].sort(compareLevels),
    categories: [...new Set(kinds.map(({ category }) => category))].sort(),
    defaultRelease: policy?.body.release.mode ?? null,
  };
}

/** Blueprints with what the bank of this moment holds for them. */
export async function describeBlueprints(
  read: Handle,
  versions: readonly ContentVersion<'blueprint'>[],
): Promise<BlueprintChoice[]> {
  const nameOf = await readCompetencyNames(read);
  const bank = await listExamBank(read, bankFilterOf(versions.map(({ body }) => body)));
  return versions.map(({ versionId, code, number, body }) => {
    const { title, tier, track, durationMinutes } = body;
    const { cells, shortages, feasibility } = judgeBlueprint({ body, bank });
    return {
      versionId,
      code,
      number,
      title,
      tier,
      track,
      durationMinutes,
      cells: cells.map((cell) => ({ ...cell, name: nameOf(cell.competency) })),
      shortages: shortages.map((shortage) => ({ ...shortage, name: nameOf(shortage.competency) })),
      feasible: feasibility.verdict === 'feasible',
    };
  });
}

/** What the competencies of the standard in force are called; one that it does not have is called by its code. */
export async function readCompetencyNames(read: Handle): Promise<(code: string) => LocalText> {
  const [standard] = await listPublished(read, 'standard');
  const names = new Map(
    (standard?.body.domains ?? []).flatMap(({ competencies }) => competencies.map(({ code, name }) => [code, name])),
  );
  return (code) => names.get(code) ?? { zh: code };
}
