import { planOf, sizeOf } from '#app/domain/exams/paper-plan.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { readCompetencyNames } from '#app/usecases/exam-office/read-planning.server.ts';
import { findPublishedByCode, listPublished } from '#db/stores/content.ts';
import { countExposure, countFormsOf, countSittingsOf, listExamBank, pageFormSets } from '#db/stores/papers.ts';
import { listPersonNames } from '#db/stores/people.ts';
import {
  type Explanation,
  type ExposureState,
  explainPapers,
  makeTwoWayTable,
  readExposure,
  stockFilterOf,
  type TwoWayTable,
} from './explain-papers.server.ts';

export type PaperLine = {
  readonly code: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly version: string;
  readonly number: number;
  readonly questions: number;
  readonly verdict: Explanation['verdict'];
  readonly forms: number;
  readonly sittings: number;
};

/** The blueprints in force, a page of them, each with whether a paper can be drawn of it today. */
export async function listPapers(
  context: Context,
  _actor: Actor,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ readonly rows: readonly PaperLine[]; readonly total: number }> {
  const { read } = context.database;
  const all = (await listPublished(read, 'blueprint')).sort(
    (a, b) => a.body.tier - b.body.tier || (a.code < b.code ? -1 : 1),
  );
  const shown = all.slice(offset, offset + limit);
  const ids = shown.map(({ documentId }) => documentId);
  const forms = await countFormsOf(read, ids);
  const sittings = await countSittingsOf(read, ids);
  const filters = shown.map(({ body }) => stockFilterOf(body));
  const bank = await listExamBank(read, {
    kinds: filters.flatMap(({ kinds }) => kinds),
    codes: filters.flatMap(({ codes }) => codes),
  });
  const rows: PaperLine[] = [];
  for (const { documentId, code, number, body } of shown) {
    const drawn = await drawnOf(context, { documentId, capped: planOf(body).maxShare !== null });
    rows.push({
      code,
      number,
      title: body.title,
      tier: body.tier,
      track: body.track,
      version: body.version,
      questions: sizeOf(body).questions,
      verdict: explainPapers({ body, bank, drawn, count: 1 }).verdict,
      forms: forms.get(documentId) ?? 0,
      sittings: sittings.get(documentId) ?? 0,
    });
  }
  return { rows, total: all.length };
}

/** Without a cap nobody asks how often a question was used. */
const drawnOf = async (context: Context, { documentId, capped }: { documentId: string; capped: boolean }) =>
  capped ? countExposure(context.database.read, documentId) : { forms: 0, used: new Map<string, number>() };

export type SetLine = {
  readonly id: string;
  readonly count: number;
  readonly seed: string;
  readonly drawnAt: number;
  readonly drawnBy: string | null;
  /** The number of the blueprint's version that it was drawn of. */
  readonly current: boolean;
};

export type BlueprintPapers = {
  readonly code: string;
  readonly versionId: string;
  readonly number: number;
  readonly version: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly durationMinutes: number;
  readonly questions: number;
  readonly sections: readonly { readonly title: LocalText; readonly durationMinutes: number | null }[];
  readonly difficulty: { readonly target: number; readonly tolerance: number } | null;
  readonly table: TwoWayTable;
  readonly names: Readonly<Record<string, LocalText>>;
  readonly explanation: Explanation;
  readonly exposure: ExposureState;
  readonly sittings: number;
  readonly sets: readonly SetLine[];
  readonly totalSets: number;
};

/** One blueprint with its table, whether it can be drawn, how far its caps are used, and the sets drawn of it. */
export async function readBlueprintPapers(
  context: Context,
  _actor: Actor,
  { code, count, offset, limit }: { code: string; count: number; offset: number; limit: number },
): Promise<Result<BlueprintPapers, 'not-found'>> {
  const { read } = context.database;
  const blueprint = await findPublishedByCode(read, { kind: 'blueprint', code });
  if (!blueprint) return refuse('not-found');
  const { documentId, versionId, number, body } = blueprint;
  const bank = await listExamBank(read, stockFilterOf(body));
  const drawn = await countExposure(read, documentId);
  const stock = { body, bank, drawn };
  const nameOf = await readCompetencyNames(read);
  const table = makeTwoWayTable(stock);
  const sets = await pageFormSets(read, { blueprintId: documentId, offset, limit });
  const drawers = await listPersonNames(read, [...new Set(sets.rows.map(({ drawnBy }) => drawnBy))]);
  return ok({
    code,
    versionId,
    number,
    version: body.version,
    title: body.title,
    tier: body.tier,
    track: body.track,
    durationMinutes: body.durationMinutes,
    questions: sizeOf(body).questions,
    sections: (body.sections ?? []).map(({ title, durationMinutes = null }) => ({ title, durationMinutes })),
    difficulty: body.difficulty ?? null,
    table,
    names: Object.fromEntries(table.rows.map(({ competency }) => [competency, nameOf(competency)])),
    explanation: explainPapers({ ...stock, count }),
    exposure: readExposure(stock),
    sittings: (await countSittingsOf(read, [documentId])).get(documentId) ?? 0,
    sets: sets.rows.map(({ id, count: forms, seed, drawnAt, drawnBy, blueprintVersionId }) => ({
      id,
      count: forms,
      seed,
      drawnAt,
      drawnBy: drawers.get(drawnBy) ?? null,
      current: blueprintVersionId === versionId,
    })),
    totalSets: sets.total,
  });
}
