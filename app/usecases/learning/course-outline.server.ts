import type { CourseBody } from '#app/domain/courses/course.ts';
import {
  type CourseProgress,
  type LessonState,
  lessonStateOf,
  minutesLeftIn,
  summariseCourse,
} from '#app/domain/courses/progress.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Handle } from '#db/open.server.ts';
import type { ContentVersion } from '#db/stores/content.ts';
import { listLessonsOfCourses, listProgress, type OutlinedLessonRow } from '#db/stores/learning.ts';
import { readCompletions } from './counting-completions.server.ts';

export type OutlineLesson = {
  readonly lessonId: string;
  readonly versionId: string;
  /** The tail of the lesson's code: its place in the address, `/courses/egov-basics/01-what-is-egovernment`. */
  readonly slug: string;
  readonly title: LocalText;
  readonly summary: LocalText;
  readonly minutes: number;
  readonly state: LessonState;
  /** The last year in which it was completed by a completion that still counts. */
  readonly completedYear: number | null;
  readonly completedAt: number | null;
  /** Whether it was completed once and has changed so much since that it is to be completed again. */
  readonly changedSince: boolean;
  /** Where the reader stopped, and the minutes left from there. */
  readonly position: number;
  readonly minutesLeft: number;
  readonly lastSeenAt: number | null;
};

export type CourseOutline = {
  readonly courseId: string;
  readonly versionId: string;
  readonly code: string;
  readonly kind: CourseBody['kind'];
  readonly tier: CourseBody['tier'];
  readonly track: string;
  readonly title: LocalText;
  readonly summary: LocalText;
  readonly modules: readonly { readonly title: LocalText; readonly lessons: readonly OutlineLesson[] }[];
  readonly lessons: readonly OutlineLesson[];
  readonly minutes: number;
  readonly progress: CourseProgress;
};

/** What a person did in lessons, read once for however many courses are shown. */
export type StudyHistory = {
  readonly progress: ReadonlyMap<string, { position: number; lastSeenAt: number }>;
  /** Only those that still count. */
  readonly completions: ReadonlyMap<string, { year: number; completedAt: number }>;
  /** The lessons of which none does although there was one. */
  readonly changedSince: ReadonlySet<string>;
};

export async function readStudyHistory(
  handle: Handle,
  { personId, zone }: { personId: string; zone: string },
): Promise<StudyHistory> {
  const completions = new Map<string, { year: number; completedAt: number }>();
  const all = await readCompletions(handle, { personId, zone });
  for (const { lessonId, year, completedAt, counts } of all) {
    // Newest first: the latest year stands.
    if (counts && !completions.has(lessonId)) completions.set(lessonId, { year, completedAt });
  }
  const changedSince = new Set(all.flatMap(({ lessonId }) => (completions.has(lessonId) ? [] : [lessonId])));
  const progress = new Map(
    (await listProgress(handle, personId)).map(({ lessonId, position, lastSeenAt }) => [
      lessonId,
      { position, lastSeenAt },
    ]),
  );
  return { progress, completions, changedSince };
}

/** The courses with their lessons and how far someone is, in the order given. Two queries, however many courses. */
export async function readOutlines(
  handle: Handle,
  { courses, history }: { courses: readonly ContentVersion<'course'>[]; history: StudyHistory },
): Promise<CourseOutline[]> {
  const byCourse = new Map<string, OutlinedLessonRow[]>(courses.map((course) => [course.documentId, []]));
  for (const row of await listLessonsOfCourses(handle, [...byCourse.keys()])) byCourse.get(row.courseId)?.push(row);
  return courses.map((course) => {
    const { kind, tier, track, title, summary, modules } = course.body;
    const lessons = byCourse.get(course.documentId) ?? [];
    const outlined = modules.map((module, index) => ({
      title: module.title,
      lessons: lessons.filter((lesson) => lesson.moduleIndex === index).map((lesson) => outlineLesson(lesson, history)),
    }));
    const all = outlined.flatMap((module) => module.lessons);
    return {
      courseId: course.documentId,
      versionId: course.versionId,
      code: course.code,
      kind,
      tier,
      track,
      title,
      summary,
      modules: outlined,
      lessons: all,
      minutes: all.reduce((sum, lesson) => sum + lesson.minutes, 0),
      progress: summariseCourse(all),
    };
  });
}

function outlineLesson(
  { lessonId, versionId, code, body }: OutlinedLessonRow,
  { progress, completions, changedSince }: StudyHistory,
): OutlineLesson {
  const { title, summary, minutes } = body;
  const seen = progress.get(lessonId);
  const completion = completions.get(lessonId);
  const position = seen?.position ?? 0;
  return {
    lessonId,
    versionId,
    slug: slugOf(code),
    title,
    summary,
    minutes,
    state: lessonStateOf({ opened: seen !== undefined, completed: completion !== undefined }),
    completedYear: completion?.year ?? null,
    completedAt: completion?.completedAt ?? null,
    changedSince: changedSince.has(lessonId),
    position,
    minutesLeft: changedSince.has(lessonId) ? minutes : minutesLeftIn({ minutes, position }),
    lastSeenAt: seen?.lastSeenAt ?? null,
  };
}

const slugOf = (code: string) => code.slice(code.indexOf('/') + 1);

/**
 * The lesson to go on with: the one seen last unless it is completed, else the first after it that is not, else the
 * first that is not; null when all are.
 */
export function findNextLesson(lessons: readonly OutlineLesson[]): OutlineLesson | null {
  let last = -1;
  for (const [index, lesson] of lessons.entries()) {
    if (lesson.lastSeenAt !== null && (last < 0 || lesson.lastSeenAt > (lessons[last]?.lastSeenAt ?? 0))) last = index;
  }
  const isOpen = (lesson: OutlineLesson) => lesson.state !== 'completed';
  return lessons.slice(Math.max(0, last)).find(isOpen) ?? lessons.find(isOpen) ?? null;
}
