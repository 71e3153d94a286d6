import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { deleteFavourite, insertFavourite } from '#db/stores/practice.ts';
import { listPracticeQuestions } from '#db/stores/practice-questions.ts';

/** Stars a practice item, or takes the star back. What is no practice item does not exist here. */
export async function setFavourite(
  context: Context,
  actor: PersonActor,
  { questionId, on }: { questionId: string; on: boolean },
): Promise<Result<null, 'not-found'>> {
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    if (!on) {
      await deleteFavourite(tx, { personId, questionId });
      return ok(null);
    }
    if ((await listPracticeQuestions(tx, [questionId])).length === 0) return refuse('not-found');
    await insertFavourite(tx, { personId, questionId, at: context.clock.now() });
    return ok(null);
  });
}
