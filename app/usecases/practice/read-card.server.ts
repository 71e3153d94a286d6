import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { dueBefore } from '#app/domain/practice/mistake-book.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import { promptOf, reviewOf } from '#app/domain/questions/types/registry.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import type { Context } from '#app/usecases/context.ts';
import { type CardEventRow, findCard, listCardEvents } from '#db/stores/mistake-book.ts';
import { listFavouritesAmong } from '#db/stores/practice.ts';
import { listPracticeQuestions } from '#db/stores/practice-questions.ts';
import { type MistakeRow, scheduleOf } from './list-mistakes.server.ts';
import { readListed } from './listed-items.server.ts';
import { type LessonLink, readLessonLinks } from './name-points.server.ts';

export type CardView = MistakeRow & {
  readonly question: Prompt & { readonly type: string };
  readonly key: ReviewKey;
  readonly explanation: LocalText;
  readonly starred: boolean;
  readonly lesson: LessonLink | null;
  readonly events: readonly Pick<CardEventRow, 'number' | 'kind' | 'rating' | 'at' | 'dueAt'>[];
};

/** One card with its question as it stands now, the answer and the card's history. Whoever has it answered it before. */
export async function readCard(
  context: Context,
  actor: PersonActor,
  { questionId }: { questionId: string },
): Promise<Result<CardView, 'not-found'>> {
  const { read } = context.database;
  const { personId } = actor;
  const card = await findCard(read, { personId, questionId });
  const [question] = await listPracticeQuestions(read, [questionId]);
  const item = (await readListed(read, [questionId])).get(questionId);
  if (!card || !question || !item) return refuse('not-found');
  const before = dueBefore({ now: context.clock.now(), zone: context.zone });
  const links = await readLessonLinks(
    read,
    item.points.map(({ code }) => code),
  );
  const starred = await listFavouritesAmong(read, { personId, questionIds: [questionId] });
  return ok({
    ...item,
    ...scheduleOf(card, before),
    question: { type: question.body.type, ...promptOf(question.body) },
    ...reviewOf(question.body),
    starred: starred.has(questionId),
    lesson: item.points.map(({ code }) => links.get(code)).find((link) => link !== undefined) ?? null,
    events: (await listCardEvents(read, { personId, questionId })).map(({ number, kind, rating, at, dueAt }) => ({
      number,
      kind,
      rating,
      at,
      dueAt,
    })),
  });
}
