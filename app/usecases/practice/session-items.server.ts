import { foldSteps, type Settled, settleItem } from '#app/domain/practice/settle-item.ts';
import type { State, Step } from '#app/domain/questions/behaviours/behaviour.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import { promptOf } from '#app/domain/questions/types/registry.ts';
import type { Context } from '#app/usecases/context.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import type { Handle } from '#db/open.server.ts';
import { listItems, listSteps, type PracticeItemRow, type PracticeSessionRow } from '#db/stores/practice.ts';

/** An item of a set with what was done to it. Holds the key: never send one to a browser. */
export type SessionItem = PracticeItemRow & {
  readonly question: QuestionBody;
  readonly steps: readonly Step[];
  readonly state: State;
  /** Null while it is open. */
  readonly settled: Settled | null;
};

/** The items of a set in their order, each folded from its steps. Two queries, and one for what is not in memory yet. */
export async function readSessionItems(
  context: Pick<Context, 'database'>,
  handle: Handle,
  { id, behaviour }: PracticeSessionRow,
): Promise<SessionItem[]> {
  const items = await listItems(handle, id);
  const stepsOf = await listSteps(handle, id);
  const versionIds = items.map(({ versionId }) => versionId);
  const questions = await getQuestions(context, versionIds, handle);
  return items.map((item) => {
    const question = questions.get(item.versionId);
    if (!question) throw new Error(`question version ${item.versionId} does not exist`);
    const steps = stepsOf.get(item.slot) ?? [];
    const state = foldSteps(behaviour, { question, steps });
    return { ...item, question, steps, state, settled: settleItem(behaviour, { question, state }) };
  });
}

/** A question as it is shown before it is judged, its options in the order drawn: neither key nor explanation. */
export function showQuestion({
  question,
  optionOrder,
}: {
  question: QuestionBody;
  optionOrder: readonly string[];
}): Prompt & { readonly type: string } {
  const prompt = promptOf(question);
  return {
    type: question.type,
    ...prompt,
    ...(prompt.options && {
      options: [...prompt.options].sort((a, b) => optionOrder.indexOf(a.id) - optionOrder.indexOf(b.id)),
    }),
  };
}
