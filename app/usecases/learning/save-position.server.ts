import { yearOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { touchProgress, updatePosition } from '#db/stores/learning.ts';
import { findStudiedLesson, type LessonAddress } from './studied-lesson.server.ts';

/** Remembers where someone stopped reading. A convenience: nothing is earned by it. */
export async function savePosition(
  context: Context,
  actor: PersonActor,
  { position, ...address }: LessonAddress & { /** Hundredths of a per cent, 0 to 10,000. */ readonly position: number },
): Promise<Result<null, 'not-found' | 'not-enrolled'>> {
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    const found = await findStudiedLesson(tx, { personId, ...address });
    if (!found.ok) return found;
    const { lessonId, versionId } = found.value;
    const at = context.clock.now();
    await touchProgress(tx, { personId, lessonId, versionId, at, year: yearOf(at, context.zone) });
    await updatePosition(tx, { personId, lessonId, position, at });
    return ok(null);
  });
}
