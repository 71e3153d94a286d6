import { yearOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { addCredit, judgeBeat } from '#app/domain/training/study-credit.ts';
import type { Context } from '#app/usecases/context.ts';
import { advanceLease, findActiveStudy, findProgress, updateCredit } from '#db/stores/learning.ts';
import { completeIfDone, type YearStanding } from './complete-if-done.server.ts';
import { findStudiedLesson, type LessonAddress } from './studied-lesson.server.ts';

export type BeatAnswer = YearStanding & { readonly justCompleted: boolean };

/**
 * The page says that it is still being read. Only the server's clock and the lease count; nothing in the request says
 * how much time to credit.
 */
export async function beatStudy(
  context: Context,
  actor: PersonActor,
  { lease, ...address }: LessonAddress & { readonly lease: string },
): Promise<Result<BeatAnswer, 'not-found' | 'not-enrolled' | 'lease-lost'>> {
  const { personId } = actor;
  const result = await context.database.transaction(async (tx) => {
    const found = await findStudiedLesson(tx, { personId, ...address });
    if (!found.ok) return found;
    const lesson = found.value;
    const { lessonId } = lesson;
    const now = context.clock.now();
    const active = await findActiveStudy(tx, personId);
    const verdict = judgeBeat({ active, lessonId, lease, now });
    if (active === null || verdict.kind === 'lease-lost') return refuse('lease-lost');
    const moved = await advanceLease(tx, {
      personId,
      lease,
      from: active.lastBeatAt,
      to: verdict.next.lastBeatAt,
    });
    // Two beats at one moment: the other one was credited for this stretch of time.
    if (moved && verdict.creditMs > 0) {
      const progress = await findProgress(tx, { personId, lessonId });
      const credit = addCredit({
        before: progress && { year: progress.creditedYear, creditedMs: progress.creditedMs },
        year: yearOf(now, context.zone),
        creditMs: verdict.creditMs,
      });
      await updateCredit(tx, { personId, lessonId, ...credit, at: now });
    }
    return ok(await completeIfDone({ tx, context, actor }, { personId, lesson }));
  });
  if (result.ok && result.value.justCompleted) context.events.kick();
  return result;
}
