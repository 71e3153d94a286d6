import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findPublishedByCode } from '#db/stores/content.ts';
import { insertEnrolment } from '#db/stores/learning.ts';

/** A learner chooses a course. What they did in it before an earlier withdrawal is still there. */
export async function enrolCourse(
  context: Context,
  actor: PersonActor,
  { courseCode }: { courseCode: string },
): Promise<Result<null, 'not-found' | 'already-enrolled'>> {
  const { personId } = actor;
  const id = newId(context, 'enr');
  return context.database.transaction(async (tx) => {
    const course = await findPublishedByCode(tx, { kind: 'course', code: courseCode });
    if (!course) return refuse('not-found');
    const courseId = course.documentId;
    const row = await insertEnrolment(tx, { id, personId, courseId, source: 'self', enrolledAt: context.clock.now() });
    if (!row) return refuse('already-enrolled');
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'training',
        action: 'course.enrol',
        subject: { kind: 'enrolment', id: row.id },
        detail: { personId, course: courseCode },
      },
    );
    return ok(null);
  });
}
