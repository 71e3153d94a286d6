import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { lockCards, putCards } from '#db/stores/mistake-book.ts';
import { eventOf } from './note-answers.server.ts';

/** Takes a card out of the book, or puts it back with the schedule that it had. Doing so again changes nothing. */
export async function changeCard(
  context: Context,
  actor: PersonActor,
  { questionId, act }: { questionId: string; act: 'remove' | 'restore' },
): Promise<Result<null, 'not-found'>> {
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    const card = (await lockCards(tx, { personId, questionIds: [questionId] })).get(questionId);
    if (!card) return refuse('not-found');
    if ((act === 'remove') === (card.removedAt !== null)) return ok(null);
    const at = context.clock.now();
    const next = { ...card, events: card.events + 1, removedAt: act === 'remove' ? at : null };
    await putCards(tx, {
      cards: [next],
      events: [eventOf(next, { kind: act === 'remove' ? 'removed' : 'restored', at })],
    });
    return ok(null);
  });
}
