import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Handle } from '#db/open.server.ts';
import { findEnrolment, findPlacedLesson, type PlacedLesson } from '#db/stores/learning.ts';

/** How an address names a lesson: `/courses/:courseCode/:lessonSlug`. */
export type LessonAddress = { readonly courseCode: string; readonly lessonSlug: string };

/** The lesson at an address, for someone enrolled in its course: who is not may read, but nothing counts. */
export async function findStudiedLesson(
  handle: Handle,
  { personId, courseCode, lessonSlug }: LessonAddress & { personId: string },
): Promise<Result<PlacedLesson, 'not-found' | 'not-enrolled'>> {
  const lesson = await findPlacedLesson(handle, `${courseCode}/${lessonSlug}`);
  if (!lesson) return refuse('not-found');
  const enrolment = await findEnrolment(handle, { personId, courseId: lesson.courseId });
  if (!enrolment) return refuse('not-enrolled');
  return ok(lesson);
}
