import { bytesToHex } from '@noble/hashes/utils.js';
import { yearOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { takeLease } from '#app/domain/training/study-credit.ts';
import type { Context } from '#app/usecases/context.ts';
import { findActiveStudy, touchProgress, upsertLease } from '#db/stores/learning.ts';
import { findStudiedLesson, type LessonAddress } from './studied-lesson.server.ts';

/**
 * A tab begins (or takes up again) to study a lesson. It gets the person's one lease; whichever tab held it earns
 * nothing from now on. Not audited: time counts only through the completion that it leads to.
 */
export async function beginStudy(
  context: Context,
  actor: PersonActor,
  address: LessonAddress,
): Promise<Result<{ lease: string }, 'not-found' | 'not-enrolled'>> {
  const { personId } = actor;
  const lease = bytesToHex(context.random.bytes(16));
  return context.database.transaction(async (tx) => {
    const found = await findStudiedLesson(tx, { personId, ...address });
    if (!found.ok) return found;
    const { lessonId, versionId } = found.value;
    const at = context.clock.now();
    const active = await findActiveStudy(tx, personId);
    // The lease first, as a beat does: the same order of rows, so that the two never wait for each other.
    await upsertLease(tx, { personId, ...takeLease({ active, lessonId, lease, now: at }) });
    await touchProgress(tx, { personId, lessonId, versionId, at, year: yearOf(at, context.zone) });
    return ok({ lease });
  });
}
