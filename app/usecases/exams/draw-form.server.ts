import { drawOptionOrder, type FormItem } from '#app/domain/exams/assembly.ts';
import type { BlueprintBody } from '#app/domain/exams/blueprint.ts';
import { drawPaperOf, type PaperDraw } from '#app/domain/exams/draw-paper.ts';
import { bankFilterOf, judgeBlueprint, nameFaults } from '#app/domain/exams/judge-blueprint.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { findQuestionType, promptOf } from '#app/domain/questions/types/registry.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findVersion } from '#db/stores/content.ts';
import { countExposure, listExamBank, type NewForm } from '#db/stores/papers.ts';
import { getQuestions } from './papers.server.ts';

export type DrawnForm = Omit<NewForm, 'createdAt'>;

/**
 * Draws a paper for one candidate from the bank of this moment with a seed that nobody can guess; the seed is kept with
 * the form. Where the blueprint caps the use of questions, what was drawn of it is counted once, in an index of its own.
 */
export async function drawForm(
  context: Context,
  { blueprintVersionId }: { blueprintVersionId: string },
): Promise<Result<DrawnForm, 'bank-too-small'>> {
  const { read } = context.database;
  const version = await findVersion(read, blueprintVersionId);
  if (version?.kind !== 'blueprint') throw new Error(`blueprint version ${blueprintVersionId} does not exist`);
  const { body, documentId: blueprintId } = version;
  const seed = makeSeed(context);
  const bank = await listExamBank(read, bankFilterOf([body]));
  const drawn = body.exposure?.maxShare === undefined ? undefined : await countExposure(read, blueprintId);
  const paper = drawPaperOf({ body, bank, seed, ...(drawn && { drawn }) });
  if (!paper.drawn) return refuse('bank-too-small', { shortages: nameFaults(judgeBlueprint({ body, bank })) });
  const questions = await getQuestions(
    context,
    paper.items.map(({ versionId }) => versionId),
  );
  const idOf = new Map(bank.map(({ versionId, questionId }) => [versionId, questionId]));
  const items = makeFormItems({ body, items: paper.items, questions, seed }).map((item) => ({
    ...item,
    questionId: idOf.get(item.questionVersionId) ?? '',
  }));
  return ok({ id: newId(context, 'frm'), blueprintVersionId, blueprintId, seed, items });
}

/** 128 bits from the platform's secure source. */
export const makeSeed = (context: Context): string => Buffer.from(context.random.bytes(16)).toString('hex');

/** The items of a form as they are stored: with the order in which options are shown. */
export function makeFormItems({
  body,
  items,
  questions,
  seed,
}: {
  body: BlueprintBody;
  items: readonly PaperDraw[];
  questions: ReadonlyMap<string, QuestionBody>;
  seed: string;
}): FormItem[] {
  return items.map(({ slot, section, versionId, maxMark }): FormItem => {
    const question = questions.get(versionId);
    if (!question) throw new Error(`question version ${versionId} does not exist`);
    const optionIds = promptOf(question).options?.map(({ id }) => id) ?? [];
    const shuffle = body.shuffleOptions && (findQuestionType(question.type)?.shufflable ?? false);
    return {
      slot,
      questionVersionId: versionId,
      optionOrder: drawOptionOrder({ seed, slot, optionIds, shuffle }),
      maxMark,
      ...(body.sections && { section }),
    };
  });
}
