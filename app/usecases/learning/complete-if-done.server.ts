import { type CompletionState, checkCompletion, findCountingTry } from '#app/domain/courses/progress.ts';
import { dayOf, startOfDay, yearOf } from '#app/domain/kernel/instant.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { emitEvent, recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { getQuizPolicy } from '#app/usecases/training/policies.server.ts';
import type { Handle } from '#db/open.server.ts';
import { listMaterialNumbers, listVersionNumbers } from '#db/stores/completion-validity.ts';
import { findProgress, insertCompletion, listQuizAttempts, type PlacedLesson } from '#db/stores/learning.ts';
import { readCompletions } from './counting-completions.server.ts';

/** How a lesson stands for someone in one calendar year. */
export type YearStanding = CompletionState & {
  readonly year: number;
  readonly creditedMs: number;
  readonly tries: number;
  readonly countingTry: { readonly score: number; readonly maxScore: number; readonly passed: boolean } | null;
  /** When it was completed in this year; null when it was not yet. */
  readonly completedAt: number | null;
};

type LessonOfPerson = { readonly personId: string; readonly lesson: PlacedLesson };

/** First and last instant of a calendar year, the last excluded. */
export const spanOfYear = (year: number, zone: string) => ({
  from: startOfDay(`${year}-01-01`, zone),
  until: startOfDay(`${year + 1}-01-01`, zone),
});

export async function readYearStanding(
  handle: Handle,
  context: Pick<Context, 'clock' | 'zone'>,
  { personId, lesson: { lessonId, body } }: LessonOfPerson,
): Promise<YearStanding> {
  const now = context.clock.now();
  const year = yearOf(now, context.zone);
  const { policy } = await getQuizPolicy(handle, dayOf(now, context.zone));
  const material = (await listMaterialNumbers(handle, [lessonId])).get(lessonId) ?? null;
  const all = await listQuizAttempts(handle, { personId, lessonId, ...spanOfYear(year, context.zone) });
  const tries = material === null ? all : await triesSince(handle, { tries: all, material });
  const progress = await findProgress(handle, { personId, lessonId });
  const completion = (await readCompletions(handle, { personId, lessonIds: [lessonId], zone: context.zone })).find(
    (each) => each.year === year && each.counts,
  );
  const creditedMs = progress?.creditedYear === year ? progress.creditedMs : 0;
  const counting = findCountingTry({ tries, counts: policy.counts });
  return {
    ...checkCompletion({ rule: body.completion, creditedMs, countingTry: counting }),
    year,
    creditedMs,
    tries: tries.length,
    countingTry: counting && { score: counting.score, maxScore: counting.maxScore, passed: counting.passed },
    completedAt: completion?.completedAt ?? null,
  };
}

/** A quiz passed before a material change says nothing about what the lesson teaches since. */
async function triesSince<T extends { readonly lessonVersionId: string }>(
  handle: Handle,
  { tries, material }: { tries: readonly T[]; material: number },
): Promise<T[]> {
  const numbers = await listVersionNumbers(
    handle,
    tries.map(({ lessonVersionId }) => lessonVersionId),
  );
  return tries.filter(({ lessonVersionId }) => (numbers.get(lessonVersionId) ?? 0) >= material);
}

/**
 * Stores the completion of a lesson once its rule is met, within the transaction of whatever met it: a beat or a quiz.
 * Once per calendar year; the row's uniqueness decides when two acts meet it at the same moment. Whoever completed an
 * earlier version in the same year renews that record by this: it gets no second one, and earns nothing again.
 */
export async function completeIfDone(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { personId, lesson }: LessonOfPerson,
): Promise<YearStanding & { readonly justCompleted: boolean }> {
  const standing = await readYearStanding(tx, context, { personId, lesson });
  if (!standing.complete || standing.completedAt !== null) return { ...standing, justCompleted: false };
  const completedAt = context.clock.now();
  const completion = await insertCompletion(tx, {
    id: newId(context, 'cmp'),
    personId,
    lessonId: lesson.lessonId,
    lessonVersionId: lesson.versionId,
    year: standing.year,
    completedAt,
  });
  if (!completion) return { ...standing, completedAt, justCompleted: false };
  await recordAudit(
    { tx, context, actor },
    {
      stream: 'training',
      action: 'lesson.complete',
      subject: { kind: 'lesson-completion', id: completion.id },
      detail: {
        personId,
        lesson: lesson.body.id,
        lessonVersionId: lesson.versionId,
        year: standing.year,
        creditedMs: standing.creditedMs,
        score: standing.countingTry?.score ?? null,
        maxScore: standing.countingTry?.maxScore ?? null,
      },
    },
  );
  await emitEvent(
    { tx, context },
    { type: 'lesson-completed', completionId: completion.id, personId, year: standing.year },
  );
  return { ...standing, completedAt, justCompleted: true };
}
