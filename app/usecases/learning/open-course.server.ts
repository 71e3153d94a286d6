import { dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { hoursOfLesson } from '#app/domain/training/hours.ts';
import type { Context } from '#app/usecases/context.ts';
import { getHoursPolicy, getQuizPolicy } from '#app/usecases/training/policies.server.ts';
import { findPublishedByCode } from '#db/stores/content.ts';
import { findEnrolment } from '#db/stores/learning.ts';
import {
  type CourseOutline,
  findNextLesson,
  type OutlineLesson,
  readOutlines,
  readStudyHistory,
} from './course-outline.server.ts';

export type CoursePageData = {
  readonly course: CourseOutline;
  readonly enrolment: { readonly enrolledAt: number; readonly assigned: boolean } | null;
  readonly mayEnrol: boolean;
  /** The lesson to go on with; null when all are completed. */
  readonly next: OutlineLesson | null;
  /** Hundredths of an hour that completing every lesson earns in one year. */
  readonly hours: number;
  readonly year: number;
};

/** One course with its modules and lessons and how far the caller is. */
export async function openCourse(
  context: Context,
  actor: PersonActor,
  { courseCode }: { courseCode: string },
): Promise<Result<CoursePageData, 'not-found'>> {
  const handle = context.database.read;
  const { personId } = actor;
  const version = await findPublishedByCode(handle, { kind: 'course', code: courseCode });
  if (!version) return refuse('not-found');
  const history = await readStudyHistory(handle, { personId, zone: context.zone });
  const [course] = await readOutlines(handle, { courses: [version], history });
  if (!course) return refuse('not-found');
  const enrolment = await findEnrolment(handle, { personId, courseId: course.courseId });
  const now = context.clock.now();
  const day = dayOf(now, context.zone);
  const { tariff } = (await getHoursPolicy(handle, day)).policy;
  const { hours: quizHours } = (await getQuizPolicy(handle, day)).policy;
  return ok({
    course,
    enrolment: enrolment && { enrolledAt: enrolment.enrolledAt, assigned: enrolment.source === 'assigned' },
    mayEnrol: can({ actor, action: 'course.enrol' }),
    next: findNextLesson(course.lessons),
    hours: course.lessons.reduce((sum, { minutes }) => sum + hoursOfLesson({ minutes, tariff }) + quizHours, 0),
    year: yearOf(now, context.zone),
  });
}
