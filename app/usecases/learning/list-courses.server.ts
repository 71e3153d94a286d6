import type { CourseBody } from '#app/domain/courses/course.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listPublished } from '#db/stores/content.ts';
import { listEnrolments } from '#db/stores/learning.ts';
import { type CourseOutline, readOutlines, readStudyHistory } from './course-outline.server.ts';

export type CourseFilter = 'all' | 'mine' | CourseBody['kind'];

export type ListedCourse = Pick<
  CourseOutline,
  'code' | 'kind' | 'tier' | 'track' | 'title' | 'summary' | 'minutes' | 'progress'
> & { readonly enrolled: boolean };

export type CoursePage = {
  readonly courses: readonly ListedCourse[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly counts: Readonly<Record<CourseFilter, number>>;
};

export const COURSE_PAGE_SIZE = 12;

/** A page of the catalogue, by code, with how far the caller is in each course. A page past the end is the last one. */
export async function listCourses(
  context: Context,
  actor: PersonActor,
  { filter, page }: { filter: CourseFilter; page: number },
): Promise<CoursePage> {
  const handle = context.database.read;
  const { personId } = actor;
  const enrolled = new Set((await listEnrolments(handle, personId)).map(({ courseId }) => courseId));
  const all = await listPublished(handle, 'course');
  const matches = (wanted: CourseFilter) =>
    all.filter(({ documentId, body }) =>
      wanted === 'all' ? true : wanted === 'mine' ? enrolled.has(documentId) : body.kind === wanted,
    );
  const found = matches(filter);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(found.length / COURSE_PAGE_SIZE)));
  const courses = found.slice((shown - 1) * COURSE_PAGE_SIZE, shown * COURSE_PAGE_SIZE);
  const outlines = await readOutlines(handle, {
    courses,
    history: await readStudyHistory(handle, { personId, zone: context.zone }),
  });
  return {
    courses: outlines.map(({ courseId, code, kind, tier, track, title, summary, minutes, progress }) => ({
      code,
      kind,
      tier,
      track,
      title,
      summary,
      minutes,
      progress,
      enrolled: enrolled.has(courseId),
    })),
    total: found.length,
    page: shown,
    pageSize: COURSE_PAGE_SIZE,
    counts: {
      all: all.length,
      mine: matches('mine').length,
      general: matches('general').length,
      specialised: matches('specialised').length,
    },
  };
}
