import { type DrawOutcome, type DrawRequest, drawInSteps, type PlacedItem } from '#app/domain/exams/draw-forms.ts';
import type { DrawnSoFar } from '#app/domain/exams/exposure.ts';
import { planOf } from '#app/domain/exams/paper-plan.ts';
import { makePool } from '#app/domain/exams/paper-pool.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { makeFormItems, makeSeed } from '#app/usecases/exams/draw-form.server.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import { letOthersRun } from '#app/usecases/let-others-run.ts';
import { type ContentVersion, findPublishedByCode } from '#db/stores/content.ts';
import {
  countExposure,
  insertFormSet,
  insertForms,
  listDrawnSets,
  listExamBank,
  lockBlueprint,
  type NewForm,
  pageFormSets,
} from '#db/stores/papers.ts';
import { type Explanation, explain, MOST_FORMS, stockFilterOf } from './explain-papers.server.ts';

/** Forms of earlier sets with which the overlap is kept: the newest thousand. */
const MOST_EARLIER = 1_000;
/** How often a drawing begins anew because somebody else drew of the same blueprint meanwhile. */
const MOST_TRIES = 3;

export type SetDrawn =
  | { readonly setId: string; readonly refused: null }
  /** Nothing was drawn, and why not. */
  | { readonly setId: null; readonly refused: Explanation };

/**
 * Draws parallel forms of the blueprint in force, and keeps them: an act on record. The officer names the version that
 * they saw. Nothing is written where any of the forms cannot be drawn.
 */
export async function drawFormSet(
  context: Context,
  actor: Actor,
  { code, versionId, count }: { code: string; versionId: string; count: number },
): Promise<Result<SetDrawn, 'forbidden' | 'not-found' | 'invalid-input' | 'stale-version' | 'conflict'>> {
  if (!can({ actor, action: 'paper.draw' })) return refuse('forbidden');
  if (!Number.isInteger(count) || count < 1 || count > MOST_FORMS)
    return refuse('invalid-input', { errors: ['count'] });
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const blueprint = await findPublishedByCode(context.database.read, { kind: 'blueprint', code });
    if (!blueprint) return refuse('not-found');
    if (blueprint.versionId !== versionId) return refuse('stale-version');
    const made = await drawOnce(context, { blueprint, count });
    if (made.refused) return ok({ setId: null, refused: made.refused });
    const setId = await writeSet({ context, actor }, { blueprint, ...made });
    if (setId !== null) return ok({ setId, refused: null });
  }
  return refuse('conflict');
}

type Blueprint = ContentVersion<'blueprint'>;
type Made = { readonly refused: null; readonly seed: string; readonly forms: readonly NewForm[]; readonly seen: Seen };
/** What the drawing counted its caps from. */
type Seen = { readonly drawn: DrawnSoFar; readonly sets: number };

async function drawOnce(
  context: Context,
  { blueprint: { documentId, versionId, body }, count }: { blueprint: Blueprint; count: number },
): Promise<Made | { readonly refused: Explanation }> {
  const { read } = context.database;
  const bank = await listExamBank(read, stockFilterOf(body));
  const drawn = await countExposure(read, documentId);
  const { total: sets } = await pageFormSets(read, { blueprintId: documentId, limit: 1, offset: 0 });
  const plan = planOf(body);
  const pool = makePool(plan, bank);
  const earlier =
    plan.maxOverlap === null ? [] : await listDrawnSets(read, { blueprintId: documentId, limit: MOST_EARLIER });
  const seed = makeSeed(context);
  const outcome = await drawPolitely({ plan, pool, drawn, earlier, count, seed });
  if (!outcome.drawn) return { refused: explain(outcome.feasibility, { body, bank, drawn, count }) };
  const questions = await getQuestions(context, [...new Set(outcome.forms.flatMap((form) => form.map(versionOf)))]);
  const createdAt = context.clock.now();
  const forms = outcome.forms.map((placed, i): NewForm => {
    const formSeed = `${seed}/${i}`;
    const items = makeFormItems({
      body,
      items: placed.map((item) => ({ ...item, versionId: versionOf(item) })),
      questions,
      seed: formSeed,
    });
    return {
      id: newId(context, 'frm'),
      blueprintId: documentId,
      blueprintVersionId: versionId,
      seed: formSeed,
      items: items.map((item, at) => ({ ...item, questionId: placed[at]?.entry.questionId ?? '' })),
      createdAt,
    };
  });
  return { refused: null, seed, forms, seen: { drawn, sets } };
}

const versionOf = ({ entry: { versionId } }: PlacedItem) => versionId;

/** Hundreds of forms of a large bank take seconds: answers of running exams come in between. */
async function drawPolitely(request: DrawRequest): Promise<DrawOutcome> {
  const steps = drawInSteps(request);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await letOthersRun();
  }
}

/** @returns null when another set of the blueprint came in between: the caps were counted without it. */
async function writeSet(
  { context, actor }: { context: Context; actor: Actor },
  { blueprint: { documentId, versionId, code }, seed, forms, seen }: Made & { blueprint: Blueprint },
): Promise<string | null> {
  const setId = newId(context, 'fst');
  return context.database.transaction(async (tx) => {
    await lockBlueprint(tx, documentId);
    const { total } = await pageFormSets(tx, { blueprintId: documentId, limit: 1, offset: 0 });
    if (total !== seen.sets) return null;
    await insertForms(tx, forms);
    await insertFormSet(tx, {
      set: {
        id: setId,
        blueprintId: documentId,
        blueprintVersionId: versionId,
        seed,
        count: forms.length,
        before: seen.drawn.forms,
        drawnBy: identifyActor(actor).actorId,
        drawnAt: context.clock.now(),
      },
      formIds: forms.map(({ id }) => id),
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'form.draw-set',
        subject: { kind: 'form-set', id: setId },
        detail: { blueprint: code, version: versionId, forms: forms.length, before: seen.drawn.forms },
      },
    );
    return setId;
  });
}
