import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findPublishedByCode } from '#db/stores/content.ts';
import { findEnrolment, withdrawEnrolment } from '#db/stores/learning.ts';

/** A learner gives up a course that they chose themselves. Progress, quiz results and hours stay as they are. */
export async function withdrawCourse(
  context: Context,
  actor: PersonActor,
  { courseCode }: { courseCode: string },
): Promise<Result<null, 'not-found' | 'not-enrolled' | 'forbidden'>> {
  const { personId } = actor;
  return context.database.transaction(async (tx) => {
    const course = await findPublishedByCode(tx, { kind: 'course', code: courseCode });
    if (!course) return refuse('not-found');
    const enrolment = await findEnrolment(tx, { personId, courseId: course.documentId });
    if (!enrolment) return refuse('not-enrolled');
    // What was assigned is taken back by whoever assigned it.
    if (enrolment.source !== 'self') return refuse('forbidden');
    await withdrawEnrolment(tx, { personId, courseId: course.documentId, at: context.clock.now() });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'training',
        action: 'course.withdraw',
        subject: { kind: 'enrolment', id: enrolment.id },
        detail: { personId, course: courseCode },
      },
    );
    return ok(null);
  });
}
