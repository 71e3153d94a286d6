import { drawOptionOrder, drawPaper, type FormItem, type Shortage } from '#app/domain/exams/assembly.ts';
import type { BlueprintBody } from '#app/domain/exams/blueprint.ts';
import { fitPlan } from '#app/domain/exams/fit-plan.ts';
import { cellsOf } from '#app/domain/exams/paper-plan.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { findQuestionType, promptOf } from '#app/domain/questions/types/registry.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import { findPublishedByCode } from '#db/stores/content.ts';
import { findRunningMock, insertMock } from '#db/stores/mock-exams.ts';
import { lockPerson } from '#db/stores/people.ts';
import { listPracticeBank } from '#db/stores/practice-questions.ts';

const MINUTE = 60_000;

/**
 * Starts a mock exam of a published blueprint, or opens the one that runs: nobody sits two at a time. Its paper is drawn
 * from practice items alone; what they cannot fill is left out and kept with the paper, so that its report can say so.
 */
export async function startMock(
  context: Context,
  actor: PersonActor,
  { blueprintCode }: { blueprintCode: string },
): Promise<Result<{ readonly mockId: string }, 'not-found' | 'bank-too-small'>> {
  const { read } = context.database;
  const { personId } = actor;
  const blueprint = await findPublishedByCode(read, { kind: 'blueprint', code: blueprintCode });
  if (!blueprint) return refuse('not-found');
  const seed = Buffer.from(context.random.bytes(16)).toString('hex');
  const paper = await drawMock(context, { plan: blueprint.body, seed });
  if (!paper.ok) return paper;
  const id = newId(context, 'mck');
  return context.database.transaction(async (tx) => {
    // Whoever starts one for the same person waits here.
    await lockPerson(tx, personId);
    const now = context.clock.now();
    const running = await findRunningMock(tx, personId);
    // One whose time is over is as ended: the clock closes it in a moment, or whoever opens it does.
    if (running && now < running.deadlineAt) return ok({ mockId: running.id });
    await insertMock(tx, {
      id,
      personId,
      blueprintId: blueprint.documentId,
      blueprintVersionId: blueprint.versionId,
      seed,
      ...paper.value,
      startedAt: now,
      deadlineAt: now + blueprint.body.durationMinutes * MINUTE,
      endedAt: null,
      endedBy: null,
      score: null,
      maxScore: null,
      marks: null,
    });
    return ok({ mockId: id });
  });
}

async function drawMock(
  context: Context,
  { plan, seed }: { plan: BlueprintBody; seed: string },
): Promise<Result<{ items: FormItem[]; lacks: Shortage[] }, 'bank-too-small'>> {
  // A mock is one paper: whether its cells stand in sections does not matter to what is drawn.
  const cells = cellsOf(plan);
  const bank = await listPracticeBank(context.database.read, cells);
  const { plan: fitted, lacks } = fitPlan({ plan: { ...plan, cells }, bank });
  if (fitted.cells.length === 0) return refuse('bank-too-small');
  const drawn = drawPaper({ plan: fitted, bank, seed });
  if (!drawn.ok) return drawn;
  const questions = await getQuestions(
    context,
    drawn.value.map(({ versionId }) => versionId),
  );
  const items = drawn.value.map(({ slot, versionId, maxMark }): FormItem => {
    const question = questions.get(versionId);
    if (!question) throw new Error(`question version ${versionId} does not exist`);
    const optionIds = promptOf(question).options?.map(({ id }) => id) ?? [];
    const shuffle = plan.shuffleOptions && (findQuestionType(question.type)?.shufflable ?? false);
    const optionOrder = drawOptionOrder({ seed, slot, optionIds, shuffle });
    return { slot, questionVersionId: versionId, optionOrder, maxMark };
  });
  return ok({ items, lacks: [...lacks] });
}
